"""The lessons of a course by the id of their front matter, which is the same in all languages."""

from __future__ import annotations

from collections.abc import Mapping

from course.model import Course, Locale, Page


def find_lessons(course: Course, locale: Locale = "") -> Mapping[str, Page]:
    """The lessons that there are in a language, the source's if none is given, in order."""
    lessons = course.lessons(locale or course.source_locale)
    return {page.id: page for page in lessons if page.id}


def choose_lessons(course: Course, locale: Locale) -> Mapping[str, Page]:
    """All lessons, in order: each in that language or, where it is not translated, the source's."""
    lessons = course.lessons(course.source_locale)
    return {page.id: course.page(page.key, locale) or page for page in lessons if page.id}
