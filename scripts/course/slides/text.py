"""Reading Markdown for slides: items, paragraphs, tables, and how wide a text is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from course.slides.model import Table
from course.source.inline import code_lines

_ITEM = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+")
# Neither runs over the beginning of another one: each text is read in linear time.
_CITATION = re.compile(r"\[@[^\[\]\s]+\]")
_LINK = re.compile(r"!?\[([^\[\]]*+)\]\([^)]{0,2000}+\)")
_MARK = re.compile(r"[*_`]")
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-{2,}:?\s*")
_LATIN = 0.5
"""Em of a Latin letter, spaces included, in Noto Sans."""


def plain(markdown: str) -> str:
    """Inline Markdown as bare text; citations are left out."""
    return _MARK.sub("", _LINK.sub(r"\1", _CITATION.sub("", markdown)))


@lru_cache(maxsize=8192)
def width(markdown: str) -> float:
    """Width of inline Markdown in em: a Chinese character is one; a citation's mark one."""
    marks = len(_CITATION.findall(markdown))
    text = plain(markdown)
    wide = sum(unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—" for char in text)
    chinese = any("\u4e00" <= char <= "\u9fff" for char in text)
    if not chinese:
        wide = 0
    return marks + wide + (len(text) - wide) * _LATIN


def list_items(markdown: str) -> tuple[str, ...]:
    """Items of the lists in a text, without their numbers; wrapped lines are joined."""
    items: list[str] = []
    inside = False
    for line in markdown.split("\n"):
        match = _ITEM.match(line)
        if match:
            items.append(line[match.end() :].strip())
            inside = True
        elif not line.strip() or line.startswith("|"):
            inside = False
        elif inside:
            items[-1] += _joint(items[-1]) + line.strip()
    return tuple(items)


def paragraphs(markdown: str) -> tuple[str, ...]:
    """What blank lines part, tables left out, the lines of each joined."""
    found = []
    for part in re.split(r"\n\s*\n", markdown.strip()):
        if not part.strip() or part.lstrip().startswith("|"):
            continue
        if _ITEM.match(part):
            found.append(part)
            continue
        text = ""
        for line in part.split("\n"):
            text += (_joint(text) if text else "") + line.strip()
        found.append(text)
    return tuple(found)


def _joint(text: str) -> str:
    """Between two lines of one paragraph: nothing in Chinese."""
    return "" if unicodedata.east_asian_width(text[-1:] or "a") in "WF" else " "


def find_tables(markdown: str, line: int = 1) -> tuple[tuple[int, Table], ...]:
    """Every table outside code with the line of its head; `line` is that of the first line."""
    lines = markdown.split("\n")
    flags = code_lines(lines)
    found: list[tuple[int, Table]] = []
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and not flags[stop] and lines[stop].startswith("|"):
            stop += 1
        if stop - at > 2 and all(_RULE.fullmatch(cell) for cell in _cells(lines[at + 1])):
            rows = tuple(_cells(row) for row in lines[at + 2 : stop])
            found.append((line + at, Table(_cells(lines[at]), rows)))
        at = max(stop, at + 1)
    return tuple(found)


def _cells(row: str) -> tuple[str, ...]:
    text = row.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return tuple(cell.strip() for cell in _CELL.split(text))
