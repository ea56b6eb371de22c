"""The product's path and the customer's path: two beginnings, one end."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, TEXT, WIDE, Canvas, build_pair, number
from course.html.figures.words import Words
from course.html.scene import Scene
from course.model import Block

HEAD = 36.0
GAP = 24.0
PAD = 12.0


def build_flows(block: Block, scene: Scene) -> Element:
    """Both paths side by side, on a phone as well: the comparison is the point."""
    words = Words(scene, "two-flows")
    paths = [[str(scene.pick(row)) for row in words.rows(key)] for key in ("product", "customer")]
    told = [
        words.say("between").join(
            words.say("step", n=n, text=text) for n, text in enumerate(path, 1)
        )
        for path in paths
    ]
    spoken = words.say("alt", product=told[0], customer=told[1], end=words.say("end"))
    wide, narrow = (_draw(paths, Canvas(w, words.keep), words) for w in (WIDE, NARROW))
    caption = words.caption()
    return build_pair(f"flows-{block.line}", spoken, wide, narrow, caption)


def _draw(paths: list[list[str]], canvas: Canvas, words: Words) -> Canvas:
    between = 60.0 if canvas.width > NARROW else 16.0
    width = (canvas.width - between) / 2
    room = width - 2 * PAD
    lefts = (0.0, width + between)
    names = [words.say("product_name"), words.say("customer_name")]
    head = HEAD - NAME.leading + max(canvas.depth(name, width - 24, NAME) for name in names)
    depths = [sum(_depth(canvas, text, room) for text in path) for path in paths]
    longest = max(depth + GAP * len(path) for depth, path in zip(depths, paths, strict=True))
    end_y = head + longest + 8
    for left, name, path, depth in zip(lefts, names, paths, depths, strict=True):
        canvas.write(name, left + 24, 0, width - 24, NAME)
        # The shorter path gets longer arrows, so that both arrive at the same end.
        gap = (longest - depth) / len(path)
        y = head
        for n, text in enumerate(path):
            height = _depth(canvas, text, room)
            canvas.box(left, y, width, height, "f-thin", radius=1.5)
            canvas.write(text, left + PAD, y + 8, room, TEXT)
            y += height
            stop = y + gap - 4 if n < len(path) - 1 else end_y - 4
            _draw_arrow(canvas, left + width / 2, y + 3, stop)
            y += gap
    canvas.box(5, 6.5, 11, 11, "f-line", radius=1.5)
    canvas.dot(lefts[1] + 10, NAME.leading / 2)
    canvas.box(0, end_y, canvas.width, TEXT.leading + 16, "f-line", radius=1.5)
    canvas.write(words.say("end"), canvas.width / 2, end_y + 8, canvas.width, TEXT, "middle")
    below = end_y + TEXT.leading + 16 + 10
    canvas.height = canvas.legend([("dash", words.say("restored"))], 0, below, canvas.width)
    return canvas


def _depth(canvas: Canvas, text: str, room: float) -> float:
    return canvas.depth(text, room, TEXT) + 16


def _draw_arrow(canvas: Canvas, x: float, start: float, stop: float) -> None:
    canvas.path(f"M{number(x)} {number(start)}V{number(stop)}", "f-line", "f-dash")
    canvas.path(f"M{number(x - 5)} {number(stop - 5)}l5 5l5 -5", "f-line")
