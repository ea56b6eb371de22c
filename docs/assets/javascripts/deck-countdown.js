// The countdown of an activity. It makes no sound; it says the minutes politely.

import { make } from "./dom.js"
import { timeLeft, writeTime } from "./talk-clock.js"

/** @typedef {import("./talk-clock.js").Timer} Timer */
/** @typedef {import("./strings.js").Strings} Strings */

/** Minutes at which it speaks. */
const SPOKEN = [10, 5, 2, 1, 0]
/** @type {HTMLElement | null} */
let voice = null
/** @type {ReturnType<typeof setInterval> | undefined} */
let ticking
/** What was left when it was last drawn, by segment.
    @type {Map<string, number>} */
const before = new Map()

/** Puts buttons beside the minutes of every countdown that has none.
    @param {HTMLElement} root
    @param {Strings} words
    @param {{timer: (what: "toggle" | "more" | "reset") => void}} commands */
export function fitTimers(root, words, commands) {
  for (const box of root.querySelectorAll(".countdown:not(:has(button))")) {
    box.querySelector(".left")?.setAttribute("role", "timer")
    for (const what of /** @type {const} */ (["toggle", "more", "reset"])) {
      const button = make("button", { type: "button", "data-timer": what }, words.text(`talk.timer.${what === "toggle" ? "start" : what}`))
      button.addEventListener("click", () => commands.timer(what))
      box.append(button)
    }
  }
  if (voice) return
  voice = make("p", { class: "vh", "aria-live": "polite" })
  document.body.append(voice)
}

/** Shows what is left, and goes on while one runs.
    @param {Record<string, Timer>} timers
    @param {Strings} words
    @param {string} [done] what was just pressed, to be said */
export function drawTimers(timers, words, done) {
  const now = Date.now()
  let runs = false
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".slide .countdown"))) {
    const name = /** @type {HTMLElement} */ (box.closest(".slide")).dataset.segment ?? ""
    const timer = timers[name]
    const left = box.querySelector(".left")
    if (!left) continue
    if (!timer) {
      left.textContent = words.text("talk.minutes", { n: box.dataset.minutes ?? "" })
      continue
    }
    const ms = timeLeft(timer, now)
    left.textContent = writeTime(Math.ceil(ms / 1000) * 1000)
    box.classList.toggle("is-over", ms <= 0)
    const button = box.querySelector("[data-timer=toggle]")
    if (button) button.textContent = words.text(timer.since === null ? "talk.timer.start" : "talk.timer.stop")
    if (timer.since !== null) runs = true
  }
  for (const [name, timer] of Object.entries(timers)) speak(name, timeLeft(timer, now), timer.since !== null, words)
  if (done === "toggle" && voice) voice.textContent = words.text(runs ? "talk.timer.started" : "talk.timer.stopped")
  clearInterval(ticking)
  if (runs) ticking = setInterval(() => drawTimers(timers, words), 500)
}

/** @param {string} name @param {number} left @param {boolean} runs @param {Strings} words */
function speak(name, left, runs, words) {
  const last = before.get(name)
  before.set(name, left)
  if (!runs || last === undefined || !voice) return
  const passed = SPOKEN.find((minutes) => last > minutes * 60000 && left <= minutes * 60000)
  if (passed !== undefined) voice.textContent = passed ? words.text("talk.timer.left", { n: passed }) : words.text("talk.timer.over")
}
