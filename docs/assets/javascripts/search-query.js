// What a reader types → what lunr is asked. Material's own way drops the last word of a Chinese
// query, finds nothing where the first word is unknown, and asks for every word that begins as
// "to" or "no" do. Here a query becomes words that stand in the index, each as near as it is.

/** @typedef {{title: string, text: string}} Entry */
/** @typedef {{separator: string, same?: Record<string, string>, ignore?: string[]}} Config */
/** @typedef {{name: string, terms: string[]}} Wish A word as typed, and what it is looked for as. */
/** @typedef {{text: string, wishes: Wish[]}} Query */

const HAN = /\p{sc=Han}/u
/** The worker cuts a run of Chinese by its own rule, which never looks at the last sign: with one
    more sign after it, a word of the index stays whole. */
const GUARD = "々"
const NEAREST = 24
const EXACT = 9
const INFLECTED = 6
const SYNONYM = 5
const LONGER = 2
const INSIDE = 1

/** A word without its ending and without what British and American spelling differ in; not a word
    that anybody reads.
    @param {string} word */
export function stem(word) {
  if (!/^[a-z]{4,}$/.test(word)) return word
  const short = word
    .replace(/iz/g, "is")
    .replace(/our/g, "or")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/ies$/, "y")
    .replace(/([^siu])s$/, "$1")
  const bare = short.replace(/(?:ing|ed)$/, "").replace(/([^aeiouls])\1$/, "$1")
  return (bare.length < 3 ? short : bare).replace(/e$/, "").replace(/([^aeiou])y$/, "$1i")
}

/** The words of an index and how to find them.
    @param {Config} config
    @param {Entry[]} entries */
export function readVocabulary({ separator, same = {}, ignore = [] }, entries) {
  const cut = new RegExp(separator)
  const words = new Set(entries.flatMap(({ title, text }) => `${title} ${text.replace(/<[^>]*>/g, " ")}`.toLowerCase().split(cut)))
  words.delete("")
  /** @type {Map<string, string[]>} */
  const stems = new Map()
  for (const word of words) {
    const root = stem(word)
    if (root !== word || stems.has(root) || words.has(root)) stems.set(root, [...(stems.get(root) ?? []), word])
  }
  const forms = Object.entries(same).sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))
  return { cut, words, stems, list: [...words].sort(), forms, ignore: new Set(ignore) }
}

/** @typedef {ReturnType<typeof readVocabulary>} Vocabulary */

/** Words of the index that are near to a word, each with how much it counts.
    @param {Vocabulary} vocabulary
    @param {string} word
    @returns {Map<string, number>} */
function findNear({ words, stems, list }, word) {
  /** @type {Map<string, number>} */
  const found = new Map()
  const add = (/** @type {string} */ name, /** @type {number} */ weight) => {
    if (!found.has(name) && found.size < NEAREST) found.set(name, weight)
  }
  if (words.has(word)) add(word, EXACT)
  for (const name of stems.get(stem(word)) ?? []) add(name, INFLECTED)
  const isLong = word.length > (HAN.test(word) ? 1 : 2)
  if (isLong || !found.size) for (const name of list) if (name.startsWith(word)) add(name, LONGER)
  if (isLong && HAN.test(word)) for (const name of list) if (name.includes(word)) add(name, INSIDE)
  return found
}

/** Cuts a run of Chinese into the longest words of the index; what is in none is left out.
    @param {Vocabulary} vocabulary
    @param {string} run */
function cutRun({ words, list, ignore }, run) {
  const found = []
  for (let start = 0; start < run.length; ) {
    let end = run.length
    while (end > start && !words.has(run.slice(start, end)) && !ignore.has(run.slice(start, end))) end--
    if (end === start) {
      // Perhaps the beginning of a word that is still being typed.
      const rest = run.slice(start)
      if (list.some((word) => word.startsWith(rest))) end = run.length
    }
    if (end > start) found.push(run.slice(start, end))
    start = Math.max(end, start + 1)
  }
  return found
}

/** @param {Vocabulary} vocabulary
    @param {string} text */
function cutWords(vocabulary, text) {
  return text
    .split(vocabulary.cut)
    .flatMap((part) => part.match(/\p{sc=Han}+|[^\p{sc=Han}]+/gu) ?? [])
    .flatMap((part) => (HAN.test(part) ? cutRun(vocabulary, part) : [part.replace(/[+*^~]/g, "")]))
    .filter(Boolean)
}

/** The words and phrases of the query that the course says otherwise, the longest first.
    @param {Vocabulary} vocabulary
    @param {string} query */
function findForms({ forms }, query) {
  const found = []
  let rest = query
  for (const [form, course] of forms) {
    const start = rest.indexOf(form)
    if (start < 0) continue
    const end = start + form.length
    // Not in the middle of a longer word.
    const hasLetters = (/** @type {number} */ edge) => /^[a-z0-9]{2}$/.test(rest.slice(Math.max(0, edge - 1), edge + 1))
    if (hasLetters(start) || hasLetters(end)) continue
    found.push({ form, course })
    rest = `${rest.slice(0, start)}\u0000${rest.slice(end)}`
  }
  return found
}

/** @param {Vocabulary} vocabulary
    @param {string} typed
    @returns {Query} without wishes where nothing in the index is near */
export function writeQuery(vocabulary, typed) {
  const query = typed.toLowerCase().normalize("NFKC").replace(/[’‘]/g, "'").replace(/\s+/g, " ").trim()
  const all = cutWords(vocabulary, query)
  const telling = all.filter((word) => !vocabulary.ignore.has(word))
  /** @type {Map<string, number>} */
  const weights = new Map()
  const wish = (/** @type {string} */ name, /** @type {string[]} */ words, /** @type {number} */ most) => {
    const terms = []
    for (const word of words)
      for (const [term, weight] of findNear(vocabulary, word)) {
        terms.push(term)
        weights.set(term, Math.max(weights.get(term) ?? 0, Math.min(weight, most)))
      }
    return { name, terms }
  }
  const own = (telling.length ? telling : all).map((word) => wish(word, [word], EXACT))
  const others = findForms(vocabulary, query).map(({ form, course }) => wish(form, cutWords(vocabulary, course), SYNONYM))
  // A word that was found under another name is not missing.
  for (const { name, terms } of others) for (const word of own) if (name.includes(word.name)) word.terms.push(...terms)
  const text = [...weights].map(([term, weight]) => `${term.replace(/\p{sc=Han}+/gu, `$&${GUARD}`)}^${weight}`).join(" ")
  return { text, wishes: own }
}

/** @typedef {{score: number, terms: Record<string, boolean>}} Item A page or a section of it that was found. */

/** Tells of each find which of the typed words it has, and puts pages first that have more of them:
    the title of one may hold one word, and outweigh all others.
    @template {Item} T
    @param {T[][]} pages each with its finds, the best first
    @param {Wish[]} wishes
    @returns {T[][]} */
export function rankPages(pages, wishes) {
  const ranked = pages.map((items) => {
    let best = 0
    const told = items.map((item) => {
      if (!Object.keys(item.terms).length) return item // The page itself, where only a section was found.
      const terms = Object.fromEntries(wishes.map(({ name, terms }) => [name, terms.some((term) => item.terms[term])]))
      const share = Object.values(terms).filter(Boolean).length / wishes.length
      best = Math.max(best, item.score * share ** 3)
      return { ...item, terms }
    })
    return { told, best }
  })
  return ranked.sort((a, b) => b.best - a.best).map(({ told }) => told)
}
