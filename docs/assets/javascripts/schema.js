// What the course keeps in the browser: every kind of record and every field of it, each with its
// test. The privacy page is made from docs/data/stored.yml, which a test holds equal to this.

/** @typedef {(value: any) => boolean} Test */

/** @type {Test} */
const isText = (value) => typeof value === "string"
/** @type {Test} */
const isFlag = (value) => typeof value === "boolean"
/** @type {Test} */
const isCount = (value) => Number.isInteger(value) && value >= 0
/** @type {Test} */
const isObject = (value) => value !== null && typeof value === "object"
/** Ids: a list of options, or for each row or question one.
    @type {Test} */
const isChoice = (value) => isObject(value) && Object.values(value).every(isText)

/** One mark for each statement, null where it has none yet.
    @type {Test} */
const isMarks = (value) => Array.isArray(value) && value.every((mark) => mark === null || isCount(mark))
/** @type {Test} */
const isTexts = (value) => Array.isArray(value) && value.every(isText)
/** @type {Test} */
const isCountMap = (value) => isObject(value) && Object.values(value).every(isCount)

/** By kind, or by kind and id where one kind holds different things: the fields besides `v`.
    A field with "?" may be missing.
    @type {Record<string, Record<string, Test>>} */
export const SCHEMA = {
  question: {
    revision: isText,
    choice: isChoice,
    checked: isFlag,
    right: isFlag,
    tries: isCount,
    "first?": isFlag,
    "solved?": isFlag,
    "missed?": isFlag,
    "at?": isText,
    "previous?": isObject,
  },
  lesson: { at: isText },
  card: {
    revision: isText,
    // What the formulas of FSRS can take.
    stability: (value) => Number.isFinite(value) && value >= 0.001 && value <= 36500,
    difficulty: (value) => Number.isFinite(value) && value >= 1 && value <= 10,
    grade: (value) => [1, 2, 3, 4].includes(value),
    seen: isText,
    due: isText,
    "tries?": isCount,
    at: isText,
  },
  exam: {
    seed: isCount,
    begun: isText,
    items: isChoice,
    answers: (value) => isObject(value) && Object.values(value).every(isChoice),
    "marked?": isTexts,
    place: isCount,
    seconds: isCount,
    "paused?": isFlag,
    "quiet?": isFlag,
    "handed?": isText,
    "right?": isCount,
    "passed?": isFlag,
    at: isText,
  },
  "setting:name": { name: isText, at: isText },
  "setting:place": { lesson: isText, section: isText, at: isText },
  "setting:path": { path: isText, step: isText, at: isText },
  "setting:offer": { done: isFlag },
  assessment: { edition: isCount, marks: isMarks, evidence: isTexts, who: isText, "edits?": isText, at: isText },
  check: { revision: isText, done: isFlag, note: isText, owner: isText, date: isText, at: isText },
  sheet: { revision: isText, text: isText, at: isText },
  log: {
    unit: isText,
    date: isText,
    people: isText,
    planned: isCountMap,
    used: isCountMap,
    failed: isTexts,
    change: isText,
    at: isText,
  },
  "team:codes": { text: isText, at: isText },
  "team:repair": { what: isText, owner: isText, date: isText, at: isText },
}

/** The fields of an item; none where this code does not know it.
    @param {string} kind
    @param {string} id */
export function fieldsOf(kind, id) {
  const known = new Map(Object.entries(SCHEMA))
  return known.get(kind) ?? known.get(`${kind}:${id}`)
}

/** @param {string} kind
    @param {string} id
    @param {any} item
    @returns {boolean} whether every field is there and of its form; what is unknown passes */
function fits(kind, id, item) {
  return Object.entries(fieldsOf(kind, id) ?? {}).every(([field, test]) => {
    const name = field.replace("?", "")
    return name in item ? test(item[name]) : name !== field
  })
}

/** For the store: by kind, whether a record can be used.
    @type {Record<string, (item: any, id: string) => boolean>} */
export const SHAPES = Object.fromEntries(
  [...new Set(Object.keys(SCHEMA).map((name) => name.split(":")[0] ?? ""))].map((kind) => [kind, (/** @type {any} */ item, /** @type {string} */ id) => fits(kind, id, item)]),
)
