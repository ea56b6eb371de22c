"""The maturity ladder: four steps, the customer far off, under a lens, in the middle, ahead."""

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
from course.html.figures.glyphs import draw_level
from course.html.figures.words import Words, join_sentences, read_data
from course.html.scene import Scene
from course.model import Block

PAD = 14.0
NAMES = 560.0
"""Width of the drawing beside the title of the home page."""
HANG = 20.0
"""A name stands this far to the right of its number."""


@dataclass(frozen=True)
class Level:
    """A step of the ladder in the page's language; `inferred` when joining it on is."""

    n: int
    name: str
    short: str
    line: str
    inferred: bool

    @property
    def label(self) -> str:
        """The name without what stands in brackets."""
        return self.name.partition("（")[0].partition(" (")[0]


def read_levels(scene: Scene) -> list[Level]:
    """The levels of docs/data/maturity.yml, from the lowest."""
    return [
        Level(
            int(row["n"]),
            str(scene.pick(row)),
            str(scene.pick(row["short"])),
            str(scene.pick(row["line"])),
            row.get("joined") == "I",
        )
        for row in read_data(scene, "maturity")["levels"]
    ]


def build_ladder(block: Block, scene: Scene) -> Element:
    """The ladder; with the option `names: only` its small form for the home page."""
    words = Words(scene, "maturity-ladder")
    levels = read_levels(scene)
    told = [words.say("level", n=lv.n, name=lv.name, line=lv.line) for lv in levels]
    spoken = words.say("alt", levels=join_sentences(told))
    name = f"ladder-{block.line}"
    if block.option("names") == "only":
        wide, narrow = (_draw_names(levels, scene, Canvas(w)) for w in (NAMES, NARROW))
        return build_pair(name, spoken, wide, narrow, None, "fig fig--names")
    caption = words.caption()
    wide, narrow = _draw_wide(levels, words, scene), _draw_narrow(levels, words, scene)
    return build_pair(name, spoken, wide, narrow, caption)


def _signs(scene: Scene) -> list[tuple[str, str]]:
    names = ("dot", "figure.customer"), ("part", "figure.organisation"), ("dash", "figure.inferred")
    return [(sign, scene.say(key)) for sign, key in names]


def _write_level(canvas: Canvas, level: Level, x: float, y: float, width: float) -> float:
    """Number, name and line of a level; the lower edge."""
    canvas.write(str(level.n), x, y, HANG, NAME)
    y = canvas.write(level.label, x + HANG, y, width - HANG, NAME)
    return canvas.write(level.line, x, y + 4, width, TEXT)


def _text_height(canvas: Canvas, level: Level, width: float) -> float:
    head = canvas.depth(level.label, width - HANG, NAME)
    return head + 4 + canvas.depth(level.line, width, TEXT)


def _draw_wide(levels: list[Level], words: Words, scene: Scene) -> Canvas:
    canvas = Canvas(WIDE, words.keep)
    rise, sign, step = 46.0, 62.0, WIDE / len(levels)
    room = step - 2 * PAD
    # The lowest step is as high as the neediest text, less what its own step lifts it.
    base = max(_text_height(canvas, level, room) + 26 - rise * n for n, level in enumerate(levels))
    floor = sign + 12 + base + rise * (len(levels) - 1)
    _draw_steps(canvas, levels, floor, base, rise)
    for n, level in enumerate(levels):
        x, top = step * n + PAD, floor - base - rise * n
        draw_level(canvas, level.n, x, top - sign - 10, sign)
        _write_level(canvas, level, x, top + 12, room)
    for at, (kind, text) in enumerate(_signs(scene)):
        canvas.legend([(kind, text)], 0, at * 24, step * 1.5)
    canvas.height = floor
    for row in words.rows("sources"):
        left, right = step * (row["from"] - 1), step * row["to"]
        # A bracket of hairlines below the steps that one source covers.
        y = floor + 8
        canvas.path(f"M{number(left + 1)} {number(y)}v6H{number(right - 5)}v-6", "f-thin")
        low = canvas.write(str(scene.pick(row)), left + PAD, y + 12, right - left - PAD - 5, NOTE)
        canvas.height = max(canvas.height, low)
    return canvas


def _draw_steps(
    canvas: Canvas, levels: list[Level], floor: float, base: float, rise: float
) -> None:
    """Tinted steps under a line that is dashed where the level is joined on by us."""
    step = canvas.width / len(levels)
    for n in range(len(levels)):
        top = floor - base - rise * n
        canvas.box(step * n, top, step, floor - top, f"f-t{n + 1}")
    for n, level in enumerate(levels):
        top = floor - base - rise * n
        lift = f"M{number(step * n)} {number(top + rise if n else floor)}V{number(top)}"
        line = f"{lift}H{number(step * (n + 1))}" if n else f"M0 {number(top)}H{number(step)}"
        canvas.path(line, "f-line", *(("f-dash",) if level.inferred else ()))


def _draw_narrow(levels: list[Level], words: Words, scene: Scene) -> Canvas:
    canvas = Canvas(NARROW, words.keep)
    sign, shift, y = 50.0, 12.0, 0.0
    for n in range(len(levels) - 1, -1, -1):
        level, left = levels[n], shift * n
        x = left + PAD + sign + 16
        room = NARROW - x - 8
        height = max(_text_height(canvas, level, room), sign) + 26
        canvas.box(left, y, NARROW - left, height, f"f-t{n + 1}")
        canvas.path(
            f"M{number(left)} {number(y + height)}V{number(y)}H{number(NARROW)}",
            "f-line",
            *(("f-dash",) if level.inferred else ()),
        )
        draw_level(canvas, level.n, left + PAD, y + (height - sign) / 2, sign)
        _write_level(canvas, level, x, y + 12, room)
        y += height + (8 if n else 0)
    canvas.height = canvas.legend(_signs(scene), 0, y + 14, NARROW)
    return canvas


def _draw_names(levels: list[Level], scene: Scene, canvas: Canvas) -> Canvas:
    step = canvas.width / len(levels)
    small = canvas.width < NAMES
    sign, rise, base = (46.0, 40.0, 42.0) if small else (76.0, 66.0, 60.0)
    floor = sign + 12 + base + rise * (len(levels) - 1)
    _draw_steps(canvas, levels, floor, base, rise)
    for n, level in enumerate(levels):
        left, top = step * n, floor - base - rise * n
        draw_level(canvas, level.n, left + (step - sign) / 2, top - sign - 10, sign)
        face = NOTE if small else TEXT
        canvas.write(level.short, left + step / 2, top + 10, step - 4, face, "middle")
    for at, (kind, text) in enumerate(_signs(scene)[::2]):
        canvas.legend([(kind, text)], 0, at * 24, step * 2)
    canvas.height = floor
    return canvas
