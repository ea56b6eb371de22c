// A worksheet that is filled in on the page: the script of such pages alone. Each field is a record
// of its own, under an id that is the same in all languages. What was written into a field that the
// sheet no longer has is shown below it.

import { ask, describe, make, makeButton, offerPart, stamp } from "#core"
import { makeActs, putValue, readWords } from "./paper.js"

const KIND = "sheet"

/** What a field is called and what to write there: its row says it, or in a grid its row and its
    column together.
    @param {HTMLElement} place */
function findHeads(place) {
  if (!(place instanceof HTMLTableCellElement)) {
    const head = place.querySelector("b")
    return { heads: head ? [head] : [], hint: place.querySelector("small"), title: "" }
  }
  const row = place.closest("tr")?.querySelector("b")
  const column = place.closest("table")?.tHead?.rows[0]?.cells[place.cellIndex]
  const heads = [row, column?.querySelector("b")].filter((head) => head instanceof HTMLElement)
  return { heads, hint: column?.querySelector("small") ?? null, title: readWords(row) }
}

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
function mountWorksheet(element, { store, strings: { text } }) {
  const { sheet = "" } = element.dataset
  const places = /** @type {HTMLElement[]} */ ([...element.querySelectorAll("[data-field]")])
  const end = new AbortController()

  const fields = places.map((place) => {
    const { field = "", revision = "" } = place.dataset
    const id = `sheet-${field}`
    const { heads, hint, title } = findHeads(place)
    const stale = make("p", { class: "stale", id: `${id}-stale` }, text("worksheet.stale"))
    const input = heads.length
      ? make("textarea", { rows: "1", maxlength: "2000", id })
      : make("input", { type: field === "date" ? "date" : "text", maxlength: "80", autocomplete: "off", id })
    if (heads.length) {
      heads.forEach((head, n) => (head.id ||= `${id}-head-${n}`))
      input.setAttribute("aria-labelledby", heads.map((head) => head.id).join(" "))
    } else input.setAttribute("aria-label", place.textContent ?? "")
    if (hint) {
      hint.id ||= `${id}-hint`
      describe(input, hint.id, true)
    }
    // The box grows with a copy of what is written, on paper too.
    const box = make("div", { class: "grow" }, input)
    const cell = place.querySelector("td") ?? place
    const label = readWords(heads[heads.length - 1] ?? place)
    cell.append(box)
    const name = `${sheet}:${field}`
    return { name, revision, input, box, stale, cell, label, title, isHead: !heads.length }
  })
  const names = new Set(fields.map(({ name }) => name))
  const earlier = make("div", { class: "earlier" })
  let shown = ""

  /** What is kept under this sheet and has no field: of a row that is a grid now, or of none. */
  function listEarlier() {
    return store
      .list(KIND)
      .filter(([id, { text: words }]) => id.startsWith(`${sheet}:`) && !names.has(id) && words)
      .map(([id, { text: words }]) => {
        const row = element.querySelector(`[data-row="${CSS.escape(id.slice(sheet.length + 1))}"] b`)
        return { id, words, label: row ? readWords(row) : text("worksheet.earlier.other") }
      })
  }

  function showEarlier() {
    const found = listEarlier()
    earlier.hidden = !found.length
    // Made anew only for another content: somebody may be copying from it.
    const now = JSON.stringify(found)
    if (now === shown) return
    shown = now
    earlier.replaceChildren(
      make("p", { class: "label" }, text("worksheet.earlier")),
      ...found.map(({ id, words, label }) => {
        const remove = makeButton(text("worksheet.earlier.remove"), async () => {
          const asked = { title: text("worksheet.earlier.ask", { name: label }), words, yes: text("worksheet.earlier.yes"), no: text("practice.clear.no") }
          if (!(await ask(asked))) return
          store.remove(KIND, id)
          restore()
          fields[0]?.input.focus()
        })
        return make("div", {}, make("b", {}, label), make("p", {}, words), remove)
      }),
    )
  }

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
    showEarlier()
    paper.show(!earlier.hidden || fields.some(({ name }) => store.get(KIND, name)))
  }

  const paper = makeActs({
    text,
    part: element,
    kind: KIND,
    name: sheet,
    asks: "worksheet.clear",
    store,
    restore,
    blank() {
      for (const field of fields) put(field, "")
      earlier.hidden = true
    },
    focus: () => fields[0]?.input.focus(),
    write() {
      const title = document.querySelector("h1")
      /** @type {string[]} */
      const parts = []
      let last = ""
      for (const { label, title: row, input, isHead } of fields) {
        const value = input.value.trim()
        const pair = text("worksheet.pair", { name: label, value: value.replace(/\n/g, "\n  ") }).trim()
        if (isHead) parts.push(pair)
        else if (!row) parts.push(`## ${label}\n\n${value}`.trim())
        else if (row === last) parts.push(`${parts.pop()}\n- ${pair}`)
        else parts.push(`## ${row}\n\n- ${pair}`)
        last = row
      }
      const old = listEarlier().map(({ label, words }) => `## ${label}\n\n${words.trim()}`)
      return `# ${readWords(title)}\n\n${[...parts, ...old].join("\n\n")}\n`
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
  element.querySelector("table:last-of-type")?.after(earlier, paper.acts)
  restore()
  const stop = store.watch(KIND, restore)
  return () => {
    end.abort()
    stop()
    earlier.remove()
    paper.acts.remove()
    for (const { box, stale } of fields) {
      box.remove()
      stale.remove()
    }
  }
}

offerPart("course-worksheet", mountWorksheet)
