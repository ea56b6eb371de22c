// The state of each lesson, in a word and a sign, wherever the page lists the lessons.

import { make } from "./dom.js"
import { findLesson, follow, measure, readLessons } from "./states.js"

/** Not the sections of the page, whose links stand in the same navigation. */
const LINKS = '.md-nav--primary a.md-nav__link:not([href*="#"]), .md-nav--primary label[for="__toc"].md-nav__link, .map a'

/** @param {"new" | "begun" | "done"} state
    @param {import("./strings.js").Strings["text"]} text
    @param {boolean} [quiet] the sign alone is seen */
export function makeMark(state, text, quiet = false) {
  const words = text(`lesson.${state}`)
  return make("span", { class: `st st--${state === "done" ? "done" : "now"}` }, quiet ? make("span", { class: "vh" }, words) : words)
}

/** @param {import("./question.js").Page} page */
export function watchLessons({ store, strings }) {
  const lessons = readLessons()
  const links = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(LINKS))].flatMap((link) => {
    const lesson = findLesson(lessons, link instanceof HTMLAnchorElement ? link.pathname : location.pathname)
    return lesson ? [{ link, lesson }] : []
  })
  if (!links.length) return
  follow(store, () => {
    const states = new Map(lessons.map((lesson) => [lesson, measure(store, lesson).state]))
    for (const { link, lesson } of links) {
      const state = states.get(lesson) ?? "new"
      link.classList.toggle("is-done", state === "done")
      link.classList.toggle("is-now", state === "begun")
      link.querySelector(".st")?.remove()
      if (state === "new") continue
      // In the map the word stands below the minutes, in the navigation the sign alone.
      const place = link.querySelector(".num") ?? link
      place.append(makeMark(state, strings.text, place === link))
    }
  })
}
