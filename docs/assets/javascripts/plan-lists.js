// What a trainer needs for a plan: decks in order, guides, sheets to print.

import { make } from "#core"

/** @param {import("./plan.js").Plan} plan
    @param {import("./plan-source.js").Sources} sources
    @param {import("./strings.js").Strings["text"]} text
    @param {string} unit the path that it was made from, may be empty
    @returns {HTMLElement[]} */
export function makeLists(plan, sources, text, unit) {
  const pieces = plan.rows.flatMap(({ ref }) => sources.pieces.get(ref) ?? [])
  const names = [...new Set(pieces.map(({ lesson }) => lesson).filter(Boolean))]
  const rows = names.flatMap((name) => {
    const lesson = sources.lessons.get(name)
    if (!lesson) return []
    const links = [lesson.deck, lesson.guide].flatMap((link) => (link ? [copyLink(link)] : []))
    return [make("li", {}, make("b", {}, lesson.title), make("span", { class: "plan-links" }, ...links))]
  })
  const path = sources.units.get(unit)
  if (path) {
    const links = [path.deck, path.guide].flatMap((link) => (link ? [copyLink(link)] : []))
    if (links.length) rows.unshift(make("li", {}, make("b", {}, path.title), make("span", { class: "plan-links" }, ...links)))
  }
  const sheets = [...new Set(pieces.flatMap((piece) => piece.sheets))].flatMap((key) => sources.sheets.get(key) ?? [])
  return [
    ...(rows.length ? [make("h3", { id: "plan-decks" }, text("planner.decks")), make("ol", {}, ...rows)] : []),
    ...(sheets.length ? [make("h3", { id: "plan-sheets" }, text("planner.sheets")), make("ul", {}, ...sheets.map((link) => make("li", {}, copyLink(link))))] : []),
  ]
}

/** @param {HTMLAnchorElement} link */
const copyLink = (link) => make("a", { href: link.href }, link.textContent ?? "")
