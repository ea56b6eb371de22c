"""What a page names must exist: facts, terms, objectives, sections, timelines, dimensions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from course.checklist import find_explanation
from course.checks.finding import Finding
from course.checks.options import place_name, split_place
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Survey, suggest
from course.lessons import find_lessons
from course.model import Block, Course, Page
from course.source.inline import match_citations


def check_references(survey: Survey) -> Iterator[Finding]:
    """Every page."""
    course = survey.course
    lessons = {locale: find_lessons(course, locale) for locale in course.locales}
    for leaf in survey.leaves:
        page = leaf.page
        for mark in leaf.citations:
            yield from fact_findings(course, page.path, mark.line, mark.target)
        yield from _places(leaf)
        for link in leaf.links:
            if link.target.startswith("term:") and link.target[5:] not in course.terms:
                name = link.target[5:]
                near = suggest(name, course.terms)
                yield make_finding(
                    "unknown-term",
                    page.path,
                    link.line,
                    f"the glossary has no term '{name}'",
                    f"write [{link.text}](term:{near})"
                    if near
                    else "add it to docs/data/glossary.yml, or write the words without a link",
                )
        for block in page.blocks("question"):
            yield from _question(leaf, block)
        for block in page.blocks("check"):
            yield from _explained(page, block, lessons.get(page.locale, {}))
        for block in page.blocks("question", "place"):
            line = block.option_lines.get("facts", block.line)
            for name in block.names("facts"):
                yield from fact_findings(course, page.path, line, name)
        for block in page.blocks("place"):
            yield from _place(leaf, block, course)


def fact_findings(course: Course, path: str, line: int, name: str) -> Iterator[Finding]:
    """What is wrong with naming this fact."""
    fact = course.facts.get(name)
    if fact is None:
        near = suggest(name, course.facts)
        yield make_finding(
            "unknown-fact",
            path,
            line,
            f"the ledger has no fact '{name}'",
            f"write '{near}'" if near else "add it to docs/data/facts.yml, or name another one",
        )
    elif not fact.publish:
        yield make_finding(
            "unpublished-fact",
            path,
            line,
            f"the fact '{name}' is not published (facts.yml line {fact.line})",
            "cite another one: readers could not look this one up",
        )


def _places(leaf: Leaf) -> Iterator[Finding]:
    """A citation hangs on the word before it."""
    for passage in leaf.passages:
        for match, line in match_citations(passage.text, passage.line):
            start = passage.text.rfind("\n", 0, match.start()) + 1
            before = passage.text[start : match.start()]
            if before and not before[-1].isspace():
                continue
            where = "starts a line" if not before.strip(" \t>-*") else "follows a space"
            yield make_finding(
                "citation-place",
                leaf.page.path,
                line,
                f"the citation {match[0]} {where}",
                "attach it to the word before it, in front of the punctuation",
            )


def _question(leaf: Leaf, block: Block) -> Iterator[Finding]:
    page = leaf.page
    objective, section = block.option("objective"), block.option("section")
    # A page without any objectives is reported once, at its front matter.
    if objective and page.objectives and objective not in page.objectives:
        near = suggest(objective, page.objectives)
        known = ", ".join(page.objectives)
        yield make_finding(
            "unknown-objective",
            page.path,
            block.option_lines.get("objective", block.line),
            f"the page has no objective '{objective}'",
            f"write 'objective: {near}'" if near else f"the front matter has {known}",
        )
    sections = [heading.id for heading in page.sections if heading.id]
    if section and section not in sections:
        near = suggest(section, sections)
        yield make_finding(
            "unknown-section",
            page.path,
            block.option_lines.get("section", block.line),
            f"the page has no section '{section}'",
            f"write 'section: {near}'"
            if near
            else f"name the heading whose text answers it: {', '.join(sections) or 'none yet'}",
        )


def _explained(page: Page, block: Block, lessons: Mapping[str, Page]) -> Iterator[Finding]:
    """Each line of a checklist leads to a section that is there."""
    for place in block.names("explained"):
        lesson, section = find_explanation(page, place, lessons)
        if section:
            continue
        name, _, wanted = place.rpartition("#")
        known = [heading.id for heading in lesson.sections if heading.id] if lesson else []
        near = suggest(wanted, known)
        yield make_finding(
            "unknown-section",
            page.path,
            block.option_lines.get("explained", block.line),
            f"{lesson.path if lesson else 'the course'} has no "
            + (f"section '{wanted}'" if lesson else f"lesson '{name}'"),
            f"write '{name}{'#' if name else ''}{near}'"
            if near
            else "name a section of this lesson, or of another as in 'l02#shift'",
        )


def _place(leaf: Leaf, block: Block, course: Course) -> Iterator[Finding]:
    path = leaf.page.path
    match place_name(block):
        case "sure" if all(mark.target in course.facts for mark in leaf.citations):
            line = block.option_lines.get("facts", block.line)
            for name in block.names("facts"):
                if name in course.facts and name not in leaf.cited:
                    yield make_finding(
                        "sure-uncited",
                        path,
                        line,
                        f"the fact '{name}' is shown here, but the page does not cite it",
                        f"cite it where it is used, [@{name}], or show one that is cited",
                    )
        case "figure: timeline":
            yield from _listed(path, block, "timeline", "timelines", _ids(course, "timelines"))
        case "matrix":
            yield from _listed(
                path, block, "dimensions", "maturity", _ids(course, "maturity", "dimensions")
            )
        case "level":
            yield from _entry(leaf, block, _ids(course, "maturity", "levels"))
        case "path":
            yield from _entry(leaf, block, _ids(course, "paths"))
        case "run" | "notes":
            yield from _entry(leaf, block, list(find_lessons(course)))
        case "guide":
            yield from _entry(leaf, block, [*find_lessons(course), *_ids(course, "paths")])
        case "guides":
            yield from _entry(leaf, block, ("lessons", "paths"))
        case "worksheet":
            yield from _entry(leaf, block, _ids(course, "worksheets"))
        case "checklist":
            lessons = course.lessons(leaf.page.locale)
            yield from _entry(
                leaf, block, [b.option("id") for p in lessons for b in p.blocks("check")]
            )


def _entry(leaf: Leaf, block: Block, known: Collection[str]) -> Iterator[Finding]:
    """The entry that a place names, as in `checklist: a`."""
    kind, name = split_place(block)
    if name not in known:
        near = suggest(name, known)
        yield make_finding(
            "unknown-entry",
            leaf.page.path,
            block.line,
            f"there is no {kind} '{name}'",
            f"write '/// place | {kind}: {near}'" if near else _use(known),
        )


def _listed(
    path: str, block: Block, option: str, file: str, known: Collection[str]
) -> Iterator[Finding]:
    for name in block.names(option):
        if name not in known:
            near = suggest(name, known)
            yield make_finding(
                "unknown-entry",
                path,
                block.option_lines.get(option, block.line),
                f"docs/data/{file}.yml has no entry '{name}'",
                f"write '{near}'" if near else _use(known),
            )


def _use(known: Collection[str]) -> str:
    return f"use one of {', '.join(known)}" if known else "there is none yet: add it first"


def _ids(course: Course, file: str, key: str = "") -> list[str]:
    """Ids of the entries of a data file, or of the list under a key of it."""
    value = course.data[file].value if file in course.data else None
    if key and isinstance(value, dict):
        value = value.get(key)
    rows = value if isinstance(value, list) else []
    return [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row]
