"""How text is set: Chinese as AutoCorrect advises, quotation marks, titles without gaps.

AutoCorrect knows where Chinese takes full-width marks and where it takes a space. Two of its
rules stay off. `space-dash` would set a gap into names such as 麦格劳-希尔. `spellcheck` has no
words of ours. Titles are left out of its advice: there the browser sets the gap between Han
and Latin (`text-autospace`), because a title breaks at each space that it has. Words of the
interface are set like running text, with a space around numbers, so that the gap is there in
browsers too that set none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Record, Survey, Text
from course.model import Course
from course.source.inline import code_lines

if TYPE_CHECKING:
    from types import ModuleType

_HAN = "\u3400-\u9fff"
_OFF = '{"rules": {"space-dash": 0, "spellcheck": 0}}'
# What AutoCorrect leaves alone: brackets beside Han, and dots or stops for an ellipsis.
_HALF = re.compile(rf"(?<=[{_HAN}])\([^()\n]*\)|\((?=[^()\n]*\))[^()\n]*[{_HAN}][^()\n]*\)")
_DOTS = re.compile(rf"(?<=[{_HAN}])(?:\.{{3,}}|。{{2,}})")
# And marks that markup, a link or a wide space parts from the Han before them.
_BESIDE = re.compile(rf"[{_HAN}”’）》][ *_\u3000]{{0,300}}([,;:?!]) ?(?=\u3000?[{_HAN}“‘（《])")
_FULL = str.maketrans(",;:?!", "，；：？！")
_WIDE = "\ufe45"
"""What stands for U+3000 while AutoCorrect reads: like that, and unlike a space, it needs no gap
beside it (第 3 课　台阶). No keyboard makes it."""
# Three texts in four have nothing else in them.
_PLAIN = re.compile(rf"[{_HAN}，。；：？！、“”‘’（）《》…—\n]*")
_GAP = re.compile(rf"[{_HAN}] +[A-Za-z0-9]|[A-Za-z0-9] +[{_HAN}]")
_STRAIGHT = re.compile(r"[\"']")
_HEADING = re.compile(r"(?m)^#{1,6}[ \t].*$")
_WHOLE, _PIECE = 2_500, 500
"""Characters of a text that AutoCorrect reads at once, and of each piece of a longer one.

Its time grows with the square of what it reads, and what is nested deep in a text of ten thousand
exhausts its stack, which ends the program.
"""

QUOTES: Mapping[str, str] = {"zh": "“ and ”, or ‘ and ’ inside them", "en": "“ and ”, or ’"}
"""The marks of a language; one without an entry is not searched."""


Change = tuple[str, int, str, str]
"""Rule, line in the author's file, what stands there, what should."""


def check_typography(survey: Survey) -> Iterator[Finding]:
    """Every text of pages and data."""
    gapless = find_gapless(survey.course)
    for part in (*survey.leaves, *survey.records):
        yield from part.once(_part, survey.locales, gapless)


def _part(part: Leaf | Record, locales: frozenset[str], gapless: list[str]) -> Iterator[Finding]:
    for text in part.texts_in(locales):
        if text.locale in QUOTES:
            yield from _quotes(text)
        for rule, line, was, should in list_changes(text, gapless):
            what = "the title has a space in" if rule == "title-gap" else ""
            message = f'{what} "{was}"' if what else f'"{was}" is not how Chinese is set'
            yield make_finding(rule, text.path, line, message, f'write "{should}"')


def find_gapless(course: Course) -> list[str]:
    """Titles that are set without gaps, and so wherever a text names them."""
    titles = {page.title for page in course.pages.values() if page.locale == "zh"}
    return sorted(title for title in titles if _setting(title) != title)


def list_changes(text: Text, gapless: list[str]) -> Iterator[Change]:
    """What a machine can mend in a text."""
    if text.locale == "zh" and not is_plain(text.source):
        yield from _titles(text)
        if not text.title:
            yield from _marks(text)
            advice = list(_advice(text, gapless))
            yield from advice
            yield from _beside(text, {line for _, line, _, _ in advice})


def is_plain(source: str) -> bool:
    """Whether AutoCorrect and the rules of ours have nothing to say of a text."""
    return _PLAIN.fullmatch(source) is not None and "。。" not in source


