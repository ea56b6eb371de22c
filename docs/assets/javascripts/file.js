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
