// Tells the reader, once for each fault, that answers cannot be kept or read.

import { make } from "./dom.js"
import { focusQuestion } from "./question.js"

/** @param {import("./question.js").Page} page */
export function watchStore({ store, strings }) {
  const words = make("p")
  const close = make("button", { class: "btn btn--quiet", type: "button" }, strings.text("close"))
  const notice = make("div", { class: "store-notice", role: "status" })

  close.addEventListener("click", () => {
    const question = notice.nextElementSibling
    notice.remove()
    if (question) focusQuestion(question)
  })

  function tell() {
    const question = document.querySelector("course-question")
    if (store.state === "ok" || !question) return
    words.textContent = strings.text(`store.${store.state}`)
    question.before(notice)
    // A live region is read out when it changes after it is there.
    setTimeout(() => notice.replaceChildren(words, close))
  }

  store.subscribe((event) => {
    if (event.type === "state") tell()
  })
  tell()
}
