"""Code must be plain to see, because no other check looks into it.

The parser and Python-Markdown agree on what is code only in simple forms, so only these are
allowed; else a stray backtick could hide a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Survey
from course.source.inline import FENCE, mask_code

_SIMPLE = re.compile(r"(`{3,}|~{3,})[\w#.+-]*$")
_ESCAPED = re.compile(r"\\[\\`]")


def check_code(survey: Survey) -> Iterator[Finding]:
    """Fences that are not simple, and backticks without a partner."""
    for leaf in survey.leaves:
        if "`" not in leaf.source and "~~~" not in leaf.source:
            continue
        yield from _fences(leaf)
        for number, line in enumerate(mask_code(leaf.source).split("\n"), leaf.first):
            if "`" in _ESCAPED.sub("", line):
                yield make_finding(
                    "code-span",
                    leaf.page.path,
                    number,
                    "a backtick on this line has no partner",
                    'close the code on the same line, or write "\\`" for a plain backtick',
                )


def _fences(leaf: Leaf) -> Iterator[Finding]:
    """The same reading as `code_lines`, which calls more things a fence than are allowed."""
    fence, opened = "", 0
    for number, line in enumerate(leaf.source.split("\n"), leaf.first):
        match = FENCE.match(line)
        if match is None:
            continue
        run = line.strip()
        if not fence:
            if match[1][0] == "`" and "`" in line[match.end() :]:
                continue
            fence, opened = match[1], number
            if not _SIMPLE.match(line):
                yield _fence(leaf, number, f'"{run}" is not a plain opening of a code block')
        elif set(run) == {fence[0]} and len(run) >= len(fence):
            if line.rstrip(" ") != fence:
                yield _fence(leaf, number, f'"{run}" does not close the "{fence}" of line {opened}')
            fence = ""
    if fence:
        yield _fence(leaf, opened, "this code block is not closed")


def _fence(leaf: Leaf, line: int, message: str) -> Finding:
    return make_finding(
        "code-fence",
        leaf.page.path,
        line,
        message,
        'open it with "```" and at most one word at the start of the line, and close it with '
        "the same marks alone",
    )
