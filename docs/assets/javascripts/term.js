// A glossary term: its explanation appears on hover, focus and tap; the link leads to the glossary.

/** @type {{close: () => void} | null} only one explanation is open at a time */
let current = null
let serial = 0

const GAP = 8
const EDGE = 12

/** @param {HTMLElement} term @returns {() => void} */
export function mountTerm(term) {
  const link = term.querySelector("a")
  const tip = /** @type {HTMLElement | null} */ (term.querySelector(".tip"))
  if (!link || !tip) return () => {}

  const end = new AbortController()
  const { signal } = end
  const isPopover = typeof tip.showPopover === "function"
  if (isPopover) tip.popover = "manual" // The top layer: nothing can clip it.
  tip.id ||= `tip-${(serial += 1)}-${link.hash.slice(1)}`
  link.setAttribute("aria-describedby", tip.id)

  let isOpen = false
  let wasOpenBeforeTap = false
  let isTouch = false
  let timer = 0
  const me = { close }

  function open() {
    clearTimeout(timer)
    if (isOpen || !tip?.isConnected) return
    current?.close()
    current = me
    isOpen = true
    tip.classList.add("is-open")
    if (isPopover) tip.showPopover()
    place()
    addEventListener("scroll", place, { capture: true, passive: true })
    addEventListener("resize", place)
    document.addEventListener("keydown", escape, true)
    document.addEventListener("pointerdown", outside, true)
    document.addEventListener("focusin", outside, true)
  }

  function close() {
    clearTimeout(timer)
    if (!isOpen || !tip) return
    isOpen = false
    if (current === me) current = null
    if (isPopover && tip.isConnected) tip.hidePopover()
    tip.classList.remove("is-open")
    removeEventListener("scroll", place, true)
    removeEventListener("resize", place)
    document.removeEventListener("keydown", escape, true)
    document.removeEventListener("pointerdown", outside, true)
    document.removeEventListener("focusin", outside, true)
  }

  /** Above the first line of the term, or below it where there is no room; never past an edge.
      On phones the style sheet makes it a sheet and looks only at the side. */
  function place() {
    if (!link || !tip) return
    const rects = link.getClientRects()
    const line = rects[0] ?? link.getBoundingClientRect()
    const last = rects[rects.length - 1] ?? line
    const { clientWidth, clientHeight } = document.documentElement
    if (last.bottom < 0 || line.top > clientHeight) {
      close()
      return
    }
    const { offsetWidth: width, offsetHeight: height } = tip
    const isAbove = line.top - GAP - height >= EDGE
    const x = Math.min(line.left - EDGE, clientWidth - EDGE - width)
    const y = isAbove ? line.top - GAP - height : Math.min(last.bottom + GAP, clientHeight - EDGE - height)
    tip.style.setProperty("--x", `${Math.max(EDGE, x)}px`)
    tip.style.setProperty("--y", `${Math.max(EDGE, y)}px`)
    tip.classList.toggle("is-top", last.bottom > clientHeight - height - 2 * EDGE)
  }

  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key === "Escape") close()
  }

  /** @param {Event} event */
  function outside(event) {
    if (event.target instanceof Node && !term.contains(event.target)) close()
  }

  term.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && open(), { signal })
  term.addEventListener(
    "pointerleave",
    (event) => {
      if (event.pointerType !== "mouse" || document.activeElement === link) return
      timer = setTimeout(close, 200) // Time to reach the explanation over the gap.
    },
    { signal },
  )
  term.addEventListener("focusin", open, { signal })
  term.addEventListener("focusout", close, { signal })
  // A press on the explanation must not take the focus from the link, which would close it.
  tip.addEventListener(
    "mousedown",
    (event) => {
      if (document.activeElement === link) event.preventDefault()
    },
    { signal },
  )
  link.addEventListener(
    "pointerdown",
    (event) => {
      isTouch = event.pointerType !== "mouse"
      wasOpenBeforeTap = isOpen
    },
    { signal },
  )
  link.addEventListener(
    "click",
    (event) => {
      const isFirstTap = isTouch && !wasOpenBeforeTap
      isTouch = false
      if (!isFirstTap) return
      event.preventDefault()
      open()
    },
    { signal },
  )
  return () => {
    close()
    end.abort()
  }
}
