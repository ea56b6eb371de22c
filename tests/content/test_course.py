"""The real course: every rule holds on every page, and both languages are one course."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.checks import check_course
from course.checks.report import write_text
from course.model import Course, Page
from course.source.folder import read_course
from course.source.page import write_page

DOCS = Path(__file__).resolve().parents[2] / "docs"
COURSE = read_course(DOCS)
PAGES = sorted(COURSE.pages.values(), key=lambda page: page.path)
PAIRS = [
    (page, other)
    for page in PAGES
    if page.locale == COURSE.source_locale
    for locale in COURSE.locales[1:]
    if (other := COURSE.page(page.key, locale))
]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
each_pair = pytest.mark.parametrize(
    ("page", "other"), PAIRS, ids=[other.path for _, other in PAIRS]
)


@pytest.fixture(scope="module")
def course() -> Course:
    return COURSE


def test_no_rule_is_broken(course: Course) -> None:
    errors = [finding for finding in check_course(course) if finding.severity == "error"]
    assert not errors, "\n" + write_text(errors, "docs")


def test_lessons_stand_in_both_first_languages(course: Course) -> None:
    first, second = course.locales[:2]
    keys = [page.key for page in course.lessons(first)]
    assert keys and keys == [page.key for page in course.lessons(second)]


@each_page
def test_page_is_read_without_problems_and_to_the_letter(page: Page) -> None:
    assert page.problems == ()
    assert write_page(page) == (DOCS / page.path).read_text(encoding="utf-8")


@each_page
def test_page_has_its_pair(page: Page, course: Course) -> None:
    assert all(course.page(page.key, locale) for locale in course.locales[:2])


@each_pair
def test_both_languages_have_the_same_headings_and_blocks(page: Page, other: Page) -> None:
    assert [(h.level, h.id) for h in page.headings] == [(h.level, h.id) for h in other.headings]
    assert [b.kind for b in page.blocks()] == [b.kind for b in other.blocks()]
    assert list(page.objectives) == list(other.objectives)


@each_pair
def test_both_languages_have_the_same_questions(page: Page, other: Page, course: Course) -> None:
    assert len(page.questions) == len(list(page.blocks("question")))
    for ours, theirs in zip(page.questions, other.questions, strict=True):
        assert (ours.id, ours.kind, ours.keys, ours.final) == (
            theirs.id, theirs.kind, theirs.keys, theirs.final
        )  # fmt: skip
        assert (ours.objective, ours.section, ours.facts, ours.judges) == (
            theirs.objective, theirs.section, theirs.facts, theirs.judges
        )  # fmt: skip
        assert len(ours.options) == len(theirs.options)
        assert ours.order == theirs.order
        assert course.revision(page, ours) == course.revision(other, theirs)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.questions], ids=lambda page: page.path
)
def test_every_question_can_be_answered_and_explains_itself(page: Page) -> None:
    for question in page.questions:
        assert question.stem and question.keys
        assert question.section in {heading.id for heading in page.sections}
        if question.kind in ("single", "multiple"):
            assert all(option.feedback for option in question.options)
            assert 0 < len(question.keys) < len(question.options)
        else:
            assert question.feedback
        if question.kind == "ordering":
            assert question.order != question.keys
