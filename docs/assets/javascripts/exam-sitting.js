// A try that is running: one question at a time, the list of all, the clock; nothing is judged.

import { make, makeButton } from "#core"
import { isAnswered, makeForm, stemOf } from "./exam-paper.js"
import { changeTry } from "./exam-tries.js"

/** @typedef {import("./exam-paper.js").Item} Item */
/** @typedef {import("./exam-tries.js").Try} Try */
/** @typedef {object} View
 * @property {HTMLElement} node
 * @property {HTMLElement} start where the focus goes when the view is opened
 * @property {() => void} [refresh] another tab changed the try
 * @property {() => void} [stop]
 */
/** @typedef {object} Sitting
 * @property {import("./store.js").Store} store
 * @property {import("./strings.js").Strings["text"]} text
 * @property {number} minutes
 * @property {Item[]} items the questions of the try, in order
 * @property {() => Try} read the try as it is stored now
 * @property {() => void} go shows what the try asks for now
 * @property {() => void} finish shows what is missing before it is handed in
 */

/** Seconds between two notes of the time. */
const NOTE = 5

/** 754 → `12:34`. @param {number} seconds */
export const writeTime = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`

/** @param {Sitting} sitting @returns {View} */
export function makeSitting({ store, text, minutes, items, read, go, finish }) {
  const { id } = read()
  let seconds = read().seconds
  let place = Math.min(read().place, items.length - 1)
  /** @type {ReturnType<typeof makeForm> | null} */
  let paper = null

  /** @param {Parameters<typeof changeTry>[2]} news */
  const save = (news) =>
    changeTry(store, id, (now) => ({ seconds, ...(typeof news === "function" ? news(now) : news) }))

  const time = make("span", { class: "exam-time" })
  const clock = make("p", { class: "exam-clock", role: "timer" }, make("span", {}, text("final.used")), " ", time)
  const hide = makeButton("", () => {
    save({ quiet: !read().quiet })
    tell()
  })
  const pause = makeButton(text("final.pause"), () => {
    save({ paused: true })
    go()
  })
  const say = make("p", { class: "say", role: "status" })
  const desk = make("div", { class: "exam-desk" })
  const summary = make("summary")
  const list = make("ol", { class: "exam-list plain" })
  const map = make("details", { class: "exam-map" }, summary, list)
  const buttons = items.map((_, n) => {
    const button = makeButton(String(n + 1), () => turn(n), "exam-jump")
    list.append(make("li", {}, button))
    return button
  })
  const node = make(
    "div",
    { class: "exam-sitting", "data-try": id },
    make("div", { class: "exam-bar" }, clock, hide, pause, makeButton(text("final.finish"), finish)),
    desk,
    say,
    map,
  )

  /** What stands around the question: time, answers, marks. */
  function tell() {
    const now = read()
    time.textContent = text("final.time", { time: writeTime(seconds), all: minutes })
    clock.hidden = now.quiet === true
    hide.textContent = text(now.quiet ? "final.clock-show" : "final.clock-hide")
    const marked = now.marked ?? []
    let done = 0
    items.forEach((item, n) => {
      const answered = isAnswered(item, now.answers[item.id])
      const isMarked = marked.includes(item.id)
      if (answered) done += 1
      const button = buttons[n]
      if (!button) return
      const states = [text(answered ? "final.answered" : "final.open"), isMarked ? text("final.marked") : ""]
      button.setAttribute("aria-label", [text("final.number", { n: n + 1 }), ...states].filter(Boolean).join(text("final.comma")))
      button.classList.toggle("is-answered", answered)
      button.classList.toggle("is-marked", isMarked)
      if (n === place) button.setAttribute("aria-current", "step")
      else button.removeAttribute("aria-current")
    })
    summary.textContent = text("final.list", { n: done, all: items.length, marked: marked.length })
    const mark = desk.querySelector(".exam-mark")
    const item = items[place]
    if (mark && item) mark.setAttribute("aria-pressed", String(marked.includes(item.id)))
  }

  /** Lays out the question that the reader is at. */
  function lay() {
    const item = items[place]
    if (!item) return
    const changed = () => {
      const choice = paper?.body.read()
      if (choice) save(({ answers }) => ({ answers: { ...answers, [item.id]: choice } }))
      tell()
    }
    paper = makeForm(item, text("final.count", { n: place + 1, all: items.length }), {
      text,
      say: (words) => say.replaceChildren(words),
      changed,
    })
    paper.body.write(read().answers[item.id] ?? null)
    const back = makeButton(text("final.back"), () => turn(place - 1))
    back.setAttribute("aria-disabled", String(place === 0))
    const isLast = place === items.length - 1
    const next = make("button", { type: "submit", class: "btn" }, text(isLast ? "final.finish" : "final.next"))
    const mark = makeButton(text("final.mark"), () => {
      save(({ marked = [] }) => ({
        marked: marked.includes(item.id) ? marked.filter((name) => name !== item.id) : [...marked, item.id],
      }))
      tell()
    }, "btn btn--quiet exam-mark")
    paper.form.append(make("p", { class: "acts" }, back, next, mark))
    paper.form.addEventListener("change", changed)
    paper.form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (isLast) finish()
      else turn(place + 1)
    })
    desk.replaceChildren(paper.node)
    say.replaceChildren()
    tell()
  }

  /** @param {number} to */
  function turn(to) {
    if (to < 0 || to >= items.length) return
    place = to
    save({ place })
    lay()
    paper?.node.focus({ preventScroll: true })
    node.scrollIntoView({ block: "start" })
  }

  const ticking = setInterval(() => {
    if (document.hidden) return
    seconds += 1
    if (seconds % NOTE === 0) save({})
    time.textContent = text("final.time", { time: writeTime(seconds), all: minutes })
  }, 1000)
  const leave = () => save({})
  addEventListener("pagehide", leave)

  lay()
  return {
    node,
    get start() {
      return paper?.node ?? node
    },
    refresh() {
      const now = read()
      seconds = Math.max(seconds, now.seconds)
      const item = items[place]
      const choice = item && now.answers[item.id]
      if (JSON.stringify(choice ?? null) !== JSON.stringify(paper?.body.read() ?? null)) paper?.body.write(choice ?? null)
      tell()
    },
    stop() {
      clearInterval(ticking)
      removeEventListener("pagehide", leave)
      save({})
    },
  }
}

/** What is missing, before the try is handed in.
    @param {Sitting} sitting
    @param {(place: number) => void} open
    @param {() => void} hand
    @returns {View} */
export function makeLast({ text, items, read }, open, hand) {
  const { answers, marked = [] } = read()
  const start = make("h2", { tabindex: "-1" }, text("final.last"))
  const node = make("section", { class: "exam-last" }, start)
  /** @param {string} name @param {Item[]} found */
  function addList(name, found) {
    if (!found.length) return
    const rows = found.map((item) => {
      const place = items.indexOf(item)
      const button = makeButton(text("final.entry", { n: place + 1, text: stemOf(item) }), () => open(place), "exam-link")
      return make("li", {}, button)
    })
    node.append(make("h3", {}, text(`final.last.${name}`, { n: found.length })), make("ul", { class: "plain" }, ...rows))
  }
  const missing = items.filter((item) => !isAnswered(item, answers[item.id]))
  node.append(make("p", {}, text(missing.length ? "final.last.words" : "final.last.all", { n: missing.length })))
  addList("open", missing)
  addList("marked", items.filter((item) => marked.includes(item.id)))
  const acts = [makeButton(text("final.hand"), hand, "btn"), makeButton(text("final.go-on"), () => open(read().place))]
  node.append(make("p", { class: "acts" }, ...acts))
  return { node, start }
}
