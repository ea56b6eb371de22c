// What only some pages need stands in scripts of their own. They bring elements; the script of
// every page, which may start before or after, defines them and hands them its store.

/** @typedef {import("./question.js").Page} Page */
/** @typedef {(element: HTMLElement, page: Page) => () => void} Mount Returns what takes it all back. */
/** @typedef {[name: string, mount: Mount]} Part */

const EVENT = "course-part"
/** @returns {Part[]} */
const waiting = () => (/** @type {any} */ (globalThis).courseParts ??= [])

/** @param {string} name of the element
    @param {Mount} mount */
export function offerPart(name, mount) {
  waiting().push([name, mount])
  dispatchEvent(new Event(EVENT))
}

/** @param {(name: string, mount: Mount) => void} define */
export function takeParts(define) {
  const take = () => waiting().splice(0).forEach((part) => define(...part))
  addEventListener(EVENT, take)
  take()
}
