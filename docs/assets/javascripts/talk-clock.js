// The clock of a session: what is planned, what has been used, and by whom. Nothing here reads a clock
// or a page: `now` is handed in, so that two windows that hold the same record show the same time.

/** @typedef {{spent: number[], part: number, since: number | null}} Clock
    Milliseconds used by each part of the plan, the part that is on, and since when it runs. */
/** @typedef {{minutes: number}} Planned */
/** @typedef {{elapsed: number, planned: number, here: number, hereMinutes: number, drift: number}} Reading
    In milliseconds, but for the minutes of the part; drift: how far behind the plan, ahead below 0. */

const MINUTE = 60000

/** @param {number} parts @returns {Clock} */
export const newClock = (parts) => ({ spent: Array(parts).fill(0), part: 0, since: null })

/** @param {Clock} clock @param {number} now @returns {Clock} the same with what has run booked */
function book(clock, now) {
  if (clock.since === null) return clock
  const spent = [...clock.spent]
  spent[clock.part] = (spent[clock.part] ?? 0) + Math.max(0, now - clock.since)
  return { ...clock, spent, since: now }
}

/** @param {Clock} clock @param {number} part @param {number} now @returns {Clock} */
export const enterPart = (clock, part, now) => ({ ...book(clock, now), part })

/** @param {Clock} clock @param {number} now @returns {Clock} */
export const runClock = (clock, now) => (clock.since === null ? { ...clock, since: now } : clock)

/** @param {Clock} clock @param {number} now @returns {Clock} */
export const stopClock = (clock, now) => ({ ...book(clock, now), since: null })

/** @param {Clock} clock @returns {boolean} whether it has ever run */
export const hasRun = (clock) => clock.since !== null || clock.spent.some((used) => used > 0)

/** @param {Clock} clock
    @param {readonly Planned[]} plan
    @param {number} now
    @returns {Reading} */
export function readClock(clock, plan, now) {
  const { spent } = book(clock, now)
  const elapsed = spent.reduce((sum, used) => sum + used, 0)
  const before = sum(plan.slice(0, clock.part))
  const hereMinutes = plan[clock.part]?.minutes ?? 0
  const from = before * MINUTE
  const until = (before + hereMinutes) * MINUTE
  // In the part where one should be by now, one is neither ahead nor behind.
  const drift = elapsed > until ? elapsed - until : elapsed < from ? elapsed - from : 0
  return { elapsed, planned: sum(plan) * MINUTE, here: spent[clock.part] ?? 0, hereMinutes, drift }
}

/** @param {readonly Planned[]} plan */
const sum = (plan) => plan.reduce((all, part) => all + part.minutes, 0)

/** 75 s → `1:15`, an hour and more → `1:02:03`.
    @param {number} ms */
export function writeTime(ms) {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0")
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return (ms <= -1000 ? "−" : "") + (h ? `${h}:${two(m)}` : String(m)) + `:${two(s)}`
}

/** @typedef {{left: number, since: number | null}} Timer A countdown: milliseconds left, since when it runs. */

/** @param {number} minutes @returns {Timer} */
export const newTimer = (minutes) => ({ left: minutes * MINUTE, since: null })

/** @param {Timer} timer @param {number} now milliseconds left, below 0 when it is over */
export const timeLeft = (timer, now) => timer.left - (timer.since === null ? 0 : now - timer.since)

/** @param {Timer} timer @param {number} now @returns {Timer} */
export const toggleTimer = (timer, now) => ({ left: timeLeft(timer, now), since: timer.since === null ? now : null })

/** @param {Timer} timer @returns {Timer} */
export const addMinute = (timer) => ({ ...timer, left: timer.left + MINUTE })
