"""The closed loop that a suggestion goes round, in six steps."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, NOTE, WIDE, Canvas, build_pair
from course.html.figures.words import Words, join_sentences
from course.html.scene import Scene
from course.model import Block

PAD = 12.0
DECIDE, TELL = 2, 4
"""A "no" goes from the decision straight to telling the person."""


@dataclass(frozen=True)
class Step:
    """A step in the page's language; `ours` when we added it to those we restored."""

    name: str
    asks: str
    ours: bool


def build_loop(block: Block, scene: Scene) -> Element:
    """The steps in a ring. All of it is dashed: the source asks for a loop and gives no steps."""
    words = Words(scene, "closed-loop")
    steps = [
        Step(
            words.say("numbered", n=n, name=scene.pick(row)),
            str(scene.pick(row["line"])),
            row.get("ours") is True,
        )
        for n, row in enumerate(words.rows("steps"), 1)
    ]
    told = [
        words.say("told_ours" if step.ours else "told", name=step.name, asks=step.asks)
        for step in steps
    ]
    return build_pair(
        f"loop-{block.line}",
        words.say("alt", steps=join_sentences(told)),
        _draw_wide(steps, words),
        _draw_narrow(steps, words),
        words.caption(),
    )


def _note(step: Step, words: Words) -> str:
    return words.say("asks_ours", asks=step.asks) if step.ours else step.asks


def _depth(canvas: Canvas, step: Step, width: float, words: Words) -> float:
    room = width - 2 * PAD
    text = canvas.depth(_note(step, words), room, NOTE)
    return canvas.depth(step.name, room, NAME) + text + 2 * PAD


def _draw_step(
    canvas: Canvas, step: Step, at: tuple[float, float], size: tuple[float, float], words: Words
) -> None:
    (x, y), (width, height) = at, size
    # What we restored has a thin frame, what we added a heavy one.
    canvas.box(x, y, width, height, "f-line" if step.ours else "f-thin", "f-dash", radius=1.5)
    y += (height - _depth(canvas, step, width, words)) / 2 + PAD
    y = canvas.write(step.name, x + PAD, y, width - 2 * PAD, NAME)
    canvas.write(_note(step, words), x + PAD, y, width - 2 * PAD, NOTE)


def _draw_wide(steps: list[Step], words: Words) -> Canvas:
    """Three steps to the right, three back to the left."""
    canvas = Canvas(WIDE, words.keep)
    across = len(steps) // 2
    width = 242.0
    gap = (WIDE - across * width) / (across - 1)
    height = max(_depth(canvas, step, width, words) for step in steps)
    low = height + 84.0
    places = [((width + gap) * n, 0.0) for n in range(across)]
    places += [(x, low) for x, _ in places[::-1]]
    for n, (step, (x, y)) in enumerate(zip(steps, places, strict=True)):
        _draw_step(canvas, step, (x, y), (width, height), words)
        next_x, next_y = places[(n + 1) % len(places)]
        middle = y + height / 2
        if next_y > y:
            points = [(x + width - 40, y + height + 4), (x + width - 40, next_y - 4)]
        elif next_y < y:
            points = [(x + 40, y - 4), (x + 40, next_y + height + 4)]
        elif next_x > x:
            points = [(x + width + 5, middle), (next_x - 5, middle)]
        else:
            points = [(x - 5, middle), (next_x + width + 5, middle)]
        canvas.arrow(points, "f-line", "f-dash")
    (from_x, _), (to_x, _) = places[DECIDE], places[TELL]
    from_x, to_x, middle = from_x + 40, to_x + width - 40, (height + low) / 2
    points = [(from_x, height + 4), (from_x, middle), (to_x, middle), (to_x, low - 4)]
    canvas.arrow(points, "f-line", "f-dash")
    canvas.write(words.say("no"), to_x - 12, middle - NOTE.leading / 2, 200, NOTE, "end")
    canvas.write(words.say("again"), 52, middle - NOTE.leading / 2, 220, NOTE)
    canvas.height = canvas.legend([("dash", words.say("restored"))], 0, low + height + 14, WIDE)
    return canvas


def _draw_narrow(steps: list[Step], words: Words) -> Canvas:
    """Steps below each other; the way back on the left, the way of a "no" on the right."""
    canvas = Canvas(NARROW, words.keep)
    left, right, gap = 24.0, NARROW - 24.0, 26.0
    width, y = right - left, 0.0
    middles, after = [], 0.0
    for n, step in enumerate(steps):
        height = _depth(canvas, step, width, words)
        _draw_step(canvas, step, (left, y), (width, height), words)
        middles.append(y + height / 2)
        y += height
        if n == len(steps) - 1:
            break
        if n == DECIDE:
            after = canvas.write(words.say("no"), right, y + 4, width - 60, NOTE, "end")
        stop = (after + 4 if n == DECIDE else y + gap) - 4
        canvas.arrow([(left + 28, y + 4), (left + 28, stop)], "f-line", "f-dash")
        y = stop + 4
    edge = NARROW - 4
    no = [(right + 4, middles[DECIDE]), (edge, middles[DECIDE]), (edge, middles[TELL])]
    canvas.arrow([*no, (right + 5, middles[TELL])], "f-line", "f-dash")
    back = [(left - 4, middles[-1]), (4.0, middles[-1]), (4.0, middles[0])]
    canvas.arrow([*back, (left - 5, middles[0])], "f-line", "f-dash")
    y = canvas.write(words.say("again"), left, y + 6, width, NOTE)
    canvas.height = canvas.legend([("dash", words.say("restored"))], 0, y + 6, NARROW)
    return canvas
