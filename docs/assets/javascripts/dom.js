// Elements are made here, from text only: nothing that a page or a reader wrote becomes markup.

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** @param {string} words
    @param {() => void} act
    @param {string} [look] */
export function makeButton(words, act, look = "btn btn--quiet") {
  const button = make("button", { type: "button", class: look }, words)
  button.addEventListener("click", act)
  return button
}

/** A copy without ids, which must stay unique, and without what points to them.
    @template {Element} T
    @param {T} element
    @returns {T} */
export function copy(element) {
  const twin = /** @type {T} */ (element.cloneNode(true))
  for (const part of [twin, ...twin.querySelectorAll("*")]) {
    part.removeAttribute("id")
    part.removeAttribute("aria-describedby")
  }
  return twin
}

/** Adds ids to, or with `on` false takes them from, what describes an element.
    @param {Element} element
    @param {string} id
    @param {boolean} on */
export function describe(element, id, on) {
  const ids = new Set((element.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean))
  if (on) ids.add(id)
  else ids.delete(id)
  if (ids.size) element.setAttribute("aria-describedby", [...ids].join(" "))
  else element.removeAttribute("aria-describedby")
}
