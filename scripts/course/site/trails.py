"""The learning paths as a reader's browser follows them: where each step leads, in order."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from course.lessons import find_lessons
from course.model import Course, Locale, Page
from course.paths import LearningPath, Step, read_paths

FOLDER = "paths"
HOME = "index"


def build_trails(course: Course, locale: Locale, page: Page | None) -> dict[str, Any]:
    """The paths that a page belongs to: all on the home page, else its own and those through it.

    Returns:
        By the id of a path its title, its address, and its steps as address, section and title;
        addresses are below the root of a language. Steps that lead to no page are left out.
    """
    if page is None:
        return {}
    trails = _build_all(course, locale)
    if page.key == HOME:
        return trails
    here = address_of(page.key)
    return {
        name: trail
        for name, trail in trails.items()
        if here == trail["path"] or any(here == address for address, _, _ in trail["steps"])
    }


@lru_cache(maxsize=8)
def _build_all(course: Course, locale: Locale) -> dict[str, Any]:
    """Every path that has a page and a step to follow; the same for all pages."""
    found: dict[str, Any] = {}
    lessons = find_lessons(course)
    for path in read_paths(course):
        steps = [made for step in path.steps if (made := _step(course, locale, step, lessons))]
        if steps and course.page(f"{FOLDER}/{path.id}", course.source_locale):
            found[path.id] = _trail(course, locale, path, steps)
    return found


def address_of(key: str) -> str:
    """`review/index` → `review/`: a page's address below the root of its language."""
    return posixpath.dirname(key) + "/" if key.endswith("/index") else f"{key}/"


def _trail(
    course: Course, locale: Locale, path: LearningPath, steps: list[tuple[str, str, str]]
) -> dict[str, Any]:
    return {
        "title": course.pick(path.title, locale),
        "path": f"{FOLDER}/{path.id}/",
        "steps": steps,
    }


def _step(
    course: Course, locale: Locale, step: Step, lessons: Mapping[str, Page]
) -> tuple[str, str, str] | None:
    lesson = lessons.get(step.lesson)
    key = lesson.key if lesson else step.page
    page = course.page(key, locale) or course.page(key, course.source_locale)
    if step.pause or page is None:
        return None
    title = course.pick(step.text or {}, locale) or page.title
    return address_of(key), step.sections[0] if step.sections else "", title
