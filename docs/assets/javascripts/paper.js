// What can be done with a filled-in checklist or worksheet: print it, print it empty, take it along
// as Markdown, clear it.

import { ask, copyOrShow, make, makeButton } from "#core"

/** @typedef {import("./strings.js").Strings["text"]} Text */

/** The words of an element without citations, tips and what is there for screen readers alone.
    @param {Element | null | undefined} element */
export function readWords(element) {
  const twin = /** @type {Element | undefined} */ (element?.cloneNode(true))
  for (const part of twin?.querySelectorAll(".cite, .tip, .vh") ?? []) part.remove()
  return (twin?.textContent ?? "").replace(/[\u200b\u2060]/g, "").replace(/\s+/g, " ").trim()
}

/** A field keeps its caret when nothing changed.
    @param {HTMLInputElement | HTMLTextAreaElement} field
    @param {string} value */
export function putValue(field, value) {
  if (field.value !== value) field.value = value
  field.classList.toggle("is-empty", !value)
}

/**
 * @param {object} paper
 * @param {Text} paper.text
 * @param {HTMLElement} paper.part what is printed alone
 * @param {"check" | "sheet"} paper.kind
 * @param {string} paper.name
 * @param {string} paper.asks key of the question before clearing
 * @param {import("./store.js").Store} paper.store
 * @param {() => string} paper.write it as Markdown
 * @param {() => void} paper.blank shows it empty
 * @param {() => void} paper.restore shows what is stored
 * @param {() => void} paper.focus goes to its beginning
 */
export function makeActs({ text, part, kind, name, asks, store, write, blank, restore, focus }) {
  const status = make("span", { class: "say", role: "status" })

  /** @param {string} words */
  function say(words) {
    if (status.textContent !== words) status.textContent = words
  }

  /** @param {string} key @param {() => void} act */
  const button = (key, act) => makeButton(text(`practice.${key}`), act)

  /** The part alone, out of a page with more on it. */
  function print() {
    const { dataset } = document.documentElement
    dataset.print = "part"
    part.classList.add("is-printed")
    addEventListener("afterprint", () => {
      delete dataset.print
      part.classList.remove("is-printed")
      restore()
    }, { once: true })
    globalThis.print()
  }

  const empty = button("print-empty", () => {
    blank()
    print()
  })
  const clear = button("clear", async () => {
    const words = { title: text(asks), words: text("practice.clear.words"), yes: text("practice.clear.yes"), no: text("practice.clear.no") }
    if (!(await ask(words))) return
    // Another copy that could not be read goes with it.
    const done = store.wipe((kept, id) => kept === kind && id.startsWith(`${name}:`))
    restore()
    focus()
    say(text(done ? "practice.cleared" : "practice.uncleared"))
  })
  const copy = button("copy", async () => {
    say("")
    const byHand = { title: text("practice.by-hand"), words: text("practice.by-hand.words"), no: text("close") }
    if (await copyOrShow(write(), byHand)) say(text("practice.copied"))
  })

  return {
    acts: make("p", { class: "acts" }, button("print", print), empty, copy, clear, status),
    say,
    /** @param {boolean} kept whether it will be there after the page is closed */
    tell: (kept) => say(text(kept ? "practice.kept" : "practice.unkept")),
    /** @param {boolean} filled whether there is anything to clear */
    show(filled) {
      empty.hidden = !filled
      clear.hidden = !filled
    },
  }
}
