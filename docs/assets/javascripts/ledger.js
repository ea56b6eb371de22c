// The evidence ledger: a plain table that can be narrowed by check, source and lesson. It is the
// script of that page alone.

import { make, offerPart } from "#core"
import { mountFilter } from "./filter.js"

/** What a row is filed under, for each column behind the claim: key → words.
    @type {((row: HTMLTableRowElement) => [key: string, words: string][])[]} */
const COLUMNS = [
  (row) => [[row.dataset.check ?? "", row.querySelector(".st")?.textContent ?? ""]],
  (row) => [[row.dataset.source ?? "", row.cells[2]?.textContent ?? ""]],
  (row) => [...row.cells[3]?.querySelectorAll("a") ?? []].map((link) => [link.textContent ?? "", link.textContent ?? ""]),
]

/** @param {HTMLElement} ledger
    @param {import("./question.js").Page} page
    @returns {() => void} */
function mountLedger(ledger, { strings: { text } }) {
  const table = ledger.querySelector("table")
  const rows = [...table?.tBodies[0]?.rows ?? []]
  if (!table || !rows.length) return () => {}

  const status = make("p", { role: "status" })
  const form = make("form", { class: "filter" })
  const filters = COLUMNS.map((read, n) => {
    /** @type {Map<string, {words: string, count: number}>} */
    const found = new Map()
    for (const [key, words] of rows.flatMap(read)) {
      const { count } = found.get(key) ?? { count: 0 }
      found.set(key, { words: words.trim(), count: count + 1 })
    }
    const choices = [...found].map(([value, { words, count }]) => make("option", { value }, `${words} (${count})`))
    const id = `ledger-filter-${n + 1}`
    const select = make("select", { id }, make("option", { value: "" }, text("ledger.all")), ...choices)
    const title = table.tHead?.rows[0]?.cells[n + 1]?.textContent ?? ""
    form.append(make("div", {}, make("label", { for: id }, title), select))
    return { select, read }
  })

  function apply() {
    let shown = 0
    for (const row of rows) {
      row.hidden = filters.some(({ select, read }) => select.value && !read(row).some(([key]) => key === select.value))
      if (!row.hidden) shown += 1
    }
    status.textContent = shown === rows.length ? "" : text("ledger.count", { n: shown, all: rows.length })
  }

  form.append(status)
  const end = mountFilter(ledger, form, {
    apply,
    clear() {
      for (const { select } of filters) select.value = ""
    },
  })
  return () => {
    end()
    for (const row of rows) row.hidden = false
  }
}

offerPart("course-ledger", mountLedger)
