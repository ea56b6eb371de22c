"""The slide model: every lesson and path as slides whose minutes add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.model import Course
from course.paths import read_paths
from course.slides import Deck, build_lesson_deck, build_path_deck, deck_address
from course.slides.path import spread_minutes
from course.slides.rules import split_even, split_paragraphs, split_sentences, split_table
from course.slides.text import find_tables, list_items, paragraphs, plain, width
from course.slides.timeline import build_timeline_table
from course.source.folder import build_course, read_course
from course.source.page import parse_page
from tests.conftest import DOCS

LESSON = """---
id: l99
title: Lamps
lead: Why they go out.
minutes: {self: 5, room: 9}
objectives:
  see: See the lamp
  mend: Mend it
---
# Lamps

## Why {#why}

Text with a claim[@no-such-fact].

| Lamp | Why |
|---|---|
| Red \\| blue | Old |

/// case | The stairs
    fictional: true

One night.

Another night.

///

/// key

- It was old
- Nobody
  asked

///

/// notes
    minutes: 4

Ask first.

///

## Do {#practice}

/// activity | Draw a lamp
    id: l99-draw
    minutes: 3
    group: 2
    output: A drawing

1. Draw (1 min)
2. Show (2 min)

///

/// notes
    minutes: 5

Walk round.

///

## Quiz {#quiz}

/// question | l99-first
    objective: see
    section: why

A night.

Which lamp?

- [x] Red
    > Yes.
- [ ] Blue
    > No.

///

/// question | l99-last
    objective: see
    section: why
    final: true

Which?

- [x] This
    > Yes.
- [ ] That
    > No.

