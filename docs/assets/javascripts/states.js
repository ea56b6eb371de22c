// How far the reader is, worked out from the answers; nothing of it is stored.

import { isMissed, isSolved } from "./record.js"

/** @typedef {object} Lesson what the page says of a lesson
 * @property {string} id
 * @property {string} path its address below the root of a language
 * @property {number} minutes
 * @property {Record<string, string>} questions the revision of each
 * @property {Record<string, string>} [sections] the title of each
 * @property {Record<string, [section: string, stem: string]>} [asks] of each question
 */
/** @typedef {"new" | "begun" | "done"} State */
/** @typedef {object} Progress
 * @property {State} state
 * @property {number} all
 * @property {number} answered
 * @property {Set<string>} solved answered right at least once
 * @property {string[]} missed answered wrong the last time
 * @property {string[]} stale edited since the answer
 */

/** The lessons, in order. @returns {Lesson[]} */
export function readLessons() {
  return JSON.parse(document.getElementById("course-facts")?.textContent || "[]")
}

/** The lesson that an address leads to.
    @param {Lesson[]} lessons
    @param {string} address */
export const findLesson = (lessons, address) => lessons.find(({ path }) => address.includes(`/${path}`))

/** @param {import("./store.js").Store} store
    @param {Lesson} lesson
    @returns {Progress} */
export function measure(store, { id, questions }) {
  const names = Object.keys(questions)
  /** @type {Progress} */
  const made = { state: "new", all: names.length, answered: 0, solved: new Set(), missed: [], stale: [] }
  let touched = store.get("lesson", id) !== null
  for (const name of names) {
    const record = store.get("question", name)
    if (!record) continue
    touched = true
    if (record.revision !== questions[name]) {
      made.stale.push(name)
      continue
    }
    if (record.tries) made.answered += 1
    if (isSolved(record)) made.solved.add(name)
    if (isMissed(record)) made.missed.push(name)
  }
  if (touched) made.state = "begun"
  if (names.length && made.solved.size === names.length) made.state = "done"
  return made
}

/** Runs now and, once for many changes, after each change in any tab or on this page.
    @param {import("./store.js").Store} store
    @param {() => void} render
    @returns {() => void} the end of it */
export function follow(store, render) {
  let waits = false
  render()
  return store.subscribe(
    (event) => {
      if (event.type !== "change" || waits) return
      waits = true
      // After the verdict on an answer, which must not wait for this.
      setTimeout(() => {
        waits = false
        render()
      })
    },
    { own: true },
  )
}
