// One question. The page holds a complete form with its answer in <details>; this adds the check,
// the verdict and the memory, and takes every word from the page.

import { copy, describe, make } from "./dom.js"
import { mountChoice } from "./choice.js"
import { mountMatching } from "./matching.js"
import { mountOrdering } from "./ordering.js"
import { isSolved, stamp } from "./record.js"
import { joinSentences } from "./strings.js"

/** @typedef {import("./record.js").Choice} Choice */
/** @typedef {import("./record.js").QuestionRecord} QuestionRecord */
/** @typedef {import("./form.js").Grade} Grade */
/** @typedef {{store: import("./store.js").Store, strings: import("./strings.js").Strings}} Page */

const CHOOSE = { single: "choose-one", multiple: "choose-some", ordering: "choose-rows", matching: "choose-rows" }

/** All questions of the page, in order. */
const questions = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll("course-question")])

/** Where a reader begins with a question.
    @param {Element} question */
export function focusQuestion(question) {
  const fields = question.querySelector("fieldset")
  const control = fields?.querySelector("input:checked") ?? fields?.querySelector("input, select, button")
  question.scrollIntoView({ block: "start" })
  if (control instanceof HTMLElement) control.focus({ preventScroll: true })
}

/**
 * @param {HTMLElement} question
 * @param {Page} page
 * @returns {() => void} takes everything back
 */
