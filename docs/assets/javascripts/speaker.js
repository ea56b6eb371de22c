// The trainer's own page: what is on, what comes, what to say, and how late it is. It knows the slides
// from its own page and asks the room for everything else.

import { copyOrShow } from "./clipboard.js"
import { copy, make } from "./dom.js"
import { notesOf } from "./deck-notes.js"
import { drawHands } from "./speaker-vote.js"
import { readStrings } from "./strings.js"
import { readClock, stopClock, timeLeft, writeTime } from "./talk-clock.js"
import { openLink } from "./talk-link.js"
import { findPart, listSlides, loadAll, loadAround, makeLoader, nearestSlide, readPlan } from "./talk-plan.js"

/** @typedef {import("./deck.js").Show} Show */

/** @type {Record<string, string>} */
const KEYS = { ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", b: "black", B: "black", ".": "black" }
const SIZES = [16, 18, 20, 23, 27, 32]

const plan = readPlan()
const words = readStrings()
const all = listSlides(plan)
/** @type {Show | null} */
let show = null
let size = 2
let heard = Date.now()
/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

const load = makeLoader(plan, () => {
  lift()
  draw(true)
})
/** The window in the room: the one that opened this page, else the first that answers. */
let room = new URLSearchParams(location.search).get("room") ?? ""
const link = openLink(plan.id, (body, from) => {
  if (body.gone && from === room) {
    room = ""
    show = null
    draw(false)
  }
  if (!body.show || (room && from !== room)) return
  room = from
  heard = Date.now()
  const before = show
  show = /** @type {Show} */ (body.show)
  draw(before?.slide !== show.slide || before.answered !== show.answered)
})
/** @param {...(string | number)} order */
const order = (...order) => link.send({ do: order }, room)

/** Takes the notes out of the slides, so that a slide can be drawn small and printed beside them. */
function lift() {
  for (const slide of document.querySelectorAll(".slides > section")) {
    const notes = slide.querySelector(":scope > .notes")
    const sheet = make("article", { class: "sheet" })
    const number = slide.querySelector(".n")
    if (number) number.textContent = `${all.indexOf(slide.id) + 1} / ${all.length}`
    slide.replaceWith(sheet)
    sheet.append(make("div", { class: "frame" }, slide))
    if (!notes) continue
    const part = plan.parts[findPart(plan, slide.id)]
    const head = make("h3", {}, part?.title ?? "", " ", make("span", { class: "num" }, words.text("talk.minutes", { n: part?.minutes ?? 0 })))
    notes.setAttribute("data-notes", slide.id)
    sheet.append(make("div", { class: "said" }, head, notes))
  }
}

/** @param {boolean} moved whether the slide is another one */
function draw(moved) {
  const now = Date.now()
  const id = nearestSlide(plan, show?.slide ?? "") || all[0] || ""
  if (moved) {
    thumb(at("now"), id, Boolean(show?.answered))
    thumb(at("next"), all[all.indexOf(id) + 1] ?? "", false)
    at("count").textContent = `${all.indexOf(id) + 1} / ${all.length}`
    at("notes").replaceChildren(...notesOf(plan, id))
    at("notes").scrollTop = 0
    const part = findPart(plan, id)
    at("part").textContent = plan.parts[part]?.title ?? ""
    for (const [n, row] of [...at("parts").children].entries()) {
      const button = row.querySelector("button")
      if (n === part) button?.setAttribute("aria-current", "true")
      else button?.removeAttribute("aria-current")
      if (n === part) row.scrollIntoView({ block: "nearest" })
    }
    void loadAround(plan, load, part)
  }
  drawTimes(now)
  if (show) drawHands(id, show, words, order)
  at("black").setAttribute("aria-pressed", String(Boolean(show?.black)))
  const slide = document.getElementById(id)
  at("answer").toggleAttribute("disabled", !slide?.querySelector(".fragment"))
  at("countdown").toggleAttribute("disabled", !slide?.querySelector(".countdown"))
}

/** @param {number} now */
function drawTimes(now) {
  const state = !show ? "speaker.alone" : show.black ? "speaker.hidden" : "speaker.linked"
  if (at("state").textContent !== words.text(state)) at("state").textContent = words.text(state)
  at("open").hidden = Boolean(show)
  if (!show) return
  const reading = readClock(show.clock, plan.parts, now)
  at("elapsed").textContent = writeTime(reading.elapsed)
  at("planned").textContent = writeTime(reading.planned)
  at("here").textContent = writeTime(reading.here)
  at("here-planned").textContent = writeTime(reading.hereMinutes * 60000)
  const drift = Math.trunc(reading.drift / 1000) * 1000
  const kind = drift > 0 ? "behind" : drift < 0 ? "ahead" : "on-time"
  at("drift").dataset.drift = kind
  at("drift").textContent = words.text(`speaker.${kind}`, { time: writeTime(Math.abs(drift)) })
  at("clock-button").textContent = words.text(show.clock.since === null ? "speaker.start" : "speaker.stop")
  const spent = [...show.clock.spent]
  spent[show.clock.part] = reading.here
  for (const [n, row] of [...at("parts").children].entries()) {
    const used = spent[n] ?? 0
    const text = words.text("speaker.used", { used: used ? writeTime(used) : "–", minutes: plan.parts[n]?.minutes ?? 0 })
    const cell = row.querySelector(".num")
    if (cell && cell.textContent !== text) cell.textContent = text
  }
  const timer = show.timers[document.getElementById(nearestSlide(plan, show.slide))?.dataset.segment ?? ""]
  at("timer").hidden = !timer
  if (timer) at("timer").textContent = words.text("speaker.timer", { time: writeTime(Math.ceil(timeLeft(timer, now) / 1000) * 1000) })
}

/** A slide, small.
    @param {HTMLElement} box @param {string} id @param {boolean} answered */
function thumb(box, id, answered) {
  const slide = document.getElementById(id)
  if (!slide) {
    box.replaceChildren(make("p", {}, id ? "…" : words.text("speaker.end")))
    return
  }
  const twin = copy(slide)
  twin.setAttribute("inert", "")
  for (const options of twin.querySelectorAll(".options")) options.classList.toggle("is-answered", answered)
  for (const part of twin.querySelectorAll(".fragment")) part.classList.toggle("visible", answered)
  box.replaceChildren(twin)
}

function listParts() {
  // What is planned is known before the slides are open.
  at("planned").textContent = writeTime(plan.parts.reduce((sum, { minutes }) => sum + minutes, 0) * 60000)
  at("here-planned").textContent = writeTime((plan.parts[0]?.minutes ?? 0) * 60000)
  plan.parts.forEach((part) => {
    const button = make("button", { type: "button" }, make("span", {}, part.title), make("span", { class: "num" }, words.text("speaker.used", { used: "–", minutes: part.minutes })))
    button.addEventListener("click", () => order("go", part.slides[0] ?? ""))
    at("parts").append(make("li", {}, button))
  })
}

function listen() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-do]"))) {
    button.addEventListener("click", () => order(...(button.dataset.do ?? "").split(" ")))
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-size]"))) {
    button.addEventListener("click", () => resize(Number(button.dataset.size)))
  }
  at("open").addEventListener("click", () => link.join(window.open(document.body.dataset.room)))
  at("times").addEventListener("click", () => void copyTimes())
  at("print").addEventListener("click", () => void loadAll(plan, load).then(() => print()))
  addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target)
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input")) return
    if ((event.key === " " && target.closest("button")) || (event.key.startsWith("Arrow") && target.closest("#notes"))) return
    const name = KEYS[event.key]
    if (!name) return
    event.preventDefault()
    order(name)
  })
  const sized = new ResizeObserver((boxes) => {
    for (const { target, contentRect } of boxes) {
      const box = /** @type {HTMLElement} */ (target)
      box.style.setProperty("--scale", String(contentRect.width / 1280))
    }
  })
  for (const name of ["now", "next"]) sized.observe(at(name))
  // A finger that wipes over the slide turns it, as on the slide itself.
  let from = 0
  at("now").addEventListener("touchstart", (event) => void (from = event.changedTouches[0]?.clientX ?? 0), { passive: true })
  at("now").addEventListener("touchend", (event) => {
    const way = (event.changedTouches[0]?.clientX ?? 0) - from
    if (Math.abs(way) > 40) order(way < 0 ? "next" : "previous")
  })
}

