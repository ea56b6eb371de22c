"""How far the claims of the ledger are checked, as a bar for each status."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.figures.canvas import NARROW, TEXT, WIDE, Canvas, build_pair
from course.html.figures.measure import FigureError
from course.html.figures.words import Words, join_sentences
from course.html.scene import Scene
from course.model import STATUSES, Block, Course

HIGH = 26.0
GAP = 12.0


def build_statuses(block: Block, scene: Scene) -> Element:
    """Bars as long as the published claims of each status are many, counted at the build."""
    words = Words(scene, "check-statuses")
    counts = [(str(scene.say(f"status.{name}")), n) for name, n in count_statuses(scene.course)]
    total = sum(n for _, n in counts)
    if not total:
        raise FigureError("docs/data/facts.yml has no published claim to count")
    told = join_sentences([words.say("told", name=name, n=n) for name, n in counts])
    return build_pair(
        f"statuses-{block.line}",
        words.say("alt", total=total, bars=told),
        _draw(counts, words, Canvas(WIDE, words.keep)),
        _draw(counts, words, Canvas(NARROW, words.keep)),
        words.caption(total=total),
    )


def count_statuses(course: Course) -> list[tuple[str, int]]:
    """Each status with the number of its published claims, from the firmest on."""
    checks = [fact.check for fact in course.facts.values() if fact.publish]
    return [(name, checks.count(name)) for name in STATUSES]


def _draw(counts: list[tuple[str, int]], words: Words, canvas: Canvas) -> Canvas:
    left = max(TEXT.measure(name) for name, _ in counts) + 14
    numbers = [words.say("number", n=n) for _, n in counts]
    room = canvas.width - left - max(map(TEXT.measure, numbers)) - 12
    most = max(n for _, n in counts)
    y = 2.0
    for (name, n), text in zip(counts, numbers, strict=True):
        top = y + (HIGH - TEXT.leading) / 2
        canvas.write(name, 0, top, left, TEXT)
        width = room * n / most
        if n:
            canvas.box(left, y, width, HIGH, "f-t3")
        canvas.line([(left, y), (left, y + HIGH)], "f-line")
        canvas.write(text, left + width + 10, top, canvas.width, TEXT)
        y += HIGH + GAP
    canvas.height = y - GAP + 2
    return canvas
