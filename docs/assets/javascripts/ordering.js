// Ordering: every row gets two buttons, so that it works by keyboard, touch and switch alike.

import { make } from "./dom.js"

/** @typedef {import("./form.js").Form} Form */

/**
 * @param {HTMLElement} fieldset
 * @param {string[]} keys
 * @param {{text: import("./strings.js").Strings["text"], say: (text: string) => void, changed: () => void}} page
 * @returns {Form}
 */
export function mountOrdering(fieldset, keys, { text, say, changed }) {
  const list = /** @type {HTMLElement} */ (fieldset.querySelector(".q-rows"))
  const atFirst = rows()

  function rows() {
    return /** @type {HTMLElement[]} */ ([...list.children])
  }

  /** @param {HTMLElement} row */
  const nameOf = (row) => row.querySelector("span")?.textContent?.trim() ?? ""

  /** Puts the rows in order; whoever had the focus keeps it.
      @param {HTMLElement[]} order */
  function arrange(order) {
    const focused = document.activeElement
    list.append(...order)
    if (focused instanceof HTMLElement && list.contains(focused)) focused.focus()
    // Not `disabled`: that would drop the focus of the button that moved a row to the end.
    order.forEach((row, place) => {
      const [up, down] = row.querySelectorAll("button")
      up?.setAttribute("aria-disabled", String(place === 0))
      down?.setAttribute("aria-disabled", String(place === order.length - 1))
    })
  }

  /** @param {HTMLElement} row @param {number} step */
  function move(row, step) {
    const order = rows()
    const from = order.indexOf(row)
    const to = from + step
    if (to < 0 || to >= order.length) return
    order.splice(to, 0, ...order.splice(from, 1))
    arrange(order)
    changed()
    say(text("moved", { text: nameOf(row), n: to + 1, all: order.length }))
  }

  for (const row of atFirst) {
    const buttons = /** @type {const} */ ([["up", -1], ["down", 1]]).map(([way, step]) => {
      const label = text(way, { text: nameOf(row) })
      const button = make("button", { type: "button", class: `q-${way}`, "aria-label": label })
      button.addEventListener("click", () => move(row, step))
      return button
    })
    row.append(make("span", { class: "q-move" }, ...buttons))
  }
  arrange(atFirst)

  return {
    read: () => rows().map((row) => row.dataset.option ?? ""),
    write(choice) {
      const ids = Object.values(choice ?? [])
      /** @param {HTMLElement} row */
      const place = (row) => (ids.includes(row.dataset.option ?? "") ? ids.indexOf(row.dataset.option ?? "") : ids.length)
      arrange([...atFirst].sort((a, b) => place(a) - place(b)))
    },
    unanswered: () => null,
    grade() {
      const marks = rows().map((row, place) => ({
        row,
        slot: /** @type {HTMLElement} */ (row.querySelector(".q-move")),
        right: row.dataset.option === keys[place],
      }))
      return { marks, right: marks.every(({ right }) => right) }
    },
    remove() {
      list.append(...atFirst)
      for (const part of list.querySelectorAll(".q-move")) part.remove()
    },
  }
}
