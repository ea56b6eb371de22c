// One form of the final assessment, drawn by its blueprint. The same seed draws the same form.

/** @typedef {object} Part a block of the assessment
 * @property {string} id
 * @property {string} title
 * @property {number} items
 * @property {[aim: string, items: number][]} aims
 * @property {Record<string, number>} forms the least number of each kind of question
 */
/** @typedef {{items: number, minutes: number, pass: number, least: number, parts: Part[]}} Blueprint */
/** @typedef {{id: string, aim: string, kind: string, reserved: boolean}} Item */

/** Numbers from 0 to below 1 that a seed fixes (mulberry32).
    @param {number} seed */
function makeRandom(seed) {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** @template T
    @param {readonly T[]} list
    @param {() => number} random
    @returns {T[]} */
function shuffle(list, random) {
  const mixed = [...list]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[mixed[last], mixed[other]] = /** @type {[T, T]} */ ([mixed[other], mixed[last]])
  }
  return mixed
}

/** Every choice of so many, those that come first in the list first.
    @template T
    @param {T[]} list
    @param {number} count
    @returns {T[][]} */
function choices(list, count) {
  if (count <= 0) return [[]]
  return list.flatMap((first, place) => choices(list.slice(place + 1), count - 1).map((rest) => [first, ...rest]))
}

/** The first choice from each slot that together have the forms asked for.
    @param {Item[][][]} slots
    @param {Record<string, number>} forms
    @param {Item[]} [chosen]
    @returns {Item[] | null} */
function combine([slot, ...rest], forms, chosen = []) {
  if (!slot) {
    const isMet = Object.entries(forms).every(([kind, least]) => chosen.filter((item) => item.kind === kind).length >= least)
    return isMet ? chosen : null
  }
  for (const items of slot) {
    const found = combine(rest, forms, [...chosen, ...items])
    if (found) return found
  }
  return null
}

/** The questions of one try, block by block, mixed within a block.
    @param {Blueprint} blueprint
    @param {Item[]} bank
    @param {number} seed
    @param {string[]} [last] the questions of the try before: others are preferred
    @returns {string[]} */
export function drawForm(blueprint, bank, seed, last = []) {
  const random = makeRandom(seed)
  return blueprint.parts.flatMap(({ aims, forms }) => {
    const slots = aims.map(([aim, count]) => {
      const own = shuffle(bank.filter((item) => item.aim === aim), random)
      const reserved = own.filter((item) => item.reserved).slice(0, count)
      const free = own.filter((item) => !item.reserved)
      const fresh = [...free.filter(({ id }) => !last.includes(id)), ...free.filter(({ id }) => last.includes(id))]
      return choices(fresh, count - reserved.length).map((drawn) => [...reserved, ...drawn])
    })
    // Mixed, because the slots that come last give way where a form is missing.
    const mixed = shuffle(slots, random)
    const found = combine(mixed, forms) ?? mixed.flatMap((slot) => slot[0] ?? [])
    return shuffle(found, random).map(({ id }) => id)
  })
}
