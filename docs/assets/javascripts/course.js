// The script of every page: it starts what the page's own elements need.

import * as core from "./core.js"
import { mountOffer, watchLanguage } from "./language.js"
import { mountLater } from "./later.js"
import { watchLessons } from "./lessons.js"
import { watchStore } from "./notice.js"
import { takeParts } from "./parts.js"
import { watchPlace } from "./place.js"
import { mountQuestion } from "./question.js"
import { SHAPES } from "./schema.js"
import { openStore } from "./store.js"
import { readStrings } from "./strings.js"
import { mountTerm } from "./term.js"

;/** @type {any} */ (globalThis).courseCore = core

/** Defines an element that lives while it is in the page, and leaves no trace.
    @param {string} name
    @param {(element: HTMLElement) => () => void} mount */
function define(name, mount) {
  if (customElements.get(name)) return
  customElements.define(
    name,
    class extends HTMLElement {
      connectedCallback() {
        this.unmount = mount(this)
      }
      disconnectedCallback() {
        this.unmount?.()
      }
    },
  )
}

function start() {
  const { prefix } = readStrings()
  const store = openStore({ prefix, shapes: SHAPES })
  // The words are read anew for each element: the page around it may have been replaced.
  const page = () => ({ store, strings: readStrings() })
  watchLanguage(page())
  define("course-question", (element) => mountQuestion(element, page()))
  define("course-term", mountTerm)
  define("course-offer", (element) => mountOffer(element, page()))
  define("course-later", (element) => mountLater(element, page()))
  takeParts((name, mount) => define(name, (element) => mount(element, page())))
  watchLessons(page())
  watchPlace(page())
  watchStore(page())
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
else start()
