// One card on the screen: the question, its answer, and the four grades.

import { describe, make, mountChoice, mountMatching, mountOrdering } from "#core"
import { unfold } from "./review-form.js"

/** @typedef {import("./review-schedule.js").Grade} Grade */
/** @typedef {import("./record.js").Choice} Choice */

const CHOOSE = { single: "choose-one", multiple: "choose-some", ordering: "choose-rows", matching: "choose-rows" }
/** @type {Grade[]} */
const GRADES = [1, 2, 3, 4]

/** @typedef {object} Desk what the card needs to know
 * @property {import("./strings.js").Strings["text"]} text
 * @property {string} why in words
 * @property {(grade: Grade) => string} when in words, when the card would come back
 * @property {(choice: Choice, right: boolean) => void} answered
 * @property {(grade: Grade) => void} graded
 */

/** @param {HTMLElement} source the question as the page holds it
    @param {Desk} desk */
export function makeCard(source, { text, why, when, answered, graded }) {
  const card = unfold(source, text)
  const { question: id = "", kind = "", keys: names = "" } = card.dataset
  const keys = names.split(" ").filter(Boolean)
  const form = /** @type {HTMLFormElement} */ (card.querySelector("form"))
  const fieldset = /** @type {HTMLFieldSetElement} */ (form.querySelector("fieldset"))
  const answer = /** @type {HTMLDetailsElement} */ (card.querySelector("details"))
  const summary = answer.querySelector("summary")

  const say = make("span", { class: "say", role: "status" })
  const go = make("button", { class: "btn", type: "submit" }, text("check"))
  const acts = make("p", { class: "acts" }, go, say)
  const reason = make("p", { class: "why", id: `why-${id}` }, why)
  const note = make("p", { class: "err", id: `note-${id}` })
  /** @param {string} words */
  const speak = (words) => say.replaceChildren(words)

  const body =
    kind === "ordering"
      ? mountOrdering(fieldset, keys, { text, say: speak, changed: () => {} })
      : kind === "matching"
        ? mountMatching(fieldset, keys)
        : mountChoice(fieldset, keys)
  let isOpen = true

  function check() {
    const open = body.unanswered()
    note.remove()
    describe(fieldset, note.id, false)
    if (open) {
      note.textContent = text(CHOOSE[/** @type {keyof typeof CHOOSE} */ (kind)])
      fieldset.querySelector("legend")?.after(note)
      describe(fieldset, note.id, true)
      open.focus()
      return
    }
    const { right, marks } = body.grade()
    for (const mark of marks) {
      mark.row.classList.add(mark.right ? "is-right" : "is-wrong")
      const verdict = make("span", { class: "st" }, text(mark.right ? "right" : "wrong"))
      if (mark.slot.matches(".q-move")) mark.slot.replaceWith(verdict)
      else mark.slot.append(verdict)
    }
    answered(body.read(), right)
    answer.open = true
    finish(text(right ? "say.right" : "say.wrong"), right ? 3 : 1)
  }

  /** The answer is seen: what is left is to say how well it was remembered.
      @param {string} verdict
      @param {Grade} advised */
  function finish(verdict, advised) {
    isOpen = false
    fieldset.disabled = true
    acts.remove()
    note.remove()
    const title = make("p", { id: `grade-${id}` }, make("b", {}, verdict), " ", text("review.ask"), make("span", { class: "by-key" }, " ", text("review.keys")))
    const buttons = GRADES.map((grade) => {
      const made = make("button", { type: "button", class: grade === advised ? "btn" : "btn btn--quiet" },
        make("span", {}, make("kbd", {}, String(grade)), " ", text(`review.grade.${grade}`)), " ",
        make("small", {}, when(grade)))
      made.addEventListener("click", () => graded(grade))
      return made
    })
    const grades = make("div", { class: "grades", role: "group", "aria-labelledby": title.id }, title, make("div", {}, ...buttons))
    card.append(grades)
    buttons[advised - 1]?.focus({ preventScroll: true })
    // On a tall screen they stick to its lower edge and are in sight already.
    if (grades.getBoundingClientRect().bottom > innerHeight) grades.scrollIntoView({ block: "nearest" })
  }

  form.autocomplete = "off"
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (isOpen) check()
  })
  // Not "toggle": printing opens every answer.
  summary?.addEventListener("click", () => {
    if (isOpen) finish(text("review.seen"), 1)
  })
  // A key alone acts only while the focus is in the card, so that it never takes another's key.
  card.addEventListener("keydown", (event) => {
    const grade = GRADES.find((one) => String(one) === event.key)
    if (isOpen || !grade || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    graded(grade)
  })

  form.querySelector(".label")?.after(reason)
  describe(fieldset, reason.id, true)
  fieldset.after(acts)
  return {
    card,
    focus() {
      const control = fieldset.querySelector("input, select, button")
      if (control instanceof HTMLElement) control.focus({ preventScroll: true })
    },
  }
}
