// What the forms of a question have in common.

/** @typedef {import("./record.js").Choice} Choice */

/** @typedef {object} Mark the verdict on one row
 * @property {HTMLElement} row
 * @property {HTMLElement} slot where the word of the verdict goes
 * @property {HTMLElement} [control] what the feedback describes
 * @property {string} [feedback] the option whose feedback stands in this row
 * @property {boolean} right
 */

/** @typedef {object} Grade
 * @property {boolean} right
 * @property {Mark[]} marks
 * @property {number} [missing] keys not chosen, where one may choose several
 */

/** @typedef {object} Form
 * @property {() => Choice} read what stands now
 * @property {(choice: Choice | null) => void} write null: as at first; unknown ids are passed over
 * @property {() => HTMLElement | null} unanswered the control that still needs an answer
 * @property {() => Grade} grade
 * @property {() => void} remove takes away what was added to the page
 */

export {}
