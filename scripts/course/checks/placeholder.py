"""What `scripts/new` leaves for the author to write stands between these marks: ‹…›."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey
from course.model import DataFile

_MARK = re.compile("‹([^‹›\n]*)›")


def check_placeholders(survey: Survey) -> Iterator[Finding]:
    """All pages and data files, each mark once."""
    for leaf in survey.leaves:
        if "‹" in leaf.text:
            for number, line in enumerate(leaf.text.split("\n"), 1):
                for match in _MARK.finditer(line):
                    yield _finding(leaf.page.path, number, match[1])
    for data in survey.course.data.values():
        yield from _data(data)


def _data(data: DataFile) -> Iterator[Finding]:
    for line, text in data.texts():
        if "‹" in text:
            for match in _MARK.finditer(text):
                yield _finding(data.path, line, match[1])


def _finding(path: str, line: int, text: str) -> Finding:
    return make_finding(
        "placeholder", path, line, f"this is still to be written: {text}", f"replace “‹{text}›”"
    )
