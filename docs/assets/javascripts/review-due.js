// How many cards of the review are due today, as far as it can be told without the cards.

import { isMissed, isSolved, readTime } from "#core"

/** Cards in a session, about five minutes. */
export const LIMIT = 10
/** Days after which a question comes back that was answered right in its lesson. */
export const FIRST = 2

/** The first moment of a day by the reader's clock.
    @param {number} time
    @param {number} [later] days */
export function startOfDay(time, later = 0) {
  const day = new Date(time)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + later).getTime()
}

/** At most as many as are left of today's session; new cards are not counted.
    @param {import("./store.js").Store} store
    @param {import("./states.js").Lesson[]} lessons
    @param {number} now */
export function countDue(store, lessons, now) {
  const cards = new Map(store.list("card"))
  const revisions = new Map(lessons.flatMap(({ questions }) => Object.entries(questions)))
  const isDue = (/** @type {string} */ id) => {
    const card = cards.get(id)
    const revision = revisions.get(id)
    const stored = revision ? store.get("question", id) : null
    const answer = stored?.revision === revision ? stored : null
    if (isMissed(answer) && answer?.tries !== card?.tries) return true
    if (card) return card.grade === 1 || readTime(card.due) <= now || (revision !== undefined && card.revision !== revision)
    return isSolved(answer) && startOfDay(Math.min(readTime(answer?.at), now), FIRST) <= now
  }
  const ids = new Set([...cards.keys(), ...revisions.keys()])
  const due = [...ids].filter(isDue).length
  const done = [...cards.values()].filter(({ grade, seen }) => grade !== 1 && startOfDay(readTime(seen)) === startOfDay(now)).length
  return Math.max(0, Math.min(due, LIMIT - done))
}
