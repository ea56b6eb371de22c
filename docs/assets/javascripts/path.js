// The page of a learning path, where it is begun and left. It is the script of such pages alone.

import { make, makeButton, offerPart } from "#core"
import { findTrail, keepTrail, linkTo, watchTrail } from "./trail.js"

/** @param {HTMLElement} element @param {import("./question.js").Page} page @returns {() => void} */
function mountPath(element, { store, strings: { text } }) {
  const { path = "" } = element.dataset
  const box = make("div", { class: "follow", role: "status" })
  let isKept = true

  function render() {
    const followed = findTrail(store)
    const step = followed?.id === path ? followed.trail.steps[followed.step] : undefined
    if (!followed || !step) {
      const begin = makeButton(text("path.follow"), () => {
        isKept = keepTrail(store, path, 0)
        render()
        box.querySelector("a")?.focus()
      }, "btn")
      box.replaceChildren(make("p", { class: "acts" }, begin))
      return
    }
    const go = make("a", { class: "btn", href: linkTo(step[0], step[1]) }, text("path.go", { n: followed.step + 1, title: step[2] }))
    const leave = makeButton(text("reading.leave"), () => {
      store.remove("setting", "path")
      box.querySelector("button")?.focus()
    })
    const words = text(isKept ? "path.following" : "path.following.unkept")
    box.replaceChildren(make("p", {}, words), make("p", { class: "acts" }, go, leave))
  }

  element.querySelector("dl")?.after(box)
  render()
  const stop = watchTrail(store, render)
  return () => {
    stop()
    box.remove()
  }
}

offerPart("course-path", mountPath)
