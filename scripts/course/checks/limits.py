"""Lines that nobody can read, and of which no page is made."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Survey
from course.source.limits import LENGTH, LEVELS, find_deep, find_long


def check_limits(survey: Survey) -> Iterator[Finding]:
    """All pages."""
    for leaf in survey.leaves:
        yield from leaf.once(_page)


def _page(leaf: Leaf) -> Iterator[Finding]:
    long = f"this line has more than {LENGTH:,} characters"
    deep = f"this line is nested more than {LEVELS} levels deep"
    for lines, message, fix in (
        (find_long(leaf.source), long, "break it in two, or take something out"),
        (find_deep(leaf.source), deep, "take it out of the lists and quotations around it"),
    ):
        for number in lines:
            yield make_finding("line-limit", leaf.page.path, leaf.first + number, message, fix)
