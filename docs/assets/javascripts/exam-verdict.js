// The result of a try: passed or not and why, block by block, what to read again, every option
// explained, and for a pass the certificate.

import { joinSentences, make, makeButton } from "#core"
import { makeCertificate } from "./exam-certificate.js"
import { isSolved, makeExplained } from "./exam-paper.js"
import { countScore, leastOf } from "./exam-score.js"
import { writeTime } from "./exam-sitting.js"

/** @typedef {import("./exam-paper.js").Item} Item */
/** @typedef {import("./exam-score.js").Score} Score */
/** @typedef {import("./exam-tries.js").Try} Try */
/** @typedef {import("./question.js").Page} Page */

/** A day in the words of the page's language.
    @param {string} time ISO 8601 @param {string} locale */
function writeDay(time, locale) {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(time))
}

/** Of the form those questions that are still as they were asked.
    @param {Try} attempt @param {Item[]} bank */
export function sortItems({ items }, bank) {
  const known = new Map(bank.map((item) => [item.id, item]))
  const names = Object.entries(items)
  const kept = names.flatMap(([id, revision]) => {
    const item = known.get(id)
    return item && item.revision === revision ? [item] : []
  })
  return { kept, lost: names.length - kept.length }
}

/** @param {Page} page
    @param {import("./exam-draw.js").Blueprint} blueprint
    @param {Item[]} bank
    @param {Try} attempt
    @returns {import("./exam-sitting.js").View} */
export function makeVerdict(page, blueprint, bank, attempt) {
  const { text } = page.strings
  const { answers, handed = attempt.at } = attempt
  const { kept, lost } = sortItems(attempt, bank)
  const verdicts = kept.map((item) => ({ item, aim: item.aim, right: isSolved(item, answers[item.id]) }))
  const score = countScore(blueprint, verdicts)
  const all = kept.length + lost
  const right = attempt.right ?? score.right
  const passed = attempt.passed ?? score.passed
  const share = all ? Math.floor((right * 100) / all) : 0

  const start = make("h2", { tabindex: "-1" }, text(passed ? "final.passed" : "final.failed"))
  const node = make("section", { class: "exam-verdict" }, start, ...makeReasons(score, { right, all, share, passed, lost }))
  const figures = /** @type {const} */ ([
    ["right", text("final.of", { n: right, all })],
    ["share", text("final.share", { n: share })],
    ["time", writeTime(attempt.seconds)],
    ["day", writeDay(handed, text("final.dates"))],
  ])
  node.append(
    make(
      "dl",
      { class: "facts" },
      ...figures.map(([name, value]) => make("div", {}, make("dt", {}, text(`final.result.${name}`)), make("dd", {}, value))),
    ),
  )
  if (!lost) node.append(make("h3", {}, text("final.by-part")), makeTable(score))
  if (passed) node.append(makeCertificate(page, { right, all, share, day: writeDay(handed, text("final.dates")) }))
  node.append(...makeReading(verdicts.filter((verdict) => !verdict.right).map(({ item }) => item)))

  const sheets = make("div", { class: "exam-sheets" })
  /** @param {string} name @param {string} look of the sheets while it is ticked */
  const choice = (name, look) => {
    const box = make("input", { type: "checkbox", id: `exam-${name}` })
    box.addEventListener("change", () => sheets.classList.toggle(look, box.checked))
    return make("p", { class: "exam-filter" }, box, " ", make("label", { for: box.id }, text(`final.${name}`)))
  }
  const places = Object.keys(attempt.items)
  for (const { item } of verdicts) {
    const count = text("final.count", { n: places.indexOf(item.id) + 1, all })
    sheets.append(makeExplained(item, answers[item.id], count, text))
  }
  node.append(make("h3", { class: "exam-explained" }, text("final.explained")))
  if (score.right < score.all) node.append(choice("only-missed", "is-short"))
  node.append(choice("print-all", "is-full"), sheets)
  return { node, start }

  /** Pass or not, and what it rests on.
      @param {Score} score
      @param {{right: number, all: number, share: number, passed: boolean, lost: number}} sums */
  function makeReasons({ parts }, { right, all, share, passed, lost }) {
    const needed = leastOf(all, blueprint.pass)
    const short = lost ? [] : parts.filter(({ reached }) => !reached)
    const words = [text(right >= needed ? "final.enough" : "final.too-few", { right, all, share, needed })]
    if (passed) words.push(text("final.all-parts"))
    else words.push(...short.map((part) => text("final.short", { title: part.title, n: part.right, all: part.all, needed: part.needed })))
    const lines = [make("p", { class: "exam-why" }, joinSentences(words))]
    lines.push(make("p", {}, text(passed ? "final.passed.words" : "final.failed.words")))
    if (lost) lines.push(make("p", { class: "stale" }, text("final.lost", { n: lost })))
    return lines
  }

  /** @param {Score} score */
  function makeTable({ parts }) {
    const head = ["part", "right", "needed", "verdict"].map((name) => make("th", { scope: "col" }, text(`final.table.${name}`)))
    const rows = parts.map(({ title, right, all, needed, reached }) => {
      const verdict = make("span", { class: `st st--${reached ? "done" : "wrong"}` }, text(reached ? "final.reached" : "final.missed"))
      const cells = [text("final.of", { n: right, all }), text("final.at-least", { n: needed }), verdict]
      return make(
        "tr",
        {},
        make("th", { scope: "row" }, title),
        ...cells.map((cell) => make("td", {}, cell)),
      )
    })
    return make("table", { class: "tbl exam-table" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows))
  }

  /** The sections that answer what was missed, each once.
      @param {Item[]} missed */
  function makeReading(missed) {
    const links = new Map(
      missed.flatMap(({ source }) => {
        const link = source.querySelector(".q-back a")
        return link ? [/** @type {const} */ ([link.getAttribute("href") ?? "", link])] : []
      }),
    )
    if (!links.size) return [make("h3", {}, text("final.read")), make("p", {}, text("final.read.none"))]
    const rows = [...links].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => make("li", {}, document.importNode(link, true)))
    return [make("h3", {}, text("final.read")), make("ul", {}, ...rows)]
  }
}

/** The tries that were handed in, the latest first.
    @param {Try[]} tries
    @param {Page} page
    @param {string} shown the try that is on show
    @param {(id: string) => void} open */
export function makeEarlier(tries, { strings: { text } }, shown, open) {
  const head = ["day", "right", "share", "verdict"].map((name) => make("th", { scope: "col" }, text(`final.tries.${name}`)))
  const rows = [...tries].reverse().map(({ id, handed = "", items, right = 0, passed }) => {
    const all = Object.keys(items).length
    const day = writeDay(handed, text("final.dates"))
    const first = id === shown ? day : makeButton(day, () => open(id), "exam-link")
    const cells = [text("final.of", { n: right, all }), text("final.share", { n: all ? Math.floor((right * 100) / all) : 0 }), text(passed ? "final.passed" : "final.failed")]
    return make(
      "tr",
      id === shown ? { "aria-current": "true" } : {},
      make("th", { scope: "row" }, first),
      ...cells.map((cell) => make("td", {}, cell)),
    )
  })
  const table = make("table", { class: "tbl exam-table" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows))
  return make("section", { class: "exam-tries" }, make("h3", {}, text("final.tries")), table)
}
