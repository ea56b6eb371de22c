"""What the ledger holds is used by a lesson, or kept as background on purpose."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.options import split_place
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Survey
from course.model import Block, Course
from course.source.inline import find_citations

CASES = "cases/"


def check_evidence(survey: Survey) -> Iterator[Finding]:
    """Every published fact."""
    course = survey.course
    file = course.data.get("facts")
    used = used_facts(survey)
    for fact in course.facts.values():
        if not file or not fact.publish:
            continue
        if fact.background and fact.id in used:
            yield make_finding(
                "fact-use",
                file.path,
                fact.line,
                f"'{fact.id}' is marked as background, but a lesson or its case uses it",
                "remove its line 'background: true'",
            )
        elif not fact.background and fact.id not in used:
            yield make_finding(
                "fact-use",
                file.path,
                fact.line,
                f"no lesson, and no case that a lesson links to, uses '{fact.id}'",
                "cite it where it is used, or write 'background: true'",
            )


def used_facts(survey: Survey) -> set[str]:
    """Ids that lessons, and the cases that lessons send their readers to, cite or draw.

    A page that no lesson rests on does not count: a model or a level page, the whole matrix.
    """
    cases = {leaf.page.path: leaf for leaf in survey.leaves if leaf.page.path.startswith(CASES)}
    lessons = [leaf for leaf in survey.leaves if leaf.page.is_lesson]
    linked = {path for leaf in lessons for path in _linked(leaf)}
    used: set[str] = set()
    for leaf in [*lessons, *(cases[path] for path in sorted(linked & cases.keys()))]:
        used |= {mark.target for mark in leaf.citations}
        for block in leaf.page.blocks("place", "question"):
            used |= {*block.names("facts")}
            if block.kind == "place":
                used |= set(_drawn(block, survey.course))
    return used


def _linked(leaf: Leaf) -> Iterator[str]:
    """Paths of the pages that a page links to, in its own language."""
    folder, locale = posixpath.dirname(leaf.page.path), leaf.page.locale
    for link in leaf.links:
        target = link.target.split("#")[0]
        if target.endswith(".md"):
            yield posixpath.normpath(f"{folder}/{target.removesuffix('.md')}.{locale}.md")


def _drawn(block: Block, course: Course) -> Iterator[str]:
    """Facts that a figure, a timeline or a matrix shows beside those that the block names."""
    kind, name = split_place(block)

    def rows(file: str, key: str = "") -> list[object]:
        value = course.data[file].value if file in course.data else None
        value = value.get(key) if key and isinstance(value, dict) else value
        return value if isinstance(value, list) else []

    def chosen(listed: list[object], names: tuple[str, ...]) -> Iterator[str]:
        for row in listed:
            if isinstance(row, dict) and (not names or row.get("id") in names):
                yield from _named(row)

    if kind == "matrix":
        yield from chosen(rows("maturity", "dimensions"), block.names("dimensions"))
    elif kind == "figure" and name == "timeline":
        yield from chosen(rows("timelines"), block.names("timeline") or ("",))
    elif kind == "figure":
        figures = course.data["figures"].value if "figures" in course.data else None
        yield from _named(figures.get(name) if isinstance(figures, dict) else None)
        if name == "four-definitions":
            yield from chosen(rows("definitions"), ())


def _named(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _named(item, str(name))
    elif isinstance(value, list):
        for item in value:
            yield from _named(item, key)
    elif isinstance(value, str):
        if key in ("fact", "facts"):
            yield value
        elif "[@" in value:
            yield from (mark.target for mark in find_citations(value))
