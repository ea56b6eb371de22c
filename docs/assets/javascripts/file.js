// A file that the page makes and the browser saves.

import { make } from "./dom.js"

/** @param {string} name
    @param {string} content
    @param {string} type */
export function saveText(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }))
  make("a", { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 10000)
}

/** Copies a text, or else selects it where it stands, so that the reader can.
    @param {string} text
    @param {HTMLInputElement | HTMLTextAreaElement} field that shows it
    @returns {Promise<boolean>} whether it is in the clipboard */
export async function copyText(text, field) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    field.focus()
    field.select()
    return false
  }
}
