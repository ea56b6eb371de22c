// What the planner can put into a plan: read from the timetables of the page.

/** @typedef {import("./plan.js").Row} Row */
/** @typedef {{title: string, below: string, minutes: number, rest: boolean, lesson: string, sheets: string[]}} Piece */
/** @typedef {{id: string, unit: string, name: string, rows: Row[]}} Source */
/** @typedef {{title: string, minutes: number, lesson: HTMLAnchorElement | null, guide: HTMLAnchorElement | null, deck: HTMLAnchorElement | null}} Lesson */

/** @typedef {ReturnType<typeof readSources>} Sources */

/** @param {HTMLElement} element */
export function readSources(element) {
  /** Everything that a row may name. @type {Map<string, Piece>} */
  const pieces = new Map()
  /** @type {Map<string, Lesson>} */
  const lessons = new Map()
  /** Links to the pages that are printed, by key. @type {Map<string, HTMLAnchorElement>} */
  const sheets = new Map()
  for (const row of /** @type {NodeListOf<HTMLTableRowElement>} */ (element.querySelectorAll(".plan-lessons tbody tr"))) {
    const { lesson: id = "", minutes = "0" } = row.dataset
    const title = row.cells[0]?.textContent?.trim() ?? ""
    const own = /** @type {HTMLElement[]} */ ([...row.querySelectorAll("[data-sheet]")])
    for (const entry of own) {
      const link = entry.querySelector("a")
      if (link) sheets.set(entry.dataset.sheet ?? "", link)
    }
    lessons.set(id, {
      title,
      minutes: Number(minutes),
      lesson: row.querySelector("th a"),
      guide: row.querySelector("a[data-guide]"),
      deck: row.querySelector("a[data-deck]"),
    })
    pieces.set(id, { title, below: "", minutes: Number(minutes), rest: false, lesson: id, sheets: own.map((entry) => entry.dataset.sheet ?? "") })
  }
  /** The paths with what leads them. @type {Map<string, Lesson>} */
  const units = new Map()
  /** @type {Source[]} */
  const plans = []
  for (const table of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-plan]"))) {
    const rows = /** @type {HTMLTableRowElement[]} */ ([...table.querySelectorAll("tr[data-ref]")])
    plans.push({
      id: table.dataset.plan ?? "",
      unit: table.dataset.unit ?? "",
      name: table.dataset.name ?? "",
      rows: rows.map(({ dataset: { ref = "", minutes = "0", rest } }) =>
        ({ ref: rest === undefined ? ref : "break", minutes: Number(minutes), rest: rest !== undefined })),
    })
    const { unit = "", title = "" } = table.dataset
    if (!units.has(unit)) {
      units.set(unit, { title, minutes: 0, lesson: null, guide: table.querySelector("a[data-guide]"), deck: table.querySelector("a[data-deck]") })
    }
    for (const row of rows) {
      const { ref = "", minutes = "0", lesson = "", sheets: printed = "", rest } = row.dataset
      if (rest !== undefined) continue
      const [first, ...more] = row.cells[1]?.children ?? []
      pieces.set(ref, {
        title: first?.textContent ?? "",
        below: more.map((part) => part.textContent).join(" · "),
        minutes: Number(minutes),
        rest: false,
        lesson,
        sheets: printed.split(" ").filter(Boolean),
      })
    }
  }
  return {
    pieces,
    lessons,
    sheets,
    units,
    plans,
    /** @param {string} ref @returns {boolean | null} whether it is a break; null: there is no such row */
    isRest: (ref) => (ref === "break" ? true : ref === "own" || pieces.has(ref) ? false : null),
  }
}
