// Text for the clipboard. Where the browser denies it, as on a page from disk or without https, the
// text is shown to be copied by hand.

import { ask } from "./dialog.js"
import { make } from "./dom.js"

/** The way of browsers and pages without the clipboard's own interface.
    @param {string} words */
function copyOldWay(words) {
  const field = make("textarea", { readonly: "", class: "vh" })
  const focus = document.activeElement
  field.value = words
  document.body.append(field)
  field.select()
  let done = false
  try {
    done = document.execCommand("copy")
  } catch {
    // Denied: the reader does it.
  }
  field.remove()
  if (focus instanceof HTMLElement) focus.focus({ preventScroll: true })
  return done
}

/** Copies a text, or else selects it where it stands, so that the reader can.
    @param {string} words
    @param {HTMLInputElement | HTMLTextAreaElement} [field] that shows it
    @returns {Promise<boolean>} whether it is in the clipboard */
export async function copyText(words, field) {
  try {
    await navigator.clipboard.writeText(words)
    return true
  } catch {
    if (copyOldWay(words)) return true
  }
  field?.focus()
  field?.select()
  return false
}

/** Copies a text, or else shows it.
    @param {string} words
    @param {{title: string, words: string, no: string}} byHand what is said where it must be done by hand
    @returns {Promise<boolean>} whether it is in the clipboard */
export async function copyOrShow(words, byHand) {
  if (await copyText(words)) return true
  const field = make("textarea", { readonly: "", rows: "8", "aria-label": byHand.title })
  field.value = words
  field.addEventListener("focus", () => field.select())
  await ask({ ...byHand, body: field })
  return false
}
