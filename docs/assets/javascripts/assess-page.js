// What both pages of the self-assessment read from the paper form, which they then put away.

import { make, saveText } from "#core"

/** @typedef {import("./assess-score.js").Rules} Rules */
/** @typedef {{title: string, name: string, short: string, step: string, links: HTMLAnchorElement[]}} Aspect of a dimension */

/** @param {HTMLElement} element @returns {Rules} */
export const readRules = (element) => JSON.parse(element.dataset.rules ?? "{}")

/** @param {ParentNode} element
    @returns {Map<string, Aspect>} by the id of the dimension */
export function readAspects(element) {
  const rows = /** @type {HTMLTableRowElement[]} */ ([...element.querySelectorAll("tr[data-dimension]")])
  return new Map(rows.map((row) => {
    const { dimension = "", name = "", short = "" } = row.dataset
    const links = [...row.querySelectorAll("a")]
    return [dimension, { title: row.cells[0]?.textContent ?? "", name, short, step: row.cells[2]?.textContent ?? "", links }]
  }))
}

/** @param {ParentNode} element */
export const readStatements = (element) => [...element.querySelectorAll(".statements tbody th, .tally tbody th")].map((head) => head.textContent ?? "")

/** Hides what the element holds and gives a place to work in.
    @param {HTMLElement} element
    @param {Element[]} [kept] what stays to be seen
    @returns {{stage: HTMLElement, restore: () => void}} */
export function putAway(element, kept = []) {
  const paper = /** @type {HTMLElement[]} */ ([...element.children].filter((part) => !kept.includes(part)))
  const stage = make("div", { class: "workplace" })
  for (const part of paper) part.hidden = true
  element.prepend(stage)
  return {
    stage,
    restore() {
      stage.remove()
      for (const part of paper) part.hidden = false
    },
  }
}

/** @param {Aspect | undefined} aspect */
export function copyLinks(aspect) {
  const links = (aspect?.links ?? []).map((link) => make("li", {}, make("a", { href: link.href }, link.textContent ?? "")))
  return make("ul", { class: "plain" }, ...links)
}

/** @param {(HTMLElement | SVGElement | string)[][]} rows the first cell heads its row
    @param {string[]} head
    @param {string} look
    @param {string} name */
export function makeTable(rows, head, look, name) {
  const body = rows.map(([first = "", ...rest]) => make("tr", {}, make("th", { scope: "row" }, first),
    ...rest.map((cell, n) => make("td", { "data-label": head[n + 1] ?? "" }, cell))))
  return make("table", { class: `tbl ${look}` }, make("caption", { class: "vh" }, name),
    make("thead", {}, make("tr", {}, ...head.map((words) => make("th", { scope: "col" }, words)))), make("tbody", {}, ...body))
}

/** @param {string} name
    @param {unknown} value */
export const saveFile = (name, value) => saveText(name, JSON.stringify(value, null, 1), "application/json")

/** Moves the focus to a heading that has just appeared.
    @param {HTMLElement} heading */
export function focusHeading(heading) {
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  heading.scrollIntoView()
}

/** Says something to screen readers even when it said the same before.
    @param {HTMLElement} status
    @param {string} words */
export function say(status, words) {
  status.textContent = ""
  setTimeout(() => void (status.textContent = words))
}
