// What is kept of a question. Ids only, no words: one memory in all languages.

/** @typedef {string[] | Record<string, string>} Choice
    The options chosen, the rows in their order, or for each row the value chosen. */

/** @typedef {object} QuestionRecord
 * @property {1} v
 * @property {string} revision the revision of the question that was answered
 * @property {Choice} choice
 * @property {boolean} checked whether this choice was checked; false: a draft
 * @property {boolean} right the verdict of the last check
 * @property {number} tries how often it was checked
 * @property {boolean} first whether the first check was right
 * @property {string} at when it was written, ISO 8601
 * @property {QuestionRecord} [previous] the answer to an earlier revision
 */

/** @param {any} value */
function isChoice(value) {
  if (value === null || typeof value !== "object") return false
  return Object.values(value).every((part) => typeof part === "string")
}

/** @param {any} record @returns {record is QuestionRecord} */
export function isQuestionRecord(record) {
  return (
    typeof record.revision === "string" &&
    isChoice(record.choice) &&
    typeof record.checked === "boolean" &&
    typeof record.right === "boolean" &&
    Number.isInteger(record.tries)
  )
}
