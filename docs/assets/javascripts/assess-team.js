// What several sheets say together: how far apart first, then the one gap that matters most.

import { joinSentences, make } from "#core"
import { drawSpread } from "./assess-draw.js"
import { copyLinks, makeTable } from "./assess-page.js"

/** @typedef {import("./assess-spread.js").Comparison} Comparison */

const FEW = 3
const WIDE = 2

/** @param {Comparison} found
    @param {object} words
    @param {string[]} words.statements
    @param {Map<string, import("./assess-page.js").Aspect>} words.aspects
    @param {string[]} words.names of those who gave one
    @param {import("./strings.js").Strings["text"]} words.text
    @returns {{heading: HTMLElement, parts: HTMLElement[]}} */
export function makeTeam({ count, statements, dimensions, totals, levels, gap }, { statements: texts, aspects, names, text }) {
  /** @param {number} share */
  const percent = (share) => text("team.percent", { n: Math.round(100 * share) })
  const heading = make("h2", { id: "differ" }, text("team.differ", { n: count }))
  const taken = names.length ? text("team.named", { n: count, names: names.join(text("team.comma")) }) : text("team.taken", { n: count })

  const widest = statements.filter(({ apart }) => apart >= WIDE).slice(0, FEW)
  const talk = widest.map(({ n, values }) =>
    make("li", {}, make("b", {}, texts[n - 1] ?? ""), make("p", {}, text("team.marks", { marks: values.join(text("team.comma")) }))))
  const first = talk.length ? [make("p", {}, text("team.ask")), make("ul", { class: "plain talk" }, ...talk)] : [make("p", {}, text("team.close"))]

  const rows = dimensions.map(({ id, n, values, low, high, middle }) =>
    [`${n} ${aspects.get(id)?.name ?? ""}`, drawSpread(values), text(low === high ? "team.same" : "team.from", { low: percent(low), high: percent(high) }), percent(middle)])
  const head = ["dimension", "spread", "range", "middle"].map((key) => text(`team.${key}`))
  const table = makeTable(rows, head, "stack cards spreads", text("team.table"))

  const { dimension, why } = gap
  const aspect = aspects.get(dimension.id)
  const reason = text(`team.why.${why}`, { n: dimension.held, all: count, middle: percent(dimension.middle) })
  const settle = dimension.apart > 0.5 ? text("team.settle", { low: percent(dimension.low), high: percent(dimension.high) }) : ""
  const panel = make("section", { class: "todo" },
    make("p", { class: "label" }, make("span", {}, text("team.gap"))),
    make("h3", { id: "gap" }, aspect?.name ?? ""),
    make("p", {}, joinSentences([reason, settle])),
    make("p", {}, text("team.try", { step: aspect?.step ?? "" })),
    copyLinks(aspect))

  const range = text("team.totals", { low: totals[0], high: totals[1], bottom: levels[0], top: levels[1] })
  return {
    heading,
    parts: [
      heading,
      make("p", {}, joinSentences([taken, count < FEW ? text("team.few") : ""])),
      make("h3", { id: "talk" }, text("team.talk")),
      ...first,
      make("h3", { id: "dimensions" }, text("team.dimensions")),
      make("p", {}, text("team.order")),
      table,
      make("p", {}, range),
      panel,
    ],
  }
}
