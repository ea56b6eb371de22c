// The progress page: what the page lists of the course, filled with what the reader did of it.

import { follow, make, makeMark, measure, readLessons } from "#core"
import { makeRecords } from "./records.js"

/** @typedef {import("./states.js").Lesson} Lesson */
/** @typedef {import("./states.js").Progress} Progress */
/** @typedef {{lesson: Lesson, row: HTMLTableRowElement, link: HTMLAnchorElement, summary: Element | null, goals: HTMLElement[]}} Row */

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
export function mountProgress(element, page) {
  const { store, strings } = page
  const { text } = strings
  const rows = readLessons().flatMap((lesson) => {
    const row = /** @type {HTMLTableRowElement | null} */ (element.querySelector(`tr[data-lesson="${lesson.id}"]`))
    const link = row?.querySelector("a")
    if (!row || !link) return []
    const goals = /** @type {HTMLElement[]} */ ([...row.querySelectorAll("li[data-questions]")])
    return [{ lesson, row, link, summary: row.querySelector("summary"), goals }]
  })
  if (!rows.length) return () => {}

  const before = new Map(rows.flatMap(({ row, summary }) =>
    [row.cells[1], row.cells[3], summary].map((cell) => [cell, cell?.textContent ?? ""])))
  const facts = make("dl", { class: "facts" })
  const weak = make("section", { class: "weak" })
  const note = /** @type {HTMLElement | null} */ (element.querySelector(".without-script"))
  const titles = rows.map(({ lesson: { id }, link }) => ({ id, title: link.textContent ?? "" }))
  const records = makeRecords(page, titles)

  /** @param {Row} row @param {Progress} progress @returns {{all: number, reached: number}} */
  function fill({ row, link, summary, goals }, { state, all, answered, solved }) {
    row.querySelector("th .st")?.remove()
    if (state !== "new") link.after(" ", makeMark(state, text))
    const [, questions, , minutes] = row.cells
    if (questions) {
      questions.textContent = text(answered ? "progress.questions" : "progress.unanswered", { n: solved.size, all, answered })
    }
    if (minutes) minutes.textContent = state === "done" ? text("progress.none-left") : before.get(minutes) ?? ""
    let reached = 0
    for (const goal of goals) {
      const names = (goal.dataset.questions ?? "").split(" ")
      const isReached = names.every((name) => solved.has(name))
      goal.querySelector(".st")?.remove()
      if (isReached) {
        reached += 1
        goal.append(" ", make("span", { class: "st st--done" }, text("progress.reached")))
      }
    }
    if (summary) summary.textContent = text("progress.goals", { n: reached, all: goals.length })
    return { all: goals.length, reached }
  }

  /** A question to go back to: what was asked, why, and the section that answers it.
      @param {Row} row @param {string} name @param {"missed" | "stale"} why */
  function makeSpot({ lesson, link }, name, why) {
    const [section = "", stem = name] = lesson.asks?.[name] ?? []
    const title = lesson.sections?.[section]
    const item = make("li", {}, make("p", {}, make("a", { href: `${link.href}#q-${name}` }, stem)))
    const line = make("p", { class: "back" }, make("span", {}, text(`progress.${why}`)))
    if (title) line.append(make("a", { href: `${link.href}#${section}` }, text("progress.back", { n: link.dataset.n ?? "", section: title })))
    item.append(line)
    return item
  }

  function render() {
    const found = rows.map((row) => ({ row, progress: measure(store, row.lesson) }))
    const goals = found.map(({ row, progress }) => fill(row, progress))
    /** @param {(entry: typeof found[number]) => number} read */
    const sum = (read) => found.reduce((total, entry) => total + read(entry), 0)
    const done = sum(({ progress }) => (progress.state === "done" ? 1 : 0))
    const figures = [
      ["lessons", done, found.length],
      ["right", sum(({ progress }) => progress.solved.size), sum(({ progress }) => progress.all)],
      ["aims", goals.reduce((n, { reached }) => n + reached, 0), goals.reduce((n, { all }) => n + all, 0)],
    ].map(([name, n = 0, all = 0]) => figure(String(name), text("progress.of", { n, all })))
    const left = sum(({ row: { lesson }, progress }) => (progress.state === "done" ? 0 : lesson.minutes))
    facts.replaceChildren(...figures, figure("minutes", String(left)))

    const spots = found.flatMap(({ row, progress }) => [
      ...progress.missed.map((name) => makeSpot(row, name, "missed")),
      ...progress.stale.map((name) => makeSpot(row, name, "stale")),
    ])
    const isUntouched = found.every(({ progress }) => !progress.answered && !progress.stale.length)
    const words = spots.length ? "weak.words" : isUntouched ? "weak.untouched" : "weak.none"
    const parts = [
      make("h2", { id: "weak" }, text("progress.weak")),
      make("p", {}, text(`progress.${words}`)),
      ...(spots.length ? [make("ul", { class: "plain" }, ...spots)] : []),
    ]
    // Made anew only when it differs: the focus may be in it.
    const isSame = parts.every((part, n) => weak.children[n]?.isEqualNode(part))
    if (!isSame || weak.children.length !== parts.length) weak.replaceChildren(...parts)
  }

  /** @param {string} name @param {string} value */
  const figure = (name, value) => make("div", {}, make("dt", {}, text(`progress.sum.${name}`)), make("dd", {}, value))

  if (note) note.hidden = true
  element.prepend(facts)
  element.append(weak, records)
  const stop = follow(store, render)
  return () => {
    stop()
    for (const part of [facts, weak, records, ...element.querySelectorAll(".st")]) part.remove()
    for (const [cell, words] of before) if (cell) cell.textContent = words
    if (note) note.hidden = false
  }
}
