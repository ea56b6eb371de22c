// The rows of a plan as a table that can be changed, and what is to be said about them.

import { make } from "#core"
import { findSittings, findStarts, limitMinutes, readClock, sumMinutes, writeClock, DAY } from "./plan.js"

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./plan.js").Row} Row */
/** @typedef {{words: string, grave: boolean}} Verdict */

const PAUSE = 10

/** @param {object} around
    @param {import("./plan-source.js").Sources} around.sources
    @param {import("./strings.js").Strings["text"]} around.text
    @param {(quiet?: boolean) => void} around.change to be called when a row has changed; `quiet`: only its minutes */
export function makeRows({ sources, text, change }) {
  const head = make("thead", {}, make("tr", {}, ...["clock", "step", "minutes", "change"].map((key) =>
    make("th", { scope: "col", class: `plan-${key}` }, text(`planner.${key}`)))))
  const body = make("tbody")
  const over = make("td", { class: "clock" })
  const total = make("td", { class: "num" })
  const split = make("small")
  const foot = make("tfoot", {}, make("tr", {}, over, make("th", { scope: "row" }, text("planner.over"), split), total, make("td", { class: "plan-change" })))
  /** @type {HTMLElement[]} */
  let clocks = []

  /** @param {Row} row */
  function name(row) {
    if (row.rest) return text("planner.break")
    return row.text || (sources.pieces.get(row.ref)?.title ?? "")
  }

  /** @param {Plan} plan
      @param {number} n
      @param {string} key
      @param {string} sign
      @param {() => number} act returns the row that is to have the focus afterwards */
  function button(plan, n, key, sign, act) {
    const row = plan.rows[n]
    const made = make("button", { type: "button", class: "plan-act", "data-act": key, title: text(`planner.${key}`), "aria-label": text(`planner.${key}.of`, { name: row ? name(row) : "" }) }, sign)
    made.addEventListener("click", () => {
      const place = act()
      change()
      focusOn(place, key)
    })
    return made
  }

  /** The same button in the row given, or else what can be focused there.
      @param {number} n
      @param {string} key */
  function focusOn(n, key) {
    const row = body.rows[Math.min(n, body.rows.length - 1)]
    const same = /** @type {HTMLButtonElement | null | undefined} */ (row?.querySelector(`[data-act="${key}"]:not(:disabled)`))
    const other = same ?? row?.querySelector("input")
    if (other) other.focus()
    else document.getElementById("plan-source")?.focus()
  }

  /** @param {Plan} plan @param {number} n */
  function draw1(plan, n) {
    const row = /** @type {Row} */ (plan.rows[n])
    const piece = sources.pieces.get(row.ref)
    const clock = make("td", { class: "clock" })
    clocks.push(clock)
    const planned = piece && piece.minutes !== row.minutes ? text("planner.planned", { n: piece.minutes }) : ""
    const hint = make("small", { class: "plan-planned" }, planned)
    const input = make("input", { type: "number", min: "1", max: "480", inputmode: "numeric", value: String(row.minutes), "aria-label": text("planner.minutes.of", { name: name(row) }) })
    input.addEventListener("input", () => {
      if (!input.value) return
      row.minutes = limitMinutes(Number(input.value))
      hint.textContent = piece && piece.minutes !== row.minutes ? text("planner.planned", { n: piece.minutes }) : ""
      change(true)
    })
    input.addEventListener("change", () => void (input.value = String(row.minutes)))
    const up = button(plan, n, "up", "↑", () => move(plan, n, n - 1))
    const down = button(plan, n, "down", "↓", () => move(plan, n, n + 1))
    up.disabled = n === 0
    down.disabled = n === plan.rows.length - 1
    const pause = button(plan, n, "pause", "＋", () => {
      plan.rows.splice(n + 1, 0, { ref: "break", minutes: PAUSE, rest: true })
      return n + 1
    })
    pause.disabled = row.rest || Boolean(plan.rows[n + 1]?.rest)
    const remove = button(plan, n, "remove", "✕", () => {
      plan.rows.splice(n, 1)
      return n
    })
    const below = piece?.below ? [make("small", {}, piece.below)] : []
    return make("tr", row.rest ? { class: "is-break" } : {}, clock,
      make("th", { scope: "row" }, make("span", {}, name(row)), ...below),
      make("td", { class: "num" }, input, make("span", { class: "plan-number" }, String(row.minutes)), hint),
      make("td", { class: "plan-change" }, make("div", {}, up, down, pause, remove)))
  }

  return {
    head,
    body,
    foot,
    name,

    /** @param {Plan} plan
        @param {number} from minute of the day
        @param {boolean} quiet */
    draw(plan, from, quiet) {
      if (!quiet) {
        clocks = []
        body.replaceChildren(...plan.rows.map((_, n) => draw1(plan, n)))
      }
      const starts = findStarts(plan.rows)
      clocks.forEach((clock, n) => void (clock.textContent = writeClock(from + (starts[n] ?? 0))))
      body.querySelectorAll(".plan-number").forEach((cell, n) => void (cell.textContent = String(plan.rows[n]?.minutes ?? "")))
      const all = sumMinutes(plan.rows)
      over.textContent = writeClock(from + all)
      total.textContent = String(all)
      const rest = sumMinutes(plan.rows.filter((row) => row.rest))
      split.textContent = rest ? text("planner.split", { work: all - rest, rest }) : ""
    },

    /** What is wrong, or else that all is well.
        @param {Plan} plan
        @param {number} from
        @param {number} longest
        @returns {Verdict[]} */
    judge(plan, from, longest) {
      if (!plan.rows.length) return [{ words: text("planner.empty"), grave: false }]
      /** @type {Verdict[]} */
      const found = []
      const starts = findStarts(plan.rows)
      for (const { rows, minutes, from: at } of findSittings(plan.rows)) {
        if (minutes <= longest) continue
        const values = { start: writeClock(from + (starts[at] ?? 0)), end: writeClock(from + (starts[at] ?? 0) + minutes), n: minutes, most: longest }
        const alone = rows.find((row) => row.minutes > longest)
        found.push({ words: alone ? text("planner.alone", { ...values, name: name(alone), alone: alone.minutes }) : text("planner.sits", values), grave: true })
      }
      const all = sumMinutes(plan.rows)
      const end = readClock(plan.end)
      if (end !== null && end <= from) found.push({ words: text("planner.backwards"), grave: true })
      else if (end !== null) {
        const late = from + all - end
        if (late > 0) found.push({ words: text("planner.late", { n: late, end: writeClock(end) }), grave: true })
        else found.push({ words: text(late ? "planner.spare" : "planner.sharp", { n: -late, end: writeClock(end) }), grave: false })
      }
      if (from + all > DAY) found.push({ words: text("planner.midnight"), grave: true })
      if (plan.rows[plan.rows.length - 1]?.rest) found.push({ words: text("planner.last-break"), grave: true })
      if (!found.some(({ grave }) => grave)) found.unshift({ words: text("planner.well", { most: longest }), grave: false })
      return found
    },
  }
}

/** @param {Plan} plan @param {number} n @param {number} to */
function move(plan, n, to) {
  const [row] = plan.rows.splice(n, 1)
  if (row) plan.rows.splice(to, 0, row)
  return to
}
