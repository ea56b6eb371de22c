"""Learning paths: lessons that exist, minutes that fit, and breaks in time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey, suggest
from course.lessons import find_lessons
from course.model import Course, DataFile, Page
from course.paths import LONGEST, LearningPath, Step, read_paths


def check_paths(survey: Survey) -> Iterator[Finding]:
    """Every path of `data/paths.yml`, and the groups of lessons in `data/course.yml`."""
    course = survey.course
    lessons = find_lessons(course)
    yield from _groups(course, lessons)
    file = course.data.get("paths")
    if file is None:
        return
    for path in read_paths(course):
        for step in path.steps:
            yield from _lesson(file, path, step, lessons)
            yield from _minutes(file, path, step, lessons)
        yield from _pages(file, path, course)
        if path.room:
            yield from _sitting(file, path)


def _groups(course: Course, lessons: Collection[str]) -> Iterator[Finding]:
    """The groups that the home page shows."""
    file = course.data.get("course")
    value = file.value if file else None
    groups = value.get("groups") if isinstance(value, dict) else None
    for n, group in enumerate(groups if isinstance(groups, list) else []):
        names = group.get("lessons") if isinstance(group, dict) else None
        for m, name in enumerate(names if isinstance(names, list) else []):
            if file and str(name) not in lessons:
                line = file.lines.get(("groups", n, "lessons", m), 1)
                yield _no_lesson(file.path, line, "a group", str(name), lessons)


def _no_lesson(path: str, line: int, who: str, name: str, known: Collection[str]) -> Finding:
    near = suggest(name, known)
    return make_finding(
        "path-lesson",
        path,
        line,
        f"{who} names the lesson '{name}', which does not exist",
        f"write '{near}'" if near else f"use one of {', '.join(known) or 'the lessons to come'}",
    )


def _line(file: DataFile, path: LearningPath, step: Step, *keys: str | int) -> int:
    """Line of a key of a step, or of the step."""
    start = (path.number, "steps", step.number)
    return file.lines.get((*start, *keys), file.lines.get(start, 1))


def _lesson(
    file: DataFile, path: LearningPath, step: Step, lessons: Mapping[str, Page]
) -> Iterator[Finding]:
    if not step.lesson:
        return
    lesson = lessons.get(step.lesson)
    if lesson is None:
        line = _line(file, path, step, "lesson")
        yield _no_lesson(file.path, line, f"the path '{path.id}'", step.lesson, lessons)
        return
    known = [heading.id for heading in lesson.sections if heading.id]
    for n, name in enumerate(step.sections):
        if name not in known:
            near = suggest(name, known)
            yield make_finding(
                "path-lesson",
                file.path,
                _line(file, path, step, "sections", n),
                f"the lesson {step.lesson} has no section '{name}'",
                f"write '{near}'" if near else f"use one of {', '.join(known)}",
            )


def _minutes(
    file: DataFile, path: LearningPath, step: Step, lessons: Mapping[str, Page]
) -> Iterator[Finding]:
    """A step has minutes, and takes no longer than its lesson."""
    lesson = lessons.get(step.lesson)
    if step.lesson and lesson is None:
        return
    if not step.minutes:
        yield make_finding(
            "path-minutes",
            file.path,
            _line(file, path, step),
            f"nothing says how many minutes step {step.number + 1} of '{path.id}' takes",
            "write 'minutes: …'; only a whole lesson, or sections in a room, bring their own",
        )
    where = "room" if path.room else "self"
    most = lesson.minutes(where) if lesson else 0
    if most and step.minutes > most:
        yield make_finding(
            "path-minutes",
            file.path,
            _line(file, path, step, "minutes"),
            f"the step takes {step.minutes} minutes, the whole lesson {step.lesson} only {most}",
            f"write at most 'minutes: {most}', or leave the line out for the whole lesson",
        )


def _pages(file: DataFile, path: LearningPath, course: Course) -> Iterator[Finding]:
    """The sheets and pages that a path leads to."""
    keys = {page.key for page in course.pages.values()}
    named: list[tuple[tuple[str | int, ...], str, str, str]] = [
        (("sheets", n), f"practice/{name}", name, "practice/") for n, name in enumerate(path.sheets)
    ]
    named += [(("steps", s.number, "page"), s.page, s.page, "") for s in path.steps if s.page]
    for at, key, name, folder in named:
        if key not in keys:
            near = suggest(key, keys)
            yield make_finding(
                "broken-link",
                file.path,
                file.lines.get((path.number, *at), 1),
                f"'{name}' is not a page of the course",
                f"write '{near.removeprefix(folder)}'" if near else "name a page, without language",
            )


def _sitting(file: DataFile, path: LearningPath) -> Iterator[Finding]:
    """The first step of each sitting that makes it too long."""
    for sitting in path.sittings:
        total = 0
        for step in sitting:
            total += step.minutes
            if total > LONGEST:
                alone = step is sitting[0]
                yield make_finding(
                    "path-break",
                    file.path,
                    _line(file, path, step),
                    f"in '{path.id}' people sit {total} minutes without a break by the end of "
                    f"step {step.number + 1}; {LONGEST} is the most",
                    f"cut the step in two, {LONGEST} minutes at most, with a break between"
                    if alone
                    else "put '- {break: true, minutes: 10}' above this step, or shorten it",
                )
                break
