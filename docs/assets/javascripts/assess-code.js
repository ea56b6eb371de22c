// A result as a code of eight letters and digits: short enough to read aloud. Seven of them hold
// 35 bits, three for the edition and two for each of the sixteen marks; the eighth is a check.

/** Without I, L, O and U: what is misheard or misread stands for 1 and 0.
    After Douglas Crockford's Base 32. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const SIZE = 8
const MARKS = 16

/** @typedef {{scores: number[]}} Read */
/** @typedef {{fault: "length" | "letter" | "check" | "edition", value?: string | number}} Refused */

/** Doubles in the field of 32 elements, so that the check finds every wrong letter and every two
    that changed places.
    @param {number} value */
const double = (value) => (value << 1) ^ (value & 16 ? 0b100101 : 0)

/** @param {number[]} digits */
const check = (digits) => digits.reduce((sum, digit) => double(sum ^ digit), 0)

/** @param {readonly number[]} scores sixteen, from 0 to 3
    @param {number} edition from 1 to 7 */
export function writeCode(scores, edition) {
  if (scores.length !== MARKS) throw new RangeError("a code holds sixteen marks")
  const bits = edition.toString(2).padStart(3, "0") + scores.map((score) => score.toString(2).padStart(2, "0")).join("")
  const digits = (bits.match(/.{5}/g) ?? []).map((five) => parseInt(five, 2))
  const code = [...digits, check(digits)].map((digit) => LETTERS[digit]).join("")
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** @param {string} text a code, however it is spaced
    @param {number} edition
    @returns {Read | Refused} */
export function readCode(text, edition) {
  const letters = [...text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "")]
  const digits = letters.map((letter) => LETTERS.indexOf(letter.replace("O", "0").replace(/[IL]/, "1")))
  const foreign = letters.find((_, n) => (digits[n] ?? -1) < 0)
  if (foreign) return { fault: "letter", value: foreign }
  if (digits.length !== SIZE) return { fault: "length", value: digits.length }
  const held = digits.slice(0, -1)
  if (check(held) !== digits[SIZE - 1]) return { fault: "check" }
  const bits = held.map((digit) => digit.toString(2).padStart(5, "0")).join("")
  const made = parseInt(bits.slice(0, 3), 2)
  if (made !== edition) return { fault: "edition", value: made }
  return { scores: (bits.slice(3).match(/../g) ?? []).map((two) => parseInt(two, 2)) }
}

/** A line that somebody wrote: a code, with a name before or after it or none.
    @param {string} line
    @returns {{name: string, code: string}} the whole line as the code where none is found */
export function splitLine(line) {
  const clean = line.normalize("NFKC").trim()
  const code = "[0-9A-Za-z]{4}[-‐‑–—_. ]?[0-9A-Za-z]{4}"
  const end = "[\\s:;,、/|=-]+"
  for (const pattern of [`^(?<name>.*?)(?:^|${end}|[：，；])(?<code>${code})$`, `^(?<code>${code})${end}(?<name>.+)$`]) {
    const { name = "", code: found } = clean.match(new RegExp(pattern, "u"))?.groups ?? {}
    if (found) return { name: name.trim(), code: found }
  }
  return { name: "", code: clean }
}
