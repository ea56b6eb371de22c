// Several sheets side by side. Pure. Nothing here knows whose a sheet is: what counts is how far
// apart they lie and what they have in common, and nobody is ranked.

import { judge } from "./assess-score.js"

/** @typedef {import("./assess-score.js").Rules} Rules */
/** @typedef {object} Spread
 * @property {number} n the statement or dimension, from 1
 * @property {number[]} values the lowest first
 * @property {number} low
 * @property {number} high
 * @property {number} apart
 */
/** @typedef {Spread & {id: string, items: number[], middle: number, held: number}} DimensionSpread
    Values are shares from 0 to 1; `held`: how many sheets a gate holds back here. */
/** @typedef {object} Comparison
 * @property {number} count
 * @property {Spread[]} statements the furthest apart first
 * @property {DimensionSpread[]} dimensions the furthest apart first
 * @property {[low: number, high: number]} totals
 * @property {[low: number, high: number]} levels
 * @property {{dimension: DimensionSpread, why: "gate" | "low"}} gap
 */

/** @param {number[]} values */
function middle(values) {
  const half = values.length / 2
  const [low = 0, high = low] = values.slice(Math.ceil(half) - 1, Math.floor(half) + 1)
  return (low + high) / 2
}

/** @param {number} n
    @param {number[]} unsorted
    @returns {Spread} */
function spread(n, unsorted) {
  const values = [...unsorted].sort((a, b) => a - b)
  const [low = 0] = values
  const high = values[values.length - 1] ?? 0
  return { n, values, low, high, apart: high - low }
}

/** @template {Spread} T
    @param {T[]} rows */
const sortWidest = (rows) => [...rows].sort((a, b) => b.apart - a.apart || a.low - b.low || a.n - b.n)

/** @param {number[][]} sheets at least one
    @param {Rules} rules
    @returns {Comparison} */
export function compareSheets(sheets, rules) {
  const results = sheets.map((scores) => judge(scores, rules))
  const statements = rules.items.map((_, n) => spread(n + 1, sheets.map((scores) => scores[n] ?? 0)))
  const first = results[0]?.dimensions ?? []
  const dimensions = first.map(({ id, n, items }, place) => {
    const own = results.flatMap(({ dimensions }) => dimensions[place] ?? [])
    const row = spread(n, own.map(({ share }) => share))
    return { ...row, id, items, middle: middle(row.values), held: own.filter(({ blocks }) => blocks).length }
  })
  /** @param {number[]} values @returns {[number, number]} */
  const ends = (values) => [Math.min(...values), Math.max(...values)]
  return {
    count: sheets.length,
    statements: sortWidest(statements),
    dimensions: sortWidest(dimensions),
    totals: ends(results.map(({ total }) => total)),
    levels: ends(results.map(({ level }) => level)),
    gap: findGap(dimensions, sheets.length),
  }
}

/** The one gap that matters most: what holds back at least half of the sheets at a gate, else what
    is lowest in the middle of the sheets.
    @param {DimensionSpread[]} dimensions
    @param {number} count
    @returns {Comparison["gap"]} */
function findGap(dimensions, count) {
  /** @param {DimensionSpread} a @param {DimensionSpread} b */
  const lower = (a, b) => a.middle - b.middle || b.apart - a.apart || a.n - b.n
  const gates = dimensions.filter(({ held }) => 2 * held >= count && held > 0)
  const [gate] = gates.sort((a, b) => b.held - a.held || lower(a, b))
  const [low] = [...dimensions].sort(lower)
  if (gate) return { dimension: gate, why: "gate" }
  if (!low) throw new RangeError("there is nothing to compare")
  return { dimension: low, why: "low" }
}
