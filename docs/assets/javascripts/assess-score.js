// What a filled-in self-assessment says. Pure: the rules come from docs/data/maturity.yml.

/** @typedef {{items: number[], least: number}} Need statements that must add up to something */
/** @typedef {object} Rules
 * @property {number} edition of the statements
 * @property {number} top the highest mark
 * @property {string[]} items the dimension of each statement
 * @property {{level: number, from: number, to: number}[]} cutoffs
 * @property {{level: number, needs: Need[]}[]} gates
 */
/** @typedef {Need & {sum: number}} Unmet */
/** @typedef {object} Dimension
 * @property {string} id
 * @property {number} n its place in the model, from 1
 * @property {number[]} items the numbers of its statements
 * @property {number} sum
 * @property {number} max
 * @property {number} share from 0 to 1
 * @property {boolean} weak
 * @property {boolean} blocks whether it keeps the result below the level that the total reaches
 */
/** @typedef {object} Result
 * @property {number} total
 * @property {number} max
 * @property {number} level
 * @property {number} reached the level for which the total is enough
 * @property {{level: number, needs: Unmet[]} | null} held the gate that was missed
 * @property {Dimension[]} dimensions in the order of the model
 */

/** What counts: a top mark without a line of evidence counts one less.
    @param {number[]} marks
    @param {readonly (string | undefined)[]} evidence
    @param {number} top */
export function countMarks(marks, evidence, top) {
  return marks.map((mark, n) => (mark === top && !evidence[n]?.trim() ? top - 1 : mark))
}

/** @param {unknown} value
    @param {Rules} rules
    @returns {value is number[]} whether it is one mark for each statement */
export function isComplete(value, { items, top }) {
  return Array.isArray(value) && value.length === items.length &&
    value.every((mark) => Number.isInteger(mark) && mark >= 0 && mark <= top)
}

/** @param {readonly number[]} scores
    @param {Need} need */
const add = (scores, { items }) => items.reduce((sum, n) => sum + (scores[n - 1] ?? 0), 0)

/** @param {readonly number[]} scores one for each statement
    @param {Rules} rules
    @returns {Result} */
export function judge(scores, { items, top, cutoffs, gates }) {
  const total = scores.reduce((sum, score) => sum + score, 0)
  const levels = [...cutoffs].sort((a, b) => a.level - b.level)
  let level = levels[0]?.level ?? 0
  const reached = levels.reduce((best, { level, from }) => (total >= from ? level : best), level)
  /** @type {Result["held"]} */
  let held = null
  for (const step of levels) {
    if (step.level > reached) break
    const needs = gates.filter((gate) => gate.level === step.level).flatMap((gate) => gate.needs)
    const unmet = needs.map((need) => ({ ...need, sum: add(scores, need) })).filter(({ sum, least }) => sum < least)
    if (unmet.length) {
      held = { level: step.level, needs: unmet }
      break
    }
    level = step.level
  }
  const missed = held?.needs.flatMap((need) => need.items) ?? []
  const dimensions = [...new Set(items)].map((id, place) => {
    const own = items.flatMap((item, n) => (item === id ? [n + 1] : []))
    const sum = add(scores, { items: own, least: 0 })
    const max = own.length * top
    return { id, n: place + 1, items: own, sum, max, share: sum / max, weak: 2 * sum < max, blocks: own.some((n) => missed.includes(n)) }
  })
  return { total, max: items.length * top, level, reached, held, dimensions }
}

/** The weakest first; of two equal ones the one that blocks, then the order of the model.
    @param {Dimension[]} dimensions */
export function sortWeakest(dimensions) {
  return [...dimensions].sort((a, b) => a.share - b.share || Number(b.blocks) - Number(a.blocks) || a.n - b.n)
}

/** What to mend: first what blocks a gate, then what is weak; the lowest first in each.
    @param {Dimension[]} dimensions
    @returns {Dimension[]} the lowest alone where nothing blocks and nothing is weak */
export function chooseSteps(dimensions) {
  const lowest = sortWeakest(dimensions)
  const steps = lowest.filter(({ weak, blocks }) => weak || blocks)
  steps.sort((a, b) => Number(b.blocks) - Number(a.blocks))
  return steps.length ? steps : lowest.slice(0, 1)
}

/** What moved between two results.
    @param {Result} before
    @param {Result} now */
export function findMoves(before, now) {
  return now.dimensions.flatMap((dimension, n) => {
    const old = before.dimensions[n]
    return old && old.sum !== dimension.sum ? [{ dimension, from: old.sum, to: dimension.sum }] : []
  })
}
