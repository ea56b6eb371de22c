// The certificate of a pass, which says that it is a self-check. The name is typed here, stays on
// the page, and is kept only where the reader asks for it.

import { make, makeButton, stamp } from "#core"

/** @param {import("./question.js").Page} page
    @param {{right: number, all: number, share: number, day: string}} result
    @returns {HTMLElement} */
export function makeCertificate({ store, strings: { text } }, { day, ...sums }) {
  const kept = store.get("setting", "name")?.name ?? ""
  const name = make("input", { id: "exam-name", type: "text", autocomplete: "name", maxlength: "80" })
  const keep = make("input", { id: "exam-keep", type: "checkbox" })
  const shown = make("p", { class: "exam-name" })
  name.value = kept
  keep.checked = Boolean(kept)

  function write() {
    shown.textContent = name.value.trim()
    if (keep.checked && name.value.trim()) store.set("setting", "name", { v: 1, name: name.value.trim(), at: stamp(store.get("setting", "name")?.at) })
    else if (store.get("setting", "name")) store.remove("setting", "name")
  }
  name.addEventListener("input", write)
  keep.addEventListener("change", write)
  shown.textContent = kept

  const print = makeButton(text("final.certificate.print"), () => {
    const page = document.documentElement
    page.dataset.print = "certificate"
    addEventListener("afterprint", () => delete page.dataset.print, { once: true })
    globalThis.print()
  }, "btn")
  return make(
    "section",
    { class: "exam-certificate", "aria-labelledby": "exam-certificate" },
    make("h3", { id: "exam-certificate" }, text("final.certificate")),
    make("p", { class: "exam-ask" }, text("final.certificate.words")),
    make(
      "div",
      { class: "exam-ask filter" },
      make("div", {}, make("label", { for: "exam-name" }, text("final.certificate.name")), name),
      make("p", { class: "exam-filter" }, keep, " ", make("label", { for: "exam-keep" }, text("final.certificate.keep"))),
    ),
    make(
      "div",
      { class: "exam-paper" },
      make("p", { class: "eyebrow" }, text("final.certificate.course")),
      make("p", { class: "exam-title" }, text("final.certificate.title")),
      shown,
      make("p", {}, text("final.certificate.result", { ...sums, day })),
      make("p", { class: "exam-self" }, text("final.certificate.self")),
    ),
    make("p", { class: "acts exam-ask" }, print),
  )
}
