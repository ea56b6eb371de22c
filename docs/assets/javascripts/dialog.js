// A question before something that cannot be taken back, or something to read and close.

import { make } from "./dom.js"

let count = 0

/** @param {object} question
    @param {string} question.title
    @param {string} question.words
    @param {string} [question.yes] missing: there is nothing to decide
    @param {string} question.no
    @param {HTMLTextAreaElement} [question.body]
    @returns {Promise<boolean>} whether the reader said yes */
export function ask({ title, words, yes, no, body }) {
  const id = `ask-${(count += 1)}`
  const stay = make("button", { class: "btn btn--quiet", type: "button" }, no)
  const go = make("button", { class: "btn", type: "button" }, yes ?? "")
  const dialog = make(
    "dialog",
    { class: "ask md-typeset", "aria-labelledby": id, "aria-describedby": `${id}-words` },
    make("h2", { id }, title),
    make("p", { id: `${id}-words` }, words),
    ...(body ? [body] : []),
    make("p", { class: "acts" }, stay, ...(yes ? [go] : [])),
  )
  const first = body ?? stay
  first.autofocus = true
  // Browsers before 2022 have no dialog.
  if (typeof dialog.showModal !== "function") {
    return Promise.resolve(body ? prompt(words, body.value) === null : confirm(`${title}\n\n${words}`))
  }
  return new Promise((answer) => {
    stay.addEventListener("click", () => dialog.close())
    go.addEventListener("click", () => dialog.close("yes"))
    dialog.addEventListener("close", () => {
      dialog.remove()
      answer(dialog.returnValue === "yes")
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
