// Counting hands on the trainer's own page.

import { make } from "./dom.js"
import { findMistake, questionOn, readOptions } from "./deck-vote.js"
import { countAll, newVote, shareOf, shiftOf } from "./talk-vote.js"

/** @typedef {import("./strings.js").Strings} Strings */

/** The question that the table is made for. */
let shown = ""
/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

/** @param {string} slide
    @param {import("./deck.js").Show} show
    @param {Strings} words
    @param {(...order: (string | number)[]) => void} order */
export function drawHands(slide, show, words, order) {
  const options = questionOn(document.getElementById(slide))
  at("vote").hidden = !options
  if (!options) return
  const question = options.dataset.question ?? ""
  const vote = show.votes[question] ?? newVote()
  if (question !== shown) build(options, question, words, order)
  shown = question
  at("rounds").querySelectorAll("button").forEach((button, n) => {
    if (n < 2) button.setAttribute("aria-pressed", String(vote.round === n))
  })
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (at("hands").querySelectorAll("tr"))) {
    const option = row.dataset.option ?? ""
    const input = row.querySelector("input")
    const value = String(vote.rounds[vote.round][option] ?? "")
    if (input && document.activeElement !== input) input.value = value
    const shift = shiftOf(vote, option)
    const shares = vote.rounds.filter((round) => countAll(round)).map((round) => `${Math.round(shareOf(round, option) * 100)}%`)
    const cell = row.querySelector("td:last-child")
    if (cell) cell.textContent = shares.join(" → ") + (shift === null ? "" : ` (${shift > 0 ? "+" : shift < 0 ? "−" : "±"}${Math.abs(shift)})`)
  }
  const mistake = findMistake(options, vote)
  at("mistake").hidden = !mistake
  if (!mistake) return
  const note = [...(mistake.feedback?.querySelectorAll("p") ?? [])].map((p) => p.cloneNode(true))
  at("mistake").replaceChildren(make("p", {}, make("b", {}, words.text("speaker.mistake", { option: mistake.letter, text: mistake.text }))), ...note)
}

/** @param {HTMLElement} options @param {string} question @param {Strings} words
    @param {(...order: (string | number)[]) => void} order */
function build(options, question, words, order) {
  const buttons = [0, 1].map((round) => {
    const button = make("button", { type: "button" }, words.text(`talk.vote.round.${round}`))
    button.addEventListener("click", () => {
      order("round", question, round)
      at("hands").querySelector("input")?.focus()
    })
    return button
  })
  const clear = make("button", { type: "button" }, words.text("talk.vote.clear"))
  clear.addEventListener("click", () => order("clear", question))
  at("rounds").replaceChildren(...buttons, clear)
  at("hands").replaceChildren(
    ...readOptions(options).map(({ id, letter, text, key }) => {
      const input = make("input", { type: "number", min: "0", max: "999", inputmode: "numeric", "aria-label": words.text("talk.vote.hands", { option: letter }) })
      input.addEventListener("input", () => order("count", question, id, Number(input.value)))
      const name = make("th", { scope: "row" }, make("b", { class: "letter" }, letter), " ", text)
      return make("tr", { "data-option": id, ...(key ? { "data-key": "" } : {}) }, name, make("td", {}, input), make("td", { class: "num" }))
    }),
  )
}
