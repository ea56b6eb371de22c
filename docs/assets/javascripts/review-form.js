// A card as the page keeps it is the answer alone; the question is made from it.

import { make } from "#core"
import { scatter } from "./review-deck.js"

/** @typedef {import("./strings.js").Strings["text"]} Text */
/** @typedef {{id: string, kind: string, keys: string[], list: Element, text: Text}} Sheet */

/** @param {HTMLElement} source
    @param {Text} text
    @returns {HTMLElement} the whole question, as on the page of a lesson */
export function unfold(source, text) {
  const card = /** @type {HTMLElement} */ (document.importNode(source, true))
  const { question: id = "", kind = "", keys = "", lesson = "", made } = card.dataset
  const list = /** @type {Element} */ (card.querySelector(":scope > :is(ul, ol, table)"))
  const stem = /** @type {Element} */ (list.previousElementSibling)
  const context = stem.previousElementSibling
  const rest = [...card.children].slice([...card.children].indexOf(list) + 1)
  const sheet = { id, kind, keys: keys.split(" "), list, text }

  const from = made === undefined ? text("review.from", { n: Number(lesson.replace(/\D/g, "")) }) : text("review.made")
  const label = make("p", { class: "label" }, make("span", {}, from), make("span", { class: "push" }, text(`review.${kind}`)))
  const fieldset = make("fieldset", {}, make("legend", {}, ...stem.childNodes))
  fieldset.append(...(kind === "matching" ? makePairs(sheet) : kind === "ordering" ? makeRows(sheet) : makeOptions(sheet)))
  const form = make("form", {}, label, fieldset)
  if (context) {
    context.className = "q-context"
    context.id = `context-${id}`
    fieldset.before(context)
    fieldset.setAttribute("aria-describedby", context.id)
  }
  for (const part of rest) if (!part.className) part.className = "fb"
  card.id = `q-${id}`
  card.classList.add("q")
  card.replaceChildren(form, make("details", { class: "q-answer" }, make("summary", {}, text("review.answer")), list, ...rest))
  return card
}

/** Radios or checkboxes; in the answer each option gets its verdict in a word.
    @param {Sheet} sheet */
function makeOptions({ id, kind, keys, list, text }) {
  list.className = "plain"
  return [...list.children].map((row) => {
    const name = row.getAttribute("data-feedback") ?? ""
    const [words = make("span"), ...feedback] = row.children
    const input = make("input", { type: kind === "single" ? "radio" : "checkbox", name: id, value: name })
    const option = make("div", { class: "opt", "data-option": name }, make("label", {}, input, words.cloneNode(true)))
    const isRight = keys.includes(name)
    const verdict = make("span", { class: `st st--${isRight ? "right" : "wrong"}` }, text(isRight ? "right" : "wrong"))
    row.toggleAttribute("data-right", isRight)
    row.replaceChildren(make("p", { class: "q-option" }, words, " ", verdict), make("div", { class: "fb" }, ...feedback))
    return option
  })
}

/** Mixed in the same way every time, and never solved.
    @template T
    @param {T[]} rows
    @param {(row: T) => string} name */
function mix(rows, name) {
  const mixed = [...rows].sort((a, b) => scatter(name(a)) - scatter(name(b)))
  return mixed.every((row, n) => row === rows[n]) ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed
}

/** @param {Sheet} sheet */
function makeRows({ id, keys, list }) {
  const rows = keys.map((name, n) =>
    make("li", { class: "opt", "data-option": name }, ...[...list.children[n]?.childNodes ?? []].map((part) => part.cloneNode(true))))
  return [make("ol", { class: "q-rows plain" }, ...mix(rows, ({ dataset }) => `${id}/${dataset.option}`))]
}

/** @param {Sheet} sheet */
function makePairs({ id, keys, list, text }) {
  const [head, ...rows] = [...list.querySelectorAll("tr")]
  const pairs = keys.map((key, n) => {
    const [option = "", value = ""] = key.split("=")
    const [left, right] = rows[n]?.cells ?? []
    return { option, value, left, words: right?.textContent ?? "" }
  })
  const values = mix(pairs.filter(({ value }, n) => pairs.findIndex((pair) => pair.value === value) === n), ({ value }) => `${id}/${value}`)
  const body = mix(pairs, ({ option }) => `${id}/${option}`).map(({ option, left }) => {
    const name = `q-${id}-${option}`
    const choices = values.map(({ value, words }) => make("option", { value }, words))
    const select = make("select", { name, "aria-labelledby": name }, make("option", { value: "" }, text("review.choose")), ...choices)
    const title = make("th", { scope: "row", id: name }, ...[...left?.childNodes ?? []].map((part) => part.cloneNode(true)))
    return make("tr", { class: "opt", "data-option": option }, title, make("td", {}, select))
  })
  return [make("table", { class: "q-match" }, make("thead", {}, ...(head ? [head.cloneNode(true)] : [])), make("tbody", {}, ...body))]
}
