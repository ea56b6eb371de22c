"""Teaching: how the minutes of a lesson run, and what has to be printed for it."""

from __future__ import annotations

from dataclasses import dataclass

from course.lessons import find_lessons
from course.model import Block, Course, Heading, Page
from course.paths import LearningPath, Step, section_minutes

GUIDES = "teach/guide-"
"""Beginning of the key of a facilitator's guide; the id of the lesson or path follows."""

_SHEETS = ("practice", "maturity")
"""Folders with pages that people fill in."""


@dataclass(frozen=True)
class Stretch:
    """A section of a lesson as it runs in a room.

    Attributes:
        heading: the section (H2).
        start: minute of the lesson at which it begins, from 0.
        minutes: how long it takes, by its notes.
        notes: the trainer's notes in it.
        keys: its key points.
        activities: what people do in it; their minutes lie inside those of the section.
    """

    heading: Heading
    start: int
    minutes: int
    notes: tuple[Block, ...]
    keys: tuple[Block, ...]
    activities: tuple[Block, ...]


def plan_lesson(lesson: Page) -> tuple[Stretch, ...]:
    """The sections of a lesson that have minutes, in order."""
    found: list[Stretch] = []
    start = 0
    chapters = [heading for heading in lesson.headings if heading.level == 2 and heading.id]
    ends = [heading.line for heading in chapters[1:]] + [1 << 30]
    for heading, end in zip(chapters, ends, strict=False):
        minutes = section_minutes(lesson, heading.id or "")
        if not minutes:
            continue
        inside = [block for block in lesson.blocks() if heading.line < block.line < end]
        found.append(
            Stretch(
                heading,
                start,
                minutes,
                tuple(block for block in inside if block.kind == "notes"),
                tuple(block for block in inside if block.kind == "key"),
                tuple(block for block in inside if block.kind == "activity"),
            )
        )
        start += minutes
    return tuple(found)


def find_sheets(lesson: Page, course: Course) -> tuple[str, ...]:
    """Keys of the pages that people fill in during a lesson, worksheets first.

    A sheet belongs to a lesson when `data/worksheets.yml` says so, when it is named like the
    lesson's activity (`l03-self-assessment`), or when it shows the lesson's checklist.
    """
    name = lesson.id
    rows = course.data["worksheets"].value if "worksheets" in course.data else None
    names = [
        f"worksheet-{row['id']}"
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("lesson") == name and "id" in row
    ]
    names += [block.option("id").removeprefix(f"{name}-") for block in lesson.blocks("activity")]
    names += [f"checklist-{block.option('id')}" for block in lesson.blocks("check")]
    known = {page.key for page in course.pages.values()}
    keys = (f"{folder}/{name}" for name in names for folder in _SHEETS)
    return tuple(dict.fromkeys(key for key in keys if key in known))


def find_path_sheets(path: LearningPath, course: Course) -> tuple[str, ...]:
    """Keys of the pages to fill in on a path: its own, then those of the practice in its steps."""
    lessons = find_lessons(course)
    found = [f"practice/{name}" for name in path.sheets]
    for step in path.steps:
        lesson = lessons.get(step.lesson)
        if lesson is not None:
            found += step_sheets(step, lesson, course)
    known = {page.key for page in course.pages.values()}
    return tuple(dict.fromkeys(key for key in found if key in known))


def step_sheets(step: Step, lesson: Page, course: Course) -> tuple[str, ...]:
    """Those of a lesson's sheets that a step of a path needs: it may take some sections only."""
    sheets = find_sheets(lesson, course)
    if not step.sections:
        return sheets
    checked = _covers(step, lesson, "check")
    done = _covers(step, lesson, "activity")
    return tuple(key for key in sheets if (checked if "/checklist-" in key else done))


def _covers(step: Step, lesson: Page, kind: str) -> bool:
    return any(block.section in step.sections for block in lesson.blocks(kind))


def find_guide(unit: str, course: Course) -> str:
    """Key of the guide of a lesson or path, empty where there is none."""
    key = f"{GUIDES}{unit}"
    return key if course.page(key, course.source_locale) else ""
