"""What the ledger holds is used in the course, or kept as background on purpose."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey
from course.source.inline import find_citations


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
                f"'{fact.id}' is marked as background, but the course uses it",
                "remove its line 'background: true'",
            )
        elif not fact.background and fact.id not in used:
            yield make_finding(
                "fact-use",
                file.path,
                fact.line,
                f"nothing in the course uses '{fact.id}'",
                "cite it, or write 'background: true'",
            )


def used_facts(survey: Survey) -> set[str]:
    """Ids that pages cite or name, and that data files other than the ledger name."""
    used: set[str] = set()
    for leaf in survey.leaves:
        used |= {mark.target for mark in leaf.citations}
        for block in leaf.page.blocks("place", "question"):
            used |= set(block.names("facts"))
    for name, data in survey.course.data.items():
        if name != "facts":
            used |= set(_named(data.value))
    return used


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
