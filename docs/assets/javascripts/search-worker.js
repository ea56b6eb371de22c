// Material's search worker, wherever the page comes from.

/** @typedef {Pick<Worker, "postMessage" | "addEventListener">} Searcher */

/** @param {string} url
    @param {typeof Worker} Real
    @returns {Searcher} */
export function openWorker(url, Real) {
  return location.protocol === "file:" ? openFrame(url) : new Real(url)
}

/** From disk a browser starts no worker. The same script then runs in an empty frame, where the
    two functions that it speaks through are ours. It searches a few milliseconds, on this thread.
    @param {string} url
    @returns {Searcher} */
function openFrame(url) {
  const frame = document.createElement("iframe")
  frame.hidden = true
  document.body.append(frame)
  const inner = /** @type {Window & typeof globalThis} */ (frame.contentWindow)
  const outer = new EventTarget()
  const answer = (/** @type {unknown} */ data) => void outer.dispatchEvent(new MessageEvent("message", { data }))
  Object.assign(inner, { postMessage: answer })
  const script = inner.document.createElement("script")
  const ready = new Promise((done) => script.addEventListener("load", done))
  script.src = url
  inner.document.head.append(script)
  const ask = (/** @type {unknown} */ data) => void ready.then(() => inner.dispatchEvent(new MessageEvent("message", { data })))
  return Object.assign(outer, { postMessage: ask })
}
