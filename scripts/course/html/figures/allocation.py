"""Two ways to spend one's time, inside and outside, as bars with their warning."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course.html.figures.canvas import NAME, NARROW, NOTE, TEXT, WIDE, Canvas, build_pair
from course.html.figures.measure import FigureError
from course.html.figures.words import Words, join_sentences
from course.html.scene import Scene
from course.model import Block

HIGH = 46.0
WHOLE = 100


@dataclass(frozen=True)
class Bar:
    """A way to spend time: its name and the per cent that goes inside and outside."""

    name: str
    inside: int

    @property
    def outside(self) -> int:
        """The rest."""
        return WHOLE - self.inside


def build_allocation(block: Block, scene: Scene) -> Element:
    """A bar for each way; the warning stands in the drawing, so that no copy loses it."""
    words = Words(scene, "time-allocation")
    bars = [Bar(str(scene.pick(row)), int(row["n"])) for row in words.rows("bars")]
    for bar in bars:
        if not 0 < bar.inside < WHOLE:
            raise FigureError(f"docs/data/figures.yml, time-allocation: {bar.inside} is no share")
    told = [
        words.say("told", name=bar.name, inside=bar.inside, outside=bar.outside) for bar in bars
    ]
    spoken = words.say(
        "alt",
        bars=join_sentences(told),
        lists=join_sentences([words.say("inside_list"), words.say("outside_list")]),
        warning=words.say("warning"),
        hidden=words.say("hidden"),
    )
    return build_pair(
        f"allocation-{block.line}",
        spoken,
        _draw(bars, words, Canvas(WIDE, words.keep)),
        _draw(bars, words, Canvas(NARROW, words.keep)),
        words.caption(),
    )


def _draw(bars: list[Bar], words: Words, canvas: Canvas) -> Canvas:
    wide = canvas.width > NARROW
    # Names stand beside the bars where there is room, above them where there is none.
    left = 150.0 if wide else 0.0
    width = canvas.width - left
    y = canvas.write(words.say("warning"), 0, 0, canvas.width, NAME) + 14
    for bar in bars:
        if wide:
            top = y + (HIGH - canvas.depth(bar.name, left - 16, TEXT)) / 2
            canvas.write(bar.name, 0, top, left - 16, TEXT)
        else:
            y = canvas.write(bar.name, 0, y, width, TEXT) + 4
        _draw_bar(canvas, bar, words, (left, y), width)
        y += HIGH + 18
    y = canvas.write(words.say("inside_list"), left, y, width, NOTE) + 4
    y = canvas.write(words.say("outside_list"), left, y, width, NOTE) + 14
    canvas.dot(left + 7, y + TEXT.leading / 2, 7)
    canvas.height = canvas.write(words.say("hidden"), left + 24, y, width - 24, TEXT) + 2
    return canvas


def _draw_bar(
    canvas: Canvas, bar: Bar, words: Words, at: tuple[float, float], width: float
) -> None:
    x, y = at
    parts = (("inside", bar.inside, "f-t4"), ("outside", bar.outside, "f-t1"))
    for key, share, tint in parts:
        part = width * share / WHOLE
        canvas.box(x, y, part, HIGH, tint)
        text, top = words.say(key, n=share), y + (HIGH - TEXT.leading) / 2
        canvas.write(text, x + part / 2, top, part, TEXT, "middle")
        x += part
    split = at[0] + width * bar.inside / WHOLE
    canvas.line([(split, y), (split, y + HIGH)], "f-line")
    canvas.box(*at, width, HIGH, "f-line", radius=1.5)
