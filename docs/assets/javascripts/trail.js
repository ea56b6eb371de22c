// The learning path that the reader follows: which it is, and where on it a page stands.

import { stamp } from "#core"

/** @typedef {[path: string, anchor: string, title: string]} Step `path`: below the root of the language */
/** @typedef {{title: string, path: string, steps: Step[]}} Trail */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {{id: string, trail: Trail, step: number}} Followed `step`: the one that was reached last */

/** The paths that this page knows: those that it belongs to. */
function readTrails() {
  const node = document.getElementById("course-trails")
  /** @type {Record<string, Trail>} */
  const trails = JSON.parse(node?.textContent || "{}")
  return { trails, root: node?.dataset.root ?? "" }
}

/** What a step is called in the store: its address, the same in all languages.
    @param {Step} step */
const nameOf = ([path, anchor]) => (anchor ? `${path}#${anchor}` : path)

/** The path that is followed, where this page belongs to it.
    @param {Store} store
    @returns {Followed | null} */
export function findTrail(store) {
  const record = store.get("setting", "path")
  const [id, trail] = Object.entries(readTrails().trails).find(([name]) => name === record?.path) ?? []
  if (!record || !id || !trail) return null
  return { id, trail, step: Math.max(0, trail.steps.findIndex((step) => nameOf(step) === record.step)) }
}

/** Begins a path, or notes the step that was reached.
    @param {Store} store
    @param {string} id
    @param {number} step
    @returns {boolean} whether it will be known on the next page */
export function keepTrail(store, id, step) {
  const name = nameOf(readTrails().trails[id]?.steps[step] ?? ["", "", ""])
  const old = store.get("setting", "path")
  if (old?.path === id && old.step === name) return true
  return store.set("setting", "path", { v: 1, path: id, step: name, at: stamp(old?.at) })
}

/** The address of a step or of a path's own page, from here.
    @param {string} path
    @param {string} [anchor] */
export function linkTo(path, anchor) {
  // From disk, a folder's page must be named.
  const leaf = location.pathname.endsWith("/index.html") ? "index.html" : ""
  return `${readTrails().root}${path}${leaf}${anchor ? `#${anchor}` : ""}`
}

/** Of the steps that this page holds the one that is meant: by the address, else the one reached.
    @param {Followed} followed
    @returns {number} -1: the page holds none */
export function findStep({ trail: { steps }, step }) {
  const here = steps.flatMap(([path], n) => (location.pathname.includes(`/${path}`) ? [n] : []))
  const named = here.find((n) => steps[n]?.[1] && location.hash === `#${steps[n]?.[1]}`)
  return named ?? (here.includes(step) ? step : here[0] ?? -1)
}

/** Runs whenever the path that is followed changes, in any tab or on this page.
    @param {Store} store
    @param {() => void} render */
export function watchTrail(store, render) {
  return store.watch("setting", render, { id: "path", own: true })
}
