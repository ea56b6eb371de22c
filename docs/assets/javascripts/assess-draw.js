// Drawings of results: elements and classes only, so that they follow the scheme.

/** @typedef {import("./assess-score.js").Dimension} Dimension */

/** @param {string} tag
    @param {Record<string, string | number>} [attributes]
    @param {...(Node | string)} children
    @returns {SVGElement} */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
  element.append(...children)
  return element
}

const CENTRE = { x: 250, y: 190 }
const RADIUS = 145
const LABEL = 163

/** @param {number} n @param {number} all @param {number} length */
function point(n, all, length) {
  const angle = (2 * Math.PI * n) / all
  return { x: CENTRE.x + length * Math.sin(angle), y: CENTRE.y - length * Math.cos(angle), side: Math.round(10 * Math.sin(angle)) }
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10
/** @param {{x: number, y: number}[]} points */
const join = (points) => points.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ")

/** What is weak has a bold name and a diamond, not only another colour.
    @param {Dimension[]} dimensions
    @param {(dimension: Dimension) => string} name a short one
    @param {string} spoken what a screen reader says; the numbers stand in the table */
export function drawRadar(dimensions, name, spoken) {
  const all = dimensions.length
  /** @param {number} share */
  const ring = (share) => dimensions.map((_, n) => point(n, all, RADIUS * share))
  const parts = [0.25, 0.5, 0.75, 1].map((share) =>
    draw("polygon", { class: share === 0.5 ? "f-thin f-dash" : "f-thin", points: join(ring(share)) }))
  for (const { x, y } of ring(1)) parts.push(draw("path", { class: "f-thin", d: `M${CENTRE.x} ${CENTRE.y}L${round(x)} ${round(y)}` }))
  parts.push(draw("polygon", { class: "f-area", points: join(dimensions.map(({ share }, n) => point(n, all, RADIUS * share))) }))
  dimensions.forEach((dimension, n) => {
    const { x, y, side } = point(n, all, LABEL)
    const anchor = side > 0 ? "start" : side < 0 ? "end" : "middle"
    const words = [draw("tspan", { class: "f-num" }, String(dimension.n)), draw("tspan", { class: "nm" }, ` ${name(dimension)}`)]
    parts.push(draw("text", { class: dimension.weak ? "f-text f-weak" : "f-text", x: round(x), y: round(y + 5), "text-anchor": anchor }, ...words))
    if (!dimension.weak) return
    const spot = point(n, all, RADIUS * dimension.share)
    const [left, top] = [round(spot.x), round(spot.y)]
    parts.push(draw("path", { class: "f-weak", d: `M${left} ${round(top - 8)}l8 8l-8 8l-8 -8z` }))
  })
  return draw("svg", { viewBox: "-30 0 560 375", role: "img", "aria-label": spoken }, ...parts)
}

/** @param {number} share from 0 to 1 */
export function drawMeter(share) {
  const bar = draw("rect", { width: round(100 * share), height: 7 })
  return draw("svg", { class: "meter", viewBox: "0 0 100 7", preserveAspectRatio: "none", "aria-hidden": "true" }, bar)
}

/** A dot for each value on a line from none to all; equal values stand on one another.
    @param {number[]} values shares, the lowest first */
export function drawSpread(values) {
  /** @param {number} share */
  const place = (share) => round(8 + 184 * share)
  const seen = new Map()
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1)
  const high = Math.max(...seen.values())
  const base = 10 * high
  const [first = 0] = values
  const parts = [draw("path", { class: "f-thin", d: `M8 ${base}H192` })]
  parts.push(draw("path", { class: "f-range", d: `M${place(first)} ${base}H${place(values[values.length - 1] ?? 0)}` }))
  for (const [value, count] of seen) {
    for (let n = 0; n < count; n += 1) parts.push(draw("circle", { class: "f-mark", cx: place(value), cy: base - 10 * n, r: 4.5 }))
  }
  return draw("svg", { class: "spread", viewBox: `0 0 200 ${base + 8}`, "aria-hidden": "true" }, ...parts)
}
