// A checklist that keeps its ticks, with a note, an owner and a date for each line. A record belongs
// to a line, whose id is the same in all languages and on every page that shows it.

import { describe, make, stamp, writeDay } from "#core"
import { makeActs, putValue, readWords } from "./paper.js"

const KIND = "check"
const FIELDS = /** @type {const} */ (["note", "owner", "date"])

/** @typedef {object} LineRecord
 * @property {number} v
 * @property {string} revision the wording that was ticked
 * @property {boolean} done
 * @property {string} note
 * @property {string} owner
 * @property {string} date as in `2026-03-31`, or empty
 * @property {string} at
 */
/** @typedef {ReturnType<typeof makeLine>} Line */

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
export function mountChecklist(element, { store, strings: { text, locale } }) {
  const { check = "" } = element.dataset
  const rows = /** @type {HTMLElement[]} */ ([...element.querySelectorAll("[data-line]")])
  const title = element.querySelector(".label")
  const end = new AbortController()
  const count = make("span", { class: "ck-count num" })
  const lines = rows.map((row) => makeLine(row, { id: `${element.id}-${row.dataset.line}`, text, locale }))

  /** @param {Line} line */
  const nameOf = ({ row }) => `${check}:${row.dataset.line}`
  /** @param {Line} line */
  const read = (line) => /** @type {LineRecord | null} */ (store.get(KIND, nameOf(line)))

  /** Changes one thing and leaves the rest as another tab may have written it.
      @param {Line} line
      @param {Partial<LineRecord>} news */
  function save(line, news) {
    const old = read(line)
    const base = { done: false, note: "", owner: "", date: "", ...old, ...news }
    const { revision = "" } = line.row.dataset
    paper.tell(store.set(KIND, nameOf(line), { ...base, v: 1, revision, at: stamp(old?.at) }))
    restore()
  }

  function restore() {
    for (const line of lines) line.show(read(line))
    const done = lines.filter(({ box }) => box.checked).length
    count.textContent = text("practice.count", { n: done, all: lines.length })
    paper.show(lines.some((line) => read(line)))
  }

  const paper = makeActs({
    text,
    part: element,
    kind: KIND,
    name: check,
    asks: "practice.clear.check",
    store,
    restore,
    blank: () => lines.forEach((line) => line.show(null)),
    focus: () => lines[0]?.box.focus(),
    write() {
      const said = lines.map((line) => {
        const record = read(line)
        const parts = FIELDS.flatMap((field) => {
          const value = record?.[field].trim()
          return value ? [`    - ${text(`practice.said.${field}`, { value: value.replace(/\n/g, "\n      ") })}`] : []
        })
        return [`- [${line.box.checked ? "x" : " "}] ${readWords(line.words)}`, ...parts].join("\n")
      })
      return `## ${readWords(title)}\n\n${said.join("\n")}\n`
    },
  })
  paper.acts.prepend(count)

  for (const line of lines) {
    line.box.addEventListener("change", () => save(line, { done: line.box.checked }), end)
    for (const field of FIELDS) {
      line.fields[field].addEventListener("input", () => save(line, { [field]: line.fields[field].value }), end)
    }
  }
  const list = element.querySelector("ul")
  list?.after(paper.acts)
  restore()
  const stop = store.watch(KIND, restore)
  return () => {
    end.abort()
    stop()
    paper.acts.remove()
    for (const line of lines) line.remove()
  }
}

/** A line with what can be noted of it, folded away.
    @param {HTMLElement} row
    @param {{id: string, text: import("./strings.js").Strings["text"], locale: string}} page */
function makeLine(row, { id, text, locale }) {
  const box = /** @type {HTMLInputElement} */ (row.querySelector("input"))
  const words = /** @type {HTMLElement} */ (row.querySelector("label > span"))
  const fields = {
    note: make("textarea", { id: `${id}-note`, rows: "2", maxlength: "600" }),
    owner: make("input", { id: `${id}-owner`, type: "text", maxlength: "80", autocomplete: "off" }),
    date: make("input", { id: `${id}-date`, type: "date" }),
  }
  const form = make(
    "div",
    { class: "ck-fields", id: `${id}-more`, role: "group", "aria-labelledby": `${id}-words` },
    ...FIELDS.map((field) => make("label", { class: `ck-${field}` }, make("span", {}, text(`practice.${field}`)), fields[field])),
  )
  const more = make("button", { type: "button", class: "ck-more", "aria-expanded": "false", "aria-controls": form.id, "aria-describedby": `${id}-words` })
  const said = make("p", { class: "ck-said" })
  const stale = make("p", { class: "stale", id: `${id}-stale` }, text("practice.stale"))
  words.id = `${id}-words`
  // The browser puts back a tick that the store does not know.
  box.autocomplete = "off"
  form.hidden = true
  row.append(said, more, form)

  more.addEventListener("click", () => {
    form.hidden = !row.classList.toggle("is-open")
    more.setAttribute("aria-expanded", String(!form.hidden))
    if (!form.hidden) fields.note.focus()
  })

  /** @param {string} date as the store keeps it */
  function readDay(date) {
    const day = new Date(`${date}T12:00`)
    return Number.isNaN(day.getTime()) ? date : writeDay(day, locale, "medium")
  }

  return {
    row,
    box,
    words,
    fields,
    /** @param {LineRecord | null} record */
    show(record) {
      box.checked = record?.done ?? false
      const parts = FIELDS.flatMap((field) => {
        const value = record?.[field] ?? ""
        putValue(fields[field], value)
        const shown = field === "date" ? readDay(value) : value.trim()
        return value.trim() ? [make("span", { class: `ck-${field}` }, text(`practice.said.${field}`, { value: shown }))] : []
      })
      said.replaceChildren(...parts)
      more.textContent = text(parts.length ? "practice.change" : "practice.more")
      const isStale = record !== null && record.revision !== row.dataset.revision
      if (!isStale) stale.remove()
      else if (!stale.isConnected) said.before(stale)
      describe(box, stale.id, isStale)
    },
    remove() {
      for (const part of [said, more, form, stale]) part.remove()
      describe(box, stale.id, false)
      box.checked = false
      row.classList.remove("is-open")
      words.removeAttribute("id")
    },
  }
}
