"""How much text a slide holds, and where a longer one is split.

Lengths are in em of the reading size, 28 px on a slide of 1280 by 720. The numbers are those of
docs/assets/stylesheets/deck.css; a browser test holds every slide inside its frame.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from course.slides.model import Table
from course.slides.text import width

Item = TypeVar("Item")

LINE = 38.0
"""Em of text in one line of a slide."""

LINES = 9.0
"""Lines of text below a title of one line."""

GAP = 0.45
"""What stands between two paragraphs or rows, in lines."""

SCALES = (1.0, 0.88, 0.78)
"""Size of the text by `Slide.size`."""

_SENTENCE = re.compile(
    r"(?<=[。！？])(?![”’」』）])|(?<=[。！？][”’」』）])"
    # A Latin one ends where the next word begins with a capital, a figure or a quotation mark.
    r"|(?<=[.!?])\s+(?=[A-Z0-9“‘])|(?<=[.!?][”’)])\s+(?=[A-Z0-9“‘])"
)


def count_lines(text: str, line: float = LINE) -> int:
    """Lines that a paragraph takes, at least one."""
    return max(1, math.ceil(width(text) / line))


def split_even(
    items: Sequence[Item], weigh: Callable[[Item], float], limit: float
) -> list[tuple[Item, ...]]:
    """Cut a row of items into as few parts as the limit allows, and those as even as possible.

    An item that is heavier than the limit stands alone.
    """
    parts = _fill(items, weigh, limit)
    total = sum(map(weigh, items))
    low = total / len(parts) if parts else 0
    while parts and low < limit:
        tighter = _fill(items, weigh, low)
        if len(tighter) == len(parts):
            return tighter
        low += 0.5
    return parts


def _fill(
    items: Sequence[Item], weigh: Callable[[Item], float], limit: float
) -> list[tuple[Item, ...]]:
    parts: list[list[Item]] = []
    load = 0.0
    for item in items:
        weight = weigh(item)
        if not parts or (load + weight > limit and parts[-1]):
            parts.append([])
            load = 0.0
        parts[-1].append(item)
        load += weight
    return [tuple(part) for part in parts]


def split_paragraphs(paragraphs: Sequence[str], lines: float = LINES) -> list[tuple[str, ...]]:
    """Paragraphs by slide; one that is longer than a slide is cut between two sentences."""
    pieces: list[str] = []
    for text in paragraphs:
        if count_lines(text) <= lines:
            pieces.append(text)
            continue
        sentences = split_sentences(text)
        joint = "" if text and text[-1] in "。！？”" else " "
        for part in split_even(sentences, lambda s: width(s) / LINE, lines):
            pieces.append(joint.join(part))
    return split_even(pieces, lambda text: count_lines(text) + GAP, lines + GAP)


def split_points(points: Sequence[str], lines: float = LINES) -> list[tuple[str, ...]]:
    """Points by slide; a point is never cut."""
    return split_even(points, lambda text: count_lines(text) + GAP, lines + GAP)


def split_table(table: Table) -> list[Table]:
    """Rows by slide, each with the head of the table; a table is set at size 1."""
    scale = SCALES[1]
    shares = column_shares(table)

    def weigh(row: tuple[str, ...]) -> float:
        return count_row(row, shares, LINE / scale) + GAP

    head = 1.5 if table.head else 0.0
    parts = split_even(table.rows, weigh, LINES / scale - head)
    return [Table(table.head, part) for part in parts]


def column_shares(table: Table) -> list[float]:
    """How the width of a table goes to its columns: by their text, none very narrow."""
    columns = max((len(row) for row in (table.head, *table.rows)), default=1)
    loads = [
        sum(min(width(row[n]), LINE) for row in table.rows if n < len(row)) + 1
        for n in range(columns)
    ]
    # The square root: as a browser does it, a long column gets more, but not by its length.
    roots = [math.sqrt(load) for load in loads]
    return [root / sum(roots) for root in roots]


def count_row(row: Sequence[str], shares: Sequence[float], line: float) -> int:
    """Lines of a row; a gap between two columns takes an em."""
    pairs = zip(row, shares, strict=False)
    return max((count_lines(cell, max(line * share - 1, 2)) for cell, share in pairs), default=1)


def choose_size(need: Callable[[float], float], lines: float) -> int:
    """The largest size at which something fits.

    Args:
        need: lines that it takes when a line holds that many em.
        lines: lines of the full size that there are.
    """
    for size, scale in enumerate(SCALES):
        if need(LINE / scale) * scale <= lines:
            return size
    return len(SCALES) - 1


def split_sentences(text: str) -> list[str]:
    """Sentences of a paragraph, Chinese or Latin."""
    return [part for part in _SENTENCE.split(text) if part]
