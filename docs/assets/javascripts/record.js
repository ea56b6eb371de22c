// What is kept of a question. Ids only, no words: one memory in all languages.

/** @typedef {string[] | Record<string, string>} Choice
    The options chosen, the rows in their order, or for each row the value chosen. */

/** @typedef {object} QuestionRecord
 * @property {number} v
 * @property {string} revision the revision of the question that was answered
 * @property {Choice} choice
 * @property {boolean} checked whether this choice was checked; false: a draft
 * @property {boolean} right the verdict of the last check
 * @property {number} tries how often it was checked
 * @property {boolean} first whether the first check was right
 * @property {boolean} [solved] whether any check was right
 * @property {boolean} [missed] whether the last check was wrong
 * @property {string} at when it was written, ISO 8601
 * @property {QuestionRecord} [previous] the answer to an earlier revision
 */

/** The time to write down, later than the last one even where the clock was set back: of two
    records of one item the later one counts.
    @param {unknown} [last] when the item was written before
    @param {number} [now] */
export function stamp(last, now = Date.now()) {
  const before = readTime(last)
  return new Date(now > before || before > LAST_TIME ? now : before + 1).toISOString()
}

/** The end of the year 9999: a time beyond it is no time that a clock showed. */
const LAST_TIME = 253402300799000

/** @param {unknown} time @returns {number} milliseconds, 0 where it is no time */
export function readTime(time) {
  return (typeof time === "string" && Date.parse(time)) || 0
}

/** Whether any check was right. Early records do not say it, but the last verdict.
    @param {Partial<QuestionRecord> | null | undefined} record */
export function isSolved(record) {
  return record?.solved ?? Boolean(record?.tries && record.right)
}

/** Whether the last check was wrong; a draft or a fresh start does not change that.
    @param {Partial<QuestionRecord> | null | undefined} record */
export function isMissed(record) {
  return record?.missed ?? Boolean(record?.tries && record.checked && !record.right)
}
