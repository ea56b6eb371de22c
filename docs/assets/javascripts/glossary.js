// The glossary: a list of terms that can be narrowed by any word that a term goes by, those that
// the course does not use among them. It is the script of that page alone.

import { make, offerPart } from "#core"
import { mountFilter } from "./filter.js"

const ID = "glossary-find"

/** What spellings of a name share. @param {string} words */
const fold = (words) => words.normalize("NFKC").toLowerCase().replace(/[-\s]+/g, " ").trim()

/** @param {HTMLElement} glossary
    @param {import("./question.js").Page} page
    @returns {() => void} */
function mountGlossary(glossary, { strings: { text } }) {
  const terms = [...glossary.querySelectorAll("section")].map((entry) => ({
    entry,
    names: fold([...entry.querySelectorAll("h2, .words")].map((part) => part.textContent).join(" ")),
  }))
  const status = make("p", { role: "status" })
  const box = make("input", { id: ID, type: "search", spellcheck: "false" })
  const form = make("form", { class: "filter" }, make("div", {}, make("label", { for: ID }, text("glossary.find")), box), status)

  function apply() {
    const words = fold(box.value).split(" ")
    let shown = 0
    for (const { entry, names } of terms) {
      entry.hidden = !words.every((word) => names.includes(word))
      if (!entry.hidden) shown += 1
    }
    if (shown === terms.length) status.textContent = ""
    else status.textContent = shown ? text("glossary.count", { n: shown, all: terms.length }) : text("glossary.none")
  }

  const end = mountFilter(glossary, form, { apply, clear: () => (box.value = "") })
  return () => {
    end()
    for (const { entry } of terms) entry.hidden = false
  }
}

offerPart("course-glossary", mountGlossary)
