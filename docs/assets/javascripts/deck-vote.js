// A vote by hands on its slide: bars beside the options, the shift after the talk, and the note for the
// mistake that most people made.

import { make } from "./dom.js"
import { commonMistake, countAll, shareOf, shiftOf } from "./talk-vote.js"

/** @typedef {import("./talk-vote.js").Vote} Vote */
/** @typedef {import("./strings.js").Strings} Strings */
/** @typedef {{count: (question: string, option: string, count: number) => void,
    round: (question: string, round: 0 | 1) => void, clear: (question: string) => void}} Commands */

/** The options that a slide asks to choose from, null on any other slide.
    @param {Element | null | undefined} slide
    @returns {HTMLElement | null} */
export const questionOn = (slide) => slide?.querySelector(".options[data-question]") ?? null

/** @param {HTMLElement} options
    @returns {{id: string, letter: string, text: string, key: boolean, feedback: Element | null}[]} */
export function readOptions(options) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (options.querySelectorAll(".option"))].map((row) => ({
    id: row.dataset.option ?? "",
    letter: row.querySelector(".letter")?.textContent ?? "",
    text: row.querySelector(".text")?.textContent ?? "",
    key: row.hasAttribute("data-key"),
    feedback: row.querySelector(".fb"),
  }))
}

/** The note for the mistake that most people made, null where nobody made one.
    @param {HTMLElement} options @param {Vote} vote */
export function findMistake(options, vote) {
  const rows = readOptions(options)
  const keys = rows.filter((row) => row.key).map((row) => row.id)
  const id = commonMistake(vote, rows.map((row) => row.id), keys)
  return rows.find((row) => row.id === id) ?? null
}

/** @param {string} question @param {Vote} vote @param {Strings} words @param {Commands} commands */
export function drawVote(question, vote, words, commands) {
  const options = /** @type {HTMLElement | null} */ (document.querySelector(`.slides .options[data-question="${CSS.escape(question)}"]`))
  if (!options) return
  const edits = options.classList.contains("is-edited")
  const counted = vote.rounds.some((round) => countAll(round))
  options.classList.toggle("is-voted", counted || edits)
  const mistake = findMistake(options, vote)
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (options.querySelectorAll(".option"))) {
    row.classList.toggle("is-mistake", row.dataset.option === mistake?.id)
    drawRow(row, question, vote, words, commands, edits)
  }
  drawLine(options, question, vote, words, commands, edits)
}

/** @param {HTMLElement} row @param {string} question @param {Vote} vote @param {Strings} words
    @param {Commands} commands @param {boolean} edits */
function drawRow(row, question, vote, words, commands, edits) {
  const option = row.dataset.option ?? ""
  let tally = /** @type {HTMLElement | null} */ (row.querySelector(".tally"))
  if (!tally) {
    tally = make("div", { class: "tally" }, make("div", { class: "bars" }))
    row.querySelector(".text")?.after(tally)
  }
  const bars = /** @type {HTMLElement} */ (tally.firstChild)
  bars.replaceChildren()
  vote.rounds.forEach((round, n) => {
    if (!countAll(round)) return
    const share = shareOf(round, option)
    const line = make("span", { class: `line line--${n + 1}` })
    const bar = make("i", {})
    bar.style.setProperty("--share", String(share))
    line.append(bar, make("b", { class: "num" }, `${round[option] ?? 0}`), make("small", { class: "num" }, `${Math.round(share * 100)}%`))
    const shift = n ? shiftOf(vote, option) : null
    if (shift !== null) line.append(make("em", { class: "num" }, `${shift > 0 ? "+" : shift < 0 ? "−" : "±"}${Math.abs(shift)}`))
    bars.append(line)
  })
  const letter = row.querySelector(".letter")?.textContent ?? ""
  let input = tally.querySelector("input")
  if (edits && !input) {
    input = make("input", { type: "number", min: "0", max: "999", inputmode: "numeric" })
    const field = input
    field.addEventListener("input", () => commands.count(question, option, Number(field.value)))
    tally.append(field)
  }
  if (!input) return
  input.hidden = !edits
  input.setAttribute("aria-label", words.text("talk.vote.hands", { option: letter }))
  if (document.activeElement !== input) input.value = String(vote.rounds[vote.round][option] ?? "")
}

/** The buttons below the options, while hands are counted here.
    @param {HTMLElement} options @param {string} question @param {Vote} vote @param {Strings} words
    @param {Commands} commands @param {boolean} edits */
function drawLine(options, question, vote, words, commands, edits) {
  let line = /** @type {HTMLElement | null} */ (options.parentElement?.querySelector(".vote-line") ?? null)
  if (!line) {
    line = make("p", { class: "vote-line" })
    for (const round of /** @type {const} */ ([0, 1])) {
      const button = make("button", { type: "button" }, words.text(`talk.vote.round.${round}`))
      button.addEventListener("click", () => commands.round(question, round))
      line.append(button)
    }
    const clear = make("button", { type: "button" }, words.text("talk.vote.clear"))
    clear.addEventListener("click", () => commands.clear(question))
    line.append(clear)
    options.after(line)
  }
  line.hidden = !edits
  line.querySelectorAll("button").forEach((button, n) => {
    if (n < 2) button.setAttribute("aria-pressed", String(vote.round === n))
  })
}
