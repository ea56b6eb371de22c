// What the scripts of parts share with the script of every page. That script holds it and hands it
// on under a global name, where core-part.js finds it: package.json beside this file says which of
// the two `#core` means.

export { mountChoice } from "./choice.js"
export { copyOrShow, copyText } from "./clipboard.js"
export { ask } from "./dialog.js"
export { copy, describe, make, makeButton } from "./dom.js"
export { saveText } from "./file.js"
export { makeMark } from "./lessons.js"
export { mountMatching } from "./matching.js"
export { mountOrdering } from "./ordering.js"
export { offerPart } from "./parts.js"
export { findPassed } from "./place.js"
export { isMissed, isSolved, readTime, stamp } from "./record.js"
export { fieldsOf } from "./schema.js"
export { findLesson, follow, measure, readLessons } from "./states.js"
export { joinSentences, writeDay } from "./strings.js"
