// A saved result, taken in by the team page: whole or not at all.

import { isComplete } from "./assess-score.js"

/** A file of sixteen marks and a line of evidence each is far smaller. */
export const LIMIT = 64 * 1024

/** @param {string} content
    @param {string} prefix
    @param {import("./assess-score.js").Rules} rules
    @returns {{scores: number[], who: string} | {fault: "big" | "cut" | "foreign" | "edition" | "shape"}} */
export function readFile(content, prefix, rules) {
  if (content.length > LIMIT) return { fault: "big" }
  /** @type {any} */
  let data
  try {
    data = JSON.parse(content)
  } catch {
    return { fault: content.replace(/\s+/g, "").startsWith(`{"course":"${prefix}"`) ? "cut" : "foreign" }
  }
  if (data?.course !== prefix || data.kind !== "assessment") return { fault: "foreign" }
  if (data.edition !== rules.edition) return { fault: "edition" }
  if (!isComplete(data.scores, rules)) return { fault: "shape" }
  return { scores: data.scores, who: typeof data.who === "string" ? data.who.trim().slice(0, 60) : "" }
}
