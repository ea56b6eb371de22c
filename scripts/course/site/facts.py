"""What the scripts know of the course without asking the server: a data block in the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from course.html.scene import Scene
from course.model import Course, Locale, Page, Question

Detail = Literal["states", "sections", "questions"]
"""How much a page needs: whether lessons are done; the titles of sections; the questions too."""

DETAILS: Mapping[str, Detail] = {"progress": "questions", "home": "sections"}
"""What each part of `course.site.assets` needs; other pages need the states alone."""


def choose_detail(parts: Iterable[str]) -> Detail:
    """How much a page with these parts needs."""
    return next((DETAILS[part] for part in parts if part in DETAILS), "states")


def build_facts(course: Course, locale: Locale, detail: Detail) -> list[dict[str, Any]]:
    """The lessons in order: id, address below the root of a language, minutes, questions.

    Ids and revisions are the source language's, which all languages share; titles and stems
    are in `locale`, or in the source language where a lesson has not been translated.
    """
    found = []
    for source in course.lessons(course.source_locale):
        row: dict[str, Any] = {
            "id": source.id,
            "path": f"{source.key}/",
            "minutes": source.minutes("self"),
            "questions": {q.id: q.revision for q in source.learner_questions},
        }
        page = course.page(source.key, locale) or source
        scene = Scene(course, page, locale)
        if detail != "states":
            row["sections"] = {h.id: scene.plain(h.text) for h in page.sections}
        if detail == "questions":
            row["asks"] = {q.id: [q.section, scene.plain(q.stem)] for q in _questions(page, source)}
        found.append(row)
    return found


def _questions(page: Page, source: Page) -> list[Question]:
    """The questions in the page's language, those of the source language where one is missing."""
    own = {q.id: q for q in page.learner_questions}
    return [own.get(q.id, q) for q in source.learner_questions]


def write_data(value: object) -> str:
    """JSON that cannot end the script element that holds it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c")
