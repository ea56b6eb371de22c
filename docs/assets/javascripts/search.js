// The search between Material's box and Material's worker: it is loaded when the reader turns to
// the search, asks in the words of the course, and says where else the words are found.

import { offerLanguages, withdrawOffers } from "./search-other.js"
import { rankPages, readVocabulary, writeQuery } from "./search-query.js"
import { openWorker } from "./search-worker.js"

/** Kinds of message of Material's worker. */
const SETUP = 0
const QUERY = 2
const RESULT = 3

/** @typedef {EventTarget & {postMessage: (message: any) => void}} Face What Material takes for its worker. */

/** What to try where nothing was found.
    @param {boolean} isLost */
function hint(isLost) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector(".search-none"))
  if (line) line.hidden = !isLost
}

/** @param {Face} face
    @param {string} url of the worker's script
    @param {unknown[]} told what it was told so far
    @param {typeof Worker} Real */
function start(face, url, told, Real) {
  const worker = openWorker(url, Real)
  /** @type {import("./search-query.js").Vocabulary | null} */
  let vocabulary = null
  /** The worker answers in the order it was asked in.
      @type {{typed: string, wishes: import("./search-query.js").Wish[]}[]} */
  const asked = []
  worker.addEventListener("message", (/** @type {any} */ { data }) => {
    const query = data.type === RESULT && asked.shift()
    if (query) {
      data.data.items = rankPages(data.data.items, query.wishes)
      // What counts least are lists, where a foreign title may hold the words.
      hint(query.typed.trim() !== "" && !data.data.items.length)
      const isFound = data.data.items.some((/** @type {{boost?: number}[]} */ [first]) => (first?.boost ?? 1) >= 0.5)
      if (isFound || !query.typed.trim()) withdrawOffers()
      else offerLanguages(query.typed)
    }
    face.dispatchEvent(new MessageEvent("message", { data }))
  })
  face.postMessage = (message) => {
    if (message.type === SETUP) vocabulary = readVocabulary(message.data.config, message.data.docs)
    if (message.type !== QUERY || !vocabulary) return worker.postMessage(message)
    const { text, wishes } = writeQuery(vocabulary, message.data)
    asked.push({ typed: message.data, wishes })
    worker.postMessage({ ...message, data: text })
  }
  for (const message of told) face.postMessage(message)
}

/** @type {any} */ (globalThis).courseSearch = start
