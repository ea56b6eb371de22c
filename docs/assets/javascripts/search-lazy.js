// Material starts its search worker and asks for the index as soon as a page loads. This holds
// both back until the reader turns to the search, and our own part of it too. It runs before
// Material's bundle; any other request and any other worker passes.

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
const script = document.currentScript

/** The search worker as Material sees it: it keeps what it is told until the reader searches. Then
    `search.js` takes its place. */
class LazyWorker extends EventTarget {
  /** @param {string} url */
  constructor(url) {
    super()
    /** @type {unknown[]} */
    const told = []
    /** @type {(message: unknown) => void} */
    this.postMessage = (message) => {
      told.push(message)
    }
    const start = () => {
      const search = document.createElement("script")
      search.src = script?.dataset.search ?? ""
      search.onload = () => /** @type {any} */ (window).courseSearch(this, url, told, RealWorker)
      document.head.append(search)
    }
    if (isReleased) start()
    else held.push(start)
  }
}

if (RealWorker)
  window.Worker = /** @type {any} */ (
    new Proxy(RealWorker, {
      construct(target, [url, options]) {
        return String(url).includes("/workers/search.") ? new LazyWorker(url) : new target(url, options)
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

// Material listens to keys alone: a word that is pasted, spoken or picked by touch has none.
document.addEventListener("input", (event) => {
  const { target } = event
  if (target instanceof Element && target.matches(".md-search__input"))
    target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
})

const TYPES = ["focusin", "pointerdown", "change"]
if (!isReleased) for (const type of TYPES) document.addEventListener(type, turn, true)

export {} // A module of its own; the bundle is a classic script.
