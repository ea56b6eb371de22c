"""A timeline as a table: a drawing of ten events is too small for the last row of a room."""

from __future__ import annotations

from collections.abc import Mapping

from course.model import Course, Locale
from course.slides.model import Table


def build_timeline_table(course: Course, name: str, locale: Locale) -> Table:
    """Year, side and event of each row of `data/timelines.yml`; no rows where there is no such.

    Args:
        course: everything.
        name: id of the timeline.
        locale: language of the cells. Each event carries its citation.
    """
    figures = _value(course, "figures")
    words = figures.get("timeline") if isinstance(figures, Mapping) else None
    found = []
    timelines = _value(course, "timelines")
    for line in timelines if isinstance(timelines, list) else []:
        if line.get("id") != name:
            continue
        for event in sorted(line.get("events", []), key=lambda e: str(e.get("year", ""))[:4]):
            side = words.get(event.get("side")) if isinstance(words, Mapping) else None
            fact = f"[@{event['fact']}]" if event.get("fact") else ""
            found.append(
                (
                    str(event.get("year", "")),
                    course.pick(side if isinstance(side, Mapping) else {}, locale),
                    course.pick(event, locale) + fact,
                )
            )
    return Table((), tuple(found))


def _value(course: Course, name: str) -> object:
    return course.data[name].value if name in course.data else None
