// In the scripts of parts `#core` is this: what the script of every page, which stands before them,
// has put under a global name. What a part does not use falls away: to take it has no effect.

/** @typedef {typeof import("./core.js")} Core */

/** @type {<K extends keyof Core>(name: K) => Core[K]} */
const take = (name) => /** @type {any} */ (globalThis).courseCore[name]

export const ask = /* @__PURE__ */ take("ask")
export const copy = /* @__PURE__ */ take("copy")
export const copyOrShow = /* @__PURE__ */ take("copyOrShow")
export const copyText = /* @__PURE__ */ take("copyText")
export const describe = /* @__PURE__ */ take("describe")
export const fieldsOf = /* @__PURE__ */ take("fieldsOf")
export const findLesson = /* @__PURE__ */ take("findLesson")
export const findPassed = /* @__PURE__ */ take("findPassed")
export const follow = /* @__PURE__ */ take("follow")
export const isMissed = /* @__PURE__ */ take("isMissed")
export const isSolved = /* @__PURE__ */ take("isSolved")
export const joinSentences = /* @__PURE__ */ take("joinSentences")
export const make = /* @__PURE__ */ take("make")
export const makeButton = /* @__PURE__ */ take("makeButton")
export const makeMark = /* @__PURE__ */ take("makeMark")
export const measure = /* @__PURE__ */ take("measure")
export const mountChoice = /* @__PURE__ */ take("mountChoice")
export const mountMatching = /* @__PURE__ */ take("mountMatching")
export const mountOrdering = /* @__PURE__ */ take("mountOrdering")
export const offerPart = /* @__PURE__ */ take("offerPart")
export const readLessons = /* @__PURE__ */ take("readLessons")
export const readTime = /* @__PURE__ */ take("readTime")
export const saveText = /* @__PURE__ */ take("saveText")
export const stamp = /* @__PURE__ */ take("stamp")
export const writeDay = /* @__PURE__ */ take("writeDay")
