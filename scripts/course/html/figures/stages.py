"""The customer's path in six stages, from before the purchase to leaving or returning."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, NOTE, TEXT, WIDE, Canvas, build_pair
from course.html.figures.words import Words, join_sentences
from course.html.scene import Scene
from course.model import Block

RING = 13.0
LEAST = 90.0
"""What a stage's question needs, however short the name."""
START = 8.0
"""Middle of the dot that sets out on the path."""


@dataclass(frozen=True)
class Stage:
    """A stretch of the path in the page's language; `ours` when the source text lacks it."""

    n: int
    name: str
    question: str
    ours: bool

    @property
    def dash(self) -> tuple[str, ...]:
        """The class that shows whose it is."""
        return ("f-dash",) if self.ours else ()


def build_stages(block: Block, scene: Scene) -> Element:
    """The path with a ring for each stage; what we added is dashed."""
    words = Words(scene, "experience-stages")
    stages = [
        Stage(n, str(scene.pick(row)), str(scene.pick(row["line"])), row.get("ours") is True)
        for n, row in enumerate(words.rows("stages"), 1)
    ]
    told = [
        words.say("told_ours" if stage.ours else "told", n=stage.n, name=stage.name)
        + stage.question
        for stage in stages
    ]
    return build_pair(
        f"stages-{block.line}",
        words.say("alt", stages=join_sentences(told)),
        _draw_wide(stages, words, scene),
        _draw_narrow(stages, words, scene),
        words.caption(),
    )


def _legend(words: Words, scene: Scene) -> list[tuple[str, str]]:
    return [("dot", scene.say("figure.customer")), ("dash", words.say("added"))]


def _need(name: str) -> float:
    """The least width in which the name takes one line, or two if it has several words."""
    words = name.split()
    cuts = ((words[:n], words[n:]) for n in range(1, len(words) + 1))
    return min(max(NAME.measure(" ".join(part)) for part in cut) for cut in cuts)


def _draw_wide(stages: list[Stage], words: Words, scene: Scene) -> Canvas:
    canvas = Canvas(WIDE, words.keep)
    # The path ends beside the last ring, so that leaving is seen as well.
    begin, end = 34.0, 16.0
    needs = [max(_need(stage.name), LEAST) for stage in stages]
    spare = (WIDE - begin - end - sum(needs)) / len(stages)
    rooms, y = [need + spare - 14 for need in needs], RING + 2
    head = max(
        canvas.depth(stage.name, room, NAME) for stage, room in zip(stages, rooms, strict=True)
    )
    canvas.dot(START, y, 8)
    canvas.height, from_x, before, left = 0.0, START + 14, False, begin
    for stage, room in zip(stages, rooms, strict=True):
        x = left + RING
        dash = ("f-dash",) if before or stage.ours else ()
        canvas.line([(from_x, y), (x - RING - 5, y)], "f-lead", *dash)
        _draw_ring(canvas, stage, x, y)
        canvas.write(stage.name, left, y + RING + 12, room, NAME)
        low = canvas.write(stage.question, left, y + RING + 16 + head, room, NOTE)
        canvas.height = max(canvas.height, low)
        from_x, before, left = x + RING + 5, stage.ours, left + room + 14
    canvas.arrow([(from_x, y), (WIDE - 4, y)], "f-lead", *stages[-1].dash)
    canvas.height = canvas.legend(_legend(words, scene), 0, canvas.height + 14, WIDE)
    return canvas


def _draw_narrow(stages: list[Stage], words: Words, scene: Scene) -> Canvas:
    canvas = Canvas(NARROW, words.keep)
    axis, x = RING + 1, 46.0
    canvas.dot(axis, START, 8)
    y, from_y, before = 44.0, START + 14, False
    for stage in stages:
        middle = y + NAME.leading / 2
        dash = ("f-dash",) if before or stage.ours else ()
        canvas.line([(axis, from_y), (axis, middle - RING - 5)], "f-lead", *dash)
        _draw_ring(canvas, stage, axis, middle)
        y = canvas.write(stage.name, x, y, NARROW - x, NAME)
        y = canvas.write(stage.question, x, y + 2, NARROW - x, NOTE) + 22
        from_y, before = middle + RING + 5, stage.ours
    canvas.arrow([(axis, from_y), (axis, y + 4)], "f-lead", *stages[-1].dash)
    canvas.height = canvas.legend(_legend(words, scene), 0, y + 16, NARROW)
    return canvas


def _draw_ring(canvas: Canvas, stage: Stage, x: float, y: float) -> None:
    canvas.ring(x, y, RING, "f-line", *stage.dash)
    canvas.write(str(stage.n), x, y - TEXT.leading / 2, 2 * RING, TEXT, "middle")
