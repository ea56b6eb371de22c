// Where the reader is in a lesson, in a line at the foot of the window; and a link to each section.

import { copyOrShow, findPassed, make } from "#core"
import { watchPrint } from "./answers.js"

/** @typedef {import("./strings.js").Strings["text"]} Text */

const SECTIONS = ".md-content h2[id]"

/** Says the section and the minutes that are left while the reader scrolls.
    @param {HTMLElement} element
    @param {number} minutes of the whole lesson
    @param {Text} text
    @returns {() => void} */
function watchPosition(element, minutes, text) {
  const line = make("p")
  const article = element.parentElement
  let waits = 0

  function tell() {
    waits = 0
    const passed = findPassed(SECTIONS)
    const sections = [...document.querySelectorAll(SECTIONS)]
    line.classList.toggle("is-on", Boolean(passed))
    if (!passed || !article) return
    const { top, bottom } = article.getBoundingClientRect()
    const read = Math.min(1, Math.max(0, -top / Math.max(1, bottom - top - innerHeight)))
    const left = Math.ceil(minutes * (1 - read))
    const words = { n: sections.indexOf(passed) + 1, all: sections.length, minutes: left }
    const said = text(left > 1 ? "reading.place" : "reading.place.end", words)
    if (line.textContent !== said) line.textContent = said
  }

  const wait = () => void (waits ||= requestAnimationFrame(tell))
  element.append(line)
  tell()
  addEventListener("scroll", wait, { passive: true })
  addEventListener("resize", wait)
  return () => {
    removeEventListener("scroll", wait)
    removeEventListener("resize", wait)
    cancelAnimationFrame(waits)
    line.remove()
  }
}

/** A button after each heading of a section. The heading keeps its own name.
    @param {Text} text
    @returns {() => void} */
function addLinks(text) {
  const status = make("p", { class: "vh", role: "status" })
  const headings = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".md-content__inner :is(h2, h3)[id]")])
  const made = headings.map((heading) => {
    const title = heading.textContent?.trim() ?? ""
    const words = make("span", { id: `${heading.id}-title` }, ...heading.childNodes)
    const button = make("button", { type: "button", class: "link", "aria-label": text("reading.copy", { title }) })
    heading.append(words, "\u2060", button)
    heading.setAttribute("aria-labelledby", words.id)
    button.addEventListener("click", async () => {
      const [address = ""] = location.href.split("#")
      status.textContent = ""
      const byHand = { title: text("reading.by-hand"), words: text("reading.by-hand.words"), no: text("close") }
      if (!(await copyOrShow(`${address}#${heading.id}`, byHand))) return
      status.textContent = text("reading.copied")
      button.dataset.said = text("reading.copied")
      setTimeout(() => delete button.dataset.said, 2000)
    })
    return { heading, words }
  })
  document.body.append(status)
  return () => {
    status.remove()
    for (const { heading, words } of made) {
      heading.replaceChildren(...words.childNodes)
      heading.removeAttribute("aria-labelledby")
    }
  }
}

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
export function mountReading(element, { strings: { text } }) {
  const ends = [addLinks(text), watchPrint(element, text)]
  const minutes = Number(element.dataset.minutes)
  if (minutes) ends.push(watchPosition(element, minutes, text))
  return () => ends.forEach((end) => end())
}
