// The team page: codes and files in, all sheets shown at once, one repair out.

import { describe, make, makeButton, offerPart, stamp } from "#core"
import { readCode, splitLine, writeCode } from "./assess-code.js"
import { LIMIT, readFile } from "./assess-file.js"
import { focusHeading, putAway, readAspects, readRules, readStatements, say } from "./assess-page.js"
import { compareSheets } from "./assess-spread.js"
import { makeTeam } from "./assess-team.js"

const KIND = "team"
/** For the example beside the field. */
const SAMPLE = [1, 2, 2, 1, 3, 1, 2, 2, 2, 1, 1, 2, 2, 3, 0, 1]
const FIELDS = /** @type {const} */ (["what", "owner", "date"])

/** @param {HTMLElement} element
    @param {import("./question.js").Page} page
    @returns {() => void} */
function mountTeam(element, { store, strings }) {
  const { text, prefix } = strings
  const rules = readRules(element)
  const words = { statements: readStatements(element), aspects: readAspects(element), text }
  const link = element.querySelector(".explained")
  const { stage, restore } = putAway(element, link ? [link] : [])

  const codes = make("textarea", { id: "team-codes", rows: "6", spellcheck: "false", autocomplete: "off", autocapitalize: "characters", "aria-describedby": "team-codes-hint" })
  const files = make("input", { type: "file", id: "team-files", accept: ".json,application/json", multiple: "" })
  const status = make("p", { class: "say", role: "status" })
  const faults = make("div", { class: "err", id: "team-faults" })
  const result = make("article", { class: "result" })
  result.hidden = true

  const form = make(
    "form",
    { class: "team" },
    make("div", {}, make("label", { for: codes.id }, text("team.codes")), make("p", { id: "team-codes-hint", class: "hint" }, text("team.codes.hint", { sample: writeCode(SAMPLE, rules.edition) })), codes),
    make("div", {}, make("label", { for: files.id }, text("team.files")), files),
    make("div", { class: "acts" }, make("button", { class: "btn", type: "submit" }, text("team.show")), makeButton(text("team.clear"), clear)),
    status,
    faults,
  )

  function keepCodes() {
    if (codes.value.trim()) store.set(KIND, "codes", { v: 1, text: codes.value, at: stamp(store.get(KIND, "codes")?.at) })
    else store.remove(KIND, "codes")
  }

  function clear() {
    codes.value = ""
    result.hidden = true
    tell([])
    keepCodes()
    codes.focus()
  }

  /** @param {string[]} found */
  function tell(found) {
    faults.replaceChildren(...(found.length ? [make("ul", { class: "plain" }, ...found.map((fault) => make("li", {}, fault)))] : []))
    describe(codes, faults.id, found.length > 0)
  }

  /** @param {string} line */
  const addLine = (line) => void (codes.value = [codes.value.trimEnd(), line].filter(Boolean).join("\n"))

  /** @param {string} letters */
  const has = (letters) => codes.value.split("\n").some((line) => {
    const read = readCode(splitLine(line).code, rules.edition)
    return "scores" in read && writeCode(read.scores, rules.edition) === letters
  })

  codes.addEventListener("input", keepCodes)
  files.addEventListener("change", async () => {
    const chosen = [...(files.files ?? [])]
    const read = await Promise.all(chosen.map(async (file) => {
      const content = file.size > LIMIT ? null : await file.text().catch(() => "")
      return { file, found: content === null ? { fault: "big" } : readFile(content, prefix, rules) }
    }))
    files.value = "" // Or the same file could not be chosen again.
    const refused = read.flatMap(({ file, found }) => ("fault" in found ? [text("team.refused", { name: file.name, why: text(`team.file.${found.fault}`) })] : []))
    for (const { file, found } of read) {
      if (!("scores" in found)) continue
      addLine(`${found.who || file.name.replace(/\.json$/i, "")}: ${writeCode(found.scores, rules.edition)}`)
    }
    keepCodes()
    tell(refused)
    say(status, text("team.added", { n: read.length - refused.length, all: read.length }))
  })

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const lines = codes.value.split("\n").flatMap((line, n) => {
      if (!line.trim()) return []
      const { name, code } = splitLine(line)
      return [{ n: n + 1, name, read: readCode(code, rules.edition) }]
    })
    const sheets = lines.flatMap(({ read }) => ("scores" in read ? [read.scores] : []))
    const refused = lines.flatMap(({ n, read }) =>
      ("fault" in read ? [text("team.line", { n, why: text(`team.code.${read.fault}`, { value: read.value ?? "" }) })] : []))
    if (sheets.length < 2) refused.push(text(sheets.length ? "team.one" : "team.empty"))
    tell(refused)
    result.hidden = sheets.length < 2
    if (result.hidden) {
      say(status, "")
      codes.focus()
      return
    }
    const names = lines.flatMap(({ name, read }) => ("scores" in read && name ? [name] : []))
    const { heading, parts } = makeTeam(compareSheets(sheets, rules), { ...words, names })
    result.replaceChildren(...parts)
    say(status, refused.length ? text("team.some", { n: refused.length }) : "")
    focusHeading(heading)
  })

  const { section: repair, write: writeRepair } = makeRepair(element, store, text)
  stage.append(form, result, repair)

  function load() {
    codes.value = store.get(KIND, "codes")?.text ?? ""
    writeRepair()
  }

  /** A code that was scanned stands behind the # of the address. */
  function takeScanned() {
    const read = readCode(location.hash, rules.edition)
    if (!("scores" in read)) return
    const letters = writeCode(read.scores, rules.edition)
    const isNew = !has(letters)
    if (isNew) addLine(letters)
    keepCodes()
    history.replaceState(history.state, "", location.pathname + location.search)
    say(status, text(isNew ? "team.scanned" : "team.scanned.again", { code: letters }))
  }

  load()
  takeScanned()
  addEventListener("hashchange", takeScanned)
  const stop = store.watch(KIND, load)
  return () => {
    removeEventListener("hashchange", takeScanned)
    stop()
    restore()
  }
}

