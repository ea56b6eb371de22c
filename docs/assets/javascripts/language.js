// The other language: the switch stays at the reader's place, and the offer is made once.

import { findPassed } from "./place.js"

/** The place that is being read: the address's own while it is in view, else the last heading or
    question above the upper third of the window. Their ids are the same in all languages. */
function readPlace() {
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (named) {
    const { top, bottom } = named.getBoundingClientRect()
    if (bottom > 0 && top < innerHeight) return location.hash
  }
  if (scrollY < 8) return ""
  const id = findPassed(".md-content :is(h2, h3, course-question)[id]")?.id
  return id ? `#${encodeURIComponent(id)}` : ""
}

/** @param {import("./question.js").Page} page */
export function watchLanguage({ store }) {
  /** @param {Event} event */
  function carryPlace(event) {
    const link = event.target instanceof Element && event.target.closest("a[data-locale], course-offer a")
    if (!(link instanceof HTMLAnchorElement)) return
    link.hash = readPlace()
    if (event.type === "click") settle(store)
  }
  for (const type of ["click", "auxclick", "contextmenu"]) document.addEventListener(type, carryPlace, true)
}

/** The reader made a choice: never offer again.
    @param {import("./store.js").Store} store */
function settle(store) {
  if (store.state !== "denied") store.set("setting", "offer", { v: 1, done: true })
}

/** @param {HTMLElement} offer @param {import("./question.js").Page} page @returns {() => void} */
export function mountOffer(offer, { store, strings }) {
  const offers = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("course-offer")])
  const supported = [strings.locale, ...offers.map(({ dataset }) => dataset.locale ?? "")]
  const wanted = navigator.languages
    .map((language) => language.toLowerCase().split("-")[0])
    .find((language) => supported.some((locale) => locale.toLowerCase().split("-")[0] === language))
  const end = new AbortController()
  if (wanted && wanted === offer.dataset.locale?.toLowerCase().split("-")[0] && wanted !== strings.locale.toLowerCase().split("-")[0]) {
    const done = store.state === "denied" || store.get("setting", "offer")?.done === true
    // What cannot be remembered would be asked on every page: then not at all.
    offer.hidden = done || !store.set("setting", "offer", { v: 1, done: false })
  }
  offer.querySelector("button")?.addEventListener(
    "click",
    () => {
      settle(store)
      offer.hidden = true
    },
    { signal: end.signal },
  )
  return () => end.abort()
}
