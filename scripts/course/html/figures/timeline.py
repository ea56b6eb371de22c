"""A case as a timeline with two sides: what was done, and what came of it.

A case of which the source gives no years is drawn by `undated`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from course.html.figures.canvas import (
    NAME,
    NARROW,
    NOTE,
    TEXT,
    WIDE,
    Canvas,
    build_pair,
    number,
)
from course.html.figures.measure import FigureError
from course.html.figures.undated import build_undated, read_points
from course.html.figures.words import Words, join_sentences, read_data
from course.html.scene import Scene
from course.model import Block

SIDES = ("change", "result", "warning")
AXIS = WIDE / 2
YEAR = 34.0
"""Half the width that a year takes on the axis."""
REACH = 64.0
"""From the axis to the texts."""


@dataclass(frozen=True)
class Event:
    """Something that happened, in the page's language."""

    year: str
    text: str
    fact: str
    side: str

    @property
    def first_year(self) -> int:
        """The year as a number; of a span, its beginning."""
        return int(self.year[:4])


def find_timeline(name: str, scene: Scene) -> dict[str, Any]:
    """The row of docs/data/timelines.yml with that id.

    Raises:
        FigureError: there is none.
    """
    for row in read_data(scene, "timelines"):
        if isinstance(row, dict) and row.get("id") == name:
            return row
    raise FigureError(f"docs/data/timelines.yml has no timeline '{name}'")


def read_events(row: dict[str, Any], scene: Scene) -> list[Event]:
    """The events of a timeline, in the order of the years.

    Raises:
        FigureError: an event is not well formed.
    """
    events = []
    for item in row.get("events", []):
        year, side = str(item.get("year", "")), str(item.get("side", ""))
        if not year[:4].isdigit() or side not in SIDES:
            raise FigureError(
                f"timeline '{row['id']}', event '{year}': the year begins with four digits and "
                f"the side is one of {', '.join(SIDES)}"
            )
        events.append(Event(year, str(scene.pick(item)), str(item.get("fact", "")), side))
    return sorted(events, key=lambda event: event.first_year)


def build_timeline(block: Block, scene: Scene) -> Element:
    """The timeline that the option `timeline` names."""
    row = find_timeline(block.option("timeline"), scene)
    title = str(scene.pick(row["title"]))
    if "points" in row:
        return build_undated(block, scene, title, read_points(row["points"], scene))
    words = Words(scene, "timeline")
    events = read_events(row, scene)
    told = [words.say("event", year=e.year, side=words.say(e.side), text=e.text) for e in events]
    marks = []
    for group in _by_year(events):
        cited = "".join(f"[@{event.fact}]" for event in group if event.fact)
        marks.append(group[0].year + cited)
    return build_pair(
        f"timeline-{block.line}",
        words.say("alt", title=title, events=join_sentences(told)),
        _draw_wide(events, words),
        _draw_narrow(events, words),
        words.caption(title=title, marks=" ".join(marks)),
        "fig fig--bands",
    )


def _by_year(events: list[Event]) -> list[list[Event]]:
    """Events of one year together: what happened at once is drawn on one level."""
    return [list(group) for _, group in groupby(events, key=lambda event: event.year)]


def _draw_wide(events: list[Event], words: Words) -> list[Canvas]:
    """What was done to the left of the axis, what came of it to the right: a band for each year."""
    bands = []
    groups = _by_year(events)
    for n, group in enumerate(groups):
        canvas = Canvas(WIDE, words.keep)
        y = 0.0 if n else _draw_heads(canvas, words)
        canvas.write(group[0].year, AXIS, y, 2 * YEAR, NAME, "middle")
        sides = [[e for e in group if e.side == "change"], [e for e in group if e.side != "change"]]
        low = max(_draw_side(canvas, part, y, words) for part in sides)
        y = max(low, y + NAME.leading)
        if n + 1 < len(groups):
            y = _draw_years(canvas, AXIS, y, group[0], groups[n + 1][0])
        canvas.height = y
        bands.append(canvas)
    return bands


def _draw_heads(canvas: Canvas, words: Words) -> float:
    """What stands on either side; where the first year begins."""
    canvas.write(words.say("change"), AXIS - REACH, 0, AXIS - REACH, NAME, "end")
    canvas.write(words.say("outcome"), AXIS + REACH, 0, AXIS - REACH, NAME)
    return 42.0


def _draw_side(canvas: Canvas, events: list[Event], y: float, words: Words) -> float:
    """The events of one year on one side of the axis; the lower edge."""
    for n, event in enumerate(events):
        left = event.side == "change"
        out = -1 if left else 1
        y += 10 if n else 0
        _draw_mark(canvas, event.side, AXIS + out * (YEAR + 12), y + NAME.leading / 2)
        x, anchor = AXIS + out * REACH, "end" if left else "start"
        # The heading says "what was done"; on the other side each is one of two.
        y += 1
        if not left:
            y = canvas.write(words.say(event.side), x, y, AXIS - REACH, NOTE)
        y = canvas.write(event.text, x, y, AXIS - REACH - 20, TEXT, anchor)
    return y


def _draw_narrow(events: list[Event], words: Words) -> Canvas:
    """The axis on the left, every event on its right with its kind in words."""
    canvas = Canvas(NARROW, words.keep)
    axis, x, y = 9.0, 34.0, 0.0
    groups = _by_year(events)
    for n, group in enumerate(groups):
        if n:
            y = _draw_years(canvas, axis, y, groups[n - 1][0], group[0])
        canvas.write(group[0].year, x, y, 80, NAME)
        right = x + NAME.measure(group[0].year) + 10
        for at, event in enumerate(group):
            y += 8 if at else 0
            _draw_mark(canvas, event.side, axis, y + NAME.leading / 2)
            # The first shares the line of the year.
            left = x if at else right
            canvas.write(words.say(event.side), left, y + 2, NARROW - left, NOTE)
            y = canvas.write(event.text, x, y + NAME.leading + 2, NARROW - x, TEXT)
    canvas.height = y + 4
    return canvas


def _draw_years(canvas: Canvas, axis: float, y: float, before: Event, after: Event) -> float:
    """The stretch of axis between two events, one tick for every year between them.

    Returns:
        Upper edge of the later event.
    """
    years = max(after.first_year - before.first_year, 1)
    # Long enough to see the years apart, not so long that a decade fills a screen.
    length = 20 + 9.0 * min(years, 12)
    start, end = y + 4, y + length - 4
    canvas.path(f"M{number(axis)} {number(start)}V{number(end)}", "f-thin")
    for n in range(1, years):
        tick = start + (end - start) * n / years
        canvas.path(f"M{number(axis - 4)} {number(tick)}h8", "f-thin")
    return y + length


def _draw_mark(canvas: Canvas, side: str, x: float, y: float) -> None:
    """Square: the organisation did something. Ring: a result. Triangle: a warning."""
    if side == "change":
        canvas.box(x - 5.5, y - 5.5, 11, 11, "f-line", radius=1.5)
    elif side == "result":
        canvas.ring(x, y, 6, "f-line")
    else:
        canvas.path(f"M{number(x)} {number(y - 7)}l7 12.5h-14Z", "f-line")
