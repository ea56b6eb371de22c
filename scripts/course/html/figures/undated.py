"""A case without years: a line for what its source puts in order, a list for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, NOTE, TEXT, WIDE, Canvas, build_pair, number
from course.html.figures.measure import FigureError
from course.html.figures.words import Words, build_caption, join_sentences
from course.html.scene import Scene
from course.model import Block

AXIS = 9.0
REACH = 34.0
"""From the left edge of a column to its texts."""
GUTTER = 48.0
STRETCH = 56.0
"""Length of line between two points; without years no length would say more than another."""


@dataclass(frozen=True)
class Point:
    """What a source tells without a year, in the page's language.

    Attributes:
        when: the source's own word of time; empty where it has none.
        text: what it tells.
        fact: the claim in the ledger.
        status: how far that claim is checked, in words.
    """

    when: str
    text: str
    fact: str
    status: str


def read_points(rows: list[dict[str, Any]], scene: Scene) -> list[Point]:
    """The `points` of a timeline, in the order of the source.

    Raises:
        FigureError: a point names no fact of the ledger, so that nothing says how sure it is.
    """
    points = []
    for row in rows:
        name = str(row.get("fact", ""))
        fact = scene.course.facts.get(name)
        if fact is None:
            raise FigureError(f"a point cites '{name}', which facts.yml does not have")
        when = str(scene.pick(row["when"])) if row.get("when") else ""
        points.append(
            Point(when, str(scene.pick(row)), fact.id, str(scene.say(f"status.{fact.check}")))
        )
    return points


def build_undated(block: Block, scene: Scene, title: str, points: list[Point]) -> Element:
    """A timeline without years.

    Args:
        block: where it stands.
        scene: the page.
        title: what the figure shows.
        points: in the order of the source.
    """
    words = Words(scene, "timeline")
    placed = [point for point in points if point.when]
    loose = [point for point in points if not point.when]
    told = [
        words.say("placed", when=p.when, status=p.status, text=p.text)
        if p.when
        else words.say("loose", status=p.status, text=p.text)
        for p in (*placed, *loose)
    ]
    marks = [f"{point.when}[@{point.fact}]" for point in placed]
    if loose:
        marks.append(words.say("no-time") + "".join(f"[@{point.fact}]" for point in loose))
    return build_pair(
        f"timeline-{block.line}",
        words.say("alt-undated", title=title, points=join_sentences(told)),
        _draw_wide(placed, loose, words),
        _draw_narrow(placed, loose, words),
        build_caption(words.say("caption-undated", title=title, marks=" ".join(marks)), scene),
    )


def _draw_wide(placed: list[Point], loose: list[Point], words: Words) -> Canvas:
    """The line on the left, what has no place on it on the right."""
    canvas = Canvas(WIDE, words.keep)
    room = (WIDE - GUTTER) / 2
    low = _draw_line(canvas, placed, 0, 0, room, words)
    right = room + GUTTER
    canvas.height = max(low, _draw_list(canvas, loose, right, 0, room, words)) + 4
    if placed and loose:
        x = number(room + GUTTER / 2)
        canvas.path(f"M{x} 0V{number(canvas.height)}", "f-thin")
    return canvas


def _draw_narrow(placed: list[Point], loose: list[Point], words: Words) -> Canvas:
    """The line above, the list below."""
    canvas = Canvas(NARROW, words.keep)
    y = _draw_line(canvas, placed, 0, 0, NARROW, words)
    if placed and loose:
        canvas.path(f"M0 {number(y + 18)}H{number(NARROW)}", "f-thin")
        y += 36
    canvas.height = _draw_list(canvas, loose, 0, y, NARROW, words) + 4
    return canvas


def _draw_line(
    canvas: Canvas, points: list[Point], x: float, y: float, width: float, words: Words
) -> float:
    """The points that the source puts in order, joined by a dashed line; the lower edge."""
    if not points:
        return y
    y = canvas.write(words.say("in-order"), x, y, width, NAME) + 12
    before = 0.0
    for n, point in enumerate(points):
        middle = y + NAME.leading / 2
        if n:
            axis = number(x + AXIS)
            canvas.path(f"M{axis} {number(before + 11)}V{number(middle - 11)}", "f-line", "f-dash")
        _draw_mark(canvas, x + AXIS, middle)
        right = x + REACH + NAME.measure(point.when) + 10
        canvas.write(point.when, x + REACH, y, width - REACH, NAME)
        canvas.write(point.status, right, y + 2, x + width - right, NOTE)
        low = canvas.write(point.text, x + REACH, y + NAME.leading + 2, width - REACH, TEXT)
        before, y = middle, low
        if n + 1 < len(points):
            gap = low + (STRETCH - NOTE.leading) / 2
            canvas.write(words.say("gap"), x + REACH, gap, width - REACH, NOTE)
            y += STRETCH
    return y


def _draw_list(
    canvas: Canvas, points: list[Point], x: float, y: float, width: float, words: Words
) -> float:
    """The points that could stand anywhere; the lower edge."""
    if not points:
        return y
    y = canvas.write(words.say("no-time"), x, y, width, NAME) + 12
    for n, point in enumerate(points):
        y += 10 if n else 0
        _draw_mark(canvas, x + AXIS, y + NOTE.leading / 2)
        y = canvas.write(point.status, x + REACH, y, width - REACH, NOTE)
        y = canvas.write(point.text, x + REACH, y, width - REACH, TEXT)
    return y


def _draw_mark(canvas: Canvas, x: float, y: float) -> None:
    """A lozenge: told by somebody, shown by nothing. It is none of the signs of a dated event."""
    canvas.path(f"M{number(x)} {number(y - 7)}l7 7l-7 7l-7 -7Z", "f-line")
