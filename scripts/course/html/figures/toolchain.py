"""How the course is made: sources, one model, and what is derived from it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.figures.canvas import NARROW, NOTE, TEXT, WIDE, Canvas, build_pair
from course.html.figures.words import Row, Words
from course.html.scene import Scene
from course.model import Block

FALL = 34.0
"""Length of an arrow between two rows."""


def build_toolchain(block: Block, scene: Scene) -> Element:
    """Three rows: what people write, the model, what is made; the edge to MkDocs is dashed."""
    words = Words(scene, "toolchain")
    return build_pair(
        f"toolchain-{block.line}",
        words.say("alt"),
        _draw_wide(words),
        _draw_narrow(words),
        words.caption(),
    )


def _draw_box(
    canvas: Canvas,
    text: str,
    note: str,
    at: tuple[float, float],
    width: float,
    *classes: str,
) -> float:
    """A box with a name and a line below it; its lower edge."""
    x, y = at
    room = width - 20
    depth = canvas.depth(text, room, TEXT) + canvas.depth(note, room, NOTE) + 20
    canvas.box(x, y, width, depth, "f-line", *classes, radius=1.5)
    low = canvas.write(text, x + width / 2, y + 10, room, TEXT, "middle")
    canvas.write(note, x + width / 2, low, room, NOTE, "middle")
    return y + depth


def _style(row: Row) -> tuple[str, ...]:
    """The edge that can be replaced is dashed."""
    return ("f-dash",) if row.get("id") == "pages" else ()


def _draw_wide(words: Words) -> Canvas:
    canvas = Canvas(WIDE, words.keep)
    width, middle = 380.0, WIDE / 2
    y = 1.0
    for key in ("source", "model"):
        y = _draw_box(
            canvas, words.say(key), words.say(f"{key}_note"), (middle - width / 2, y), width
        )
        if key == "source":
            canvas.arrow([(middle, y + 2), (middle, y + FALL - 4)], "f-line")
            canvas.write(words.say("reads"), middle + 12, y + 6, 300, NOTE)
            y += FALL
    rows = words.rows("made")
    gap = 20.0
    each = (WIDE - 2 - gap * (len(rows) - 1)) / len(rows)
    bend, top = y + FALL / 2, y + FALL
    low = top
    for n, row in enumerate(rows):
        x = 1 + n * (each + gap)
        centre = x + each / 2
        points = [(middle, y + 2), (middle, bend), (centre, bend), (centre, top - 4)]
        canvas.arrow(points if abs(centre - middle) > 1 else [points[0], points[-1]], "f-line")
        name, note = words.pick(row), words.pick(row.get("line"))
        low = max(low, _draw_box(canvas, name, note, (x, top), each, *_style(row)))
    canvas.height = low + 2
    return canvas


def _draw_narrow(words: Words) -> Canvas:
    canvas = Canvas(NARROW, words.keep)
    y = 1.0
    for key in ("source", "model"):
        y = _draw_box(canvas, words.say(key), words.say(f"{key}_note"), (1, y), NARROW - 2)
        if key == "source":
            canvas.arrow([(NARROW / 2, y + 2), (NARROW / 2, y + FALL - 4)], "f-line")
            y += FALL
    trunk, left = 14.0, 44.0
    begin = y + 2
    y += 16
    for row in words.rows("made"):
        top = y
        name, note = words.pick(row), words.pick(row.get("line"))
        y = _draw_box(canvas, name, note, (left, top), NARROW - left - 1, *_style(row))
        middle = (top + y) / 2
        canvas.arrow([(trunk, begin), (trunk, middle), (left - 4, middle)], "f-line")
        y += 14
    canvas.height = y - 10
    return canvas
