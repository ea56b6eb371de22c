// The facilitator's log: what happened in the room, session by session, as text for an issue.

import { ask, copyText, make, makeButton, offerPart, saveText, stamp } from "#core"
import { focusHeading, putAway, say } from "./assess-page.js"
import { sumSession, writeGap, writeSession } from "./log-text.js"

/** @typedef {import("./log-text.js").Unit} Unit */
/** @typedef {import("./log-text.js").Session} Session */

const KIND = "log"

/** The lessons and paths of the paper form, with their minutes and questions.
    @param {HTMLElement} element
    @returns {Map<string, Unit>} */
function readUnits(element) {
  const units = /** @type {HTMLElement[]} */ ([...element.querySelectorAll("[data-unit]")])
  return new Map(units.map((unit) => {
    const rows = /** @type {HTMLTableRowElement[]} */ ([...unit.querySelectorAll("tr[data-part]")])
    const asked = /** @type {HTMLElement[]} */ ([...unit.querySelectorAll("[data-question]")])
    return [unit.dataset.unit ?? "", {
      title: unit.querySelector("summary span")?.textContent ?? "",
      parts: new Map(rows.map(({ dataset: { part = "", minutes = "0" }, cells }) => [part, { name: cells[0]?.textContent ?? "", minutes: Number(minutes) }])),
      questions: new Map(asked.map((row) => [row.dataset.question ?? "", row.querySelector("span")?.textContent ?? ""])),
      contexts: new Map(asked.map((row) => [row.dataset.question ?? "", row.querySelector("small")?.textContent ?? ""])),
    }]
  }))
}

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
function mountLog(element, { store, strings }) {
  const { text, prefix } = strings
  const units = readUnits(element)
  const { stage, restore } = putAway(element)
  /** The session that is open, empty where none is. */
  let open = ""
  const status = make("p", { class: "say", role: "status" })
  const list = make("section", { class: "log-list" })
  const sheet = make("section", { class: "log-sheet" })
  stage.append(list, status, sheet)

  /** @returns {[id: string, session: Session & {v: number, at: string}][]} the latest first */
  const sessions = () => /** @type {any[]} */ (store.list(KIND)).sort(([a, one], [b, other]) =>
    other.date.localeCompare(one.date) || b.localeCompare(a))

  /** @param {Session} session */
  const nameOf = (session) => units.get(session.unit)?.title ?? session.unit

  function begin() {
    const now = stamp()
    const [first = ""] = units.keys()
    const id = now.replace(/[^0-9]/g, "").slice(0, 17)
    store.set(KIND, id, { v: 1, unit: first, date: localDay(), people: "", planned: planOf(first), used: {}, failed: [], change: "", at: now })
    show(id)
  }

  /** @param {string} unit @returns {Record<string, number>} */
  const planOf = (unit) => Object.fromEntries([...(units.get(unit)?.parts ?? [])].map(([id, { minutes }]) => [id, minutes]))

  /** @param {string} id */
  function show(id) {
    open = id
    drawList()
    const heading = drawSheet()
    if (heading) focusHeading(heading)
  }

  function drawList() {
    const rows = sessions().map(([id, session]) => {
      const { plan, used, timed } = sumSession(session, units.get(session.unit))
      const words = [session.date, timed ? text("log.gap", { used, plan, gap: writeGap(used - plan) }) : "", session.failed.length ? text("log.failed.n", { n: session.failed.length }) : ""]
      const opener = makeButton(nameOf(session), () => show(id), "log-open")
      if (id === open) opener.setAttribute("aria-current", "true")
      return make("li", {}, opener, make("span", { class: "num" }, words.filter(Boolean).join(text("log.comma"))))
    })
    const all = rows.length > 1 ? [makeButton(text("log.save-all"), () => exportAll())] : []
    list.replaceChildren(
      make("h3", { id: "log-sessions" }, text("log.sessions")),
      rows.length ? make("ul", { class: "plain" }, ...rows) : make("p", {}, text("log.none")),
      make("div", { class: "acts" }, makeButton(text("log.new"), begin, "btn"), ...all),
    )
  }

  function exportAll() {
    const found = sessions().map(([, session]) => writeSession(session, units.get(session.unit), text))
    saveText(`${prefix}-log-${localDay()}.md`, found.join("\n"), "text/markdown;charset=utf-8")
    say(status, text("log.saved"))
  }

  /** @returns {HTMLElement | null} its heading */
  function drawSheet() {
    const session = /** @type {any} */ (open && store.get(KIND, open))
    sheet.hidden = !session
    if (!session) {
      sheet.replaceChildren()
      return null
    }
    const unit = units.get(session.unit)
    const known = [...units].map(([id, { title }]) => make("option", { value: id }, title))
    // A unit that the course no longer has keeps its place, so that nothing is changed unasked.
    if (!unit) known.unshift(make("option", { value: session.unit }, session.unit))
    const which = make("select", { id: "log-unit" }, ...known)
    which.value = session.unit
    const date = make("input", { type: "date", id: "log-date", value: session.date })
    const people = make("input", { type: "text", id: "log-people", maxlength: "80", autocomplete: "off", value: session.people })
    const change = make("textarea", { id: "log-change", rows: "5", maxlength: "4000", "aria-describedby": "log-change-hint" })
    change.value = session.change

    const total = make("td", { class: "num" })
    const totalGap = make("td", { class: "num" })
    const parts = [...(unit?.parts ?? [])].map(([id, { name, minutes }]) => {
      const plan = session.planned[id] ?? minutes
      const input = make("input", { type: "number", min: "0", max: "480", inputmode: "numeric", placeholder: String(plan), value: String(session.used[id] ?? ""), "aria-label": text("log.used.of", { name, n: plan }) })
      const gap = make("td", { class: "num", "data-label": text("log.gap.head") })
      return { id, plan, input, gap, row: make("tr", {}, make("th", { scope: "row" }, name), make("td", { class: "num", "data-label": text("log.plan") }, String(plan)), make("td", { class: "num", "data-label": text("log.used") }, input), gap) }
    })
    const boxes = [...(unit?.questions ?? [])].map(([id, stem]) => {
      const box = make("input", { type: "checkbox", value: id })
      box.checked = session.failed.includes(id)
      return { box, row: make("label", {}, box, make("span", {}, ...context(unit, id), stem)) }
    })

    const preview = make("textarea", { id: "log-text", rows: "8", readonly: "", spellcheck: "false" })
    function follow() {
      const now = /** @type {any} */ (store.get(KIND, open))
      for (const { plan, input, gap } of parts) gap.textContent = input.value ? writeGap(Number(input.value) - plan) : ""
      const { plan, used } = sumSession(now, unit)
      total.textContent = String(used)
      totalGap.textContent = writeGap(used - plan)
      preview.value = writeSession(now, unit, text)
    }

    function keep() {
      const before = store.get(KIND, open)
      const isOther = which.value !== session.unit
      // Sections and questions that the course no longer has cannot be changed here, and stay.
      const gone = Object.entries(session.used).filter(([id]) => !unit?.parts.has(id))
      const typed = parts.flatMap(({ id, input }) => (input.value && input.validity.valid ? [[id, Number(input.value)]] : []))
      const used = Object.fromEntries([...gone, ...typed])
      const lost = session.failed.filter((/** @type {string} */ id) => !unit?.questions.has(id))
      const item = {
        v: 1,
        unit: which.value,
        date: date.value,
        people: people.value,
        planned: isOther ? planOf(which.value) : session.planned,
        used: isOther ? {} : used,
        failed: isOther ? [] : [...lost, ...boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)],
        change: change.value,
        at: stamp(before?.at),
      }
      const kept = store.set(KIND, open, item)
      const words = text(kept ? "log.kept" : "log.unkept")
      if (status.textContent !== words) status.textContent = words
      drawList()
      if (isOther) {
        drawSheet()
        sheet.querySelector("select")?.focus()
      } else follow()
    }

    const heading = make("h3", { id: "log-open" }, text("log.edit"))
    const form = make("form", { class: "log-form" },
      make("div", { class: "plan-when" },
        labelled(which, text("log.unit")), labelled(date, text("log.date")), labelled(people, text("log.people"))),
      ...(parts.length ? [make("table", { class: "tbl log-minutes" }, make("caption", {}, text("log.minutes")),
        make("thead", {}, make("tr", {}, ...["step", "plan", "used", "gap.head"].map((key) => make("th", { scope: "col" }, text(`log.${key}`))))),
        make("tbody", {}, ...parts.map(({ row }) => row)),
        make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, text("log.total")), make("td", { class: "num" }, String(parts.reduce((sum, { plan }) => sum + plan, 0))), total, totalGap)))] : []),
      ...(boxes.length ? [make("fieldset", { class: "plan-choice" }, make("legend", {}, text("log.failed")), make("p", { class: "hint" }, text("log.failed.hint")), ...boxes.map(({ row }) => row))] : []),
      make("div", {}, make("label", { for: change.id }, text("log.change")), make("small", { id: "log-change-hint" }, text("log.change.hint")), change))
    form.addEventListener("submit", (event) => event.preventDefault())
    form.addEventListener("input", keep)

    const acts = make("div", { class: "acts" },
      makeButton(text("log.copy"), async () => say(status, text((await copyText(preview.value, preview)) ? "log.copied" : "log.selected")), "btn"),
      makeButton(text("log.save"), () => {
        saveText(`${prefix}-log-${date.value || localDay()}-${session.unit}.md`, preview.value, "text/markdown;charset=utf-8")
        say(status, text("log.saved"))
      }),
      makeButton(text("log.remove"), remove))
    sheet.replaceChildren(heading, form, make("div", { class: "log-out" }, make("label", { for: preview.id }, text("log.text")), preview), acts)
    follow()
    return heading
  }

  async function remove() {
    const session = /** @type {any} */ (store.get(KIND, open))
    if (!session) return
    const yes = await ask({ title: text("log.remove.title"), words: text("log.remove.words", { name: nameOf(session), date: session.date }), yes: text("log.remove.yes"), no: text("log.remove.no") })
    if (!yes) return
    store.remove(KIND, open)
    open = ""
    drawList()
    drawSheet()
    list.querySelector("button")?.focus()
    say(status, text("log.removed"))
  }

  drawList()
  drawSheet()
  const stop = store.watch(KIND, () => {
    drawList()
    drawSheet()
  })
  return () => {
    stop()
    restore()
  }
}

/** The situation that a question is about, which its stem alone may not tell.
    @param {Unit | undefined} unit @param {string} id */
function context(unit, id) {
  const words = unit?.contexts.get(id)
  return words ? [make("small", {}, words)] : []
}

/** @param {HTMLElement} input @param {string} words */
const labelled = (input, words) => make("div", {}, make("label", { for: input.id }, words), input)

/** Today where the reader is, as ISO date. */
function localDay() {
  const day = new Date()
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-")
}

offerPart("course-log", mountLog)
