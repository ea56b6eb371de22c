// Material starts its search worker and asks for the index as soon as a page loads. This holds
// both back until the reader turns to the search. It runs before Material's bundle; any other
// request and any other worker passes.

const { open, send } = XMLHttpRequest.prototype
/** @type {WeakSet<XMLHttpRequest>} */
const indexes = new WeakSet()
/** @type {(() => void)[]} */
let held = []
let isReleased = new URLSearchParams(location.search).has("q")

/** @param {string | URL} url */
function isIndex(url) {
  try {
    return new URL(url, document.baseURI).pathname.endsWith("/search/search_index.json")
  } catch {
    return false
  }
}

XMLHttpRequest.prototype.open = function (/** @type {any[]} */ ...parts) {
  if (isIndex(parts[1])) indexes.add(this)
  else indexes.delete(this)
  return open.apply(this, /** @type {any} */ (parts))
}

XMLHttpRequest.prototype.send = function (body) {
  if (isReleased || !indexes.has(this)) return send.call(this, body)
  held.push(() => {
    if (this.readyState === XMLHttpRequest.OPENED) send.call(this, body) // Else it was aborted.
  })
}

const RealWorker = window.Worker

/** The search worker as Material sees it: it keeps what it is told until it really starts. */
class LazyWorker extends EventTarget {
  /** @param {string | URL} url */
  constructor(url) {
    super()
    /** @type {unknown[]} */
    const told = []
    /** @type {(message: unknown) => void} */
    this.postMessage = (message) => {
      told.push(message)
    }
    held.push(() => {
      const worker = new RealWorker(url)
      for (const type of ["message", "messageerror"])
        worker.addEventListener(type, (event) => {
          this.dispatchEvent(new MessageEvent(type, { data: /** @type {MessageEvent} */ (event).data }))
        })
      worker.addEventListener("error", () => this.dispatchEvent(new Event("error")))
      this.postMessage = (message) => worker.postMessage(message)
      for (const message of told) worker.postMessage(message)
    })
  }
}

if (RealWorker)
  window.Worker = /** @type {any} */ (
    new Proxy(RealWorker, {
      construct(target, [url, options]) {
        const isSearch = !isReleased && String(url).includes("/workers/search.")
        return isSearch ? new LazyWorker(url) : new target(url, options)
      },
    })
  )

function release() {
  isReleased = true
  for (const type of TYPES) document.removeEventListener(type, turn, true)
  for (const go of held) go()
  held = []
}

/** @param {Event} event */
function turn(event) {
  const { target } = event
  if (target instanceof Element && target.closest('[data-md-component="search"], [for="__search"], #__search')) release()
}

const TYPES = ["focusin", "pointerdown", "change"]
if (!isReleased) for (const type of TYPES) document.addEventListener(type, turn, true)

export {} // A module of its own; the bundle is a classic script.