/** One repair with an owner and a date to look again, from the rows of the paper form.
    @param {HTMLElement} element
    @param {import("./store.js").Store} store
    @param {import("./strings.js").Strings["text"]} text */
function makeRepair(element, store, text) {
  const inputs = {
    what: make("textarea", { id: "repair-what", rows: "3", maxlength: "600" }),
    owner: make("input", { type: "text", id: "repair-owner", maxlength: "80", autocomplete: "off" }),
    date: make("input", { type: "date", id: "repair-date" }),
  }
  const rows = FIELDS.map((field) => {
    const head = element.querySelector(`[data-field="${field}"]`)
    const input = inputs[field]
    const hint = make("small", { id: `${input.id}-hint` }, head?.querySelector("small")?.textContent ?? "")
    input.setAttribute("aria-describedby", hint.id)
    return make("div", {}, make("label", { for: input.id }, head?.querySelector("b")?.textContent ?? ""), hint, input)
  })
  const status = make("p", { class: "say", role: "status" })
  const form = make("form", { class: "repair" }, ...rows,
    make("div", { class: "acts" }, makeButton(text("team.print"), () => print(), "btn")), status)
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("input", () => {
    const item = { what: inputs.what.value, owner: inputs.owner.value, date: inputs.date.value }
    const isEmpty = !Object.values(item).some((value) => value.trim())
    const kept = isEmpty ? store.remove(KIND, "repair") : store.set(KIND, "repair", { v: 1, ...item, at: stamp(store.get(KIND, "repair")?.at) })
    const words = text(kept ? "team.kept" : "team.unkept")
    if (status.textContent !== words) status.textContent = words
  })
  return {
    section: make("section", { class: "one-repair" }, make("h2", { id: "one-repair" }, element.querySelector("#repair")?.textContent ?? ""), form),
    write() {
      const item = store.get(KIND, "repair")
      for (const field of FIELDS) {
        const value = item?.[field] ?? ""
        if (inputs[field].value !== value) inputs[field].value = value
      }
    },
  }
}

offerPart("course-team", mountTeam)
