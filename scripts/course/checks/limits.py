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
    for number in find_long(leaf.source):
        yield make_finding(
            "line-limit",
            leaf.page.path,
            leaf.first + number,
            f"this line has more than {LENGTH:,} characters",
            "break it in two, or take something out",
        )
    for number in find_deep(leaf.source):
        yield make_finding(
            "line-limit",
            leaf.page.path,
            leaf.first + number,
            f"this line is nested more than {LEVELS} levels deep",
            "take it out of the lists and quotations around it",
        )
