// What a reader can do with the memory: save it as a file, take one in, empty it.

import { ask, make, makeButton, saveText } from "#core"
import { LIMIT, readBackup, takeOver, writeBackup } from "./backup.js"

/** @param {import("./question.js").Page} page
    @param {{id: string, title: string}[]} lessons
    @returns {HTMLElement} */
export function makeRecords({ store, strings: { text, prefix } }, lessons) {
  const status = make("p", { role: "status", class: "say" })
  /** @param {string} key @param {Record<string, string | number>} [values] */
  function say(key, values) {
    // The same words twice would not be read out again.
    status.textContent = ""
    setTimeout(() => void (status.textContent = text(`progress.${key}`, values)))
  }

  /** @param {string} name @param {() => void} act @param {string} [look] */
  const button = (name, act, look) => makeButton(text(`progress.${name}`), act, look)

  function save() {
    const { text: content, count } = writeBackup(store, prefix)
    if (!count) return say("save.none")
    saveText(`${prefix}-progress-${new Date().toISOString().slice(0, 10)}.json`, content, "application/json")
    say("save.done", { n: count })
  }

  const file = make("input", { type: "file", accept: ".json,application/json", hidden: "" })
  file.addEventListener("change", async () => {
    const chosen = file.files?.[0]
    file.value = "" // Or the same file could not be chosen again.
    if (!chosen) return
    if (chosen.size > LIMIT) return say("load.big")
    const read = await chosen.text().catch(() => null)
    if (read === null) return say("load.unread")
    const found = readBackup(read, store, prefix)
    if ("fault" in found) return say(`load.${found.fault}`, { name: found.name ?? "items" })
    if (store.state === "denied") return say("load.denied")
    const done = takeOver(store, found.entries)
    if (done) say("load.done", { n: done.taken, kept: done.kept })
    else say("load.full")
  })

  const which = make("select", { id: "records-lesson" }, ...lessons.map(({ id, title }) => make("option", { value: id }, title)))

  async function emptyLesson() {
    const { value: id } = which
    const title = lessons.find((lesson) => lesson.id === id)?.title ?? ""
    if (!(await ask(words("lesson", { title })))) return
    /** @param {string} kind @param {string} name */
    const belongs = (kind, name) =>
      name === id || name.startsWith(`${id}-`) || (kind === "setting" && store.get(kind, name)?.lesson === id)
    say(store.wipe(belongs) ? "reset.lesson.done" : "reset.failed", { title })
  }

  async function emptyAll() {
    if (await ask(words("all"))) say(store.wipe() ? "reset.all.done" : "reset.failed")
  }

  /** @param {string} what @param {Record<string, string | number>} [values] */
  const words = (what, values) => ({
    title: text(`progress.reset.${what}.title`, values),
    words: text(`progress.reset.${what}.words`, values),
    yes: text("progress.reset.yes"),
    no: text("progress.reset.no"),
  })

  return make(
    "section",
    { class: "records" },
    make("h2", { id: "records" }, text("progress.records")),
    make("p", {}, text("progress.records.words")),
    make("p", { class: "acts" }, button("save", save, "btn"), button("load", () => file.click()), file),
    make(
      "div",
      { class: "filter" },
      make("div", {}, make("label", { for: "records-lesson" }, text("progress.reset.which")), which),
      make("p", { class: "acts" }, button("reset.lesson", emptyLesson), button("reset.all", emptyAll)),
    ),
    status,
  )
}
