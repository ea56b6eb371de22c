"""Checklist line to lesson."""

from __future__ import annotations

from collections.abc import Iterator

from course.checklist import find_check, read_lines
from course.generated.card import (
    Card,
    Choice,
    choose,
    quote,
    rank,
    say,
    source_lessons,
    spread,
)
from course.html.nodes import lesson_number
from course.model import Course, Localized, Page
from course.source.inline import strip_marks

LINES = 1
"""Lines of one checklist that become cards: the page that holds them must stay light."""


def make_lines(course: Course) -> Iterator[Card]:
    """A few lines of every checklist, with the lessons next to it as wrong answers."""
    lessons = source_lessons(course)
    for lesson in lessons:
        for block in lesson.blocks("check"):
            for line in spread(block.names("lines"), LINES, block.option("id")):
                text = _find_line(course, lesson, block.option("id"), line)
                if not text:
                    continue
                number = lesson_number(lesson.key)
                name = f"gen-line-{block.option('id')}-{line}"
                keys = rank((other.key for other in lessons if other is not lesson), name)
                keys.sort(key=lambda key: abs(lesson_number(key) - number))
                pages = {other.key: other for other in lessons}
                wrong = (_option(course, pages[key], False) for key in keys)
                yield Card(
                    name,
                    "single",
                    say(course, "quoted", text=quote(course, text)),
                    say(course, "line.stem"),
                    choose(_option(course, lesson, True), wrong),
                    (),
                    lesson.key,
                    lesson.key,
                    block.section or "",
                )


def _find_line(course: Course, lesson: Page, check: str, line: str) -> Localized:
    """The words of a line in every language that has it."""
    found = {}
    for locale in course.locales:
        block = find_check(course.page(lesson.key, locale), check)
        texts = {row.id: row.text for row in read_lines(block)} if block else {}
        if line in texts:
            found[locale] = strip_marks(texts[line])
    return found if course.source_locale in found else {}


def _option(course: Course, lesson: Page, right: bool) -> Choice:
    number = lesson_number(lesson.key)
    titles, checks = {}, {}
    for locale in course.locales:
        page = course.page(lesson.key, locale) or lesson
        titles[locale] = page.title
        block = next(page.blocks("check"), None)
        checks[locale] = block.title if block else page.title
    return Choice(
        say(course, "line.lesson", n=number, title=quote(course, titles)),
        say(
            course,
            "line.right" if right else "line.wrong",
            n=number,
            check=quote(course, checks),
        ),
    )
