"""What stands inside a line of Markdown: code to skip, citations, term links, links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# One that is not closed is taken as a whole, with an empty second group: to begin again at each of
# a thousand would take quadratic time.
_CITATION = re.compile(r"\[@([^\]\s]*+)(\]?)")
# Limits and possessive quantifiers (+) keep the time linear whatever a line holds.
LINK = re.compile(
    r"(!\[|\[)((?:[^\[\]]|\[[^\[\]]{0,500}\]){0,1000}+)\]\(\s{0,9}"
    r"(<[^>]{0,2000}+>|[^\s)]{0,2000}+)[^)]{0,500}+\)"
)
_TICKS = re.compile("`+")


_WIDE_GAP = re.compile(r"([，。：；？！]) ")


@dataclass(frozen=True)
class Mark:
    """A citation or a link: its target (`fact-id`, `term:id`, address), text and line."""

    target: str
    text: str
    line: int
    image: bool = False


def code_lines(lines: list[str]) -> list[bool]:
    """For each line whether it belongs to a fenced code block, fences included.

    An unclosed fence runs to the end, as in CommonMark.
    """
    flags: list[bool] = []
    fence = ""
    for line in lines:
        opened = FENCE.match(line) if "`" in line or "~" in line else None
        if fence:
            flags.append(True)
            run = line.strip()
            if run and set(run) == {fence[0]} and len(run) >= len(fence) and opened:
                fence = ""
        elif opened and not (opened[1][0] == "`" and "`" in line[opened.end() :]):
            flags.append(True)
            fence = opened[1]
        else:
            flags.append(False)
    return flags


def mask_code(text: str) -> str:
    """The text with code replaced by spaces; every offset and line break stays in place."""
    if "`" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    flags = code_lines(lines)
    masked = "\n".join(" " * len(s) if code else s for s, code in zip(lines, flags, strict=True))
    return "\n".join(_mask_spans(s) if "`" in s else s for s in masked.split("\n"))


def _mask_spans(line: str) -> str:
    """A line with its code spans blanked out.

    Python-Markdown's reading, but in linear time and never over the end of a line: a lone
    backtick must not hide what follows it from the checks.
    `course.checks.code` refuses one.
    """
    runs = [match.span() for match in _TICKS.finditer(line)]
    # By length, the places in `runs`: only a whole run closes.
    places: dict[int, list[int]] = defaultdict(list)
    for at, (start, stop) in enumerate(runs):
        places[stop - start].append(at)
    lengths = sorted(places)
    parts, done, at = [], 0, 0
    while at < len(runs):
        start, stop = runs[at]
        if start and line[start - 1] == "\\":
            start += 1
        closing = 0
        # The longest beginning of the run that has a partner: the rest of it is code.
        for length in reversed(lengths[: bisect_right(lengths, stop - start)]):
            later = places[length]
            after = bisect_right(later, at)
            if after < len(later):
                closing = later[after]
                break
        if closing:
            parts += [line[done:start], " " * (runs[closing][1] - start)]
            done, at = runs[closing][1], closing
        at += 1
    return "".join((*parts, line[done:]))


def place_matches(
    pattern: re.Pattern[str], text: str, line: int
) -> Iterator[tuple[re.Match[str], int]]:
    """Every match with its line, counted from `line` at the beginning of the text."""
    counted = 0
    for match in pattern.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield match, line


def strip_marks(markdown: str) -> str:
    """Inline Markdown as the words alone, without citations."""
    bare = _CITATION.sub(lambda m: "" if m[2] else m[0], markdown)
    words = LINK.sub(r"\2", bare).replace("**", "").strip()
    return _WIDE_GAP.sub(r"\1", words)


def match_citations(text: str, line: int = 1) -> Iterator[tuple[re.Match[str], int]]:
    """Every `[@fact]` with its line; the fact's id is the first group."""
    return (found for found in place_matches(_CITATION, text, line) if found[0][2])


def find_citations(text: str, line: int = 1) -> Iterator[Mark]:
    """Every `[@fact]` outside code; `line` is the line of the first character."""
    for match, at in match_citations(mask_code(text), line) if "[@" in text else ():
        yield Mark(match[1], match[0], at)


def find_links(text: str, line: int = 1) -> Iterator[Mark]:
    """Every inline link and image outside code, term links included."""
    if "](" not in text:
        return
    for match, at in place_matches(LINK, mask_code(text), line):
        target = match[3].strip("<>")
        yield Mark(target, text[match.start(2) : match.end(2)], at, match[1] == "![")


def find_terms(text: str, line: int = 1) -> Iterator[Mark]:
    """Every `[text](term:id)` outside code, with the bare id as target."""
    for mark in find_links(text, line):
        if mark.target.startswith("term:"):
            yield Mark(mark.target[5:], mark.text, mark.line)
