// When a card comes back: FSRS, from npm's ts-fsrs. Only its formulas are taken in; what is kept
// of a card and how a day is counted is ours.

import { readTime } from "#core"
import { FSRSAlgorithm } from "ts-fsrs"
import { startOfDay } from "./review-due.js"

/** @typedef {1 | 2 | 3 | 4} Grade again, hard, good, easy */

/** @typedef {object} CardRecord
 * @property {number} v
 * @property {string} revision what the card asked when it was seen
 * @property {number} stability in days: how long it is remembered
 * @property {number} difficulty from 1 to 10
 * @property {number} grade the last one
 * @property {string} seen when, by the clock of that time
 * @property {string} due the beginning of the day on which it comes back
 * @property {number} [tries] of a lesson's question: how often it had been answered by then
 * @property {string} at when it was written
 */

/** @typedef {{stability: number, difficulty: number, days: number, due: number}} Plan */

export const DAY = 86400000
/** No card is put off for longer: the course is edited, too. */
const LONGEST = 365

const fsrs = new FSRSAlgorithm({ request_retention: 0.9, maximum_interval: LONGEST, enable_fuzz: false })

/** Whole days from one time to another by the calendar, 0 where the clock was set back.
    @param {number} from
    @param {number} to */
export function countDays(from, to) {
  return Math.max(0, Math.round((startOfDay(to) - startOfDay(from)) / DAY))
}

/** What a grade leads to. A card that was forgotten stays due.
    @param {Partial<CardRecord> | null} old null: it is seen for the first time
    @param {Grade} grade
    @param {number} now
    @returns {Plan} */
export function plan(old, grade, now) {
  const { stability = 0, difficulty = 0 } = old ?? {}
  const memory = old ? { stability, difficulty } : null
  const elapsed = old ? countDays(readTime(old.seen), now) : 0
  const next = fsrs.next_state(memory, elapsed, grade)
  const days = grade === 1 ? 0 : Math.max(1, fsrs.next_interval(next.stability, elapsed))
  return { ...next, days, due: days ? startOfDay(now, days) : now }
}
