// The way back to where the reader was: the lesson and section read last, or the lesson after it;
// on a learning path, its step. Beside it, the cards that are due in the review.

import { findLesson, follow, make, measure, readLessons } from "#core"
import { countDue } from "./review-due.js"
import { findTrail, linkTo } from "./trail.js"

/** @param {HTMLElement} strip
    @param {import("./question.js").Page} page
    @returns {() => void} */
export function mountContinue(strip, { store, strings: { text } }) {
  const lessons = readLessons()
  const rest = [...strip.children]
  const review = strip.querySelector(".due")
  const words = review?.textContent ?? ""
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".map a")])

  /** @param {import("./states.js").Lesson} lesson */
  const linkOf = ({ path }) => links.find(({ pathname }) => pathname.includes(`/${path}`))

  /** The step of the learning path that is followed; a lesson that is done leads to the step after it.
      @param {import("./states.js").State[]} states */
  function findOnTrail(states) {
    const followed = findTrail(store)
    if (!followed) return null
    const { title, steps, path } = followed.trail
    const lessonOf = (/** @type {number} */ n) => findLesson(lessons, `/${steps[n]?.[0]}`)
    const isDone = (/** @type {number} */ n) => {
      const lesson = lessonOf(n)
      return lesson !== undefined && states[lessons.indexOf(lesson)] === "done"
    }
    let n = followed.step
    while (n < steps.length && isDone(n)) n += 1
    const step = steps[n]
    if (!step) return { words: text("home.trail.done", { title }), title, href: linkTo(path), states }
    const lesson = lessonOf(n)
    const place = store.get("setting", "place")
    const section = lesson && place?.lesson === lesson.id && lesson.sections?.[place.section] ? place.section : ""
    const all = steps.length
    return { words: text("home.trail", { title, n: n + 1, all }), title: step[2], href: linkTo(step[0], step[1] || section), states }
  }

  /** What to do next: the words, the title, and where it is. */
  function findNext() {
    const place = store.get("setting", "place")
    const last = lessons.findIndex(({ id }) => id === place?.lesson)
    const states = lessons.map((lesson) => measure(store, lesson).state)
    const step = findOnTrail(states)
    if (step) return step
    const begun = last >= 0 ? last : states.indexOf("begun")
    if (begun < 0 && !states.includes("done")) return null
    const isDone = begun < 0 || states[begun] === "done"
    const after = states.findIndex((state, n) => n > begun && state !== "done")
    const next = !isDone ? begun : after >= 0 ? after : states.findIndex((state) => state !== "done")
    const lesson = lessons[next]
    const link = lesson && linkOf(lesson)
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
    const due = countDue(store, lessons, Date.now())
    if (review) review.textContent = text(due ? "home.due" : "home.due.none", { n: due })
  })
  return () => {
    stop()
    strip.hidden = true
    strip.replaceChildren(...rest)
    if (review) review.textContent = words
  }
}
