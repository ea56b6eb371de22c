// What a result says: the level and its reason first, then where it is weak and what to do.

import { copy, make, writeDay } from "#core"
import { drawMeter, drawRadar } from "./assess-draw.js"
import { copyLinks, makeTable } from "./assess-page.js"
import { chooseSteps, countMarks, findMoves, judge, sortWeakest } from "./assess-score.js"

/** @typedef {import("./assess-score.js").Result} Result */
/** @typedef {import("./assess-score.js").Dimension} Dimension */
/** @typedef {{at: string, who: string, marks: number[], evidence: string[]}} Kept a result as it is kept */
/** @typedef {object} Words what the page says
 * @property {import("./assess-score.js").Rules} rules
 * @property {string[]} statements
 * @property {Map<string, import("./assess-page.js").Aspect>} aspects
 * @property {(level: number) => {name: string, sign: Element | null}} level
 * @property {string} locale
 * @property {import("./strings.js").Strings["text"]} text
 */

/** @param {Kept} kept @param {Words} words */
export const judgeKept = ({ marks, evidence }, { rules }) => judge(countMarks(marks, evidence, rules.top), rules)

/** @param {string} at @param {string} locale */
export function sayDate(at, locale) {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? at : writeDay(date, locale, "long")
}

/** Why it is this level.
    @param {Result} result @param {Words} words */
function sayReason({ total, max, level, reached, held }, { rules, text }) {
  if (!held) {
    const { from, to } = rules.cutoffs.find((cutoff) => cutoff.level === level) ?? { from: 0, to: max }
    const gated = rules.gates.some((gate) => gate.level <= level)
    return text(gated ? "assessment.reason.passed" : "assessment.reason.total", { total, max, level, from, to })
  }
  const needs = held.needs.map(({ items, least, sum }) =>
    text(items.length > 1 ? "assessment.need.many" : "assessment.need.one", { items: items.join(text("assessment.and")), least, sum }))
  const key = held.level < reached ? "assessment.reason.below" : "assessment.reason.held"
  return text(key, { total, level, reached, gate: held.level, needs: needs.join(text("assessment.semicolon")) })
}

/** @param {ReturnType<typeof findMoves>} moves @param {Words} words */
export function sayMoves(moves, { aspects, text }) {
  if (!moves.length) return text("assessment.moves.none")
  return moves.map(({ dimension, from, to }) => text("assessment.move", { name: aspects.get(dimension.id)?.name ?? "", from, to })).join(text("assessment.semicolon"))
}

/** @param {Kept} kept
    @param {Kept | null} before the result before it
    @param {Words} words
    @returns {{heading: HTMLElement, parts: HTMLElement[]}} */
export function makeResult(kept, before, words) {
  const { text, aspects, rules, locale } = words
  const result = judgeKept(kept, words)
  const { total, level, dimensions, held } = result
  const { name, sign } = words.level(level)
  const heading = make("h2", { id: "result" }, text(held ? "assessment.title.held" : "assessment.title", { total, level, name }))
  const date = text(kept.who ? "assessment.by" : "assessment.on", { date: sayDate(kept.at, locale), who: kept.who })
  const badge = make("div", { class: "lv" }, ...(sign ? [copy(sign)] : []),
    make("div", {}, make("span", { class: "eyebrow" }, text("assessment.level", { level })), make("b", {}, name)))
  const score = make("div", { class: "verdict" }, badge, make("p", {}, sayReason(result, words)))
  const bare = kept.marks.flatMap((mark, n) => (mark === rules.top && !kept.evidence[n]?.trim() ? [n + 1] : []))

  const old = before && judgeKept(before, words)
  const moves = old ? findMoves(old, result) : []
  /** @type {HTMLElement[]} */
  const parts = [make("p", { class: "eyebrow" }, date), heading, score]
  if (bare.length) parts.push(make("p", {}, text("assessment.bare", { items: bare.join(text("assessment.comma")), n: rules.top, less: rules.top - 1 })))
  parts.push(makePicture(dimensions, moves, words), ...makeSteps(result, words))
  if (before) parts.push(make("p", { class: "moved" }, make("b", {}, text("assessment.moved", { date: sayDate(before.at, locale) })), text("assessment.moved.words", { moves: sayMoves(moves, words) })))
  const given = kept.marks.map((mark, n) => [words.statements[n] ?? "", String(mark), kept.evidence[n]?.trim() ?? ""])
  const answers = make("details", { class: "answers" }, make("summary", {}, text("assessment.answers")),
    makeTable(given, ["statement", "mark", "evidence"].map((key) => text(`assessment.${key}`)), "stack cards", text("assessment.answers")))
  parts.push(answers)
  return { heading, parts }

  /** Radar and table: the same, to see and to read.
      @param {Dimension[]} dimensions @param {ReturnType<typeof findMoves>} moves @param {Words} words */
  function makePicture(dimensions, moves, { aspects, text }) {
    const radar = drawRadar(dimensions, ({ id }) => aspects.get(id)?.short ?? "", text("assessment.radar"))
    const rows = sortWeakest(dimensions).map(({ id, n, sum, max, share, weak, blocks }) => {
      const head = make("span", {}, `${n} ${aspects.get(id)?.name ?? ""}`)
      if (weak) head.append(" ", make("span", { class: "tell" }, text("assessment.weak")))
      if (blocks) head.append(" ", make("span", { class: "tell" }, text("assessment.blocks")))
      const move = moves.find(({ dimension }) => dimension.id === id)
      const points = text("assessment.points", { sum, max })
      return [head, move ? text("assessment.was", { points, from: move.from }) : points, drawMeter(share)]
    })
    const table = makeTable(rows, ["dimension", "points-head", "share"].map((key) => text(`assessment.${key}`)), "dims", text("assessment.table"))
    sortWeakest(dimensions).forEach(({ weak }, n) => table.tBodies[0]?.rows[n]?.classList.toggle("is-weak", weak))
    const figure = make("figure", { class: "fig radar" })
    figure.append(radar, make("figcaption", {}, text("assessment.caption")))
    return make("div", { class: "two" }, figure, table)
  }

  /** @param {Result} result @param {Words} words */
  function makeSteps({ dimensions }, { text }) {
    const [first, ...rest] = chooseSteps(dimensions)
    if (!first) return []
    const aspect = aspects.get(first.id)
    const why = first.blocks ? "assessment.why.gate" : first.weak ? "assessment.why.weak" : "assessment.why.low"
    const label = make("p", { class: "label" }, make("span", {}, text("assessment.next")), make("span", { class: "push" }, text(why, { name: aspect?.name ?? "" })))
    const panel = make("section", { class: "todo" }, label, make("h3", { id: "next" }, aspect?.step ?? ""), copyLinks(aspect))
    if (!rest.length) return [panel]
    const others = rest.map(({ id, sum, max }) => {
      const other = aspects.get(id)
      return make("li", {}, make("b", {}, text("assessment.other", { name: other?.name ?? "", sum, max })), make("p", {}, other?.step ?? ""), copyLinks(other))
    })
    return [panel, make("section", { class: "others" }, make("h3", { id: "others" }, text("assessment.others")), make("ul", { class: "plain" }, ...others))]
  }
}