/** The minutes of each part, planned and used, as text for the log of the session. */
async function copyTimes() {
  if (!show) return
  const { spent } = stopClock(show.clock, Date.now())
  const lines = plan.parts.flatMap(({ title, minutes }, n) =>
    minutes || (spent[n] ?? 0) >= 30000 ? [words.text("speaker.time", { title, minutes, used: Math.round((spent[n] ?? 0) / 60000) })] : [],
  )
  const byHand = { title: words.text("speaker.times.title"), words: words.text("speaker.times.words"), no: words.text("speaker.close") }
  const done = await copyOrShow([document.title, ...lines].join("\n"), byHand)
  if (done) at("state").textContent = words.text("speaker.copied")
}

/** @param {number} step */
function resize(step) {
  size = Math.min(SIZES.length - 1, Math.max(0, size + step))
  at("notes").style.fontSize = `${SIZES[size]}px`
}

document.body.dataset.mdColorScheme = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default"
document.body.classList.add("is-desk")
lift()
document.querySelector(".desk")?.removeAttribute("hidden")
listParts()
listen()
draw(true)
link.join(window.opener)
const hello = () => link.send({ ask: "hello" })
hello()
setInterval(() => {
  drawTimes(Date.now())
  // Until a room answers; one that has been silent for so long may have been reloaded.
  if (!show || Date.now() - heard > 5000) hello()
  if (room && Date.now() - heard > 12000) room = ""
}, 1000)
