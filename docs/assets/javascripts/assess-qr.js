// A text as a QR code, drawn as one path.
/*!
The QR code is made by lean-qr 2.7 (https://github.com/davidje13/lean-qr), under the MIT License:
Copyright (c) 2021-2025 David Evans
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
*/

import { generate } from "lean-qr/nano"
import { draw } from "./assess-draw.js"

/** The margin that readers need, in modules. */
const QUIET = 4

/** @param {string} text
    @param {string} spoken */
export function drawCode(text, spoken) {
  const code = generate(text)
  const side = code.size + 2 * QUIET
  let path = ""
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`
  }
  const paper = draw("rect", { class: "qr-paper", width: side, height: side })
  return draw("svg", { class: "qr", viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": spoken }, paper, draw("path", { class: "qr-ink", d: path }))
}