export function mountQuestion(question, { store, strings }) {
  const { question: id = "", kind = "", revision = "" } = question.dataset
  const keys = (question.dataset.keys ?? "").split(" ").filter(Boolean)
  const form = question.querySelector("form")
  const fieldset = question.querySelector("fieldset")
  const answer = question.querySelector("details")
  if (!id || !form || !fieldset || !(kind in CHOOSE)) return () => {}

  const { text } = strings
  const end = new AbortController()
  const say = make("span", { class: "say", role: "status" })
  const go = make("button", { class: "btn", type: "submit" })
  const redo = make("button", { class: "btn btn--quiet", type: "button" }, text("redo"))
  const acts = make("p", { class: "acts" }, go, redo, say)
  const note = make("p", { id: `${question.id}-note` })
  const context = question.querySelector(".q-context")

  /** @param {string} words */
  const speak = (words) => say.replaceChildren(words)

  const body =
    kind === "ordering"
      ? mountOrdering(fieldset, keys, { text, say: speak, changed })
      : kind === "matching"
        ? mountMatching(fieldset, keys)
        : mountChoice(fieldset, keys)

  const stored = () => /** @type {QuestionRecord | null} */ (store.get("question", id))

  /** The record of this revision; an answer to an earlier one stays below `previous`.
      @param {Partial<QuestionRecord>} news
      @returns {boolean} whether it is kept */
  function save(news) {
    const old = stored()
    /** @type {Partial<QuestionRecord>} */
    const base = !old ? {} : old.revision === revision ? old : { previous: old }
    return store.set("question", id, {
      right: false,
      tries: 0,
      first: false,
      ...base,
      checked: false,
      choice: body.read(),
      ...news,
      v: 1,
      revision,
      at: stamp(old?.at),
    })
  }

  /** How many questions of the page are answered right. */
  function count() {
    const all = questions()
    const right = all.filter(({ dataset }) => {
      const record = store.get("question", dataset.question ?? "")
      return record?.right && record.revision === dataset.revision
    })
    return { n: right.length, all: all.length }
  }

  /** @param {"initial" | "error" | "wrong" | "right" | "stale"} state */
  function setState(state) {
    question.dataset.state = state
    const isLast = questions().pop() === question
    go.textContent = text(state === "right" ? "next" : state === "wrong" ? "again" : "check")
    go.classList.toggle("btn--quiet", state === "wrong")
    go.hidden = state === "right" && isLast
    redo.hidden = state !== "right"
  }

  /** A note at the top of the fieldset, or none.
      @param {string} [words]
      @param {string} [look] its class
      @param {HTMLElement | null} [control] what it is about */
  function setNote(words, look = "", control) {
    for (const part of [fieldset, ...form?.querySelectorAll("input, select") ?? []]) {
      if (part) describe(part, note.id, false)
      part?.removeAttribute("aria-invalid")
    }
    note.remove()
    if (!words) return
    note.className = look
    note.textContent = words
    const legend = fieldset?.querySelector("legend")
    if (legend) legend.after(note)
    if (fieldset) describe(fieldset, note.id, true)
    if (control) describe(control, note.id, true)
    if (control instanceof HTMLSelectElement) control.setAttribute("aria-invalid", "true")
  }

  /** Takes the verdict away; the choice stays. */
  function clear() {
    for (const part of fieldset?.querySelectorAll(".opt .st, .fb") ?? []) {
      if (part.id) describe(part.closest(".opt")?.querySelector("input") ?? part, part.id, false)
      part.remove()
    }
    for (const row of fieldset?.querySelectorAll(".opt") ?? []) row.classList.remove("is-right", "is-wrong")
    setNote()
    speak("")
    setState("initial")
  }

  /** Where the feedback of an option stands in the answer.
      @param {string} [option] */
  const source = (option) => answer?.querySelector(`[data-feedback="${CSS.escape(option ?? "")}"] .fb`)

  /** A copy of the feedback of an option.
      @param {string} [option]
      @param {boolean} [leadsBack] whether the way back to the text follows */
  function feedback(option, leadsBack) {
    const words = source(option)
    const back = answer?.querySelector(".q-back")
    const box = words ? copy(words) : make("div", { class: "fb" })
    if (leadsBack && back) box.append(copy(back))
    return box
  }

  /** @param {Grade} grade */
  function show({ right, marks }) {
    clear()
    const hasWrong = marks.some((mark) => !mark.right)
    marks.forEach((mark, place) => {
      mark.row.classList.add(mark.right ? "is-right" : "is-wrong")
      const verdict = make("span", { class: "st" }, text(mark.right ? "right" : "wrong"))
      if (mark.slot.matches(".q-move")) mark.slot.before(verdict)
      else mark.slot.append(verdict)
      if (!mark.feedback) return
      const box = feedback(mark.feedback, hasWrong ? !mark.right : place === marks.length - 1)
      box.id = `${question.id}-fb-${mark.feedback}`
      mark.row.append(box)
      if (mark.control) describe(mark.control, box.id, true)
    })
    if (!right && !marks.some((mark) => mark.feedback)) fieldset?.append(feedback("", true))
    setState(right ? "right" : "wrong")
  }

  function check() {
    const open = body.unanswered()
    if (open) {
      clear()
      setState("error")
      setNote(text(CHOOSE[/** @type {keyof typeof CHOOSE} */ (kind)]), "err", open)
      open.focus()
      return
    }
    const grade = body.grade()
    const old = stored()
    const before = old?.revision === revision ? old : null
    const kept = save({
      checked: true,
      right: grade.right,
      tries: (before?.tries ?? 0) + 1,
      first: before?.tries ? before.first : grade.right,
      solved: grade.right || isSolved(before),
      missed: !grade.right,
    })
    const hadFocus = document.activeElement === go
    show(grade)
    announce(grade, kept)
    if (grade.right && answer) answer.open = true
    if (hadFocus && go.hidden) redo.focus()
  }

  /** The verdict in words, with the feedback for those who do not see it appear.
      @param {Grade} grade
      @param {boolean} kept */
  function announce({ right, marks, missing = 0 }, kept) {
    const found = marks.filter((mark) => mark.right).length
    const isRows = kind === "ordering" || kind === "matching"
    speak(
      joinSentences(
        right
          ? [text("say.right"), text(kept ? "saved" : "unsaved", count())]
          : [
              text("say.wrong"),
              isRows ? text("rows-right", { n: found, all: marks.length }) : "",
              missing ? text("missing", { n: missing }) : "",
              text("retry"),
            ],
      ),
    )
    const heard = marks.map((mark) => source(mark.feedback)?.textContent?.trim() ?? "")
    if (heard.some(Boolean)) say.append(" ", make("span", { class: "vh" }, joinSentences(heard)))
  }

  /** The reader changed the answer: it is a draft now. */
  function changed() {
    clear()
    save({})
  }

  function tryAgain() {
    changed()
    focusControl()
  }

  function startOver() {
    body.write(null)
    clear()
    if (answer) answer.open = false
    save({ right: false })
    focusControl()
  }

  function focusControl() {
    const control = fieldset?.querySelector("input:checked") ?? fieldset?.querySelector("input, select, button")
    if (control instanceof HTMLElement) control.focus()
  }

  function goOn() {
    const next = questions()[questions().indexOf(question) + 1]
    if (next) focusQuestion(next)
  }

  /** Shows what is stored, silently. */
  function restore() {
    const record = stored()
    body.write(record ? record.choice : null)
    clear()
    if (!record) return
    if (record.revision !== revision) {
      setState("stale")
      setNote(text("stale"), "stale")
    } else if (record.checked && !body.unanswered()) show(body.grade())
  }

  const { signal } = end
  form.autocomplete = "off" // Or the browser puts back a choice that the store does not know.
  form.addEventListener(
    "submit",
    (event) => {
      event.preventDefault()
      const { state } = question.dataset
      if (state === "right") goOn()
      else if (state === "wrong") tryAgain()
      else check()
    },
    { signal },
  )
  form.addEventListener("change", changed, { signal })
  redo.addEventListener("click", startOver, { signal })
  const stop = store.watch("question", restore, { id })
  if (context) {
    context.id ||= `${question.id}-context`
    describe(fieldset, context.id, true)
  }
  fieldset.after(acts)
  restore()

  return () => {
    end.abort()
    stop()
    clear()
    acts.remove()
    body.remove()
    delete question.dataset.state
  }
}
