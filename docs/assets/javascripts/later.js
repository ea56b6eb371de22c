// A script for what stands further down the page: it is loaded when the reader begins to do
// anything, or when the address or the window leads near the element that needs it, or at once where
// something is kept for it: a print cannot wait for the network. Until then the element is what the
// page brings; what is ticked on it meanwhile is handed over.

import { make } from "./dom.js"

const SIGNS = ["scroll", "pointerdown", "keydown", "focusin", "beforeprint"]
/** Kind of the records that an element shows.
    @type {Record<string, string>} */
const KINDS = { "course-checklist": "check" }
/** Milliseconds until the next sign may load a script that could not be loaded. */
const REST = 5000

/** @param {HTMLElement} later
    @param {import("./question.js").Page} page
    @returns {() => void} */
export function mountLater(later, { store }) {
  const { part = "", script: src = "" } = later.dataset
  const end = new AbortController()
  /** @type {Map<HTMLInputElement, boolean>} */
  const ticked = new Map()
  let rest = 0
  let isAsked = false

  function load() {
    if (isAsked) return
    isAsked = true
    const script = make("script", { src })
    script.onload = () => {
      stop()
      // The element shows what is stored by now.
      for (const [box, on] of ticked) if (box.checked !== on) box.click()
    }
    script.onerror = () => {
      script.remove()
      rest = setTimeout(() => (isAsked = false), REST)
    }
    document.head.append(script)
  }

  function stop() {
    end.abort()
    near.disconnect()
    clearTimeout(rest)
  }

  const near = new IntersectionObserver((found) => found.some(({ isIntersecting }) => isIntersecting) && load(), { rootMargin: "100%" })
  const kept = store.list(KINDS[part] ?? "").map(([id]) => id)
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(part))) {
    near.observe(element)
    if (kept.some((id) => id.startsWith(`${element.dataset.check}:`))) load()
  }
  // A place further down would move when the element grows: the browser is still going there.
  if (location.hash) load()
  for (const sign of SIGNS) addEventListener(sign, load, { signal: end.signal, passive: true, capture: true })
  document.addEventListener(
    "change",
    ({ target }) => {
      if (target instanceof HTMLInputElement && target.closest(part)) ticked.set(target, target.checked)
    },
    { signal: end.signal },
  )
  return stop
}
