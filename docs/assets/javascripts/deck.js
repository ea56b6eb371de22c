// The deck in the room, and the one for learners. It is the one that knows: where the show is, how long
// it has been going on, what was voted. The trainer's own page asks it and tells it what to do.

import Reveal from "reveal.js"
import { makeBar } from "./deck-bar.js"
import { drawTimers, fitTimers } from "./deck-countdown.js"
import { makeNotes } from "./deck-notes.js"
import { drawVote, questionOn } from "./deck-vote.js"
import { readStrings } from "./strings.js"
import { addMinute, enterPart, hasRun, newClock, newTimer, runClock, stopClock, toggleTimer } from "./talk-clock.js"
import { openLink } from "./talk-link.js"
import { findPart, listSlides, loadAll, loadAround, makeLoader, nearestSlide, readPlan } from "./talk-plan.js"
import { countHands, newVote } from "./talk-vote.js"

/** @typedef {import("./talk-clock.js").Clock} Clock */
/** @typedef {import("./talk-clock.js").Timer} Timer */
/** @typedef {import("./talk-vote.js").Vote} Vote */
/** @typedef {{slide: string, answered: boolean, black: boolean, clock: Clock, timers: Record<string, Timer>,
    votes: Record<string, Vote>}} Show What the trainer's page knows of the room. */

const plan = readPlan()
const words = readStrings()
const root = /** @type {HTMLElement} */ (document.querySelector(".deck"))
const teaches = document.body.dataset.reader === "trainer"
const KEPT = `${words.prefix}:talk:${plan.id}`
const all = listSlides(plan)

/** @type {Show} */
const show = { slide: "", answered: false, black: false, clock: newClock(plan.parts.length), timers: {}, votes: {}, ...recall() }
if (show.clock.spent.length !== plan.parts.length) show.clock = newClock(plan.parts.length)

root.classList.add("reveal")
// Our style sheet prints the slides; this class keeps the library's rules for paper out of it.
document.documentElement.classList.add("print-pdf")
useScheme(matchMedia("(prefers-color-scheme: dark)").matches)
const deck = new Reveal(root, {
  width: 1280,
  height: 720,
  margin: 0,
  minScale: 0.1,
  maxScale: 4,
  center: false,
  display: "grid",
  embedded: true,
  hash: true,
  controls: false,
  progress: true,
  help: false,
  overview: true,
  navigationMode: "linear",
  transition: "none",
  backgroundTransition: "none",
  // A button that has the focus keeps its own keys.
  keyboardCondition: (event) =>
    !(event.target instanceof Element && event.target.closest("dialog, input, select, textarea")) &&
    !([" ", "Enter"].includes(event.key) && event.target instanceof Element && event.target.closest("a, button, summary")),
  keyboard: {
    ...Object.fromEntries([32, 34, 39, 40].map((key) => [key, () => commands.next()])),
    68: () => useScheme(document.body.dataset.mdColorScheme !== "slate"),
    78: () => notes?.toggle(),
    80: "prev",
    83: () => openSpeaker(),
    84: () => commands.timer("toggle"),
    86: () => editVote(),
    191: () => bar.help(),
  },
})

const load = makeLoader(plan, () => {
  if (!deck.isReady()) return
  deck.sync()
  prepare()
})
const link = openLink(plan.id, (body) => {
  if (!teaches) return
  if (body.ask === "hello") tell()
  const [name, ...values] = body.do ?? []
  const command = Object.entries(commands).find(([known]) => known === name)?.[1]
  if (command) /** @type {(...values: any[]) => void} */ (command)(...values)
})

/** What can be asked of the room, from here or from the trainer's page. */
const commands = {
  next: () => void advance(),
  previous: () => deck.prev(),
  /** @param {string} id */
  go: (id) => void goTo(nearestSlide(plan, id)),
  black: () => deck.togglePause(),
  answer() {
    if (show.answered) deck.prevFragment()
    else deck.nextFragment()
  },
  /** @param {"toggle" | "reset"} what */
  clock(what) {
    const now = Date.now()
    if (what === "reset") show.clock = { ...newClock(plan.parts.length), part: show.clock.part }
    else show.clock = show.clock.since === null ? runClock(show.clock, now) : stopClock(show.clock, now)
    tell()
  },
  /** @param {"toggle" | "more" | "reset"} what */
  timer(what) {
    const box = /** @type {HTMLElement | null} */ (deck.getCurrentSlide()?.querySelector(".countdown"))
    const name = deck.getCurrentSlide()?.dataset.segment
    if (!box || !name || !teaches) return
    const fresh = newTimer(Number(box.dataset.minutes))
    const timer = show.timers[name] ?? fresh
    show.timers[name] = what === "toggle" ? toggleTimer(timer, Date.now()) : what === "more" ? addMinute(timer) : fresh
    drawTimers(show.timers, words, what)
    tell()
  },
  /** @param {string} question @param {string} option @param {number} count */
  count(question, option, count) {
    show.votes[question] = countHands(show.votes[question] ?? newVote(), option, count)
    drawVotes()
    tell()
  },
  /** @param {string} question @param {0 | 1} round */
  round(question, round) {
    show.votes[question] = { ...(show.votes[question] ?? newVote()), round }
    drawVotes()
    tell()
  },
  /** @param {string} question */
  clear(question) {
    delete show.votes[question]
    drawVotes()
    tell()
  },
}

