"""The traditional and the inverted organisation chart side by side."""

from __future__ import annotations

from dataclasses import dataclass
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
from course.html.figures.words import Words
from course.html.scene import Scene
from course.model import Block

HEAD = 40.0
ROW = 44.0
GAP = 22.0
PITCH = ROW + GAP


@dataclass(frozen=True)
class Stack:
    """Where a chart stands: its middle and the widths of its top and bottom layers."""

    middle: float
    narrowest: float
    widest: float


def build_organisation(block: Block, scene: Scene) -> Element:
    """Both charts; layers that the source text does not give are dashed."""
    words = Words(scene, "inverted-organisation")
    layers = [str(scene.pick(row)) for row in words.rows("layers")]
    customer = str(scene.say("figure.customer"))
    return build_pair(
        f"organisation-{block.line}",
        words.say("alt"),
        _draw_wide(layers, customer, words),
        _draw_narrow(layers, customer, words),
        words.caption(),
    )


def _draw_wide(layers: list[str], customer: str, words: Words) -> Canvas:
    canvas = Canvas(WIDE, words.keep)
    left, right = Stack(120, 108, 240), Stack(490, 108, 240)
    _draw_charts(canvas, left, right, layers, customer, words)
    top, low = HEAD + PITCH, HEAD + 4 * PITCH - GAP
    # One bracket from either chart holds the layers that we restored.
    for x, turn in ((250.0, 6.0), (360.0, -6.0)):
        canvas.path(
            f"M{number(x)} {number(top)}h{number(turn)}V{number(low)}h{number(-turn)}", "f-thin"
        )
    text, width = words.say("restored"), 86.0
    middle = (top + low - canvas.depth(text, width, NOTE)) / 2
    canvas.write(text, 305, middle, width, NOTE, "middle")
    for layer, key in ((1, "baton"), (2, "answer")):
        y = HEAD + layer * PITCH + ROW / 2
        # The layer's own half width, then a hairline to the remark.
        edge = right.middle + _width(right, layer, len(layers), True) / 2
        canvas.path(f"M{number(edge + 6)} {number(y)}H626", "f-thin")
        text, width = words.say(key), WIDE - 634
        canvas.write(text, 634, y - canvas.depth(text, width, NOTE) / 2, width, NOTE)
    return canvas


def _draw_narrow(layers: list[str], customer: str, words: Words) -> Canvas:
    canvas = Canvas(NARROW, words.keep)
    left, right = Stack(80, 92, 158), Stack(260, 92, 158)
    _draw_charts(canvas, left, right, layers, customer, words)
    canvas.height = canvas.legend([("dash", words.say("restored"))], 0, canvas.height + 12, NARROW)
    return canvas


def _draw_charts(
    canvas: Canvas, left: Stack, right: Stack, layers: list[str], customer: str, words: Words
) -> None:
    for stack, key in ((left, "traditional"), (right, "inverted")):
        canvas.write(words.say(key), stack.middle, 0, stack.widest, NAME, "middle")
    _draw_chart(canvas, left, layers, customer, turned=False)
    _draw_chart(canvas, right, layers, customer, turned=True)
    canvas.height = HEAD + 5 * PITCH - GAP + 4


def _width(stack: Stack, place: int, count: int, turned: bool) -> float:
    """Width of the layer at `place` from the top: wider towards the customer."""
    from_tip = count - place if turned else place
    return stack.narrowest + (stack.widest - stack.narrowest) * from_tip / (count - 1)


def _draw_chart(
    canvas: Canvas, stack: Stack, layers: list[str], customer: str, *, turned: bool
) -> None:
    """One chart: `layers` run from the president to the front line.

    Args:
        canvas: where to draw.
        stack: where it stands.
        layers: names from the president to the front line.
        customer: the word for the customer.
        turned: whether the customer is on top.
    """
    count = len(layers)
    for n, name in enumerate(layers):
        place = count - n if turned else n
        width, y = _width(stack, place, count, turned), HEAD + place * PITCH
        # Only the president's place is in the source text; the layers between are ours.
        classes = ("f-line",) if n == 0 else ("f-thin", "f-dash")
        canvas.box(stack.middle - width / 2, y, width, ROW, *classes, radius=1.5)
        middle = y + (ROW - TEXT.leading) / 2
        canvas.write(name, stack.middle, middle, width - 12, TEXT, "middle")
    y = HEAD + (0 if turned else count) * PITCH
    reach = TEXT.measure(customer)
    canvas.dot(stack.middle - reach / 2 - 5, y + ROW / 2, 7)
    canvas.write(customer, stack.middle + 9, y + (ROW - TEXT.leading) / 2, reach, TEXT, "middle")
    if turned:
        _draw_arrow(canvas, stack.middle, HEAD + ROW, "f-lead")
        _draw_arrow(canvas, stack.middle, HEAD + PITCH + ROW, "f-line")


def _draw_arrow(canvas: Canvas, x: float, y: float, class_: str) -> None:
    """An arrow down through the gap below a layer."""
    canvas.path(f"M{number(x)} {number(y + 3)}v15m-5 -5l5 5l5 -5", class_)
