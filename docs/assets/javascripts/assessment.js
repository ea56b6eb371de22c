// The self-assessment: a sheet to fill in, then its result. What is being filled in is a draft;
// each result is kept, so that it can be compared with the ones before it.

import { ask, make, makeButton, offerPart, stamp } from "#core"
import { writeCode } from "./assess-code.js"
import { makeForm } from "./assess-form.js"
import { focusHeading, makeTable, putAway, readAspects, readRules, readStatements, saveFile, say } from "./assess-page.js"
import { drawCode } from "./assess-qr.js"
import { judgeKept, makeResult, sayDate, sayMoves } from "./assess-result.js"
import { countMarks, findMoves, isComplete } from "./assess-score.js"

const KIND = "assessment"
const DRAFT = "draft"

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
function mountAssessment(element, { store, strings }) {
  const { text, locale, prefix } = strings
  const rules = readRules(element)
  const team = element.querySelector(".explained a")
  /** @param {number} n */
  const level = (n) => {
    const row = element.querySelector(`tr[data-level="${n}"]`)
    return { name: row?.querySelector("a")?.textContent ?? "", sign: row?.querySelector("svg") ?? null }
  }
  const words = { rules, statements: readStatements(element), aspects: readAspects(element), level, locale, text }
  const scale = [...element.querySelectorAll(".scale li")].map((row) => ({
    value: Number(row.querySelector("b")?.textContent),
    words: row.querySelector("span")?.textContent ?? "",
  }))
  const { stage, restore } = putAway(element, team?.parentElement ? [team.parentElement] : [])
  const clear = makeButton(text("assessment.clear"), empty)
  const { form, read, write, focus } = makeForm({ statements: words.statements, scale, top: rules.top, text, changed: keep, submitted: finish, acts: [clear] })

  /** The results that can be compared with each other, the oldest first. */
  const listResults = () => store.list(KIND)
    .filter(([id, { edition, marks }]) => id !== DRAFT && edition === rules.edition && isComplete(marks, rules))
    .map(([id, item]) => ({ id, at: String(item.at), who: String(item.who ?? ""), marks: item.marks, evidence: item.evidence }))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))

  /** The draft, unless it belongs to other statements.
      @returns {(import("./store.js").Item & Partial<import("./assess-form.js").Sheet>) | null} */
  const readDraft = () => {
    const draft = store.get(KIND, DRAFT)
    return draft?.edition === rules.edition ? draft : null
  }

  /** Which result is shown; null: the sheet is.
      @type {string | null} */
  let shown = null

  function keep() {
    const draft = readDraft()
    const edits = draft?.edits ? { edits: draft.edits } : {}
    store.set(KIND, DRAFT, { v: 1, edition: rules.edition, ...read(), ...edits, at: stamp(draft?.at) })
  }

  function finish() {
    const draft = readDraft()
    const at = stamp(listResults().pop()?.at)
    // A result that was taken up again is replaced and keeps its date; a new one is added.
    const old = draft?.edits ? store.get(KIND, draft.edits) : null
    const id = old ? draft?.edits : at.replace(/\D/g, "")
    store.set(KIND, id, { v: 1, edition: rules.edition, ...read(), at: old?.at ?? at })
    store.remove(KIND, DRAFT)
    show(id, true)
  }

  async function empty() {
    const yes = await ask({ title: text("assessment.clear.title"), words: text("assessment.clear.words"), yes: text("assessment.clear.yes"), no: text("assessment.clear.no") })
    if (!yes) return
    store.remove(KIND, DRAFT)
    write({})
    const last = listResults().pop()
    if (last) show(last.id, true)
    else focus()
  }

  /** @param {Partial<import("./assess-form.js").Sheet> | null} draft
      @param {boolean} [jump] whether to go there */
  function fill(draft, jump = false) {
    shown = null
    write(draft ?? {})
    const parts = [make("p", { class: "eyebrow" }, text("assessment.private")), form]
    stage.replaceChildren(...parts, ...makeHistory())
    if (jump) focus()
  }

  /** @param {string} id
      @param {boolean} [jump] */
  function show(id, jump = false) {
    const results = listResults()
    const place = results.findIndex((result) => result.id === id)
    const kept = results[place]
    if (!kept) return fill(readDraft(), jump)
    shown = id
    const { heading, parts } = makeResult(kept, results[place - 1] ?? null, words)
    const status = make("p", { class: "say", role: "status" })
    const acts = make("div", { class: "acts" },
      makeButton(text("assessment.print"), () => print(), "btn"),
      makeButton(text("assessment.save"), () => save(kept, status)),
      makeButton(text("assessment.change"), () => take(kept, id)),
      makeButton(text("assessment.new"), () => {
        store.remove(KIND, DRAFT)
        fill(null, true)
      }),
    )
    stage.replaceChildren(make("article", { class: "result", "aria-labelledby": heading.id }, ...parts), makePass(kept), acts, status, ...makeHistory())
    if (jump) focusHeading(heading)
  }

  /** @param {import("./assess-result.js").Kept} kept @param {string} id */
  function take({ marks, evidence, who }, id) {
    store.set(KIND, DRAFT, { v: 1, edition: rules.edition, marks, evidence, who, edits: id, at: stamp() })
    fill(readDraft(), true)
  }

  /** @param {import("./assess-result.js").Kept} kept */
  function code({ marks, evidence }) {
    return writeCode(countMarks(marks, evidence, rules.top), rules.edition)
  }

  /** @param {import("./assess-result.js").Kept} kept @param {HTMLElement} status */
  function save(kept, status) {
    const { at, who, marks, evidence } = kept
    const scores = countMarks(marks, evidence, rules.top)
    saveFile(`${prefix}-assessment-${at.slice(0, 10)}.json`, { course: prefix, kind: KIND, edition: rules.edition, at, who, scores, marks, evidence, code: code(kept) })
    say(status, text("assessment.saved"))
  }

  /** What to hand to the team: the code in letters, as a QR code, or as a file.
      @param {import("./assess-result.js").Kept} kept */
  function makePass(kept) {
    const letters = code(kept)
    // Scanned, the code is added to the team page of the phone; from a disk there is no such address.
    const home = team instanceof HTMLAnchorElement && team.protocol.startsWith("http") ? `${team.href.split("#")[0]}#${letters}` : letters
    const section = make("section", { class: "pass" }, make("h3", { id: "pass" }, text("assessment.pass")),
      make("p", {}, text("assessment.pass.words")), make("p", { class: "code" }, letters))
    section.append(drawCode(home, text("assessment.qr", { code: letters })))
    return section
  }

  function makeHistory() {
    const results = listResults()
    if (!results.length || (results.length === 1 && shown)) return []
    const judged = results.map((kept) => ({ kept, result: judgeKept(kept, words) }))
    const rows = judged.map(({ kept, result }, n) => {
      const before = judged[n - 1]
      const date = kept.who ? text("assessment.by", { date: sayDate(kept.at, locale), who: kept.who }) : sayDate(kept.at, locale)
      const open = makeButton(date, () => show(kept.id, true), "open")
      if (kept.id === shown) open.setAttribute("aria-current", "true")
      return [open, String(result.total), String(result.level), before ? sayMoves(findMoves(before.result, result), words) : text("assessment.first")]
    })
    const head = ["date", "total", "level-head", "moves"].map((key) => text(`assessment.${key}`))
    return [make("section", { class: "history" }, make("h3", { id: "history" }, text("assessment.history")),
      makeTable(rows.reverse(), head, "stack cards", text("assessment.history")))]
  }

  function begin() {
    const draft = readDraft()
    const last = listResults().pop()
    if (!draft && last) show(last.id)
    else fill(draft)
  }

  begin()
  // Another tab wrote. What is being typed here is in the draft of both.
  const stop = store.watch(KIND, (isAll) => {
    const draft = readDraft()
    if (!isAll && !shown && draft) write(draft)
    else begin()
  })
  return () => {
    stop()
    restore()
  }
}

offerPart("course-assessment", mountAssessment)
