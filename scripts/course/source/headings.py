"""The headings of a page, with their ids, and what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.model import Block, Heading, Problem, Prose
from course.source.inline import code_lines

_HEADING = re.compile(r"(#{1,6})[ \t]++(.*)")
_HEADING_ID = re.compile(r"\{ *+#([^{}\s]*) *+\}$")
# What Python-Markdown takes for a heading though its author may not.
_LOOSE_HEADING = re.compile(r"#| {1,3}#{1,6}[ \t]")
_MARKS = frozenset("# =-")
"""How a line begins that may be, or make, a heading."""
_SETEXT = re.compile(r"(=+|-+)[ \t]*$")


def find_headings(parts: tuple[Prose | Block, ...], problems: list[Problem]) -> Iterator[Heading]:
    """The headings of the prose; what is wrong with them is added to the problems."""
    for part in parts:
        text, first = (
            (part.source, part.line) if isinstance(part, Prose) else (part.body, part.body_line)
        )
        lines = text.split("\n")
        code = code_lines(lines)
        for n, line in enumerate(lines):
            if code[n] or line[:1] not in _MARKS:
                continue
            match = _HEADING.match(line)
            if match and isinstance(part, Block):
                problems.append(
                    Problem(
                        first + n,
                        "heading-in-block",
                        f'a heading stands inside the block "{part.kind}"',
                        "write it in bold, or move it out of the block",
                    )
                )
            elif match:
                yield _heading(match, first + n, problems)
            elif _LOOSE_HEADING.match(line):
                problems.append(
                    Problem(
                        first + n,
                        "heading-style",
                        "this line is half a heading",
                        'write a heading as "## text {#id}" at the start of the line, '
                        'and a plain "#" there as "\\#"',
                    )
                )
            elif _SETEXT.match(line) and n and lines[n - 1].strip() and not code[n - 1]:
                problems.append(
                    Problem(
                        first + n,
                        "heading-style",
                        "this line turns the one above it into a heading",
                        'write headings as "## text {#id}"; leave a blank line above a rule "---"',
                    )
                )


def _heading(match: re.Match[str], line: int, problems: list[Problem]) -> Heading:
    whole = match[2].rstrip(" \t").rstrip("#").rstrip(" \t")
    found = _HEADING_ID.search(whole)
    if not found:
        return Heading(len(match[1]), whole, None, line)
    before = whole[: found.start()]
    text = before.rstrip(" \t")
    if text and text == before:
        problems.append(
            Problem(
                line,
                "heading-id",
                f"there is no space before {{#{found[1]}}}",
                f'write "{match[1]} {text} {{#{found[1]}}}"',
            )
        )
    return Heading(len(match[1]), text, found[1] or None, line)
