// The whole memory as one file, to carry to another browser and back. A file is taken whole or
// refused whole: nothing is written before everything in it has been looked at.

import { fieldsOf, isSolved, readTime } from "#core"

/** @typedef {import("./store.js").Store} Store */
/** @typedef {[kind: string, id: string, item: import("./store.js").Item]} Entry */
/** @typedef {"big" | "empty" | "cut" | "foreign" | "newer" | "shape"} Fault */

/** A course learnt to the end, many times over. */
export const LIMIT = 2 * 1024 * 1024
const NAME = /^[a-z][a-z0-9-]*:[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/

/** @param {Store} store
    @param {string} prefix
    @returns {{text: string, count: number}} */
export function writeBackup(store, prefix) {
  const items = store.all()
  const data = {
    course: prefix,
    version: store.version,
    saved: new Date().toISOString(),
    items: Object.fromEntries(items.map(([kind, id, item]) => [`${kind}:${id}`, item])),
  }
  return { text: JSON.stringify(data, null, 1), count: items.length }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isMap(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value)
}

/** @param {string} text
    @param {Store} store
    @param {string} prefix
    @returns {{entries: Entry[]} | {fault: Fault, name?: string}} `name`: the entry that is at fault */
export function readBackup(text, store, prefix) {
  if (new Blob([text]).size > LIMIT) return { fault: "big" }
  if (!text.trim()) return { fault: "empty" }
  /** @type {unknown} */
  let data
  try {
    data = JSON.parse(text)
  } catch {
    const isOurs = text.trimStart().replace(/\s+/g, "").startsWith(`{"course":"${prefix}"`)
    return { fault: isOurs ? "cut" : "foreign" }
  }
  if (!isMap(data) || data.course !== prefix) return { fault: "foreign" }
  const { version, items } = data
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1 || !isMap(items)) return { fault: "shape" }
  if (version > store.version) return { fault: "newer" }
  /** @type {Entry[]} */
  const entries = []
  for (const [name, item] of Object.entries(items)) {
    const [kind = "", ...rest] = name.split(":")
    const id = rest.join(":")
    const now = NAME.test(name) && fieldsOf(kind, id) ? store.update(kind, id, item) : null
    if (now === "newer") return { fault: "newer", name }
    if (!now) return { fault: "shape", name }
    entries.push([kind, id, now])
  }
  return { entries }
}

/** Of two records of one item the later one; an answer that was once right stays so.
    @param {Entry} entry from the file
    @param {import("./store.js").Item | null} mine
    @returns {import("./store.js").Item | null} null: mine stays as it is */
function merge([kind, , theirs], mine) {
  if (!mine) return theirs
  const isTheirs = readTime(theirs.at) > readTime(mine.at)
  if (kind !== "question" || theirs.revision !== mine.revision) return isTheirs ? theirs : null
  const [later, earlier] = isTheirs ? [theirs, mine] : [mine, theirs]
  if (isSolved(earlier) && !isSolved(later)) return { ...later, solved: true }
  return isTheirs ? theirs : null
}

/** @param {Store} store
    @param {Entry[]} entries
    @returns {{taken: number, kept: number} | null} null: there was no room, and nothing changed */
export function takeOver(store, entries) {
  /** @type {Entry[]} */
  const changes = []
  for (const entry of entries) {
    const [kind, id] = entry
    const item = merge(entry, store.get(kind, id))
    if (item) changes.push([kind, id, item])
  }
  const taken = store.replace(changes)
  return taken === null ? null : { taken, kept: entries.length - taken }
}
