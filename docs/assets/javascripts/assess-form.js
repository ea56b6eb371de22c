// The sixteen statements to rate on the screen: a group of radios each, a line of evidence for a 3.

import { describe, make } from "#core"

/** @typedef {(number | null)[]} Marks null: not rated yet */
/** @typedef {{marks: Marks, evidence: string[], who: string}} Sheet */
/** @typedef {{value: number, words: string}} Step of the scale */

/** @param {object} options
    @param {string[]} options.statements
    @param {Step[]} options.scale
    @param {number} options.top
    @param {import("./strings.js").Strings["text"]} options.text
    @param {() => void} options.changed
    @param {() => void} options.submitted every statement has its mark
    @param {Node[]} options.acts further buttons */
export function makeForm({ statements, scale, top, text, changed, submitted, acts }) {
  const count = make("p", { class: "say" })
  const who = make("input", { type: "text", id: "assess-who", maxlength: "60", autocomplete: "off" })

  const rows = statements.map((statement, n) => {
    const name = `s${n + 1}`
    const radios = scale.map(({ value }) => make("input", { type: "radio", name, value: String(value) }))
    const choices = scale.map(({ value, words }, at) =>
      make("label", {}, radios[at] ?? "", make("span", {}, make("b", {}, String(value)), " ", words)))
    const line = make("input", { type: "text", id: `${name}-proof`, maxlength: "300", autocomplete: "off", "aria-describedby": `${name}-hint` })
    const hint = make("span", { id: `${name}-hint` })
    const label = make("label", { for: line.id }, text("assessment.evidence"), make("span", { class: "vh" }, ` ${text("assessment.of", { n: n + 1 })}`))
    const proof = make("div", { class: "proof" }, label, line, hint)
    const group = make("fieldset", {}, make("legend", {}, statement), make("div", { class: "rate" }, ...choices), proof)
    return { group, radios, line, hint, proof, error: make("p", { class: "err", id: `${name}-err` }, text("assessment.unrated")) }
  })

  /** @param {typeof rows[number]} row @returns {number | null} */
  function readMark({ radios }) {
    const chosen = radios.find((radio) => radio.checked)
    return chosen ? Number(chosen.value) : null
  }

  function render() {
    let rated = 0
    for (const row of rows) {
      const mark = readMark(row)
      if (mark !== null) {
        rated += 1
        row.error.remove()
        describe(row.group, row.error.id, false)
      }
      row.proof.hidden = mark !== top
      row.hint.textContent = text(row.line.value.trim() ? "assessment.counts" : "assessment.counts-less", { n: top, less: top - 1 })
    }
    count.textContent = text("assessment.rated", { n: rated, all: rows.length })
  }

  const form = make(
    "form",
    { class: "assess" },
    ...rows.map(({ group }) => group),
    make("p", { class: "post" }, make("label", { for: who.id }, text("assessment.who")), who),
    make("div", { class: "acts" }, make("button", { class: "btn", type: "submit" }, text("assessment.show")), ...acts, count),
  )
  form.addEventListener("input", () => {
    render()
    changed()
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const open = rows.filter((row) => readMark(row) === null)
    for (const { group, error } of open) {
      group.querySelector("legend")?.after(error)
      describe(group, error.id, true)
    }
    if (open.length) open[0]?.radios[0]?.focus()
    else submitted()
  })

  /** @param {HTMLInputElement} input @param {string} value */
  function put(input, value) {
    if (input.value !== value) input.value = value // Or the caret would jump.
  }

  return {
    form,
    /** @returns {Sheet} */
    read: () => ({ marks: rows.map(readMark), evidence: rows.map(({ line }) => line.value), who: who.value }),
    /** @param {Partial<Sheet>} sheet */
    write({ marks = [], evidence = [], who: post = "" }) {
      rows.forEach(({ radios, line }, n) => {
        for (const radio of radios) radio.checked = marks[n] === Number(radio.value)
        put(line, evidence[n] ?? "")
      })
      put(who, post)
      render()
    },
    focus: () => rows[0]?.radios[0]?.focus(),
  }
}