const notes = teaches ? makeNotes(words, plan, () => deck.layout()) : null
const bar = makeBar(words, teaches, {
  previous: commands.previous,
  next: commands.next,
  speaker: openSpeaker,
  notes: () => notes?.toggle(),
  vote: editVote,
  scheme: () => useScheme(document.body.dataset.mdColorScheme !== "slate"),
  full: () => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  print: () => void loadAll(plan, load).then(() => print()),
})

/** @param {boolean} dark */
function useScheme(dark) {
  document.body.dataset.mdColorScheme = dark ? "slate" : "default"
}

function openSpeaker() {
  if (teaches) link.join(window.open(`${document.body.dataset.speaker}?room=${link.id}`, `ccip-speaker-${plan.id}`, "popup,width=1240,height=820"))
}

/** The next step; where a lesson is still on its way, after it has come. */
async function advance() {
  const at = all.indexOf(show.slide)
  await load(plan.parts[findPart(plan, all[at + 1] ?? "")]?.from ?? "")
  deck.next()
}

/** @param {string} id */
async function goTo(id) {
  await load(plan.parts[findPart(plan, id)]?.from ?? "")
  const slide = document.getElementById(id)
  if (slide) deck.slide(deck.getIndices(slide).h, 0, -1)
}

/** Numbers, links and buttons of the slides that are there. */
function prepare() {
  for (const slide of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".slides > section"))) {
    const number = slide.querySelector(".n")
    if (number) number.textContent = `${all.indexOf(slide.id) + 1} / ${all.length}`
    if (location.protocol !== "file:") continue
    // A folder that was opened from disk shows no page by itself.
    for (const anchor of slide.querySelectorAll("footer a, a.cite, a.term, td a")) {
      anchor.setAttribute("href", (anchor.getAttribute("href") ?? "").replace(/\/(#|$)/, "/index.html$1"))
    }
  }
  if (teaches) {
    fitTimers(root, words, commands)
    drawTimers(show.timers, words)
    drawVotes()
  }
}

/** Opens the fields for the hands on this slide, or closes them. */
function editVote() {
  const options = questionOn(deck.getCurrentSlide())
  const id = options?.dataset.question
  if (!options || !id || !teaches) return
  const edits = options.classList.toggle("is-edited")
  drawVote(id, show.votes[id] ?? newVote(), words, commands)
  if (edits) options.querySelector("input")?.focus()
}

function drawVotes() {
  for (const [id, vote] of Object.entries(show.votes)) drawVote(id, vote, words, commands)
  for (const options of root.querySelectorAll(".is-voted[data-question]")) {
    const id = /** @type {HTMLElement} */ (options).dataset.question ?? ""
    if (!show.votes[id]) drawVote(id, newVote(), words, commands)
  }
}

/** Notes where the show is, and starts the clock when the first part with minutes begins. */
function note() {
  const slide = deck.getCurrentSlide()
  if (!slide) return
  const part = findPart(plan, slide.id)
  show.slide = slide.id
  show.answered = Boolean(slide.querySelector(".fragment.visible"))
  show.black = deck.isPaused()
  for (const options of root.querySelectorAll(".options")) {
    options.classList.toggle("is-answered", slide.contains(options) && show.answered)
  }
  if (part !== show.clock.part && part >= 0) show.clock = enterPart(show.clock, part, Date.now())
  if (teaches && !hasRun(show.clock) && plan.parts[part]?.minutes) show.clock = runClock(show.clock, Date.now())
  void loadAround(plan, load, part)
  bar.update(Boolean(questionOn(slide)))
  tell()
}

function tell() {
  if (!teaches) return
  link.send({ show })
  notes?.update(show)
  keep()
}

/** What has been used and voted outlives a reload of this tab, and nothing else. */
function keep() {
  try {
    const { clock, timers, votes } = show
    sessionStorage.setItem(KEPT, JSON.stringify({ clock, timers, votes }))
  } catch {
    // Then it lives as long as the page.
  }
}

/** @returns {Partial<Show>} */
function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}")
  } catch {
    return {}
  }
}

async function start() {
  const wanted = location.hash.replace(/^#\/?/, "")
  await load(plan.parts[findPart(plan, wanted)]?.from ?? "")
  link.join(window.opener)
  for (const event of ["slidechanged", "fragmentshown", "fragmenthidden", "paused", "resumed"]) deck.on(event, note)
  await deck.initialize()
  prepare()
  note()
}

addEventListener("beforeprint", () => {
  useScheme(false)
  for (const options of root.querySelectorAll(".options")) options.classList.add("is-answered")
})
addEventListener("afterprint", note)
addEventListener("pagehide", () => teaches && link.send({ gone: true }))
void start()
