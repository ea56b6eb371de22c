"""What a section asks of its reader: how long it is, and how hard to read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import pairwise

from course.checks.finding import Finding
from course.checks.lessons import CLOSING
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Passage, Survey
from course.checks.wording import count_han, count_words, plain
from course.model import Heading

READ = frozenset({"prose", "case", "other"})
"""What is read on from line to line; key points, notes, questions and the rest are apart."""

LENGTHS: Mapping[str, tuple[int, int, str]] = {
    "zh": (250, 700, "characters"),
    "en": (150, 400, "words"),
}
"""Fewest and most of a teaching section, by language."""

GRADES: Mapping[str, float] = {"en": 9.0}
"""The highest grade of a section, by language: at 9, a person of fourteen can read it."""

ENOUGH = 100
"""Words below which a grade says nothing."""

_SKIP = re.compile(r"(?m)^(?:#{1,6}[ \t]|\|).*$")
_MARKER = re.compile(r"(?m)^(?:[-*+]|\d+[.)])[ \t]+")
_SENTENCE = re.compile(r"[.!?…]+[”’\")]*(?=\s|$)")
_BREAK = re.compile(r"\n\s*\n")
_ENDS = tuple('.!?…”’")')
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def check_prose(survey: Survey) -> Iterator[Finding]:
    """The length of the teaching sections of lessons, and the grade of every section."""
    for leaf in survey.leaves:
        yield from leaf.once(_page)


def _page(leaf: Leaf) -> Iterator[Finding]:
    locale = leaf.page.locale
    if locale not in LENGTHS and locale not in GRADES:
        return
    for heading, text in read_sections(leaf):
        if leaf.page.is_lesson and heading.id not in CLOSING and locale in LENGTHS:
            yield from _length(leaf, heading, text)
        if locale in GRADES and len(text) > ENOUGH:
            yield from _grade(leaf, heading, text)


def read_sections(leaf: Leaf) -> Iterator[tuple[Heading, str]]:
    """Each H2 with what is read below it: paragraphs and lists, tables and headings left out."""
    chapters = [heading.line for heading in leaf.chapters]
    texts: dict[int, list[str]] = {line: [] for line in chapters}
    for passage in leaf.passages:
        if passage.kind not in READ:
            continue
        for line, text in _cut(passage, chapters):
            chapter = leaf.chapter_at(line)
            if chapter:
                texts[chapter.line].append(_SKIP.sub("", text))
    for heading in leaf.chapters:
        yield heading, plain("\n\n".join(texts[heading.line])).strip()


def _cut(passage: Passage, chapters: list[int]) -> Iterator[tuple[int, str]]:
    """The parts of a passage that the H2 in it divide, each with its first line."""
    first = passage.line
    if passage.block is not None:
        yield first, passage.text
        return
    lines = passage.text.split("\n")
    inside = bisect_right(chapters, first), bisect_left(chapters, first + len(lines))
    starts = [first, *chapters[slice(*inside)], first + len(lines)]
    for start, stop in pairwise(starts):
        yield start, "\n".join(lines[start - first : stop - first])


def _length(leaf: Leaf, heading: Heading, text: str) -> Iterator[Finding]:
    low, high, unit = LENGTHS[leaf.page.locale]
    found = count_han(text) + count_words(text)
    if not low <= found <= high:
        yield make_finding(
            "section-length",
            leaf.page.path,
            heading.line,
            f'the section "{heading.text}" has {found} {unit}',
            f"write {low} to {high}: cut it in two, or take a part out"
            if found > high
            else f"write {low} to {high}: add an example, or join it with its neighbour",
        )


def measure_grade(text: str) -> float:
    """The Automated Readability Index, as a school grade of the United States.

    It counts letters and sentences, which a program can do without a dictionary. Source:
    R. J. Senter and E. A. Smith, Automated Readability Index, AMRL-TR-66-220, 1967.

    Args:
        text: prose without Markdown; a list item ends as a sentence does.

    Returns:
        About 6 for a reader of eleven or twelve, 14 and more for a college text.
    """
    flat = _MARKER.sub("", text)
    words = _WORD.findall(flat)
    if not words:
        return 0.0
    letters = sum(map(len, words))
    # A paragraph ends a sentence too where no mark does.
    parts = (part.rstrip() for part in _BREAK.split(flat))
    sentences = len(_SENTENCE.findall(flat)) + sum(
        not part.endswith(_ENDS) for part in parts if part
    )
    sentences = max(1, sentences)
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43


def _grade(leaf: Leaf, heading: Heading, text: str) -> Iterator[Finding]:
    if count_words(text) < ENOUGH:
        return
    grade, most = measure_grade(text), GRADES[leaf.page.locale]
    if grade > most:
        yield make_finding(
            "reading-level",
            leaf.page.path,
            heading.line,
            f'the section "{heading.text}" reads like grade {grade:.1f}',
            f"get it to {most:.0f} or less: shorter sentences, shorter words",
        )
