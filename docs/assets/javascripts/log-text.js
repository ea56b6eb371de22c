// A session of the log as Markdown, to paste into an issue.

/** @typedef {{title: string, parts: Map<string, {name: string, minutes: number}>, questions: Map<string, string>, contexts: Map<string, string>}} Unit
    A lesson or path: its sections or steps; stem and situation of its questions, by id. */
/** @typedef {{unit: string, date: string, people: string, planned: Record<string, number>, used: Record<string, number>, failed: string[], change: string}} Session */

/** A text that must stay in one cell of a table.
    @param {string} text */
const cell = (text) => text.replace(/\s+/g, " ").replace(/\|/g, "\\|").trim()

/** `+4`, `−2`, `0`
    @param {number} minutes */
export const writeGap = (minutes) => (minutes > 0 ? `+${minutes}` : minutes < 0 ? `−${-minutes}` : "0")

/** The sections in the order of the lesson; those that are no longer in it come last, by their id.
    @param {Session} session
    @param {Unit | undefined} unit */
export function listParts({ planned, used }, unit) {
  const names = [...(unit?.parts.keys() ?? []), ...Object.keys({ ...planned, ...used })]
  return [...new Set(names)].map((id) => {
    const plan = planned[id] ?? unit?.parts.get(id)?.minutes ?? 0
    return { id, name: unit?.parts.get(id)?.name ?? id, plan, used: used[id] ?? null }
  })
}

/** Planned and used minutes of the sections that were timed, and of all.
    @param {Session} session
    @param {Unit | undefined} unit */
export function sumSession(session, unit) {
  const parts = listParts(session, unit)
  const plan = parts.reduce((sum, part) => sum + part.plan, 0)
  const used = parts.reduce((sum, part) => sum + (part.used ?? part.plan), 0)
  return { plan, used, timed: parts.some((part) => part.used !== null) }
}

/** @param {Session} session
    @param {Unit | undefined} unit none where the course no longer has it
    @param {import("./strings.js").Strings["text"]} text */
export function writeSession(session, unit, text) {
  const { plan, used, timed } = sumSession(session, unit)
  const timing = listParts(session, unit).filter((part) => part.used !== null && part.used !== part.plan)
  const lines = [
    `## ${text("log.md.title", { name: unit?.title ?? session.unit, date: session.date || text("log.md.no-date") })}`,
    "",
    `- ${text("log.md.unit", { id: session.unit })}`,
    `- ${text("log.md.people", { n: cell(session.people) || text("log.md.unknown") })}`,
    `- ${timed ? text("log.md.time", { plan, used, gap: writeGap(used - plan) }) : text("log.md.untimed", { plan })}`,
  ]
  if (timing.length) {
    lines.push("", `### ${text("log.md.over")}`, "", `| ${["part", "plan", "used", "gap"].map((key) => text(`log.md.${key}`)).join(" | ")} |`, "| --- | ---: | ---: | ---: |")
    for (const part of timing) lines.push(`| ${cell(part.name)} | ${part.plan} | ${part.used} | ${writeGap((part.used ?? 0) - part.plan)} |`)
  }
  if (session.failed.length) {
    lines.push("", `### ${text("log.md.failed")}`, "")
    for (const id of session.failed) lines.push(`- \`${id}\` ${cell(unit?.questions.get(id) ?? "")}`.trimEnd())
  }
  if (session.change.trim()) lines.push("", `### ${text("log.md.change")}`, "", session.change.trim())
  return `${lines.join("\n")}\n`
}
