// Nothing found: does another language have the words? Its index is asked for only then.

import { loadIndex } from "./search-index.js"
import { readVocabulary, writeQuery } from "./search-query.js"

/** @type {Map<HTMLElement, Promise<import("./search-query.js").Vocabulary>>} */
const vocabularies = new Map()
let turn = 0

/** @returns {HTMLElement[]} */
const offers = () => [...document.querySelectorAll(/** @type {"p"} */ (".search-other"))]

export function withdrawOffers() {
  turn++
  for (const offer of offers()) offer.hidden = true
}

/** Shows the link to each language that has a word of the query.
    @param {string} typed */
export async function offerLanguages(typed) {
  withdrawOffers()
  const mine = turn
  for (const offer of offers()) {
    const link = offer.querySelector("a")
    if (!link) continue
    try {
      const vocabulary = await read(offer)
      if (mine !== turn) return
      if (!writeQuery(vocabulary, typed).text) continue
      const target = new URL(link.href)
      target.search = new URLSearchParams({ q: typed.trim() }).toString()
      link.href = target.href
      offer.hidden = false
    } catch {
      vocabularies.delete(offer) // No network: the next query tries again.
    }
  }
}

/** @param {HTMLElement} offer */
function read(offer) {
  const known = vocabularies.get(offer)
  if (known) return known
  const root = new URL(offer.dataset.root ?? ".", location.href)
  const fresh = loadIndex(root).then(({ config, docs }) => readVocabulary(config, docs))
  vocabularies.set(offer, fresh)
  return fresh
}
