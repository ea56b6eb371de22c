"""How much text a slide holds, and where a longer one is split.

Lengths are in em of the text's own size on a slide of 1280 by 720. The numbers are those of
docs/assets/stylesheets/slide.css; a browser test holds every slide inside its frame.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from course.slides.model import Table
from course.slides.text import width

Item = TypeVar("Item")


@dataclass(frozen=True)
class Room:
    """What a slide has for one sort of text.

    Attributes:
        line: em in a line.
        lines: lines below a title of one line.
        gap: what stands between two paragraphs or rows, in lines.
        head: what the head of a table takes, in lines.
    """

    line: float
    lines: float
    gap: float
    head: float = 0.0


TEXT = Room(38, 10.2, 0.45)
POINTS = Room(43, 12, 0.65)
STEPS = Room(43, 7.4, 0.65)
TABLE = Room(46, 14, 0.6, 1.5)
FORM = Room(46, 12.5, 0.6, 1.5)
"""A table below the countdown of an activity."""
CLAIMS = Room(52, 15.5, 0.6, 1.5)

_SENTENCE = re.compile(
    r"(?<=[。！？])(?![”’」』）])|(?<=[。！？][”’」』）])"
    # A Latin one ends where the next word begins with a capital, a figure or a quotation mark.
    r"|(?<=[.!?])\s+(?=[A-Z0-9“‘])|(?<=[.!?][”’)])\s+(?=[A-Z0-9“‘])"
)


def count_lines(text: str, line: float) -> int:
    """Lines that a paragraph takes, at least one, where a line holds that many em."""
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


def split_paragraphs(paragraphs: Sequence[str], room: Room = TEXT) -> list[tuple[str, ...]]:
    """Paragraphs by slide; one that is longer than a slide is cut between two sentences."""
    pieces: list[str] = []
    for text in paragraphs:
        if count_lines(text, room.line) <= room.lines:
            pieces.append(text)
            continue
        joint = "" if text[-1] in "。！？”" else " "
        sentences = split_sentences(text)
        for part in split_even(sentences, lambda s: width(s) / room.line, room.lines - 1):
            pieces.append(joint.join(part))
    return split_points(pieces, room)


def split_points(points: Sequence[str], room: Room = POINTS) -> list[tuple[str, ...]]:
    """Points by slide; a point is never cut."""
    return split_even(
        points, lambda text: count_lines(text, room.line) + room.gap, room.lines + room.gap
    )


def split_table(table: Table, room: Room = TABLE) -> list[Table]:
    """Rows by slide, each with the head of the table."""
    shares = column_shares(table)
    limit = room.lines - (room.head if table.head else 0)
    parts = split_even(table.rows, lambda row: count_row(row, shares, room.line) + room.gap, limit)
    return [Table(table.head, part) for part in parts]


def leave_room(room: Room, output: str) -> Room:
    """What is left above the line that says what people leave with; it is set smaller."""
    lines = count_lines(output, room.line / 0.86) if output else 0
    return replace(room, lines=room.lines - (0.7 + 0.85 * lines if lines else 0))


def column_shares(table: Table) -> list[float]:
    """How the width of a table goes to its columns: by their text, none very narrow."""
    columns = max((len(row) for row in (table.head, *table.rows)), default=1)
    loads = [
        sum(min(width(row[n]), TABLE.line) for row in table.rows if n < len(row)) + 1
        for n in range(columns)
    ]
    # The square root: as a browser does it, a long column gets more, but not by its length.
    roots = [math.sqrt(load) for load in loads]
    return [root / sum(roots) for root in roots]


def count_row(row: Sequence[str], shares: Sequence[float], line: float) -> int:
    """Lines of a row; a gap between two columns takes an em."""
    pairs = zip(row, shares, strict=False)
    return max((count_lines(cell, max(line * share - 1, 2)) for cell, share in pairs), default=1)


def split_sentences(text: str) -> list[str]:
    """Sentences of a paragraph, Chinese or Latin."""
    return [part for part in _SENTENCE.split(text) if part]
