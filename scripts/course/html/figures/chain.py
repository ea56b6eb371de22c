"""The interaction chain: customer and company in turn, until it is done or given up."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, NOTE, TEXT, WIDE, Canvas, build_pair
from course.html.figures.words import Words
from course.html.scene import Scene
from course.model import Block

DEEP = 52.0
"""Height of a link of the chain."""


def build_chain(block: Block, scene: Scene) -> Element:
    """Two lanes, the customer's and the company's, with the chain going to and fro."""
    words = Words(scene, "interaction-chain")
    return build_pair(
        f"chain-{block.line}",
        words.say("alt"),
        _draw_wide(words),
        _draw_narrow(words),
        words.caption(),
    )


def _write_lane(canvas: Canvas, words: Words, key: str, x: float, y: float, width: float) -> None:
    """Name of a lane behind its sign: the dot or the square."""
    if key == "customer":
        canvas.dot(x + 7, y + NAME.leading / 2, 7)
    else:
        canvas.box(x + 1.5, y + 6.5, 11, 11, "f-line", radius=1.5)
    canvas.write(words.say(key), x + 22, y, width - 22, NAME)


def _draw_wide(words: Words) -> Canvas:
    """Time runs to the right; the customer's lane is above the company's."""
    canvas = Canvas(WIDE, words.keep)
    width, gap = 120.0, 18.0
    lefts = [WIDE - 5 * width - 4 * gap + (width + gap) * n for n in range(5)]
    middles = [left + width / 2 for left in lefts]
    bracket = canvas.write(words.say("journey"), lefts[0], 0, WIDE - lefts[0], NOTE) + 4
    ends = [(lefts[0], bracket + 7), (lefts[0], bracket + 1)]
    canvas.line([*ends, *((WIDE - 1 + lefts[0] - x, y) for x, y in ends[::-1])], "f-thin")
    top = bracket + 18
    low = top + DEEP + 44
    for key, y in (("customer", top), ("company", low)):
        _write_lane(canvas, words, key, 0, y + (DEEP - NAME.leading) / 2, lefts[0] - 8)
    links = (("act", top), ("respond", low), ("answer", top))
    for n, (key, y) in enumerate(links):
        canvas.label(words.say(key), (lefts[n], y), (width, DEEP), "f-thin")
        start, stop = (y + DEEP / 2, low - 4) if y == top else (y + DEEP / 2, top + DEEP + 4)
        points = [(lefts[n] + width + 4, start), (middles[n + 1], start), (middles[n + 1], stop)]
        canvas.arrow(points, "f-lead" if y == top else "f-line")
    # The chain goes on for as many links as it takes; then one of two ends.
    centre = low + (DEEP - TEXT.leading) / 2
    canvas.write(words.say("more"), middles[3], centre, width, TEXT, "middle")
    start, begin = low + DEEP / 2, middles[3] + TEXT.measure(words.say("more")) / 2 + 10
    fork = (begin + lefts[4] - 4) / 2
    canvas.arrow([(begin, start), (lefts[4] - 4, start)], "f-line")
    canvas.arrow([(fork, start), (fork, top + DEEP / 2), (lefts[4] - 4, top + DEEP / 2)], "f-line")
    canvas.label(words.say("reached"), (lefts[4], top), (width, DEEP), "f-line")
    canvas.label(words.say("given_up"), (lefts[4], low), (width, DEEP), "f-line")
    canvas.height = _draw_fields(canvas, words, lefts[0], low + DEEP + 22, WIDE - lefts[0])
    return canvas


def _draw_narrow(words: Words) -> Canvas:
    """Time runs down; the customer's lane is to the left of the company's."""
    canvas = Canvas(NARROW, words.keep)
    width, fall = 156.0, 30.0
    right = NARROW - width
    middles = {0.0: width / 2, right: right + width / 2}
    bracket = canvas.write(words.say("journey"), 0, 0, NARROW, NOTE) + 10
    for key, x in (("customer", 0.0), ("company", right)):
        _write_lane(canvas, words, key, x, bracket, width)
    y = bracket + NAME.leading + 12
    for key, x in (("act", 0.0), ("respond", right), ("answer", 0.0)):
        canvas.label(words.say(key), (x, y), (width, DEEP), "f-thin")
        other, edge = (right, x + width + 4) if x == 0 else (0.0, x - 4)
        middle = y + DEEP / 2
        points = [(edge, middle), (middles[other], middle), (middles[other], y + DEEP + fall - 4)]
        canvas.arrow(points, "f-lead" if x == 0 else "f-line")
        y += DEEP + fall
    short = TEXT.leading + 8
    canvas.write(words.say("more"), middles[right], y + 4, width, TEXT, "middle")
    end = y + short + fall
    canvas.arrow([(middles[right], y + short + 2), (middles[right], end - 4)], "f-line")
    points = [(middles[right], end - fall / 2), (middles[0.0], end - fall / 2)]
    canvas.arrow([*points, (middles[0.0], end - 4)], "f-line")
    canvas.label(words.say("reached"), (0, end), (width, DEEP), "f-line")
    canvas.label(words.say("given_up"), (right, end), (width, DEEP), "f-line")
    canvas.height = _draw_fields(canvas, words, 0, end + DEEP + 18, NARROW)
    return canvas


def _draw_fields(canvas: Canvas, words: Words, x: float, y: float, width: float) -> float:
    """What to note for every link, dashed because the fields are ours; the lower edge."""
    text = words.say("fields")
    height = canvas.depth(text, width - 12, TEXT) + 16
    canvas.label(text, (x, y), (width, height), "f-line", "f-dash")
    return y + height + 2
