// The index of another language, from a host or from disk.

/** @param {URL} root of that language
    @returns {Promise<any>} */
export async function loadIndex(root) {
  if (location.protocol !== "file:") return (await fetch(new URL("search/search_index.json", root))).json()
  // The script sets the same global name as the one of the page's own language.
  const global = /** @type {any} */ (globalThis)
  const own = global.__index
  await new Promise((done, fail) => {
    const script = document.createElement("script")
    script.addEventListener("load", done)
    script.addEventListener("error", fail)
    script.src = new URL("search/search_index.js", root).href
    document.head.append(script)
  })
  const found = global.__index
  global.__index = own
  return found
}
