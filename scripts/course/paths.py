"""Learning paths: what a path is made of, how long it takes, when people sit too long.

A step without minutes of its own takes them from the lesson: in a room the trainer's notes of
the sections it names, or of the whole lesson; on one's own the lesson's self-study minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from course.lessons import find_lessons
from course.model import Course, Localized, Page

LONGEST = 50
"""Minutes that people in a room sit at most before they stand up."""


@dataclass(frozen=True)
class Step:
    """A part of a path.

    Attributes:
        number: its place in the file, from 0.
        minutes: how long it takes, 0 where nothing says so.
        given: whether the step itself says its minutes.
        lesson: id of the lesson, empty where it is none.
        sections: ids of the sections of that lesson; empty for all of it.
        page: key of another page that the step leads to, may be empty.
        text: what is done, may be empty.
        pause: whether it is a break.
        part: title of the half day that begins here, empty on all other steps.
    """

    number: int
    minutes: int
    given: bool = True
    lesson: str = ""
    sections: tuple[str, ...] = ()
    page: str = ""
    text: Localized | None = None
    pause: bool = False
    part: Localized | None = None


@dataclass(frozen=True)
class LearningPath:
    """An entry of `data/paths.yml`.

    Attributes:
        room: whether a trainer holds it in a room.
        sheets: names of the pages in `practice/` with what people fill in.
    """

    id: str
    room: bool
    title: Localized
    audience: Localized
    output: Localized
    sheets: tuple[str, ...]
    steps: tuple[Step, ...]
    number: int = 0

    @property
    def minutes(self) -> int:
        """The sum of the steps, breaks included."""
        return sum(step.minutes for step in self.steps)

    @property
    def rest(self) -> int:
        """Minutes of the breaks."""
        return sum(step.minutes for step in self.steps if step.pause)

    @property
    def work(self) -> int:
        """Minutes without the breaks."""
        return self.minutes - self.rest

    @property
    def parts(self) -> tuple[tuple[Step, ...], ...]:
        """The steps by half day; one part where the path names none."""
        found: list[list[Step]] = []
        for step in self.steps:
            if step.part or not found:
                found.append([])
            found[-1].append(step)
        return tuple(tuple(part) for part in found)

    @property
    def sittings(self) -> tuple[tuple[Step, ...], ...]:
        """The steps between two breaks, or between a break and the end of a half day."""
        found: list[tuple[Step, ...]] = []
        for part in self.parts:
            sitting: list[Step] = []
            for step in part:
                if step.pause:
                    found.append(tuple(sitting))
                    sitting = []
                else:
                    sitting.append(step)
            found.append(tuple(sitting))
        return tuple(sitting for sitting in found if sitting)


def start_times(steps: tuple[Step, ...]) -> tuple[int, ...]:
    """Minute at which each step begins, and last the one at which all is over."""
    times = [0]
    for step in steps:
        times.append(times[-1] + step.minutes)
    return tuple(times)


def write_clock(minutes: int) -> str:
    """75 → `1:15`."""
    return f"{minutes // 60}:{minutes % 60:02d}"


@lru_cache(maxsize=2)
def read_paths(course: Course) -> tuple[LearningPath, ...]:
    """The paths in the order of the file; what has the wrong form is left out.

    The schema check names it, so nothing is lost in silence.
    """
    lessons = find_lessons(course)
    return tuple(_path(row, n, lessons) for n, row in _rows(course, "paths"))


def section_minutes(lesson: Page, section: str) -> int:
    """What the trainer's notes of a section (H2) add up to."""
    chapters = [heading for heading in lesson.headings if heading.level == 2]
    total = 0
    for block in lesson.blocks("notes"):
        above = [heading.id for heading in chapters if heading.line < block.line]
        value = block.options.get("minutes")
        if above and above[-1] == section and isinstance(value, int):
            total += value
    return total


def _rows(course: Course, name: str) -> Iterator[tuple[int, dict[str, object]]]:
    value = course.data[name].value if name in course.data else None
    for n, row in enumerate(value if isinstance(value, list) else []):
        if isinstance(row, dict):
            yield n, row


def _path(row: Mapping[str, object], number: int, lessons: Mapping[str, Page]) -> LearningPath:
    room = row.get("room") is True
    steps = row.get("steps")
    return LearningPath(
        str(row.get("id", "")),
        room,
        _texts(row.get("title")),
        _texts(row.get("for")),
        _texts(row.get("output")),
        _names(row.get("sheets")),
        tuple(
            _step(step, n, lessons, room)
            for n, step in enumerate(steps if isinstance(steps, list) else [])
            if isinstance(step, dict)
        ),
        number,
    )


def _step(row: Mapping[str, object], n: int, lessons: Mapping[str, Page], room: bool) -> Step:
    name, sections = str(row.get("lesson", "")), _names(row.get("sections"))
    own = row.get("minutes")
    given = isinstance(own, int) and not isinstance(own, bool) and own > 0
    minutes = own if isinstance(own, int) and given else 0
    lesson = lessons.get(name)
    if lesson and not given:
        if room and sections:
            minutes = sum(section_minutes(lesson, section) for section in sections)
        elif not sections:
            minutes = lesson.minutes("room" if room else "self")
    return Step(
        n,
        minutes,
        given,
        name,
        sections,
        str(row.get("page", "")),
        _texts({key: value for key, value in row.items() if key not in _KEYS}),
        row.get("break") is True,
        _texts(row.get("part")),
    )


_KEYS = frozenset({"lesson", "sections", "page", "minutes", "break", "part"})
"""Keys of a step that are no language."""


def _texts(value: object) -> dict[str, str]:
    found = value if isinstance(value, dict) else {}
    return {str(key): text for key, text in found.items() if isinstance(text, str)}


def _names(value: object) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, list) else ()
