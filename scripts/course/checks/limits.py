"""Lines that nobody can read and that make the engine of the site give up.

Python-Markdown calls itself once for each level of nesting, and takes quadratic time over the
brackets of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Survey
from course.source.inline import code_lines

LENGTH = 5_000
LEVELS = 10
_DEEP = re.compile(
    rf"(?m)^(?:[ \t]{{0,3}}(?:>|[-*+][ \t]|\d{{1,9}}[.)][ \t])|[ ]{{4}}|\t){{{LEVELS + 1}}}"
)


def check_limits(survey: Survey) -> Iterator[Finding]:
    """All pages."""
    for leaf in survey.leaves:
        yield from leaf.once(_page)


def _page(leaf: Leaf) -> Iterator[Finding]:
    lines = leaf.source.split("\n")
    if max(map(len, lines)) > LENGTH:
        for number, line in enumerate(lines, leaf.first):
            if len(line) > LENGTH:
                yield make_finding(
                    "line-limit",
                    leaf.page.path,
                    number,
                    f"this line has {len(line)} characters",
                    f"break it: a line has at most {LENGTH}",
                )
    if not _DEEP.search(leaf.source):
        return
    for number, (line, code) in enumerate(zip(lines, code_lines(lines), strict=True), leaf.first):
        if not code and _DEEP.match(line):
            yield make_finding(
                "line-limit",
                leaf.page.path,
                number,
                f"this line is nested more than {LEVELS} levels deep",
                "take it out of the lists and quotations around it",
            )