///
"""


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(DOCS)


@pytest.fixture(scope="module")
def decks(course: Course) -> Mapping[tuple[str, str], Deck]:
    found = {}
    for locale in course.locales:
        lessons = {str(p.meta["id"]): build_lesson_deck(course, p) for p in course.lessons(locale)}
        found.update({(name, locale): deck for name, deck in lessons.items()})
        for path in read_paths(course):
            found[path.id, locale] = build_path_deck(course, path, locale, lessons)
    return found


def test_a_lesson_as_slides() -> None:
    page = parse_page("lessons/99-lamps.en.md", LESSON)
    deck = build_lesson_deck(build_course(("en",), {page.path: page}, {}), page)
    assert [(s.id, s.kind, s.section, s.minutes) for s in deck.slides] == [
        ("l99", "title", "", 0),
        ("l99-objectives", "objectives", "", 0),
        ("l99-why", "section", "why", 4),
        ("l99-why-2", "case", "why", 0),
        ("l99-why-3", "section", "why", 0),
        ("l99-practice", "activity", "practice", 5),
        ("q-l99-first", "question", "quiz", 0),
    ]
    title, aims, table, case, key, activity, question = deck.slides
    assert title.text == ("Why they go out.",)
    assert aims.points == ("See the lamp", "Mend it")
    assert table.table and table.table.rows == (("Red \\| blue", "Old"),)
    assert (case.title, case.label, case.fictional) == ("The stairs", "Why", True)
    assert case.text == ("One night.", "Another night.")
    assert key.points == ("It was old", "Nobody asked")
    assert (activity.countdown, activity.group, activity.output) == (3, 2, "A drawing")
    assert activity.points == ("Draw (1 min)", "Show (2 min)")
    assert question.question and question.title == "Which lamp?"
    assert [(s.title, s.minutes, s.notes) for s in deck.segments] == [
        ("Lamps", 0, ""),
        ("", 0, ""),
        ("Why", 4, "Ask first."),
        ("Do", 5, "Walk round."),
        ("Quiz", 0, ""),
    ]


def test_minutes_add_up(course: Course, decks: Mapping[tuple[str, str], Deck]) -> None:
    for locale in course.locales:
        for page in course.lessons(locale):
            assert decks[str(page.meta["id"]), locale].minutes == page.minutes("room"), page.path
        for path in read_paths(course):
            if path.room:
                assert decks[path.id, locale].minutes == path.minutes, path.id


def test_ids_are_unique_and_shared_by_the_languages(
    course: Course, decks: Mapping[tuple[str, str], Deck]
) -> None:
    for (name, locale), deck in decks.items():
        ids = [slide.id for slide in deck.slides]
        assert len(ids) == len(set(ids)), (name, locale)
        other = decks[name, course.source_locale]
        # A language may take a slide more for a long text: "-b", "-c".
        whole = {i for i in ids if i[-2:-1] != "-" or i[-1].isdigit()}
        assert whole <= {slide.id for slide in other.slides}, (name, locale)


def test_nothing_that_a_room_needs_is_lost(
    course: Course, decks: Mapping[tuple[str, str], Deck]
) -> None:
    for locale in course.locales:
        for page in course.lessons(locale):
            slides = decks[str(page.meta["id"]), locale].slides
            shown = " ".join(
                p
                for s in slides
                for p in (
                    *s.points,
                    *s.text,
                    *(c for r in (s.table.rows if s.table else ()) for c in r),
                )
            )
            for block in page.blocks("key", "check", "take"):
                for item in list_items(block.body):
                    assert item in shown, (page.path, item)
            for block in page.blocks("case"):
                for _, table in find_tables(block.body):
                    assert table.rows[0][0] in shown, (page.path, block.line)
                for text in paragraphs(block.body):
                    for sentence in split_sentences(text):
                        assert sentence in shown, (page.path, sentence)
            asked = [s.question.id for s in slides if s.question]
            assert asked == [q.id for q in page.learner_questions]
            assert "\n\n".join(s.notes for s in slides if s.notes) == "\n\n".join(
                b.body for b in page.blocks("notes")
            )
            anchors = {h.id for h in page.headings}
            assert all(not s.section or s.section in anchors for s in slides)


def test_steps_are_counted_on_from_slide_to_slide(
    decks: Mapping[tuple[str, str], Deck],
) -> None:
    went_on = 0
    for deck in decks.values():
        for before, slide in pairwise(deck.slides):
            if slide.kind != "activity" or not slide.points:
                continue
            is_next = slide.part[0] > 1
            went_on += is_next
            assert slide.first == (before.first + len(before.points) if is_next else 1), slide.id
    assert went_on


def test_a_question_is_set_larger_before_its_answer(
    decks: Mapping[tuple[str, str], Deck],
) -> None:
    asked = [s for deck in decks.values() for s in deck.slides if s.kind == "question"]
    assert all(slide.asked <= slide.size for slide in asked)
    # Nearly all of them have feedback beside their options, which takes half of the width.
    assert sum(slide.asked < slide.size for slide in asked) > len(asked) / 2


def test_a_final_question_is_on_no_slide(decks: Mapping[tuple[str, str], Deck]) -> None:
    assert not [s.id for d in decks.values() for s in d.slides if s.question and s.question.final]


def test_a_path_that_gives_its_own_minutes_spreads_them(course: Course) -> None:
    path = next(p for p in read_paths(course) if p.id == "taster")
    assert build_path_deck(course, path, "zh").minutes == 30
    step = path.steps[1]
    assert step.given and step.lesson
    longer = replace(path, steps=(replace(step, minutes=17),))
    assert build_path_deck(course, longer, "zh").minutes == 17


def test_addresses(course: Course) -> None:
    assert deck_address(course, "zh", "l01") == "teach/decks/l01.html"
    assert deck_address(course, "en", "l01", "learner") == "en/teach/decks/l01-learner.html"


@given(st.integers(0, 500), st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_spread_minutes_adds_up(total: int, weights: list[int]) -> None:
    spread = spread_minutes(total, weights)
    assert sum(spread) == total
    assert len(spread) == len(weights)
    assert all(minutes >= 0 for minutes in spread)


@given(st.lists(st.floats(0.5, 12), max_size=20), st.floats(1, 12))
def test_split_even_keeps_order_and_limit(items: list[float], limit: float) -> None:
    parts = split_even(items, lambda x: x, limit)
    assert [x for part in parts for x in part] == items
    assert all(len(part) == 1 or sum(part) <= limit + 0.001 for part in parts)


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "客户说了三次，没有人回答他；" * 4 + "于是他走了。"
    parts = split_paragraphs([sentence * 12])
    assert len(parts) > 1
    assert "".join(text for part in parts for text in part) == sentence * 12
    assert all(text.endswith("。") for part in parts for text in part)


def test_sentences() -> None:
    assert split_sentences("他说：“走吧。”然后走了。好？") == [
        "他说：“走吧。”",
        "然后走了。",
        "好？",
    ]
    assert split_sentences("He left. “Why?” she asked. 3.5 m") == [
        "He left.",
        "“Why?” she asked.",
        "3.5 m",
    ]


def test_a_table_is_split_between_rows() -> None:
    ((_, table),) = find_tables("| a | b |\n|---|---|\n" + "| 字 | 说一句话 |\n" * 30)
    parts = split_table(table)
    assert len(parts) > 1
    assert [row for part in parts for row in part.rows] == list(table.rows)
    assert {part.head for part in parts} == {("a", "b")}


def test_a_case_without_years_is_a_table_of_what_is_told_and_how_sure(course: Course) -> None:
    rows = build_timeline_table(course, "lenovo", "en").rows
    assert [row[0] for row in rows] == ["early days", "later", *["No time given"] * 5]
    assert {row[1] for row in rows} == {"unverified"}
    assert all("[@lenovo-" in row[2] for row in rows)
    assert build_timeline_table(course, "lego", "zh").rows[0][:2] == ("2003", "结果")


def test_width_counts_what_is_seen() -> None:
    assert width("客户[@fact]") == 3
    assert plain("**A** [b](term:c)[@d] `e`") == "A b e"
    assert width("客户" * 10) / width("customer customer customer") < 2