@cache
def _autocorrect() -> ModuleType:
    import autocorrect_py

    autocorrect_py.load_config(_OFF)  # type: ignore[attr-defined]
    return autocorrect_py


def _setting(text: str) -> str:
    """The text as AutoCorrect would set it."""
    return str(_autocorrect().format_for(text, "md"))


def _quotes(text: Text) -> Iterator[Finding]:
    if '"' not in text.source and "'" not in text.source:
        return
    match = _STRAIGHT.search(text.words)
    if match:
        yield make_finding(
            "straight-quote",
            text.path,
            text.line_at(match.start()),
            f"{_around(text.words, match.start(), match.end())} has a straight mark",
            f"write {QUOTES[text.locale]}",
        )


def _titles(text: Text) -> Iterator[Change]:
    lines = [(0, text.source)] if text.title else []
    if not text.title and "#" in text.source:
        lines = [(m.start(), m[0].split("{#")[0].rstrip()) for m in _HEADING.finditer(text.source)]
    for start, line in lines:
        match = _GAP.search(line)
        if match:
            yield "title-gap", text.line_at(start), match[0], match[0].replace(" ", "")


def _advice(text: Text, gapless: list[str]) -> Iterator[Change]:
    lines = text.source.split("\n")
    for first, piece in _cut(text.source, lines):
        try:
            rows = _autocorrect().lint_for(piece, "md").lines
        except ValueError:
            # It gives up on what is nested too deep; nobody can read that either.
            continue
        for row in rows:
            number = first + row.line - 1
            if lines[number].startswith("#"):
                continue
            old = row.old.replace("\u3000", _WIDE)
            for title in gapless:
                old = old.replace(title, "")
            new = _setting(old)
            if new.strip() != old.strip():
                was, should = (s.replace(_WIDE, "\u3000") for s in _difference(old, new))
                yield "typography", text.line + number, was, should


def _cut(source: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    """The pieces of a text, each with the number of its first line; code is left out of them."""
    if len(source) <= _WHOLE:
        yield 0, source
        return
    first, piece = 0, ""
    for number, (line, code) in enumerate(zip(lines, code_lines(lines), strict=True)):
        rest = "" if code else line
        while len(piece) + len(rest) > _PIECE:
            if piece:
                yield first, piece
                first, piece = number, ""
                continue
            # A sentence ends neither in code nor in a link.
            stop = max(rest.rfind(mark, 0, _PIECE) for mark in "。！？；") + 1 or _PIECE
            yield number, rest[:stop]
            rest = rest[stop:]
        piece += f"{rest}\n"
    yield first, piece


def _marks(text: Text) -> Iterator[Change]:
    if "(" in text.source:
        for match in _HALF.finditer(text.words):
            yield "typography", text.line_at(match.start()), match[0], f"（{match[0][1:-1]}）"
    if "..." in text.source or "。。" in text.source:
        for match in _DOTS.finditer(text.words):
            yield "typography", text.line_at(match.start()), match[0], "……"


def _beside(text: Text, known: set[int]) -> Iterator[Change]:
    """Half-width marks in the lines of which AutoCorrect has nothing to say."""
    for match in _BESIDE.finditer(text.words):
        at, line = match.start(1), text.line_at(match.start(1))
        # A blank may be the bracket of a link.
        stop = match.end() if text.source[match.end() - 1] == " " else at + 1
        before, after = text.source[max(at - 2, 0) : at], text.source[stop : stop + 1]
        if line not in known and "\n" not in before:
            was, full = text.source[at:stop], match[1].translate(_FULL)
            yield "typography", line, f"{before}{was}{after}", f"{before}{full}{after}"


def _difference(old: str, new: str) -> tuple[str, str]:
    """The part that differs, with two characters on each side."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    stop = 0
    while stop < min(len(old), len(new)) - start and old[-1 - stop] == new[-1 - stop]:
        stop += 1
    first = max(0, start - 2)
    last = max(0, stop - 2)
    return old[first : len(old) - last], new[first : len(new) - last]


def _around(text: str, start: int, stop: int) -> str:
    """A place in quotes, with the words beside it."""
    line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
    at = start - text.rfind("\n", 0, start) - 1
    return f"“{line[max(0, at - 12) : at + stop - start + 12].strip()}”"
