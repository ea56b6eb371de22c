// A plan: rows one after the other, each with its minutes. No page and no clock in here.

/** @typedef {object} Row
 * @property {string} ref a lesson (`l03`), a step of a path (`half-day.4`), `break` or `own`
 * @property {number} minutes
 * @property {boolean} rest whether people stand up
 * @property {string} [text] words of an `own` row
 */

/** @typedef {object} Plan
 * @property {string} source what it was made from: the id of a table of a path, or `lessons`
 * @property {Row[]} rows
 * @property {string} date ISO, may be empty
 * @property {string} start `09:00`
 * @property {string} end when it is to be over, may be empty
 * @property {string} place
 */

/** @typedef {{rows: Row[], minutes: number, from: number}} Sitting `from`: where its first row stands */

export const DAY = 24 * 60
const MOST_MINUTES = 480
const MOST_ROWS = 80
const MOST_LETTERS = 80

/** `09:30` → 570
    @param {string} clock
    @returns {number | null} null where it is no time of day */
export function readClock(clock) {
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(clock)
  return found ? Number(found[1]) * 60 + Number(found[2]) : null
}

/** 570 → `9:30`; past midnight it begins again.
    @param {number} minutes */
export function writeClock(minutes) {
  const day = ((minutes % DAY) + DAY) % DAY
  return `${Math.floor(day / 60)}:${String(day % 60).padStart(2, "0")}`
}

/** @param {Row[]} rows */
export const sumMinutes = (rows) => rows.reduce((sum, row) => sum + row.minutes, 0)

/** Minutes from the beginning at which each row starts, and last the one at which all is over.
    @param {Row[]} rows */
export function findStarts(rows) {
  let clock = 0
  return [0, ...rows.map((row) => (clock += row.minutes))]
}

/** What lies between two breaks.
    @param {Row[]} rows
    @returns {Sitting[]} */
export function findSittings(rows) {
  /** @type {Sitting[]} */
  const found = []
  /** @type {Sitting | null} */
  let sitting = null
  for (const [n, row] of rows.entries()) {
    if (row.rest) sitting = null
    else if (sitting) {
      sitting.rows.push(row)
      sitting.minutes += row.minutes
    } else found.push((sitting = { rows: [row], minutes: row.minutes, from: n }))
  }
  return found
}

/** The rows with a break before each one that would make people sit too long. One that is too
    long by itself cannot be helped by breaks.
    @param {Row[]} rows
    @param {number} longest minutes
    @param {number} pause minutes of a new break
    @returns {Row[]} */
export function addBreaks(rows, longest, pause) {
  /** @type {Row[]} */
  const made = []
  let sitting = 0
  for (const row of rows) {
    if (row.rest) sitting = 0
    else {
      if (sitting && sitting + row.minutes > longest) {
        made.push({ ref: "break", minutes: pause, rest: true })
        sitting = 0
      }
      sitting += row.minutes
    }
    made.push(row)
  }
  return made
}

/** The part of an address behind the `#`: nothing of a plan ever reaches a server.
    @param {Plan} plan */
export function writeLink({ source, rows, date, start, end, place }) {
  const cells = rows.map(({ ref, minutes, text }) => [ref, minutes, ...(text ? [escape(text)] : [])].join("~"))
  const fields = { p: source, d: date, s: start, e: end, w: escape(place), r: cells.join("_") }
  return Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join("&")
}

/** Two characters that the link uses itself are escaped, too.
    @param {string} text */
function escape(text) {
  return encodeURIComponent(text).replace(/[~_]/g, (sign) => (sign === "~" ? "%7E" : "%5F"))
}

/** @param {string} text */
function unescape(text) {
  try {
    return decodeURIComponent(text).replace(/\s+/g, " ").trim().slice(0, MOST_LETTERS)
  } catch {
    return ""
  }
}

/** @param {string} hash with or without its `#`
    @param {(ref: string) => boolean | null} isRest whether a row of that kind is a break; null: there is none
    @returns {{plan: Plan, lost: number} | null} `lost`: rows that could not be read; null: no plan */
export function readLink(hash, isRest) {
  const fields = new Map(hash.replace(/^#/, "").split("&").map((field) => {
    const [name = "", ...value] = field.split("=")
    return [name, value.join("=")]
  }))
  const cells = (fields.get("r") ?? "").split("_").filter(Boolean)
  if (!cells.length) return null
  const rows = cells.slice(0, MOST_ROWS).flatMap((cell) => {
    const [ref = "", minutes = "", text = ""] = cell.split("~")
    const rest = isRest(ref)
    const number = /^\d{1,3}$/.test(minutes) ? Number(minutes) : 0
    if (rest === null || number < 1 || number > MOST_MINUTES) return []
    const words = unescape(text)
    return [{ ref, minutes: number, rest, ...(words ? { text: words } : {}) }]
  })
  if (!rows.length) return null
  /** @param {string} name @param {RegExp} form */
  const take = (name, form) => (form.test(fields.get(name) ?? "") ? fields.get(name) ?? "" : "")
  return {
    plan: {
      source: take("p", /^[a-z0-9.-]{1,40}$/),
      rows,
      date: take("d", /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
      start: take("s", /^([01]\d|2[0-3]):[0-5]\d$/) || "09:00",
      end: take("e", /^([01]\d|2[0-3]):[0-5]\d$/),
      place: unescape(fields.get("w") ?? ""),
    },
    lost: cells.length - rows.length,
  }
}

/** @param {number} minutes as typed
    @returns {number} what a row can take */
export const limitMinutes = (minutes) => Math.min(Math.max(Math.round(minutes) || 1, 1), MOST_MINUTES)
