// What the deck is made of. A path's deck brings its own slides; those of its lessons come from a script
// for each lesson, because a page that was opened from disk may not ask for anything else.

/** @typedef {{title: string, minutes: number, slides: string[], from: string}} Part */
/** @typedef {{id: string, parts: Part[], scripts: Record<string, string>}} Plan */

/** @returns {Plan} */
export const readPlan = () => JSON.parse(document.getElementById("deck-plan")?.textContent || "{}")

/** @param {Plan} plan @param {string} slide @returns {number} the part that it belongs to, -1 for none */
export const findPart = (plan, slide) => plan.parts.findIndex((part) => part.slides.includes(slide))

/** @param {Plan} plan @returns {string[]} ids of all slides in order */
export const listSlides = (plan) => plan.parts.flatMap((part) => part.slides)

/** The slide of that id; of a deck in the other language that splits a text otherwise, the nearest.
    @param {Plan} plan @param {string} id */
export function nearestSlide(plan, id) {
  const all = listSlides(plan)
  return all.includes(id) ? id : all.find((other) => other === id.replace(/-[b-z]$/, "")) ?? ""
}

/** @param {Plan} plan
    @param {() => void} changed after slides have come
    @returns {(name: string) => Promise<void>} brings the slides of a lesson; once each */
export function makeLoader(plan, changed) {
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map()
  return (name) => {
    const known = asked.get(name)
    if (known || !name) return known ?? Promise.resolve()
    const coming = /** @type {Promise<void>} */ (
      new Promise((done, fail) => {
        const script = document.createElement("script")
        script.src = plan.scripts[name] ?? ""
        script.onload = () => {
          insert(plan, name)
          changed()
          done()
        }
        script.onerror = () => fail(new Error(`${script.src} is missing`))
        document.head.append(script)
      })
    )
    asked.set(name, coming)
    return coming
  }
}

/** Puts the slides of a lesson where the plan wants them.
    @param {Plan} plan @param {string} name */
function insert(plan, name) {
  // The text is the one that the lesson's own deck holds, made by the same build.
  const html = /** @type {any} */ (globalThis).courseSlides[name]
  const source = new DOMParser().parseFromString(html, "text/html")
  /** @type {Element | null} */
  let before = null
  for (const part of plan.parts) {
    for (const id of part.slides) {
      let slide = document.getElementById(id)
      if (!slide && part.from === name) {
        const found = source.getElementById(id)
        if (found && before) before.after((slide = document.importNode(found, true)))
      }
      before = slide ?? before
    }
  }
}

/** Loads what the next minutes need: the lessons of a part and of the two after it.
    @param {Plan} plan @param {(name: string) => Promise<void>} load @param {number} part */
export function loadAround(plan, load, part) {
  const near = plan.parts.slice(Math.max(0, part), part + 3)
  return Promise.all(near.map(({ from }) => load(from)))
}

/** @param {Plan} plan @param {(name: string) => Promise<void>} load */
export const loadAll = (plan, load) => Promise.all(Object.keys(plan.scripts).map(load))
