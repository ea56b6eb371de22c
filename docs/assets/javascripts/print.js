// Print shows every answer. The style sheet does it where it can; this does it everywhere else.

export function watchPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = []
  addEventListener("beforeprint", () => {
    opened = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.q-answer:not([open])"))]
    for (const answer of opened) answer.open = true
  })
  addEventListener("afterprint", () => {
    for (const answer of opened) answer.open = false
    opened = []
  })
}
