// A question before something that cannot be taken back.

import { make } from "./dom.js"

let count = 0

/** @param {{title: string, words: string, yes: string, no: string}} question
    @returns {Promise<boolean>} whether the reader said yes */
export function ask({ title, words, yes, no }) {
  const id = `ask-${(count += 1)}`
  const stay = make("button", { class: "btn btn--quiet", type: "button", autofocus: "" }, no)
  const go = make("button", { class: "btn", type: "button" }, yes)
  const dialog = make(
    "dialog",
    { class: "ask md-typeset", "aria-labelledby": id, "aria-describedby": `${id}-words` },
    make("h2", { id }, title),
    make("p", { id: `${id}-words` }, words),
    make("p", { class: "acts" }, stay, go),
  )
  // Browsers before 2022 have no dialog.
  if (typeof dialog.showModal !== "function") return Promise.resolve(confirm(`${title}\n\n${words}`))
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
