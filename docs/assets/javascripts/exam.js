// The final assessment: which of its views is shown. Everything a view needs is in the record of
// the try, so that a reload, a pause and the other language lead back to the same question.

import { ask, make, makeButton, stamp } from "#core"
import { isAnswered, isSolved, readBank } from "./exam-paper.js"
import { countScore } from "./exam-score.js"
import { makeLast, makeSitting, writeTime } from "./exam-sitting.js"
import { beginTry, changeTry, listTries } from "./exam-tries.js"
import { makeEarlier, makeVerdict, sortItems } from "./exam-verdict.js"

/** @typedef {import("./exam-sitting.js").View} View */
/** @typedef {import("./exam-tries.js").Try} Try */

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
export function mountExam(element, page) {
  const { store, strings } = page
  const { text } = strings
  const template = element.querySelector("template")
  if (!template) return () => {}
  /** @type {import("./exam-draw.js").Blueprint} */
  const blueprint = JSON.parse(element.dataset.blueprint ?? "{}")
  const bank = readBank(template)
  const still = /** @type {HTMLElement[]} */ ([...element.querySelectorAll(":scope > :is(dl, table)")])
  const note = /** @type {HTMLElement | null} */ (element.querySelector(".without-script"))
  const room = make("div", { class: "exam" })
  /** The try whose result is shown, and whether the reader is about to hand in. */
  let shown = ""
  let isLast = false
  /** @type {View | null} */
  let view = null
  let name = ""

  const handed = () => listTries(store).filter((attempt) => attempt.handed)
  const open = () => listTries(store).reverse().find((attempt) => !attempt.handed)

  /** @param {string} next @param {View} made @param {boolean} moves whether the focus goes there */
  function put(next, made, moves) {
    view?.stop?.()
    view = made
    name = next
    element.dataset.view = next
    for (const part of still) part.hidden = next !== "start"
    room.replaceChildren(made.node)
    if (!moves) return
    made.start.focus({ preventScroll: true })
    made.node.scrollIntoView({ block: "start" })
  }

  /** @param {Try} attempt @returns {import("./exam-sitting.js").Sitting} */
  const sittingOf = (attempt) => ({
    store,
    text,
    minutes: blueprint.minutes,
    items: sortItems(attempt, bank).kept,
    read: () => /** @type {Try} */ ({ ...(store.get("exam", attempt.id) ?? attempt), id: attempt.id }),
    go: () => render(true),
    finish() {
      isLast = true
      render(true)
    },
  })

  /** @param {boolean} moves */
  function render(moves) {
    const now = open()
    const past = handed()
    if (!now) {
      isLast = false
      const attempt = past.find(({ id }) => id === shown) ?? past[past.length - 1]
      if (attempt) putVerdict(attempt, past, moves)
      else put("start", makeStart(), moves)
    } else if (sortItems(now, bank).lost) put("changed", makePause(now, "changed"), moves)
    else if (now.paused) put("paused", makePause(now, "paused"), moves)
    else if (isLast) put("last", makeLast(sittingOf(now), goTo, () => hand(now.id)), moves)
    else put("sitting", makeSitting(sittingOf(now)), moves)
  }

  /** @param {number} place */
  function goTo(place) {
    const now = open()
    if (now) changeTry(store, now.id, { place })
    isLast = false
    render(true)
  }

  function begin() {
    shown = beginTry(store, blueprint, bank)
    isLast = false
    render(true)
  }

  /** @param {string} id */
  function hand(id) {
    const now = /** @type {Try | null} */ (store.get("exam", id))
    if (!now) return render(true)
    const verdicts = sortItems(now, bank).kept.map((item) => ({ aim: item.aim, right: isSolved(item, now.answers[item.id]) }))
    const { right, passed } = countScore(blueprint, verdicts)
    shown = id
    view?.stop?.()
    changeTry(store, id, { handed: stamp(now.at), right, passed })
    render(true)
  }

  /** @returns {View} */
  function makeStart() {
    const start = makeButton(text("final.start"), begin, "btn")
    return { start, node: make("div", { class: "exam-start" }, make("p", {}, text("final.start.words")), make("p", { class: "acts" }, start)) }
  }

  /** @param {Try} attempt @param {"paused" | "changed"} why @returns {View} */
  function makePause(attempt, why) {
    const start = make("h2", { tabindex: "-1" }, text(`final.${why}`))
    const { kept, lost } = sortItems(attempt, bank)
    const done = kept.filter((item) => isAnswered(item, attempt.answers[item.id])).length
    const words = text(`final.${why}.words`, { n: done, all: kept.length, lost, time: writeTime(attempt.seconds) })
    const drop = makeButton(text("final.drop"), async () => {
      const yes = await ask({ title: text("final.drop.title"), words: text("final.drop.words"), yes: text("final.drop.yes"), no: text("final.drop.no") })
      if (!yes) return
      store.remove("exam", attempt.id)
      render(true)
    })
    const resume = makeButton(text("final.resume"), () => {
      const items = Object.fromEntries(kept.map((item) => [item.id, item.revision]))
      changeTry(store, attempt.id, { paused: false, items })
      render(true)
    }, "btn")
    const acts = make("p", { class: "acts" }, ...(kept.length ? [resume] : []), drop)
    return { start, node: make("section", { class: "exam-pause" }, start, make("p", {}, words), acts) }
  }

  /** @param {Try} attempt @param {Try[]} past @param {boolean} moves */
  function putVerdict(attempt, past, moves) {
    shown = attempt.id
    const made = makeVerdict(page, blueprint, bank, attempt)
    const again = make("p", { class: "acts" }, makeButton(text("final.again"), begin))
    const earlier = makeEarlier(past, page, attempt.id, (id) => {
      shown = id
      render(true)
    })
    made.node.querySelector(".exam-explained")?.before(earlier, again)
    put("verdict", made, moves)
  }

  if (note) note.hidden = true
  element.querySelector("dl")?.after(room)
  render(false)
  const stop = store.watch("exam", () => {
    const now = open()
    const isSame = name === "sitting" && view?.node.dataset.try === now?.id && now && !now.paused
    if (isSame) view?.refresh?.()
    else render(false)
  })
  return () => {
    stop()
    view?.stop?.()
    room.remove()
    delete element.dataset.view
    for (const part of still) part.hidden = false
    if (note) note.hidden = false
  }
}
