// On paper the answers of a lesson stand at its end, so that the questions can be answered first.
// Without JavaScript the style sheet prints each beside its question.

import { copy, make } from "#core"

/** The answers of all questions of the page, each with its question.
    @param {HTMLElement[]} questions
    @param {string} title */
function makeKey(questions, title) {
  const parts = questions.map((question) => {
    const head = question.querySelector(".label span")?.textContent ?? ""
    const stem = [...question.querySelector("legend")?.childNodes ?? []].map((node) => node.cloneNode(true))
    const answer = [...question.querySelector(".q-answer")?.children ?? []].filter((part) => !part.matches("summary, .q-back"))
    return make(
      "section",
      { class: "q-answer" },
      make("p", { class: "label" }, head),
      make("p", { class: "q-stem" }, ...stem),
      ...answer.map(copy),
    )
  })
  return make("section", { class: "q-key" }, make("h2", {}, title), ...parts)
}

/** @param {HTMLElement} place what they stand before
    @param {import("./strings.js").Strings["text"]} text
    @returns {() => void} */
export function watchPrint(place, text) {
  const page = document.documentElement
  /** @type {HTMLElement | null} */
  let key = null

  function lay() {
    const questions = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("course-question")])
    if (!questions.length || key) return
    key = makeKey(questions, text("reading.key"))
    place.before(key)
    page.classList.add("has-key")
  }

  function clear() {
    key?.remove()
    key = null
    page.classList.remove("has-key")
  }

  addEventListener("beforeprint", lay)
  addEventListener("afterprint", clear)
  return () => {
    clear()
    removeEventListener("beforeprint", lay)
    removeEventListener("afterprint", clear)
  }
}
