"""What stands inside a line of Markdown: code to skip, citations, term links, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
CITATION = re.compile(r"\[@([^\]\s]*)\]")
# Limits and possessive quantifiers (+) keep the time linear whatever a line holds.
LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]{0,500}\]){0,1000}+)\]\(\s{0,9}"
    r"(<[^>]{0,2000}+>|[^\s)]{0,2000}+)[^)]{0,500}+\)"
)
# As Python-Markdown reads it, backslashes included, but never over the end of a line: a lone
# backtick must not hide what follows it from the checks. `course.checks.code` refuses one.
SPAN = re.compile(r"(?<!\\)(?:\\{2})+(?=`+)|(?<!\\)(`+)(.+?)(?<!`)\1(?!`)")


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
        opened = FENCE.match(line)
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
    return SPAN.sub(lambda m: " " * len(m[0]) if m[1] else m[0], masked)


def strip_marks(markdown: str) -> str:
    """Inline Markdown as the words alone, without citations."""
    words = LINK.sub(r"\2", CITATION.sub("", markdown)).replace("**", "").strip()
    return _WIDE_GAP.sub(r"\1", words)


def find_citations(text: str, line: int = 1) -> Iterator[Mark]:
    """Every `[@fact]` outside code; `line` is the line of the first character."""
    masked = mask_code(text)
    for match in CITATION.finditer(masked):
        yield Mark(match[1], match[0], line + masked.count("\n", 0, match.start()))


def find_links(text: str, line: int = 1) -> Iterator[Mark]:
    """Every inline link and image outside code, term links included."""
    masked = mask_code(text)
    for match in LINK.finditer(masked):
        at = line + masked.count("\n", 0, match.start())
        target = match[3].strip("<>")
        yield Mark(target, text[match.start(2) : match.end(2)], at, bool(match[1]))


def find_terms(text: str, line: int = 1) -> Iterator[Mark]:
    """Every `[text](term:id)` outside code, with the bare id as target."""
    for mark in find_links(text, line):
        if mark.target.startswith("term:"):
            yield Mark(mark.target[5:], mark.text, mark.line)
