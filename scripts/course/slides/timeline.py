"""A timeline as a table: a drawing of ten events is too small for the last row of a room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.model import Course, Locale
from course.slides.model import Table


def build_timeline_table(course: Course, name: str, locale: Locale) -> Table:
    """Time, side and event of each row of `data/timelines.yml`; no rows where there is no such.

    Args:
        course: everything.
        name: id of the timeline.
        locale: language of the cells. Each event carries its citation.

    Returns:
        Events in the order of their years; points without years as the figure has them, those
        with a place in the order first, each with the status of its claim for its side.
    """
    figures = _value(course, "figures")
    words = figures.get("timeline") if isinstance(figures, Mapping) else None

    def say(key: object) -> str:
        text = words.get(key) if isinstance(words, Mapping) else None
        return course.pick(text if isinstance(text, Mapping) else {}, locale)

    found = []
    timelines = _value(course, "timelines")
    for line in timelines if isinstance(timelines, list) else []:
        if line.get("id") != name:
            continue
        for event in sorted(line.get("events", []), key=lambda e: str(e.get("year", ""))[:4]):
            side = say(event.get("side"))
            found.append((str(event.get("year", "")), side, _cite(course, event, locale)))
        for point in sorted(line.get("points", []), key=lambda p: "when" not in p):
            when = course.pick(point["when"], locale) if "when" in point else say("no-time")
            fact = course.facts.get(str(point.get("fact", "")))
            status = course.word(locale, f"status.{fact.check}") if fact else ""
            found.append((when, status, _cite(course, point, locale)))
    return Table((), tuple(found))


def _cite(course: Course, row: Mapping[str, Any], locale: Locale) -> str:
    fact = f"[@{row['fact']}]" if row.get("fact") else ""
    return course.pick(row, locale) + fact


def _value(course: Course, name: str) -> object:
    return course.data[name].value if name in course.data else None
