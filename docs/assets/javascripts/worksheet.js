// A worksheet that is filled in on the page: the script of such pages alone. Each field is a record
// of its own, under an id that is the same in all languages.

import { describe, make, offerPart, stamp } from "#core"
import { makeActs, putValue, readWords } from "./paper.js"

const KIND = "sheet"

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
function mountWorksheet(element, { store, strings: { text } }) {
  const { sheet = "" } = element.dataset
  const places = /** @type {HTMLElement[]} */ ([...element.querySelectorAll("[data-field]")])
  const table = element.querySelector("table")
  const end = new AbortController()

  const fields = places.map((place) => {
    const { field = "", revision = "" } = place.dataset
    const id = `sheet-${field}`
    const head = place.querySelector("b")
    const hint = place.querySelector("small")
    const stale = make("p", { class: "stale", id: `${id}-stale` }, text("worksheet.stale"))
    const input = head
      ? make("textarea", { rows: "1", maxlength: "2000", id })
      : make("input", { type: field === "date" ? "date" : "text", maxlength: "80", autocomplete: "off", id })
    if (head) {
      head.id = `${id}-head`
      input.setAttribute("aria-labelledby", head.id)
    } else input.setAttribute("aria-label", place.textContent ?? "")
    if (hint) {
      hint.id = `${id}-hint`
      describe(input, hint.id, true)
    }
    // The box grows with a copy of what is written, on paper too.
    const box = make("div", { class: "grow" }, input)
    const cell = place.querySelector("td") ?? place
    cell.append(box)
    const name = `${sheet}:${field}`
    return { name, revision, input, box, stale, cell, label: readWords(head ?? place), isHead: !head }
  })

  /** @param {typeof fields[number]} field @param {string} value */
  function put({ input, box }, value) {
    putValue(input, value)
    box.dataset.text = value
  }

  function restore() {
    for (const field of fields) {
      const record = store.get(KIND, field.name)
      put(field, record?.text ?? "")
      const isStale = record !== null && record.revision !== field.revision
      if (isStale) field.cell.append(field.stale)
      else field.stale.remove()
      describe(field.input, field.stale.id, isStale)
    }
    paper.show(fields.some(({ name }) => store.get(KIND, name)))
  }

  const paper = makeActs({
    text,
    part: element,
    kind: KIND,
    name: sheet,
    asks: "worksheet.clear",
    store,
    restore,
    blank: () => fields.forEach((field) => put(field, "")),
    focus: () => fields[0]?.input.focus(),
    write() {
      const title = document.querySelector("h1")
      const parts = fields.map(({ label, input, isHead }) => {
        const value = input.value.trim()
        return isHead ? text("worksheet.pair", { name: label, value }) : `## ${label}\n\n${value}`.trim()
      })
      return `# ${readWords(title)}\n\n${parts.join("\n\n")}\n`
    },
  })

  for (const field of fields) {
    field.input.addEventListener("input", () => {
      const old = store.get(KIND, field.name)
      const record = { v: 1, revision: field.revision, text: field.input.value, at: stamp(old?.at) }
      paper.tell(store.set(KIND, field.name, record))
      restore()
    }, end)
  }
  table?.after(paper.acts)
  restore()
  const stop = store.subscribe((event) => {
    if (event.type === "change" && (event.kind === null || event.kind === KIND)) restore()
  })
  return () => {
    end.abort()
    stop()
    paper.acts.remove()
    for (const { box, stale } of fields) {
      box.remove()
      stale.remove()
    }
  }
}

offerPart("course-worksheet", mountWorksheet)
