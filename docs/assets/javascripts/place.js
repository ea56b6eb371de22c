// Where the reader is: the lesson and the section that was read last.

import { stamp } from "./record.js"
import { findLesson, readLessons } from "./states.js"

const PAUSE = 300

/** The last of these that begins above the upper third of the window.
    @param {string} selector */
export function findPassed(selector) {
  const marks = [...document.querySelectorAll(selector)]
  return marks.filter((mark) => mark.getBoundingClientRect().top < innerHeight / 3).pop()
}

/** @param {import("./question.js").Page} page */
export function watchPlace({ store }) {
  const lesson = findLesson(readLessons(), location.pathname)
  if (!lesson) return
  const { id } = lesson
  /** @type {string | undefined} */
  let last
  let timer = 0

  function note() {
    timer = 0
    const section = findPassed(".md-content :is(h2, h3)[id]")?.id
    if (!section || section === last) return
    last = section
    const old = store.get("setting", "place")
    store.set("setting", "place", { v: 1, lesson: id, section, at: stamp(old?.at) })
    if (!store.get("lesson", id)) store.set("lesson", id, { v: 1, at: stamp() })
  }

  // A page that was opened and not read leaves no trace.
  addEventListener("scroll", () => void (timer ||= setTimeout(note, PAUSE)), { passive: true })
  addEventListener("pagehide", () => timer && note())
}
