// The session planner: a timetable that says where people sit too long and when it is over.

import { copyText, make, makeButton, offerPart, saveText, writeDay } from "#core"
import { putAway, say } from "./assess-page.js"
import { nameText, writeCalendar } from "./calendar.js"
import { addBreaks, findStarts, readClock, readLink, sumMinutes, writeClock, writeLink } from "./plan.js"
import { makeLists } from "./plan-lists.js"
import { makeRows } from "./plan-rows.js"
import { readSources } from "./plan-source.js"

/** @typedef {import("./plan.js").Plan} Plan */

const PAUSE = 10
const LESSONS = "lessons"
const START = "09:00"

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
function mountPlanner(element, { strings }) {
  const { text, prefix, locale } = strings
  const longest = Number(element.dataset.longest)
  const sources = readSources(element)
  const first = sources.plans[0]
  const { stage, restore } = putAway(element)

  /** @type {Plan} */
  let plan = { source: first?.id ?? LESSONS, rows: first ? copyRows(first.rows) : [], date: tomorrow(), start: START, end: "", place: "" }

  let isFresh = true

  // The form

  const source = make("select", { id: "plan-source" },
    make("optgroup", { label: text("planner.paths") }, ...sources.plans.map(({ id, name, rows }) =>
      make("option", { value: id }, text("planner.option", { name, n: sumMinutes(rows) })))),
    make("option", { value: LESSONS }, text("planner.lessons")))
  const date = make("input", { type: "date", id: "plan-date" })
  const start = make("input", { type: "time", id: "plan-start" })
  const end = make("input", { type: "time", id: "plan-end", "aria-describedby": "plan-end-hint" })
  const place = make("input", { type: "text", id: "plan-place", maxlength: "80", autocomplete: "off" })
  const boxes = [...sources.lessons].map(([id, { title, minutes }]) => {
    const box = make("input", { type: "checkbox", value: id })
    return { box, row: make("label", {}, box, make("span", {}, text("planner.option", { name: title, n: minutes }))) }
  })
  const choice = make("fieldset", { class: "plan-choice" }, make("legend", {}, text("planner.choose")), ...boxes.map(({ row }) => row))

  /** @param {string} key
      @param {HTMLElement} input
      @param {...Node} more */
  const field = (key, input, ...more) => make("div", {}, make("label", { for: input.id }, text(`planner.${key}`)), input, ...more)
  const form = make("form", { class: "plan-form" },
    field("source", source),
    choice,
    make("div", { class: "plan-when" }, field("date", date), field("start", start),
      field("end", end, make("small", { id: "plan-end-hint" }, text("planner.end.hint"))), field("place", place)))
  form.addEventListener("submit", (event) => event.preventDefault())

  // The timetable

  const caption = make("caption")
  const rows = makeRows({ sources, text, change })
  const table = make("table", { class: "tbl plan" }, caption, rows.head, rows.body, rows.foot)
  const verdict = make("ul", { class: "plain plan-verdict" })
  const fixing = makeButton(text("planner.add-breaks"), () => {
    plan.rows = addBreaks(plan.rows, longest, PAUSE)
    change()
    table.querySelector("input")?.focus()
    say(status, text("planner.added"))
  }, "btn")
  const own = make("input", { type: "text", id: "plan-own", maxlength: "80", autocomplete: "off" })
  const adding = make("form", { class: "plan-own" },
    make("div", {}, make("label", { for: own.id }, text("planner.own")), own), make("button", { type: "submit", class: "btn btn--quiet" }, text("planner.own.add")))
  adding.addEventListener("submit", (event) => {
    event.preventDefault()
    const words = own.value.trim()
    if (!words) return own.focus()
    plan.rows.push({ ref: "own", minutes: PAUSE, rest: false, text: words })
    own.value = ""
    change()
    say(status, text("planner.own.added", { name: words }))
  })

  // What leaves the page

  const address = make("input", { type: "text", id: "plan-link", readonly: "", "aria-describedby": "plan-link-hint" })
  address.addEventListener("focus", () => address.select())
  const each = make("input", { type: "checkbox", id: "plan-each" })
  const status = make("p", { class: "say", role: "status" })
  const lists = make("div", { class: "plan-lists" })
  const out = make("section", { class: "plan-out" },
    make("div", { class: "acts" },
      makeButton(text("planner.print"), () => print(), "btn"),
      makeButton(text("planner.calendar"), saveCalendar),
      makeButton(text("planner.copy"), async () => say(status, text((await copyText(address.value, address)) ? "planner.copied" : "planner.selected")))),
    make("label", { class: "plan-tick", for: each.id }, each, make("span", {}, text("planner.each"))),
    status,
    make("div", { class: "plan-link" }, make("label", { for: address.id }, text("planner.link")), address,
      make("small", { id: "plan-link-hint" }, text("planner.link.hint"))))
  const title = make("p", { class: "plan-title" })
  stage.append(form, title, table, make("div", { class: "plan-say", role: "status" }, verdict), make("div", { class: "acts" }, fixing), adding, out, lists)

  // Working

  const nameOfPlan = () => sources.plans.find(({ id }) => id === plan.source)?.name ?? text("planner.lessons.title")
  const startsAt = () => readClock(plan.start) ?? 0
  const dateOfPlan = () => (plan.date ? new Date(`${plan.date}T00:00`) : null)

  function write() {
    source.value = plan.source
    if (source.value !== plan.source) source.value = LESSONS
    date.value = plan.date
    start.value = plan.start
    end.value = plan.end
    place.value = plan.place
    choice.hidden = source.value !== LESSONS
    const chosen = new Set(plan.rows.map(({ ref }) => ref))
    for (const { box } of boxes) box.checked = chosen.has(box.value)
  }

  /** Everything that follows from the plan; with `quiet` the rows stay as they are, since one is typed in. */
  function change(quiet = false) {
    const from = startsAt()
    rows.draw(plan, from, quiet)
    const over = from + sumMinutes(plan.rows)
    const day = dateOfPlan()
    const when = text("planner.when", { start: writeClock(from), end: writeClock(over) })
    const parts = [day ? writeDay(day, locale, "full") : "", when, plan.place]
    title.textContent = parts.filter(Boolean).join(text("planner.comma"))
    caption.textContent = nameOfPlan()
    const found = rows.judge(plan, from, longest)
    verdict.replaceChildren(...found.map(({ words, grave }) => make("li", { class: grave ? "is-grave" : "is-well" }, words)))
    fixing.hidden = addBreaks(plan.rows, longest, PAUSE).length === plan.rows.length
    table.hidden = !plan.rows.length
    out.hidden = !plan.rows.length
    lists.replaceChildren(...makeLists(plan, sources, text, sources.plans.find(({ id }) => id === plan.source)?.unit ?? ""))
    const hash = writeLink(plan)
    address.value = plan.rows.length ? location.href.replace(/#.*$/, "") + `#${hash}` : ""
    // Until the plan is changed the address stays as it came.
    if (plan.rows.length && !isFresh) history.replaceState(history.state, "", `#${hash}`)
  }

  source.addEventListener("change", () => {
    const chosen = sources.plans.find(({ id }) => id === source.value)
    plan = { ...plan, source: source.value, rows: chosen ? copyRows(chosen.rows) : [] }
    write()
    change()
    if (!chosen) boxes[0]?.box.focus()
  })
  choice.addEventListener("change", () => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)
    const kept = plan.rows.filter(({ ref }) => ref === "own")
    const made = chosen.map((ref) => ({ ref, minutes: sources.lessons.get(ref)?.minutes ?? 1, rest: false }))
    plan.rows = addBreaks([...kept, ...made], longest, PAUSE)
    change()
  })
  for (const input of [date, start, end, place]) {
    input.addEventListener("input", () => {
      plan = { ...plan, date: date.value, start: start.value || START, end: end.value, place: place.value.trim() }
      change(true)
    })
  }

  function saveCalendar() {
    const day = dateOfPlan()
    if (!day) {
      date.focus()
      return say(status, text("planner.no-date"))
    }
    const starts = findStarts(plan.rows)
    const from = startsAt()
    /** @param {number} minutes of the plan */
    const at = (minutes) => new Date(day.getFullYear(), day.getMonth(), day.getDate(), 0, from + minutes)
    const link = address.value
    const id = nameText(link)
    /** @param {number} n */
    const name = (n) => `${id}-${n}@${prefix}.course`
    const lines = plan.rows.map((row, n) => text("planner.line", { start: writeClock(from + (starts[n] ?? 0)), name: rows.name(row), n: row.minutes }))
    const common = { place: plan.place, address: link }
    const entries = each.checked
      ? plan.rows.map((row, n) => ({ id: name(n + 1), title: rows.name(row), start: at(starts[n] ?? 0), end: at(starts[n + 1] ?? 0), ...common }))
      : [{ id: name(0), title: nameOfPlan(), start: at(0), end: at(sumMinutes(plan.rows)), text: lines.join("\n"), ...common }]
    saveText(`${prefix}-plan-${plan.date}.ics`, writeCalendar(entries, { product: `${prefix}.course`, stamp: new Date() }), "text/calendar;charset=utf-8")
    say(status, text("planner.saved"))
  }

  /** A plan stands behind the # of the address. */
  function takeLink() {
    const found = readLink(location.hash, sources.isRest)
    if (found) plan = found.plan
    write()
    isFresh = true
    change()
    isFresh = false
    if (found?.lost) say(status, text("planner.lost", { n: found.lost }))
    else if (!found && /[#&]r=/.test(location.hash)) say(status, text("planner.unread"))
  }

  takeLink()
  addEventListener("hashchange", takeLink)
  return () => {
    removeEventListener("hashchange", takeLink)
    restore()
  }
}

/** @param {import("./plan.js").Row[]} rows */
const copyRows = (rows) => rows.map((row) => ({ ...row }))

/** Tomorrow where the reader is, as ISO date. */
function tomorrow() {
  const day = new Date()
  day.setDate(day.getDate() + 1)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
}

offerPart("course-planner", mountPlanner)
