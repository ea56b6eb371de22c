// The review: what comes today, card after card, and when the next ones come.

import { isSolved, make, measure, readLessons, stamp } from "#core"
import { makeCard } from "./review-card.js"
import { countDone, draw, findNext, findTurn, readCard } from "./review-deck.js"
import { LIMIT } from "./review-due.js"
import { countDays, plan } from "./review-schedule.js"

/** @typedef {import("./review-deck.js").Item} Item */
/** @typedef {import("./review-deck.js").Turn} Turn */
/** @typedef {import("./review-schedule.js").Grade} Grade */

/** The reasons as they are counted at the start. */
const GROUPS = { missed: "missed", again: "missed", changed: "due", clock: "due", due: "due", new: "new" }

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
export function mountReview(element, { store, strings: { text, locale } }) {
  const bank = element.querySelector("template")?.content
  const sources = new Map(
    [.../** @type {NodeListOf<HTMLElement>} */ (bank?.querySelectorAll("[data-question]") ?? [])].map((source) => [source.dataset.question ?? "", source]),
  )
  if (!sources.size) return () => {}
  const items = [...sources].map(([id, { dataset }]) => ({
    id,
    revision: dataset.revision ?? "",
    lesson: dataset.lesson ?? "",
    made: dataset.made !== undefined,
  }))
  const hidden = [...element.children].filter((part) => part.matches(".without-script"))
  const desk = make("section", { class: "desk", "aria-label": text("review.label") })
  /** Whether a card is on the desk: what another tab does must not take it away. */
  let isBusy = false

  /** @param {number} time */
  function date(time) {
    const year = new Date(time).getFullYear() === new Date().getFullYear() ? {} : { year: /** @type {const} */ ("numeric") }
    return new Intl.DateTimeFormat(locale, { month: "long", day: "numeric", ...year }).format(time)
  }

  /** @param {number} days */
  const inDays = (days) => text(days === 1 ? "review.tomorrow" : "review.in", { n: days })

  /** @param {Turn} turn */
  const reasonOf = ({ why, time, days }) => text(`review.why.${why === "due" && days === 1 ? "due-one" : why}`, { date: date(time), n: days })

  function begun() {
    return readLessons()
      .filter((lesson) => measure(store, lesson).state !== "new")
      .map(({ id }) => id)
  }

  /** @param {number} [limit] */
  const drawNow = (limit = LIMIT - countDone(store, items, Date.now())) => draw(store, items, Date.now(), limit, begun())

  /** When the next cards come, in words. */
  function tellNext() {
    const now = Date.now()
    const next = findNext(store, items, now)
    return next
      ? text("review.next", { date: date(next.day), when: inDays(countDays(now, next.day)), n: next.count })
      : text("review.next.none")
  }

  /** @param {string} words @param {() => void} act @param {string} [look] */
  function button(words, act, look = "btn") {
    const made = make("button", { type: "button", class: look }, words)
    made.addEventListener("click", act)
    return made
  }

  /** @param {...Node} parts */
  function put(...parts) {
    const isSame = parts.length === desk.children.length && parts.every((part, n) => desk.children[n]?.isEqualNode(part))
    // Made anew only when it differs: the focus may be in it.
    if (!isSame) desk.replaceChildren(...parts)
  }

  /** Before the first card, or when today's are done. */
  function rest() {
    isBusy = false
    const turns = drawNow()
    if (!turns.length) return finish([])
    const done = countDone(store, items, Date.now())
    const counts = { missed: 0, due: 0, new: 0 }
    for (const { why } of turns) counts[/** @type {keyof typeof counts} */ (GROUPS[why])] += 1
    const facts = Object.entries(counts).map(([name, count]) =>
      make("div", {}, make("dt", {}, text(`review.sum.${name}`)), make("dd", {}, String(count))))
    put(
      make("p", {}, text(done ? "review.left" : "review.today", { n: turns.length, done, minutes: Math.ceil(turns.length / 2) })),
      make("dl", { class: "facts" }, ...facts),
      make("p", { class: "acts" }, button(text(done ? "review.go-on" : "review.start"), () => run(turns))),
    )
  }

  /** @param {Turn[]} turns */
  function run(turns) {
    isBusy = true
    const queue = [...turns]
    /** The first grade of each card.
        @type {Map<string, Grade>} */
    const firsts = new Map()
    /** @type {Set<string>} */
    const settled = new Set()

    function next() {
      const turn = queue.shift()
      if (!turn) return finish([...firsts.values()])
      const { item } = turn
      // Another tab may have graded it by now.
      const current = findTurn(store, item, Date.now())
      if (!current || current.due > Date.now()) {
        settled.add(item.id)
        return next()
      }
      const source = /** @type {HTMLElement} */ (sources.get(item.id))
      const { card, focus } = makeCard(source, {
        text,
        why: firsts.has(item.id) ? text("review.why.once-more") : reasonOf(current),
        when: (grade) => (grade === 1 ? text("review.soon") : inDays(plan(readCard(store, item), grade, Date.now()).days)),
        answered: (choice, right) => void (item.made || keepAnswer(item, choice, right)),
        graded(grade) {
          keepGrade(item, grade)
          if (!firsts.has(item.id)) firsts.set(item.id, grade)
          if (grade === 1) queue.push(turn)
          else settled.add(item.id)
          next()
        },
      })
      const all = turns.length
      const words = text("review.progress", { n: settled.size, all })
      const bar = make("progress", { max: String(all), value: String(settled.size), "aria-hidden": "true" })
      desk.replaceChildren(make("p", { class: "review-where" }, make("span", {}, words), bar), card)
      desk.scrollIntoView({ block: "start" })
      focus()
    }
    next()
  }

  /** @param {Item} item @param {Grade} grade */
  function keepGrade(item, grade) {
    const now = Date.now()
    const old = readCard(store, item)
    const { stability, difficulty, due } = plan(old, grade, now)
    const tries = item.made ? undefined : store.get("question", item.id)?.tries
    store.set("card", item.id, {
      v: 1,
      revision: item.revision,
      stability,
      difficulty,
      grade,
      seen: new Date(now).toISOString(),
      due: new Date(due).toISOString(),
      ...(tries === undefined ? {} : { tries }),
      at: stamp(old?.at, now),
    })
  }

  /** An answer given here is an answer to the lesson's question.
      @param {Item} item
      @param {import("./record.js").Choice} choice
      @param {boolean} right */
  function keepAnswer({ id, revision }, choice, right) {
    const old = store.get("question", id)
    const before = old?.revision === revision ? old : null
    store.set("question", id, {
      ...(before ?? (old ? { previous: old } : {})),
      v: 1,
      revision,
      choice,
      checked: true,
      right,
      tries: (before?.tries ?? 0) + 1,
      first: before?.tries ? before.first : right,
      solved: right || isSolved(before),
      missed: !right,
      at: stamp(old?.at),
    })
  }

  /** @param {Grade[]} grades the first grade of each card of this session */
  function finish(grades) {
    isBusy = false
    const forgotten = grades.filter((grade) => grade === 1).length
    const title = make("h3", { tabindex: "-1", id: "review-done" }, text("review.done"))
    const more = drawNow(LIMIT)
    const due = more.filter(({ why }) => why !== "new").length
    put(
      title,
      ...(grades.length ? [make("p", {}, text("review.result", { all: grades.length, n: grades.length - forgotten, forgotten }))] : []),
      make("p", {}, due ? text("review.more-due", { n: due }) : tellNext()),
      ...(more.length ? [make("p", { class: "acts" }, button(text("review.more", { n: more.length }), () => run(more), "btn btn--quiet"))] : []),
    )
    if (grades.length) {
      desk.scrollIntoView({ block: "start" })
      document.getElementById("review-done")?.focus({ preventScroll: true })
    }
  }

  for (const part of hidden) /** @type {HTMLElement} */ (part).hidden = true
  element.prepend(desk)
  rest()
  const stop = store.subscribe((event) => {
    if (event.type === "change" && !isBusy) rest()
  })
  return () => {
    stop()
    desk.remove()
    for (const part of hidden) /** @type {HTMLElement} */ (part).hidden = false
  }
}
