// The questions of the page: they lie in a template, and are copied where one is shown.

import { make, mountChoice, mountMatching, mountOrdering } from "#core"
import { isComplete, isRight } from "./exam-score.js"

/** @typedef {import("./record.js").Choice} Choice */
/** @typedef {import("./strings.js").Strings["text"]} Text */
/** @typedef {import("./exam-draw.js").Item & {keys: string[], revision: string, source: HTMLElement}} Item */

/** @param {HTMLTemplateElement} template @returns {Item[]} */
export function readBank(template) {
  const found = /** @type {HTMLElement[]} */ ([...template.content.children])
  return found.map((source) => {
    const { question: id = "", kind = "", aim = "", revision = "", keys = "", reserved } = source.dataset
    return { id, kind, aim, revision, keys: keys.split(" ").filter(Boolean), reserved: reserved !== undefined, source }
  })
}

/** @param {Item} item @param {Choice | undefined} choice */
export const isAnswered = (item, choice) => isComplete(item.kind, item.keys, choice)

/** @param {Item} item @param {Choice | undefined} choice */
export const isSolved = (item, choice) => isRight(item.kind, item.keys, choice)

/** The question in words. @param {Item} item */
export const stemOf = ({ source }) => source.querySelector("legend")?.textContent?.trim() ?? ""

/** @param {Item} item @returns {HTMLElement} */
function copyOf({ source }) {
  const node = /** @type {HTMLElement} */ (document.importNode(source, true))
  node.querySelector("form")?.setAttribute("autocomplete", "off")
  return node
}

/** The form alone, without its answer.
    @param {Item} item
    @param {string} count where it stands among the others
    @param {{text: Text, say: (words: string) => void, changed: () => void}} page */
export function makeForm(item, count, page) {
  const node = copyOf(item)
  const form = /** @type {HTMLFormElement} */ (node.querySelector("form"))
  const fieldset = /** @type {HTMLElement} */ (node.querySelector("fieldset"))
  node.querySelector(".q-answer")?.remove()
  const head = make("span", {}, count)
  node.querySelector(".label")?.prepend(head)
  node.tabIndex = -1
  node.setAttribute("role", "group")
  node.setAttribute("aria-label", count)
  const body =
    item.kind === "ordering"
      ? mountOrdering(fieldset, item.keys, page)
      : item.kind === "matching"
        ? mountMatching(fieldset, item.keys)
        : mountChoice(fieldset, item.keys)
  return { node, form, body }
}

/** The question with what was chosen, the verdict and every option explained.
    @param {Item} item
    @param {Choice | undefined} choice
    @param {string} count
    @param {Text} text */
export function makeExplained(item, choice, count, text) {
  const node = copyOf(item)
  const right = isSolved(item, choice)
  const context = node.querySelector(".q-context")
  const stem = make("p", { class: "exam-stem" }, ...(node.querySelector("legend")?.childNodes ?? []))
  const closed = node.querySelector("details")
  closed?.querySelector("summary")?.remove()
  const answer = make("div", { class: "q-answer" }, ...(closed?.children ?? []))
  const rows = new Map([.../** @type {NodeListOf<HTMLElement>} */ (node.querySelectorAll(".opt"))].map((row) => [row.dataset.option ?? "", row]))
  const verdict = make("span", { class: `st st--${right ? "right" : "wrong"}` }, text(right ? "right" : "wrong"))
  const head = make("h4", {}, make("span", {}, count), " ", verdict)
  const parts = [head, ...(context ? [context] : []), stem]
  if (!isAnswered(item, choice)) parts.push(make("p", { class: "stale" }, text("final.unanswered")))
  if (item.kind === "ordering" && choice) {
    const order = Object.values(choice).map((name) => make("li", {}, rows.get(name)?.querySelector("span")?.textContent ?? ""))
    parts.push(make("p", { class: "exam-own" }, text("final.your-order")), make("ol", {}, ...order))
    answer.querySelector("ol")?.before(make("p", { class: "exam-own" }, text("final.right-order")))
  } else if (item.kind === "matching") addColumn(answer, item, choice, rows, text)
  else {
    for (const name of Object.values(choice ?? [])) {
      const mark = make("span", { class: "exam-chosen" }, text("final.chosen"))
      answer.querySelector(`[data-feedback="${CSS.escape(name)}"] .q-option > :first-child`)?.append(" ", mark)
    }
  }
  node.replaceChildren(...parts, answer)
  node.classList.toggle("is-missed", !right)
  return node
}

/** What was matched, beside the right pairs.
    @param {Element} answer
    @param {Item} item
    @param {Choice | undefined} choice
    @param {Map<string, HTMLElement>} rows
    @param {Text} text */
function addColumn(answer, item, choice, rows, text) {
  const values = /** @type {Record<string, string>} */ (choice ?? {})
  answer.querySelector("thead tr")?.append(make("th", { scope: "col" }, text("final.your-match")))
  answer.querySelectorAll("tbody tr").forEach((line, place) => {
    const name = `o${place + 1}` // The answer lists the rows in the author's order, which their ids follow.
    const options = [...(rows.get(name)?.querySelectorAll("option") ?? [])]
    const value = values[name] ?? ""
    const words = value ? options.find((option) => option.value === value)?.textContent ?? "" : "—"
    const right = item.keys.includes(`${name}=${value}`)
    const verdict = make("span", { class: `st st--${right ? "right" : "wrong"}` }, text(right ? "right" : "wrong"))
    line.append(make("td", {}, words, " ", verdict))
  })
}
