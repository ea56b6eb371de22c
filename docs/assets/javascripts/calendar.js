// A calendar file. Source of its form: RFC 5545, iCalendar.

/** @typedef {object} Entry
 * @property {string} id unique, and the same when the same plan is written again
 * @property {string} title
 * @property {Date} start
 * @property {Date} end
 * @property {string} [text]
 * @property {string} [place]
 * @property {string} [address]
 */

/** A line is 75 octets at most (3.1); a character is never cut in two.
    @param {string} line */
function fold(line) {
  const coder = new TextEncoder()
  let made = ""
  let length = 0
  for (const sign of line) {
    const size = coder.encode(sign).length
    if (length + size > 75) {
      made += "\r\n "
      length = 1
    }
    made += sign
    length += size
  }
  return made
}

/** Text as a value (3.3.11).
    @param {string} text */
function escape(text) {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, "\\n")
}

/** In UTC, so that every calendar shows the moment that the planner's clock meant.
    @param {Date} time */
const writeTime = (time) => `${time.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`

/** @param {Entry[]} entries
    @param {{product: string, stamp: Date}} file
    @returns {string} */
export function writeCalendar(entries, { product, stamp }) {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${escape(product)}//EN`, "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
  for (const { id, title, start, end, text, place, address } of entries) {
    lines.push(
      "BEGIN:VEVENT",
      `UID:${id}`,
      `DTSTAMP:${writeTime(stamp)}`,
      `DTSTART:${writeTime(start)}`,
      `DTEND:${writeTime(end)}`,
      `SUMMARY:${escape(title)}`,
      ...(text ? [`DESCRIPTION:${escape(text)}`] : []),
      ...(place ? [`LOCATION:${escape(place)}`] : []),
      ...(address ? [`URL:${address}`] : []),
      "END:VEVENT",
    )
  }
  lines.push("END:VCALENDAR")
  return lines.map((line) => `${fold(line)}\r\n`).join("")
}

/** A short name for a text, the same each time (FNV-1a, 32 bits).
    @param {string} text */
export function nameText(text) {
  let hash = 0x811c9dc5
  for (const octet of new TextEncoder().encode(text)) hash = Math.imul(hash ^ octet, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, "0")
}
