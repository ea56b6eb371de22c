"""How long a line may be, and how deep in lists and quotations.

Python-Markdown calls itself once for each level, and takes quadratic time over the brackets of a
line; beyond these limits it gives up.
"""

from __future__ import annotations

import re

from course.source.inline import code_lines

LENGTH = 5_000
LEVELS = 10
_LEVEL = r"(?:[ \t]{0,3}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])|[ ]{4}|\t)"
_DEEP = re.compile(rf"(?m)^{_LEVEL}{{{LEVELS + 1}}}")
_LEVELS = re.compile(f"{_LEVEL}*+[ \t]*+")


def find_deep(text: str) -> list[int]:
    """The lines outside code, counted from 0, that are nested too deep."""
    if not _DEEP.search(text):
        return []
    lines = text.split("\n")
    pairs = enumerate(zip(lines, code_lines(lines), strict=True))
    return [n for n, (line, code) in pairs if not code and _DEEP.match(line)]


def find_long(text: str) -> list[int]:
    """The lines, counted from 0, that are too long."""
    if len(text) <= LENGTH:
        return []
    return [n for n, line in enumerate(text.split("\n")) if len(line) > LENGTH]


def cut_lines(text: str) -> str:
    """The text with each such line cut, and taken out of what is around it.

    A course with one is not built; a preview shows what it can.
    """
    long, deep = find_long(text), find_deep(text)
    if not long and not deep:
        return text
    lines = text.split("\n")
    for number in deep:
        lines[number] = _LEVELS.sub("", lines[number], count=1)
    for number in long:
        lines[number] = lines[number][:LENGTH]
    return "\n".join(lines)
