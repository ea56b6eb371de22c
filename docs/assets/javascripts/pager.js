// Previous and next at the foot of a page, by the learning path that the reader follows.

import { make, makeButton } from "#core"
import { findStep, findTrail, keepTrail, linkTo, watchTrail } from "./trail.js"

/** @typedef {import("./question.js").Page} Page */

/** @param {HTMLElement} element @param {Page} page @returns {() => void} */
export function mountPager(element, { store, strings: { text } }) {
  const nav = element.querySelector("nav")
  if (!nav) return () => {}
  const before = [...nav.children]
  const bar = make("div", { class: "trail md-grid", role: "group" })
  let left = ""

  /** @param {"before" | "after"} side @param {string} words @param {string} title @param {string} href */
  const link = (side, words, title, href) =>
    make("a", { class: side === "after" ? "next" : "prev", href }, make("small", {}, words), make("b", {}, title))

  function render() {
    const followed = findTrail(store)
    const n = followed ? findStep(followed) : -1
    if (!followed || n < 0) {
      nav?.replaceChildren(...before)
      bar.replaceChildren(...(left ? [make("p", { tabindex: "-1" }, text("reading.left", { title: left }))] : []))
      bar.hidden = !left
      return
    }
    const { title, path, steps } = followed.trail
    left = ""
    const links = /** @type {const} */ ([["before", n - 1], ["after", n + 1]]).flatMap(([side, to]) => {
      const step = steps[to]
      return step ? [link(side, text(`reading.${side}`), step[2], linkTo(step[0], step[1]))] : []
    })
    if (n === steps.length - 1) links.push(link("after", text("reading.done"), text("reading.back", { title }), linkTo(path)))
    nav?.replaceChildren(...links)
    const leave = makeButton(text("reading.leave"), () => {
      left = title
      store.remove("setting", "path")
      bar.querySelector("p")?.focus()
    })
    bar.hidden = false
    bar.replaceChildren(make("p", {}, make("a", { href: linkTo(path) }, text("reading.trail", { title, n: n + 1, all: steps.length }))), leave)
  }

  /** The step is noted on arrival alone: two windows at two steps would never agree. */
  function arrive() {
    const followed = findTrail(store)
    const n = followed ? findStep(followed) : -1
    if (followed && n >= 0) keepTrail(store, followed.id, n)
    render()
  }

  nav.before(bar)
  const stop = watchTrail(store, render)
  arrive()
  addEventListener("hashchange", arrive)
  return () => {
    stop()
    removeEventListener("hashchange", arrive)
    bar.remove()
    nav.replaceChildren(...before)
  }
}
