// Previous and next at the foot of a page, by the learning path that the reader follows; and the
// page of a path, where it is begun.

import { make, makeButton } from "#core"
import { findStep, findTrail, keepTrail, linkTo } from "./trail.js"

/** @typedef {import("./question.js").Page} Page */

/** Runs whenever the path that is followed changes, in any tab or on this page.
    @param {Page["store"]} store
    @param {() => void} render */
function followPath(store, render) {
  return store.subscribe((event) => {
    if (event.type !== "change") return
    if (event.kind === null || (event.kind === "setting" && event.id === "path")) render()
  }, { own: true })
}

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
  const stop = followPath(store, render)
  arrive()
  addEventListener("hashchange", arrive)
  return () => {
    stop()
    removeEventListener("hashchange", arrive)
    bar.remove()
    nav.replaceChildren(...before)
  }
}

/** @param {HTMLElement} element @param {Page} page @returns {() => void} */
export function mountPath(element, { store, strings: { text } }) {
  const { path = "" } = element.dataset
  const box = make("div", { class: "follow", role: "status" })
  let isKept = true

  function render() {
    const followed = findTrail(store)
    const step = followed?.id === path ? followed.trail.steps[followed.step] : undefined
    if (!followed || !step) {
      const begin = makeButton(text("reading.follow"), () => {
        isKept = keepTrail(store, path, 0)
        render()
        box.querySelector("a")?.focus()
      }, "btn")
      box.replaceChildren(make("p", { class: "acts" }, begin))
      return
    }
    const go = make("a", { class: "btn", href: linkTo(step[0], step[1]) }, text("reading.go", { n: followed.step + 1, title: step[2] }))
    const leave = makeButton(text("reading.leave"), () => {
      store.remove("setting", "path")
      box.querySelector("button")?.focus()
    })
    const words = text(isKept ? "reading.following" : "reading.following.unkept")
    box.replaceChildren(make("p", {}, words), make("p", { class: "acts" }, go, leave))
  }

  element.querySelector("dl")?.after(box)
  render()
  const stop = followPath(store, render)
  return () => {
    stop()
    box.remove()
  }
}
