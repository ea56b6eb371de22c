// Buttons for what the keys do: out of sight until somebody moves the mouse, touches or tabs.

import { make } from "./dom.js"

/** @typedef {import("./strings.js").Strings} Strings */
/** @typedef {Record<"previous" | "next" | "speaker" | "notes" | "vote" | "scheme" | "full" | "print", () => void>} Acts */

const TRAINER = /** @type {const} */ (["speaker", "notes", "vote"])
const KEYS = { previous: "←", next: "→", speaker: "S", notes: "N", vote: "V", scheme: "D", full: "F" }
const MORE = { timer: "T", black: "B", overview: "O", jump: "G" }
const QUIET = 3000

/** @param {Strings} words
    @param {boolean} teaches
    @param {Acts} acts */
export function makeBar(words, teaches, acts) {
  const nav = make("nav", { class: "bar", "aria-label": words.text("deck.bar") })
  /** @type {Partial<Record<string, HTMLButtonElement>>} */
  const buttons = {}
  for (const [name, act] of Object.entries(acts)) {
    if (!teaches && TRAINER.includes(/** @type {any} */ (name))) continue
    const button = make("button", { type: "button" }, words.text(`deck.${name}`))
    button.addEventListener("click", act)
    buttons[name] = button
    nav.append(button)
  }
  const keys = make("button", { type: "button" }, words.text("deck.keys"))
  keys.addEventListener("click", help)
  nav.append(keys)
  document.body.append(nav)

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const wake = () => {
    document.body.classList.add("is-awake")
    clearTimeout(timer)
    timer = setTimeout(() => document.body.classList.remove("is-awake"), QUIET)
  }
  for (const event of ["mousemove", "touchstart", "focusin"]) addEventListener(event, wake, { passive: true })

  function help() {
    const list = make("dl")
    const names = teaches ? { ...KEYS, ...MORE } : { previous: "←", next: "→", scheme: "D", full: "F", overview: "O", jump: "G" }
    for (const [name, key] of Object.entries(names)) {
      list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, words.text(`deck.${name}`)))
    }
    const close = make("button", { type: "button", autofocus: "" }, words.text("deck.close"))
    const dialog = make("dialog", { class: "keys", "aria-label": words.text("deck.keys") }, list, close)
    close.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  }

  return {
    help,
    /** @param {boolean} asks whether there is something to vote on */
    update(asks) {
      if (buttons.vote) buttons.vote.hidden = !asks
    },
  }
}
