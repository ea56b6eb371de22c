// The notes on the same screen, for a room with a single display.

import { make } from "./dom.js"
import { readClock, writeTime } from "./talk-clock.js"
import { findPart } from "./talk-plan.js"

/** @typedef {import("./strings.js").Strings} Strings */
/** @typedef {import("./talk-plan.js").Plan} Plan */

/** The notes of the part that a slide belongs to: they stand on its first slide.
    @param {Plan} plan @param {string} slide @returns {Node[]} copies */
export function notesOf(plan, slide) {
  const part = plan.parts[findPart(plan, slide)]
  return (part?.slides ?? []).flatMap((id) => {
    const found = document.querySelector(`#${CSS.escape(id)} > .notes`) ?? document.querySelector(`[data-notes="${CSS.escape(id)}"]`)
    return found ? [...found.childNodes].map((node) => node.cloneNode(true)) : []
  })
}

/** @param {Strings} words
    @param {Plan} plan
    @param {() => void} resized
    @returns {{toggle: () => void, update: (show: import("./deck.js").Show) => void}} */
export function makeNotes(words, plan, resized) {
  const clock = make("p", { class: "note-clock num" })
  const text = make("div", { class: "note-text" })
  const panel = make("aside", { class: "note-panel", "aria-label": words.text("deck.notes"), tabindex: "0" }, clock, text)
  panel.hidden = true
  document.body.append(panel)
  /** @type {import("./deck.js").Show | null} */
  let shown = null
  let part = -1

  function draw() {
    if (!shown || panel.hidden) return
    const reading = readClock(shown.clock, plan.parts, Date.now())
    const here = plan.parts[shown.clock.part]
    clock.textContent = words.text("talk.line", {
      part: here?.title ?? "",
      used: writeTime(reading.here),
      minutes: reading.hereMinutes,
      elapsed: writeTime(reading.elapsed),
      planned: writeTime(reading.planned),
    })
    if (findPart(plan, shown.slide) === part) return
    part = findPart(plan, shown.slide)
    text.replaceChildren(...notesOf(plan, shown.slide))
    panel.scrollTop = 0
  }
  setInterval(draw, 1000)
  return {
    toggle() {
      panel.hidden = !panel.hidden
      part = -1
      draw()
      resized()
    },
    update(show) {
      shown = show
      draw()
    },
  }
}
