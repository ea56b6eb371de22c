"""The tightrope: eyes on the point, the pole, craft, the wind, and where the picture ends."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, NOTE, TEXT, WIDE, Canvas, build_pair
from course.html.figures.words import Words, join_sentences
from course.html.scene import Scene
from course.model import Block

PARTS = ("eyes", "pole", "craft", "alert")


def build_rope(block: Block, scene: Scene) -> Element:
    """The walker on the rope with what each thing means for a firm."""
    words = Words(scene, "tight-rope")
    told = [
        words.say("told", rope=words.say(part), firm=words.say(f"{part}_firm")) for part in PARTS
    ]
    spoken = words.say("alt", parts=join_sentences(told), limit=words.say("limit_firm"))
    return build_pair(
        f"rope-{block.line}",
        spoken,
        _draw_wide(words, scene),
        _draw_narrow(words, scene),
        words.caption(),
    )


def _legend(words: Words, scene: Scene) -> list[tuple[str, str]]:
    return [
        ("dot", scene.say("figure.customer")),
        ("part", scene.say("figure.organisation")),
        ("dash", words.say("added")),
    ]


def _write_part(
    canvas: Canvas, words: Words, key: str, at: tuple[float, float], width: float
) -> float:
    """What it is on the rope and, below it, in the firm; the lower edge."""
    y = canvas.write(words.say(key), *at, width, NAME)
    return canvas.write(words.say(f"{key}_firm"), at[0], y, width, TEXT)


def _draw_wide(words: Words, scene: Scene) -> Canvas:
    canvas = Canvas(WIDE, words.keep)
    blocks = {"alert": (0.0, 216.0), "pole": (256.0, 236.0), "eyes": (548.0, 252.0)}
    low = max(_write_part(canvas, words, key, (x, 0), w) for key, (x, w) in blocks.items())
    rope = low + 130
    walker = 372.0
    _draw_rope(canvas, 24, 752, rope)
    _draw_walker(canvas, walker, rope, 116)
    _name_pole(canvas, words, walker, rope, 116)
    canvas.arrow([(walker + 20, rope - 65), (738, rope - 17)], "f-lead")
    # Hairlines from the words to what they speak of.
    canvas.line([(walker - 100, low + 6), (walker - 100, rope - 55)], "f-thin")
    canvas.line([(640, low + 6), (640, rope - 36)], "f-thin")
    _draw_wind(canvas, 30, low + 30, 200)
    canvas.line([(walker, rope + 8), (walker, rope + 26)], "f-thin")
    foot = _write_part(canvas, words, "craft", (walker - 116, rope + 32), 260)
    _draw_others(canvas, 564, rope + 44)
    foot = max(foot, _write_part(canvas, words, "limit", (600, rope + 32), 200))
    canvas.height = canvas.legend(_legend(words, scene), 0, foot + 14, WIDE)
    return canvas


def _draw_narrow(words: Words, scene: Scene) -> Canvas:
    """Numbers in the drawing, the words below it."""
    canvas = Canvas(NARROW, words.keep)
    walker, rope, half = 128.0, 128.0, 74.0
    _draw_rope(canvas, 12, 318, rope)
    _draw_walker(canvas, walker, rope, half)
    _name_pole(canvas, words, walker, rope, half)
    canvas.arrow([(walker + 20, rope - 65), (304, rope - 18)], "f-lead")
    _draw_wind(canvas, 4, 8, 84)
    marks = {"eyes": (238, 62), "pole": (walker - half - 12, rope - 64), "alert": (118, 20)}
    marks["craft"] = (walker, rope + 18)
    for n, key in enumerate(PARTS, 1):
        x, y = marks[key]
        canvas.write(str(n), x, y - NAME.leading / 2, 20, NAME, "middle")
    _draw_others(canvas, 284, rope + 22)
    y = rope + 62.0
    for n, key in enumerate(PARTS, 1):
        canvas.write(str(n), 0, y, 20, NAME)
        y = _write_part(canvas, words, key, (26, y), NARROW - 26) + 10
    _draw_others(canvas, 1, y + NAME.leading / 2, 1)
    y = _write_part(canvas, words, "limit", (26, y), NARROW - 26)
    canvas.height = canvas.legend(_legend(words, scene), 0, y + 12, NARROW)
    return canvas


def _draw_rope(canvas: Canvas, left: float, right: float, y: float) -> None:
    """The rope between two posts, with the customer at its far end."""
    canvas.line([(left, y + 40), (left, y), (right, y), (right, y + 40)], "f-line")
    canvas.dot(right, y - 13, 9)


def _draw_walker(canvas: Canvas, x: float, rope: float, half: float) -> None:
    """The organisation on two legs, with a pole that dips a little."""
    canvas.line([(x - 13, rope - 2), (x, rope - 34), (x + 13, rope - 2)], "f-line")
    canvas.box(x - 13, rope - 78, 26, 26, "f-line", radius=1.5)
    canvas.line([(x, rope - 52), (x, rope - 34)], "f-line")
    canvas.line([(x - half, rope - 48), (x + half, rope - 40)], "f-line")


def _name_pole(canvas: Canvas, words: Words, x: float, rope: float, half: float) -> None:
    """What weighs at either end of the pole."""
    canvas.write(words.say("share"), x - half, rope - 44, 90, NOTE, "middle")
    canvas.write(words.say("profit"), x + half, rope - 36, 90, NOTE, "middle")


def _draw_wind(canvas: Canvas, x: float, y: float, length: float) -> None:
    """Three gusts towards the walker."""
    for n, part in enumerate((0.8, 1.0, 0.7)):
        reach = length * part / 2
        canvas.path(
            f"M{x + 10 * (n % 2):g} {y + 13 * n:g}q{reach / 2:g} -9 {reach:g} 0t{reach:g} 0",
            "f-thin",
            "f-dash",
        )


def _draw_others(canvas: Canvas, x: float, y: float, count: int = 3) -> None:
    """Those who have a stake as well and are nowhere on the rope."""
    for n in range(count):
        canvas.ring(x + 6 + 16 * (n - count // 2), y + 10 * (n % 2), 6, "f-line", "f-dash")
