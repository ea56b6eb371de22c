"""The two ways of operating: the same five boxes, with the arrows turned round."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, TEXT, WIDE, Canvas, build_pair
from course.html.figures.words import Words
from course.html.scene import Scene
from course.model import Block

PAD = 8.0
HANG = 16.0
"""A text stands this far to the right of its number."""
DOT = 18.0
"""What the dot takes from the text of the customer's box."""


@dataclass(frozen=True)
class Row:
    """A way of operating: its name and the boxes as they lie, from assets to customer."""

    name: str
    boxes: tuple[str, ...]
    turned: bool

    def number(self, place: int) -> int:
        """Which step the box at that place is: counted from the assets, or from the customer."""
        return len(self.boxes) - place if self.turned else place + 1

    def told(self, words: Words) -> str:
        """The steps in their order, in words."""
        steps = self.boxes[::-1] if self.turned else self.boxes
        return words.say("between").join(
            words.say("step", n=n, text=text) for n, text in enumerate(steps, 1)
        )


def build_operations(block: Block, scene: Scene) -> Element:
    """Both ways over each other, so that a box and its twin share a column."""
    words = Words(scene, "two-operating-models")
    outward = tuple(str(scene.pick(row)) for row in words.rows("inside_out"))
    inward = tuple(str(scene.pick(row)) for row in words.rows("outside_in"))
    rows = (
        Row(words.say("inside_out_name"), outward, turned=False),
        Row(words.say("outside_in_name"), inward[::-1], turned=True),
    )
    spoken = words.say(
        "alt",
        inside_out=rows[0].told(words),
        outside_in=rows[1].told(words),
        meet=words.say("meet"),
    )
    return build_pair(
        f"operations-{block.line}",
        spoken,
        _draw_wide(rows, words, scene),
        _draw_narrow(rows, words, scene),
        words.caption(),
    )


def _legend(scene: Scene) -> list[tuple[str, str]]:
    return [("dot", scene.say("figure.customer")), ("dash", scene.say("figure.inferred"))]


def _write_name(canvas: Canvas, row: Row, x: float, y: float, width: float) -> None:
    """The name behind the sign of where the way begins."""
    if row.turned:
        canvas.dot(x + 10, y + NAME.leading / 2)
    else:
        canvas.box(x + 5, y + 6.5, 11, 11, "f-line", radius=1.5)
    canvas.write(row.name, x + 24, y, width - 24, NAME)


def _room(row: Row, place: int, width: float) -> float:
    last = place == len(row.boxes) - 1
    return width - 2 * PAD - HANG - (DOT if last else 0)


def _depth(canvas: Canvas, row: Row, place: int, width: float) -> float:
    return canvas.depth(row.boxes[place], _room(row, place, width), TEXT) + 2 * PAD


def _draw_box(
    canvas: Canvas, row: Row, place: int, at: tuple[float, float], size: tuple[float, float]
) -> None:
    (x, y), (width, height) = at, size
    canvas.box(x, y, width, height, "f-thin", radius=1.5)
    top = y + (height - _depth(canvas, row, place, width)) / 2 + PAD
    canvas.write(str(row.number(place)), x + PAD, top, HANG, TEXT)
    canvas.write(row.boxes[place], x + PAD + HANG, top, _room(row, place, width), TEXT)
    if place == len(row.boxes) - 1:
        canvas.dot(x + width - PAD - 6, y + height / 2)


def _draw_wide(rows: tuple[Row, ...], words: Words, scene: Scene) -> Canvas:
    canvas = Canvas(WIDE, words.keep)
    width, gap, y = 136.0, 30.0, 0.0
    step = width + gap
    for row in rows:
        _write_name(canvas, row, 0, y, WIDE)
        y += NAME.leading + 10
        places = range(len(row.boxes))
        height = max(_depth(canvas, row, place, width) for place in places)
        for place in places:
            _draw_box(canvas, row, place, (step * place, y), (width, height))
            ends = [(step * place - gap + 4, y + height / 2), (step * place - 4, y + height / 2)]
            if place:
                canvas.arrow(ends[::-1] if row.turned else ends, "f-line")
        y += height + 26
    # Both ends come together below the boxes in the middle.
    left, inner, meet = step, 3 * step - gap, words.say("meet")
    height = canvas.depth(meet, inner - 12, TEXT) + 2 * PAD
    for x, edge in ((width / 2, left - 4), (WIDE - width / 2, left + inner + 4)):
        middle = y + height / 2
        canvas.arrow([(x, y - 20), (x, middle), (edge, middle)], "f-line", "f-dash")
    canvas.label(meet, (left, y), (inner, height), "f-line", "f-dash")
    canvas.height = canvas.legend(_legend(scene), 0, y + height + 14, WIDE)
    return canvas


def _draw_narrow(rows: tuple[Row, ...], words: Words, scene: Scene) -> Canvas:
    """Side by side: one way runs down the page, the other up."""
    canvas = Canvas(NARROW, words.keep)
    width, gap = 160.0, 24.0
    lefts = [(row, n * (NARROW - width)) for n, row in enumerate(rows)]
    y = 10 + max(canvas.depth(row.name, width - 24, NAME) for row in rows)
    for row, x in lefts:
        _write_name(canvas, row, x, 0, width)
    for place in range(len(rows[0].boxes)):
        height = max(_depth(canvas, row, place, width) for row in rows)
        for row, x in lefts:
            _draw_box(canvas, row, place, (x, y), (width, height))
            ends = [(x + width / 2, y - gap + 4), (x + width / 2, y - 4)]
            if place:
                canvas.arrow(ends[::-1] if row.turned else ends, "f-line")
        y += height + gap
    meet = words.say("meet")
    height = canvas.depth(meet, NARROW - 12, TEXT) + 2 * PAD
    canvas.label(meet, (0, y), (NARROW, height), "f-line", "f-dash")
    canvas.height = canvas.legend(_legend(scene), 0, y + height + 12, NARROW)
    return canvas
