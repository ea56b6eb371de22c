// The way back to where the reader was: the lesson and section read last, or the lesson after it.

import { make } from "./dom.js"
import { follow, measure, readLessons } from "./states.js"

/** @param {HTMLElement} strip
    @param {import("./question.js").Page} page
    @returns {() => void} */
export function mountContinue(strip, { store, strings: { text } }) {
  const lessons = readLessons()
  const rest = [...strip.children]
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".map a")])

  /** @param {import("./states.js").Lesson} lesson */
  const linkTo = ({ path }) => links.find(({ pathname }) => pathname.includes(`/${path}`))

  /** What to do next: the words, the title, and where it is. */
  function findNext() {
    const place = store.get("setting", "place")
    const last = lessons.findIndex(({ id }) => id === place?.lesson)
    const states = lessons.map((lesson) => measure(store, lesson).state)
    const begun = last >= 0 ? last : states.indexOf("begun")
    if (begun < 0 && !states.includes("done")) return null
    const isDone = begun < 0 || states[begun] === "done"
    const after = states.findIndex((state, n) => n > begun && state !== "done")
    const next = !isDone ? begun : after >= 0 ? after : states.findIndex((state) => state !== "done")
    const lesson = lessons[next]
    const link = lesson && linkTo(lesson)
    if (next < 0) return { words: text("home.all", { all: lessons.length }), title: "", href: "", states }
    if (!lesson || !link) return null
    const title = link.querySelector("b")?.textContent ?? ""
    if (isDone) return { words: text("home.next", { n: next + 1 }), title, href: link.href, states }
    const section = place?.lesson === lesson.id ? lesson.sections?.[place.section] : undefined
    return {
      words: text("home.last", { n: next + 1, title }),
      title: section ?? title,
      href: link.href + (section ? `#${place?.section}` : ""),
      states,
    }
  }

  const stop = follow(store, () => {
    const next = findNext()
    strip.hidden = !next
    if (!next) return
    const done = next.states.filter((state) => state === "done").length
    const bar = make("span", { class: "bar", "aria-hidden": "true" })
    for (const state of next.states) bar.append(make("i", { class: state === "done" ? "on" : "" }))
    const acts = make("p", { class: "acts" })
    if (next.href) acts.append(make("a", { class: "btn", href: next.href }, text("home.go")))
    strip.replaceChildren(
      make("p", {}, make("span", { class: "eyebrow" }, next.words), make("b", {}, next.title)),
      make("p", {}, bar, make("span", { class: "eyebrow num" }, text("home.count", { n: done, all: lessons.length }))),
      acts,
    )
    acts.append(...rest)
  })
  return () => {
    stop()
    strip.hidden = true
    strip.replaceChildren(...rest)
  }
}
