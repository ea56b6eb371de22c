// The verdict of the final assessment: pure functions of the questions and what was chosen.

/** @typedef {import("./record.js").Choice} Choice */
/** @typedef {import("./exam-draw.js").Blueprint} Blueprint */
/** @typedef {{id: string, title: string, right: number, all: number, needed: number, reached: boolean}} PartScore */
/** @typedef {object} Score
 * @property {number} right
 * @property {number} all
 * @property {number} share per cent of all, rounded down: 74.9 must not look like a pass
 * @property {number} needed how many must be right in all
 * @property {boolean} passed
 * @property {PartScore[]} parts
 */

/** Whether a choice is an answer to the whole question.
    @param {string} kind
    @param {string[]} keys
    @param {Choice | undefined} choice */
export function isComplete(kind, keys, choice) {
  const count = Object.values(choice ?? []).filter(Boolean).length
  return kind === "matching" || kind === "ordering" ? count === keys.length : count > 0
}

/** Whether a choice is right: all of it, there are no half points.
    @param {string} kind
    @param {string[]} keys option ids; pairs like "o1=m2" for a matching
    @param {Choice | undefined} choice */
export function isRight(kind, keys, choice) {
  if (!isComplete(kind, keys, choice)) return false
  const chosen = kind === "matching" ? Object.entries(choice ?? {}).map(([row, value]) => `${row}=${value}`) : Object.values(choice ?? [])
  if (chosen.length !== keys.length) return false
  return kind === "ordering" ? keys.every((key, place) => chosen[place] === key) : keys.every((key) => chosen.includes(key))
}

/** How many of so many a share asks for.
    @param {number} all @param {number} share per cent */
export const leastOf = (all, share) => Math.ceil((all * share) / 100)

/** @param {Blueprint} blueprint
    @param {{aim: string, right: boolean}[]} verdicts one for each question of the form
    @returns {Score} */
export function countScore(blueprint, verdicts) {
  const parts = blueprint.parts.map(({ id, title, aims }) => {
    const own = verdicts.filter(({ aim }) => aims.some(([name]) => name === aim))
    const right = own.filter((verdict) => verdict.right).length
    const needed = leastOf(own.length, blueprint.least)
    return { id, title, right, all: own.length, needed, reached: right >= needed }
  })
  const all = verdicts.length
  const right = verdicts.filter((verdict) => verdict.right).length
  const needed = leastOf(all, blueprint.pass)
  const passed = all > 0 && right >= needed && parts.every(({ reached }) => reached)
  return { right, all, share: all ? Math.floor((right * 100) / all) : 0, needed, passed, parts }
}
