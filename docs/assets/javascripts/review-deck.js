// Which cards come today, and why. Nothing here touches the page.

import { isMissed, isSolved, readTime } from "#core"
import { startOfDay } from "./review-due.js"
import { countDays, DAY, plan } from "./review-schedule.js"

/** @typedef {import("./review-schedule.js").CardRecord} CardRecord */
/** @typedef {import("./store.js").Store} Store */

/** @typedef {object} Item what the page says of a card
 * @property {string} id
 * @property {string} revision
 * @property {string} lesson its id, empty where the card belongs to none
 * @property {boolean} made whether it was made from the data: a flashcard, no question of a lesson
 */

/** @typedef {"missed" | "again" | "changed" | "clock" | "due" | "new"} Why */
/** @typedef {{item: Item, why: Why, time: number, days: number}} Turn `time`: when it was seen or answered, by `why` */

/** What comes first. */
const URGENCY = ["missed", "again", "changed", "clock", "due", "new"]

/** @param {Store} store @param {Item} item */
export const readCard = (store, { id }) => /** @type {CardRecord | null} */ (store.get("card", id))

/** The answer to a lesson's question in its present wording.
    @param {Store} store
    @param {Item} item */
function readAnswer(store, { id, revision, made }) {
  const answer = made ? null : store.get("question", id)
  return answer?.revision === revision ? answer : null
}

/** When a card comes next, and why; null: there is no reason yet to show it.
    @param {Store} store
    @param {Item} item
    @param {number} now
    @returns {Turn & {due: number} | null} */
export function findTurn(store, item, now) {
  const card = readCard(store, item)
  const answer = readAnswer(store, item)
  // By the number of answers, not by the time: the clock may have been set back in between.
  if (isMissed(answer) && answer?.tries !== card?.tries) {
    return { item, why: "missed", time: readTime(answer?.at), days: 0, due: 0 }
  }
  if (card) {
    const time = readTime(card.seen)
    const due = readTime(card.due)
    const base = { item, time, days: countDays(time, due) }
    if (card.revision !== item.revision) return { ...base, why: "changed", due: 0 }
    if (time > now + DAY) return { ...base, why: "clock", due: 0 }
    return card.grade === 1 ? { ...base, why: "again", due: 0 } : { ...base, why: "due", due }
  }
  if (item.made) return { item, why: "new", time: 0, days: 0, due: 0 }
  if (!answer || !isSolved(answer)) return null
  // A right answer on the lesson's page counts as the first time that the card was seen.
  const time = Math.min(readTime(answer.at), now)
  const { days, due } = plan(null, 3, time)
  return { item, why: "due", time, days, due }
}

/** A number from a text that looks random: what is mixed by it is mixed for everybody in the same way.
    @param {string} text */
export function scatter(text) {
  let sum = 2166136261
  for (const letter of text) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619)
  return sum >>> 0
}

/** @param {Store} store
    @param {Item[]} items
    @param {number} now */
export function countDone(store, items, now) {
  return items.filter((item) => {
    const card = readCard(store, item)
    return card && card.grade !== 1 && startOfDay(readTime(card.seen)) === startOfDay(now)
  }).length
}

/** The cards of a session, the most urgent first.
    @param {Store} store
    @param {Item[]} items
    @param {number} now
    @param {number} limit
    @param {string[]} begun ids of the lessons that the reader has begun: their new cards come first
    @returns {Turn[]} */
export function draw(store, items, now, limit, begun) {
  const turns = items.flatMap((item) => {
    const turn = findTurn(store, item, now)
    return turn && turn.due <= now ? [turn] : []
  })
  const known = turns.filter(({ why }) => why !== "new")
  known.sort((a, b) => URGENCY.indexOf(a.why) - URGENCY.indexOf(b.why) || a.due - b.due || a.time - b.time)
  const lessons = [...new Set(items.map(({ lesson }) => lesson))].sort(
    (a, b) => Number(begun.includes(b)) - Number(begun.includes(a)) || Number(!a) - Number(!b) || (a < b ? -1 : 1),
  )
  const fresh = turns.filter(({ why }) => why === "new")
  fresh.sort((a, b) => lessons.indexOf(a.item.lesson) - lessons.indexOf(b.item.lesson) || scatter(a.item.id) - scatter(b.item.id))
  return [...known, ...fresh].slice(0, Math.max(0, limit))
}

/** The next day on which a card comes back, and how many come on it; null: none is waiting.
    @param {Store} store
    @param {Item[]} items
    @param {number} now */
export function findNext(store, items, now) {
  const days = items.flatMap((item) => {
    const turn = findTurn(store, item, now)
    return turn && turn.why !== "new" && turn.due > now ? [startOfDay(turn.due)] : []
  })
  const day = Math.min(...days)
  return days.length ? { day, count: days.filter((other) => other === day).length } : null
}
