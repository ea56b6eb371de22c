// Tells the reader, once for each fault, that answers cannot be kept or read.

import { make } from "./dom.js"
import { focusQuestion } from "./question.js"

/** @param {import("./question.js").Page} page */
export function watchStore({ store, strings }) {
  const words = make("p")
  const close = make("button", { class: "btn btn--quiet", type: "button" }, strings.text("close"))
  const notice = make("div", { class: "store-notice", role: "status" })

  close.addEventListener("click", () => {
    const next = notice.nextElementSibling
    notice.remove()
    if (next?.matches("course-question")) focusQuestion(next)
    else /** @type {HTMLElement | null | undefined} */ (next?.querySelector("a[href], button"))?.focus()
  })

  function tell() {
    // Elsewhere only what happened is told, not what might happen to an answer.
    const top = store.state === "corrupt" ? document.querySelector(".md-content__inner > *") : null
    const place = document.querySelector("course-question, course-checklist, course-worksheet, course-progress, course-assessment, course-team, course-final, course-review, course-log") ?? top
    if (store.state === "ok" || !place) return
    words.textContent = strings.text(`store.${store.state}`)
    place.before(notice)
    // A live region is read out when it changes after it is there.
    setTimeout(() => notice.replaceChildren(words, close))
  }

  store.subscribe((event) => {
    if (event.type === "state") tell()
  })
  tell()
}
