// The words of the page. They stand in the page as data, so that a further language needs no script.

/** @typedef {{locale: string, prefix: string, text: (key: string, values?: Record<string, string | number>) => string}} Strings */

/** @param {Document} [page] @returns {Strings} */
export function readStrings(page = document) {
  const node = page.getElementById("course-strings")
  /** @type {Record<string, string>} */
  const words = JSON.parse(node?.textContent || "{}")
  return {
    locale: node?.dataset.locale ?? page.documentElement.lang,
    prefix: node?.dataset.store ?? "ccip",
    text: (key, values = {}) =>
      (words[key] ?? key).replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole)),
  }
}

/** Joins sentences: a full-width stop needs no space after it.
    @param {string[]} sentences */
export function joinSentences(sentences) {
  return sentences
    .filter(Boolean)
    .reduce((text, next) => text + (!text || /[。！？；]$/.test(text) ? "" : " ") + next, "")
}

/** A day in words; English days are written as in Britain, like the course.
    @param {Date} day
    @param {string} locale
    @param {"full" | "long" | "medium"} dateStyle */
export function writeDay(day, locale, dateStyle) {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle }).format(day)
}
