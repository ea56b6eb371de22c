"""The three dimensions of what a customer needs."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, NOTE, TEXT, WIDE, Canvas, build_pair
from course.html.figures.words import Words, join_sentences
from course.html.scene import Scene
from course.model import Block

PAD = 14.0


@dataclass(frozen=True)
class Dimension:
    """A dimension in the page's language; `ours` when its content is our filling in."""

    name: str
    origin: str
    items: tuple[str, ...]
    ours: bool

    @property
    def dash(self) -> tuple[str, ...]:
        """The class that shows whose it is."""
        return ("f-dash",) if self.ours else ()


def build_needs(block: Block, scene: Scene) -> Element:
    """Three boxes that one dot, the customer, holds together."""
    words = Words(scene, "three-needs")
    found = []
    for n, row in enumerate(words.rows("dimensions"), 1):
        items = tuple(str(scene.pick(item)) for item in words.rows(str(row["id"])))
        name = words.say("numbered", n=n, name=scene.pick(row))
        found.append(Dimension(name, str(scene.pick(row["line"])), items, row.get("ours") is True))
    told = [
        words.say("told", name=each.name, origin=each.origin, items=_join(each, words))
        for each in found
    ]
    customer = str(scene.say("figure.customer"))
    return build_pair(
        f"needs-{block.line}",
        words.say("alt", dimensions=join_sentences(told)),
        _draw_wide(found, customer, words),
        _draw_narrow(found, customer, words),
        words.caption(),
    )


def _join(dimension: Dimension, words: Words) -> str:
    return words.say("between").join(dimension.items)


def _draw_wide(found: list[Dimension], customer: str, words: Words) -> Canvas:
    """Columns below a branch for each."""
    canvas = Canvas(WIDE, words.keep)
    gap = 22.0
    width = (WIDE - gap * (len(found) - 1)) / len(found)
    room, fork, top = width - 2 * PAD, 40.0, 64.0
    middle = WIDE / 2
    reach = TEXT.measure(customer)
    canvas.dot(middle, 12, 8)
    canvas.line([(middle, 26), (middle, fork)], "f-lead")
    canvas.write(customer, middle + 16, 12 - TEXT.leading / 2, reach, TEXT)
    origin = top + 12 + max(canvas.depth(each.name, room, NAME) for each in found) + 2
    first = origin + max(canvas.depth(each.origin, room, NOTE) for each in found) + 8
    low = 0.0
    for n, each in enumerate(found):
        x = (width + gap) * n
        centre = x + width / 2
        canvas.line([(middle, fork), (centre, fork), (centre, top - 5)], "f-lead", *each.dash)
        canvas.write(each.name, x + PAD, top + 12, room, NAME)
        canvas.write(each.origin, x + PAD, origin, room, NOTE)
        y = first
        for item in each.items:
            y = canvas.write(item, x + PAD, y, room, TEXT) + 3
        low = max(low, y)
    for n, each in enumerate(found):
        canvas.box((width + gap) * n, top, width, low + 8 - top, "f-line", *each.dash, radius=1.5)
    canvas.height = low + 10
    return canvas


def _fill(items: tuple[str, ...], between: str, room: float) -> list[str]:
    """The items in lines that break between two of them only."""
    lines: list[str] = []
    for n, item in enumerate(items):
        text = item + (between if n < len(items) - 1 else "")
        if lines and TEXT.measure(lines[-1] + text.rstrip()) <= room:
            lines[-1] += text
        else:
            lines.append(text)
    return lines


def _draw_narrow(found: list[Dimension], customer: str, words: Words) -> Canvas:
    """Boxes below each other on a trunk; the examples run on in one paragraph."""
    canvas = Canvas(NARROW, words.keep)
    trunk, left = 8.0, 30.0
    room = NARROW - left - 2 * PAD
    canvas.dot(trunk, 11, 8)
    canvas.write(customer, trunk + 16, 0, NARROW - trunk - 16, TEXT)
    y, from_y = 34.0, 24.0
    for each in found:
        low = canvas.write(each.name, left + PAD, y + 10, room, NAME)
        low = canvas.write(each.origin, left + PAD, low, room, NOTE)
        low += 6
        for line in _fill(each.items, words.say("between"), room):
            low = canvas.write(line, left + PAD, low, room, TEXT)
        low += 10
        canvas.box(left, y, NARROW - left, low - y, "f-line", *each.dash, radius=1.5)
        knee = y + 10 + NAME.leading / 2
        # The trunk leads on to the next box; only the branch shows whose this one is.
        canvas.line([(trunk, from_y), (trunk, knee)], "f-lead")
        canvas.line([(trunk, knee), (left - 5, knee)], "f-lead", *each.dash)
        y, from_y = low + 14, knee
    canvas.height = y - 12
    return canvas
