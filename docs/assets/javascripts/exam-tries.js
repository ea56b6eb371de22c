// The tries at the final assessment, one record each. The form stands in the record, so that it is
// the same after a pause, in the other language and when questions are added to the course.

import { stamp } from "#core"
import { drawForm } from "./exam-draw.js"

/** @typedef {import("./record.js").Choice} Choice */
/** @typedef {object} TryRecord
 * @property {number} v
 * @property {number} seed what the form was drawn with
 * @property {string} begun ISO 8601
 * @property {Record<string, string>} items the questions in their order, each with its revision
 * @property {Record<string, Choice>} answers by question
 * @property {string[]} [marked] questions to look at again
 * @property {number} place the question that is shown, from 0
 * @property {number} seconds used so far
 * @property {boolean} [paused]
 * @property {boolean} [quiet] whether the clock is hidden
 * @property {string} [handed] when it was handed in
 * @property {number} [right] how many were right then
 * @property {boolean} [passed]
 * @property {string} at
 */
/** @typedef {TryRecord & {id: string}} Try */
/** @typedef {import("./store.js").Store} Store */

/** The tries, the oldest first.
    @param {Store} store
    @returns {Try[]} */
export function listTries(store) {
  return store
    .list("exam")
    .map(([id, record]) => /** @type {Try} */ ({ ...record, id }))
    .sort((a, b) => (a.begun < b.begun ? -1 : 1))
}

/** @param {Store} store
    @param {import("./exam-draw.js").Blueprint} blueprint
    @param {import("./exam-paper.js").Item[]} bank
    @param {number} [seed]
    @returns {string} the id of the new try */
export function beginTry(store, blueprint, bank, seed = Math.floor(Math.random() * 2 ** 32)) {
  const last = listTries(store).pop()
  const form = drawForm(blueprint, bank, seed, Object.keys(last?.items ?? {}))
  const begun = stamp(last?.begun)
  const id = `t${Date.parse(begun).toString(36)}`
  const revisions = new Map(bank.map((item) => [item.id, item.revision]))
  const items = Object.fromEntries(form.map((name) => [name, revisions.get(name) ?? ""]))
  store.set("exam", id, { v: 1, seed, begun, items, answers: {}, marked: [], place: 0, seconds: 0, at: begun })
  return id
}

/** Changes what is named and leaves the rest as another tab may have written it.
    @param {Store} store
    @param {string} id
    @param {Partial<TryRecord> | ((now: TryRecord) => Partial<TryRecord>)} news */
export function changeTry(store, id, news) {
  const now = /** @type {TryRecord | null} */ (store.get("exam", id))
  // A try that was handed in, in another tab perhaps, stays as it is.
  if (!now || now.handed) return
  const changes = typeof news === "function" ? news(now) : news
  store.set("exam", id, { ...now, ...changes, v: 1, at: stamp(now.at) })
}
