"""The progress page, the privacy page and the data block that the scripts read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from course.html.figures.measure import FigureError
from course.html.home import build_continue
from course.html.progress import build_progress
from course.html.stored import build_stored
from course.model import DataFile
from course.site.assets import PARTS, choose_parts
from course.site.facts import build_facts, choose_detail, write_data
from course.site.navigation import build_navigation
from tests.node import evaluate
from tests.unit.place_page import LOCALES, ROOT, course, scene_of, words_of

SCHEMA = ROOT / "docs" / "assets" / "javascripts" / "schema.js"


def read_schema() -> dict[str, list[str]]:
    """The kinds that the scripts know, each with its fields."""
    fields = "Object.entries(schema.SCHEMA).map(([kind, fields]) => [kind, Object.keys(fields)])"
    found: list[tuple[str, list[str]]] = evaluate(fields, schema="schema.js")
    return {kind: [name.rstrip("?") for name in names] for kind, names in found}


# What is stored


def stored_rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = course().data["stored"].value  # type: ignore[assignment]
    return rows


def test_privacy_page_and_scripts_know_the_same_records() -> None:
    said = {
        row["kind"]: [field["field"] for field in row["fields"]]
        for row in stored_rows()
        if "kind" in row
    }
    assert said == {kind: ["v", *fields] for kind, fields in read_schema().items()}


def test_stored_keys_are_those_of_the_store() -> None:
    for row in stored_rows():
        if "kind" in row:
            kind, _, name = row["kind"].partition(":")
            assert row["key"] == f"ccip:1:{kind}:{name or '…'}"


@pytest.mark.parametrize("locale", LOCALES)
def test_privacy_page_says_every_key_and_field(locale: str) -> None:
    scene = scene_of(locale, "stored")
    made = build_stored(scene)
    words = words_of(made)
    codes = ["".join(code.itertext()) for code in made.iter("code")]
    for row in stored_rows():
        assert row["key"] in codes
        assert row["name"][locale] in words and row["why"][locale] in words
        for field in row.get("fields", []):
            assert field["field"] in codes and field[locale] in words


def test_privacy_page_needs_its_data() -> None:
    scene = scene_of("zh", "stored", data={"stored": None})
    with pytest.raises(FigureError, match=r"stored\.yml"):
        build_stored(scene)


# The progress page


@pytest.mark.parametrize("locale", LOCALES)
def test_progress_lists_lessons_with_questions_and_aims(locale: str) -> None:
    scene = scene_of(locale, "progress")
    made = build_progress(scene)
    rows = [row for row in made.iter("tr") if row.get("data-lesson")]
    lessons = course().lessons(locale)
    assert [row.get("data-lesson") for row in rows] == [page.meta["id"] for page in lessons]
    for row, page in zip(rows, lessons, strict=True):
        words = words_of(row)
        assert page.title in words
        assert str(len(page.learner_questions)) in words
        assert str(page.minutes("self")) in words
        asked = {name for li in row.iter("li") for name in (li.get("data-questions") or "").split()}
        assert asked == {q.id for q in page.learner_questions}
        assert len(list(row.iter("li"))) == len(page.objectives)


def test_an_objective_that_only_the_final_asks_has_no_proof_on_the_page() -> None:
    whole = course()
    page = whole.lessons("zh")[0]
    name = next(iter(page.objectives))
    questions = tuple(replace(q, final=q.final or q.objective == name) for q in page.questions)
    pages = {**whole.pages, page.path: replace(page, questions=questions)}
    scene = replace(scene_of("zh", "progress"), course=replace(whole, pages=pages))
    made = build_progress(scene)
    first = next(row for row in made.iter("tr") if row.get("data-lesson"))
    proofs = [li.get("data-questions") for li in first.iter("li")]
    assert proofs[0] is None and all(proofs[1:])


def test_a_lesson_without_a_translation_is_listed_in_the_source_language() -> None:
    whole = course()
    path = whole.lessons("en")[0].path
    pages = {key: page for key, page in whole.pages.items() if key != path}
    scene = replace(scene_of("en", "progress"), course=replace(whole, pages=pages))
    made = build_progress(scene)
    links = list(made.iter("a"))
    assert len(links) == len(whole.lessons("zh"))
    assert [link.get("lang") for link in links[:2]] == ["zh", None]
    facts = build_facts(scene.course, "en", "questions")
    assert facts[0]["sections"] == build_facts(whole, "zh", "questions")[0]["sections"]


def test_home_has_no_strip_without_a_progress_page() -> None:
    scene = scene_of("zh", "lessons")
    assert build_continue(scene) is not None
    pages = {k: p for k, p in course().pages.items() if not k.startswith("review/")}
    assert build_continue(replace(scene, course=replace(course(), pages=pages))) is None


# The data block


@pytest.mark.parametrize("locale", LOCALES)
def test_facts_are_those_of_the_page(locale: str) -> None:
    for lesson, page in zip(
        build_facts(course(), locale, "questions"), course().lessons(locale), strict=True
    ):
        assert lesson["path"] == f"{page.key}/"
        assert lesson["questions"] == {
            q.id: course().revision(page, q) for q in page.learner_questions
        }
        assert set(lesson["sections"]) == {h.id for h in page.sections}
        for section, stem in lesson["asks"].values():
            assert section in lesson["sections"]
            assert stem and "[@" not in stem and "](" not in stem and "**" not in stem


def test_facts_hold_no_reserved_question() -> None:
    final = {q.id for page in course().lessons("zh") for q in page.questions if q.final}
    assert final
    for detail in ("states", "sections", "questions"):
        text = write_data(build_facts(course(), "zh", detail))  # type: ignore[arg-type]
        assert not [name for name in final if f'"{name}"' in text]


def test_facts_cannot_end_their_element() -> None:
    assert write_data({"x": "</script><!--"}) == '{"x":"\\u003c/script>\\u003c!--"}'


def test_pages_get_the_parts_and_the_detail_that_they_need() -> None:
    whole = course()
    parts = {key: choose_parts(whole.page(key, "en")) for key in (
        "index", "review/progress", "lessons/01-shared-words", "review/privacy")}  # fmt: skip
    assert parts == {
        "index": ("home",),
        "review/progress": ("progress",),
        "lessons/01-shared-words": ("practice", "reading"),
        "review/privacy": (),
    }
    assert choose_parts(None) == ()
    details = [choose_detail(found) for found in parts.values()]
    assert details == ["sections", "questions", "states", "states"]
    for part in PARTS:
        assert (SCHEMA.parent / f"{part}.js").is_file()


def test_pages_named_first_come_first() -> None:
    settings: Any = course().data["course"].value
    sections = [{"folder": "practice", "title": {"en": "X"}, "first": ["worksheet-time-log"]}]
    data = {**course().data, "course": DataFile("c", {**settings, "sections": sections}, {})}
    entry = build_navigation(replace(course(), data=data), "en")[1]
    assert isinstance(entry, dict)
    pages = entry["X"]
    assert pages[:3] == [
        "practice/index.md",
        "practice/worksheet-time-log.md",
        "practice/checklist-a.md",
    ]
