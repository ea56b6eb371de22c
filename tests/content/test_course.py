"""The real course: every rule holds on every page, and both languages are one course."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.checks.report import write_text
from course.checks.suite import check_course
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


def test_no_rule_is_broken_and_no_warning_unexplained(course: Course) -> None:
    # A translation may lag behind for a while; the page says so to its readers.
    findings = [f for f in check_course(course) if f.rule != "outdated-section"]
    assert not findings, "\n" + write_text(findings, "docs")


def test_the_course_is_as_large_as_it_says(course: Course) -> None:
    for locale in course.locales[:2]:
        questions = [q for page in course.lessons(locale) for q in page.questions]
        assert len(course.lessons(locale)) >= 10
        assert sum(not q.final for q in questions) >= 78
        assert sum(q.final for q in questions) >= 20
        keys = [page.key for page in course.pages.values() if page.locale == locale]
        assert sum(key.startswith("practice/checklist-") for key in keys) >= 10
        assert sum(key.startswith("practice/worksheet-") for key in keys) >= 10
        assert sum(key.startswith("cases/") and not key.endswith("index") for key in keys) == 3
    assert sum(fact.publish for fact in course.facts.values()) >= 247
    assert len(course.terms) >= 60 and len(course.sources) >= 43


@pytest.mark.parametrize("page", [p for p in PAGES if p.is_lesson], ids=lambda page: page.path)
def test_a_lesson_has_what_every_lesson_has(page: Page) -> None:
    kinds = {block.kind for block in page.blocks()}
    assert {"activity", "case", "check", "key", "notes", "other", "place", "take"} <= kinds
    teaching = list(page.blocks("place"))
    assert [b for b in teaching if b.title.startswith("figure:") or b.title == "matrix"]
    assert 7 <= len(page.learner_questions) <= 8
    assert sum(question.final for question in page.questions) == 2
    after = write_page(page).partition("/// take")[2].partition("\n///\n")[2]
    assert "？" in after.partition("/// notes")[0] or "?" in after.partition("/// notes")[0]


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
