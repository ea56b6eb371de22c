"""Order of flows, stages and timelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from course.generated.card import Card, Choice, quote, say, source_lessons
from course.model import SHAKY, Course, Localized

ROWS = 5
"""Most events of a timeline in one card; a flow is shown whole, up to seven steps."""
LONGEST = 7

FLOWS = (
    ("two-flows", "product", "product-flow"),
    ("two-flows", "customer", "customer-flow"),
    ("two-operating-models", "inside_out", "opmodel-traditional"),
    ("two-operating-models", "outside_in", "opmodel-customer"),
    ("experience-stages", "stages", "cx-e2e-stages"),
    ("closed-loop", "steps", "loop-suggestion"),
)
"""Figure, its list, and the fact that the order rests on."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def make_orders(course: Course) -> Iterator[Card]:
    """A card for each flow, one or more for each timeline."""
    yield from _flows(course)
    yield from _levels(course)
    yield from _timelines(course)


def _flows(course: Course) -> Iterator[Card]:
    file = course.data.get("figures")
    figures: dict[str, Any] = file.value if file and isinstance(file.value, dict) else {}
    for figure, name, fact in FLOWS:
        rows = figures.get(figure, {}).get(name) or []
        if fact not in course.facts or course.facts[fact].check in SHAKY:
            continue
        if not 3 <= len(rows) <= LONGEST:
            continue
        title = figures[figure].get(f"{name}_name") or {}
        yield _card(
            f"gen-order-{figure}-{name.replace('_', '-')}",
            say(course, f"flow.{figure}", name=quote(course, title)),
            [quote(course, row) for row in rows],
            say(course, "flow.why", claim=quote(course, course.facts[fact].claim)),
            (fact,),
            _find_figure(course, figure),
        )


def _levels(course: Course) -> Iterator[Card]:
    file = course.data.get("maturity")
    if file is None or not isinstance(file.value, dict):
        return
    yield _card(
        "gen-order-levels",
        say(course, "flow.levels"),
        [quote(course, level["line"]) for level in file.value["levels"]],
        quote(course, file.value["caution"]),
        (),
        _find_figure(course, "maturity-ladder"),
    )


def _timelines(course: Course) -> Iterator[Card]:
    file = course.data.get("timelines")
    rows: list[dict[str, Any]] = file.value if file and isinstance(file.value, list) else []
    for row in rows:
        # Points without years have no order that could be asked for.
        events = _pick_events(course, row.get("events", []))
        parts = -(-len(events) // ROWS)
        for number in range(parts):
            # As equal as can be: a last card with two rows would be no question.
            chosen = events[len(events) * number // parts : len(events) * (number + 1) // parts]
            if len(chosen) < 3:
                continue
            yield _card(
                f"gen-time-{row['id']}-{number + 1}",
                say(course, "time.stem", title=quote(course, row["title"])),
                [quote(course, event) for event in chosen],
                _years(course, chosen),
                tuple(str(event["fact"]) for event in chosen),
                _find_figure(course, "timeline", str(row["id"])),
            )


def _pick_events(course: Course, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One event a year, none that rests on a shaky fact or tells its own year."""
    found: dict[str, dict[str, Any]] = {}
    for event in events:
        fact = course.facts.get(str(event["fact"]))
        if fact is None or fact.check in SHAKY:
            continue
        if any(_YEAR.search(course.pick(event, locale)) for locale in course.locales):
            continue
        found.setdefault(str(event["year"])[:4], event)
    return [found[year] for year in sorted(found)]


def _years(course: Course, events: list[dict[str, Any]]) -> Localized:
    """The year of each event, in words."""
    made: dict[str, str] = {}
    for locale in course.locales:
        rows = [
            course.word(
                locale,
                "generated.time.event",
                year=event["year"],
                text=quote(course, event)[locale],
            )
            for event in events
        ]
        between = course.word(locale, "generated.time.between")
        made[locale] = course.word(locale, "generated.time.why", events=between.join(rows))
    return made


def _card(
    name: str,
    stem: Localized,
    rows: list[Localized],
    feedback: Localized,
    facts: tuple[str, ...],
    place: tuple[str, str],
) -> Card:
    choices = tuple(Choice(row) for row in rows)
    lesson, section = place
    page = lesson or "reference/models"
    return Card(
        name, "ordering", {}, stem, choices, facts, lesson, page, section, feedback=feedback
    )


def _find_figure(course: Course, figure: str, timeline: str = "") -> tuple[str, str]:
    """The lesson that shows a figure, and the section."""
    for lesson in source_lessons(course):
        for block in lesson.blocks("place"):
            shown = block.title.replace(" ", "") == f"figure:{figure}"
            if shown and block.option("timeline") == timeline:
                return lesson.key, block.section or ""
    return "", ""
