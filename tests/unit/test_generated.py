"""Flashcards made from the data: the rules of items that hold for them, on the real course.

A rule that could hold for the wrong reason is also tried on data with a planted mistake.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from course.checks.wording import OURS
from course.generated import derive_cards, derive_questions
from course.generated.card import Choice, choose, rank
from course.model import SHAKY, Course, DataFile, Fact, Question, fold
from course.source.folder import read_course
from course.source.inline import strip_marks

ROOT = Path(__file__).resolve().parents[2]
COURSE = read_course(ROOT / "docs")
LOCALES = COURSE.locales[:2]
CARDS = {card.id: card for card in derive_cards(COURSE)}
QUESTIONS = {locale: derive_questions(COURSE, locale) for locale in LOCALES}
KINDS = ("term", "name", "sign", "order", "time", "check", "line")
each_locale = pytest.mark.parametrize("locale", LOCALES)


def of_kind(questions: tuple[Question, ...], *kinds: str) -> list[Question]:
    return [q for q in questions if q.id.split("-")[1] in kinds]


def key_of(question: Question) -> str:
    return question.find(question.keys[0]).text


def change_data(course: Course, name: str, change: Callable[[Any], Any]) -> Course:
    file = course.data[name]
    made = DataFile(file.path, change(file.value), file.lines)
    return replace(course, data={**course.data, name: made})


# ── What holds for every card ──────────────────────────────────────────────────────────────


@each_locale
def test_there_are_at_least_80_of_every_kind(locale: str) -> None:
    found = Counter(question.id.split("-")[1] for question in QUESTIONS[locale])
    assert sum(found.values()) >= 80
    assert set(found) == set(KINDS)


def test_ids_are_unique_and_no_question_of_a_lesson_has_one() -> None:
    ids = [question.id for question in QUESTIONS[LOCALES[0]]]
    assert len(ids) == len(set(ids)) == len(CARDS)
    assert all(re.fullmatch(r"gen-[a-z0-9]+(-[a-z0-9]+)+", name) for name in ids)
    written = {q.id for page in COURSE.pages.values() for q in page.questions}
    assert not written & set(ids)
    assert not set(ids) & COURSE.retired


def test_both_languages_have_the_same_cards_keys_and_order() -> None:
    first, second = (
        [(q.id, q.kind, q.keys, q.order, q.facts, q.judges, len(q.options)) for q in QUESTIONS[x]]
        for x in LOCALES
    )
    assert first == second


@each_locale
def test_every_card_is_in_its_own_language(locale: str) -> None:
    for question in QUESTIONS[locale]:
        texts = [question.stem, *(o.text for o in question.options)]
        assert all(texts), question.id
        has_han = bool(re.search(r"[\u4e00-\u9fff]", question.stem))
        assert has_han is (locale == "zh"), question.id
        assert not re.search(r"\{\w*\}", " ".join([*texts, question.context, question.feedback]))


@each_locale
def test_one_key_and_different_options_with_feedback(locale: str) -> None:
    for question in QUESTIONS[locale]:
        texts = [fold(option.text) for option in question.options]
        assert len(texts) == len(set(texts)), question.id
        assert all(texts), question.id
        if question.kind == "single":
            assert len(question.keys) == 1, question.id
            assert 3 <= len(question.options) <= 5, question.id
            feedback = [fold(option.feedback) for option in question.options]
            assert all(feedback), question.id
            assert len(feedback) == len(set(feedback)), question.id
        else:
            assert question.kind == "ordering"
            assert 3 <= len(question.options) <= 7, question.id
            assert question.feedback, question.id
        assert not question.final


def test_the_key_has_no_place_of_its_own() -> None:
    questions = [q for q in QUESTIONS[LOCALES[0]] if q.kind == "single"]
    places = Counter(q.order.index(q.keys[0]) for q in questions)
    assert max(places.values()) <= 0.4 * len(questions)


def test_no_key_rests_on_a_shaky_fact_unless_it_asks_for_the_status() -> None:
    for question in QUESTIONS[LOCALES[0]]:
        for name in question.facts:
            shaky = COURSE.facts[name].check in SHAKY
            assert not shaky or question.judges == "fact", (question.id, name)
    judged = [q for q in QUESTIONS[LOCALES[0]] if q.judges]
    assert any(COURSE.facts[q.facts[0]].check in SHAKY for q in judged)


def test_a_fact_that_turns_shaky_takes_its_cards_away() -> None:
    """Else the rule above might hold by luck."""
    names = {name for q in QUESTIONS["zh"] if not q.judges for name in q.facts}
    assert names
    facts: dict[str, Fact] = {
        name: replace(fact, check="doubtful") if name in names else fact
        for name, fact in COURSE.facts.items()
    }
    found = derive_questions(replace(COURSE, facts=facts), "zh")
    assert of_kind(found, "term") == of_kind(QUESTIONS["zh"], "term")
    assert not of_kind(found, "sign", "time")
    assert [q.id for q in of_kind(found, "order")] == ["gen-order-levels"]


def test_the_same_data_give_the_same_cards_in_any_order_of_reading() -> None:
    terms = dict(list(COURSE.terms.items())[::-1])
    facts = dict(list(COURSE.facts.items())[::-1])
    again = derive_cards(replace(COURSE, terms=terms, facts=facts))
    assert {card.id: card for card in again} == CARDS


def test_every_card_leads_to_a_page_and_a_place_on_it() -> None:
    for card in CARDS.values():
        page = COURSE.page(card.page, "zh")
        assert page, card.id
        assert not card.lesson or COURSE.page(card.lesson, "zh"), card.id
        known = {h.id for h in page.headings} | set(COURSE.terms) | set(COURSE.facts) | {""}
        assert card.anchor in known, card.id


# ── Terms ──────────────────────────────────────────────────────────────────────────────────


def test_every_term_has_a_card_and_its_neighbours_come_first() -> None:
    found = {q.id.split("-", 2)[2]: q for q in of_kind(QUESTIONS["zh"], "term", "name")}
    assert set(found) == set(COURSE.terms)
    for name, question in found.items():
        wrong = {o.text for o in question.options if not o.key}
        term = COURSE.terms[name]
        given = question.context if "gen-name" in question.id else question.stem
        for near in term.near:
            other = COURSE.terms[near]
            text = other.name["zh"] if "gen-name" in question.id else other.definition["zh"]
            hidden = fold(other.name["zh"]) in fold(given) or any(
                fold(a) in fold(b)
                for a, b in (
                    (other.name["en"], term.definition["en"]),
                    (term.name["en"], other.definition["en"]),
                    (term.name["zh"], other.definition["zh"]),
                    (other.name["zh"], term.definition["zh"]),
                )
            )
            assert text in wrong or hidden, (name, near)


def test_no_definition_gives_its_term_away() -> None:
    for locale in LOCALES:
        for question in of_kind(QUESTIONS[locale], "name"):
            for option in question.options:
                assert fold(option.text) not in fold(question.context), question.id
        for question in of_kind(QUESTIONS[locale], "term"):
            term = COURSE.terms[question.id.removeprefix("gen-term-")]
            for option in question.options:
                assert fold(term.name[locale]) not in fold(option.text), question.id


def test_feedback_says_what_the_wrong_answer_means() -> None:
    names = {term.definition["en"]: term.name["en"] for term in COURSE.terms.values()}
    for question in of_kind(QUESTIONS["en"], "term"):
        for option in question.options:
            assert names[option.text] in option.feedback
    for question in of_kind(QUESTIONS["en"], "name"):
        for option in question.options:
            term = next(t for t in COURSE.terms.values() if t.name["en"] == option.text)
            assert term.definition["en"] in option.feedback


# ── Signs, orders, claims, lines ───────────────────────────────────────────────────────────


def test_signs_come_from_cells_that_are_not_inferred() -> None:
    data: Any = COURSE.data["maturity"].value
    rows = {row["id"]: row for row in data["dimensions"]}
    found = of_kind(QUESTIONS["zh"], "sign")
    assert found
    for question in found:
        name, _, number = question.id.removeprefix("gen-sign-").rpartition("-")
        cell = rows[name]["cells"][int(number) - 1]
        assert cell["origin"] != "I"
        assert cell["zh"] in question.context
        assert question.facts == (cell["fact"],)
        assert f"第 {number} 级" in key_of(question)
        assert OURS["zh"].search(question.stem), question.id


def test_a_cell_that_becomes_inferred_is_no_longer_asked() -> None:
    def infer(value: Any) -> Any:
        rows = [
            {**row, "cells": [{**cell, "origin": "I"} for cell in row["cells"]]}
            for row in value["dimensions"]
        ]
        return {**value, "dimensions": rows}

    assert not of_kind(derive_questions(change_data(COURSE, "maturity", infer), "zh"), "sign")


def test_timelines_are_in_the_order_of_their_years_and_tell_none() -> None:
    data: Any = COURSE.data["timelines"].value
    years = {event["zh"]: int(event["year"][:4]) for row in data for event in row.get("events", [])}
    found = of_kind(QUESTIONS["zh"], "time")
    assert found
    for question in found:
        order = [years[option.text] for option in question.options]
        assert order == sorted(set(order)), question.id
        assert not any(re.search(r"(19|20)\d\d", option.text) for option in question.options)
        assert all(str(year) in question.feedback for year in order)


def test_a_restored_order_says_whose_it_is() -> None:
    for locale in LOCALES:
        for question in of_kind(QUESTIONS[locale], "order"):
            # The deck itself says what comes after what in the two operating models.
            if "operating-models" not in question.id:
                assert OURS[locale].search(question.stem), question.id


def test_claims_are_published_and_the_key_is_their_status() -> None:
    found = of_kind(QUESTIONS["zh"], "check")
    for question in found:
        fact = COURSE.facts[question.id.removeprefix("gen-check-")]
        assert fact.publish
        assert question.judges == "fact"
        assert question.facts == (fact.id,)
        assert key_of(question) == COURSE.word("zh", f"status.{fact.check}")
        assert fold(fact.note["zh"]) in fold(question.find(question.keys[0]).feedback)
    hidden = {q.facts[0] for q in found}
    facts = {name: replace(fact, publish=name not in hidden) for name, fact in COURSE.facts.items()}
    left = of_kind(derive_questions(replace(COURSE, facts=facts), "zh"), "check")
    assert not {q.facts[0] for q in left} & hidden


def test_lines_lead_to_their_lesson_and_its_neighbours_are_the_wrong_answers() -> None:
    for question in of_kind(QUESTIONS["zh"], "line"):
        numbers = [int(re.findall(r"\d+", option.text)[0]) for option in question.options]
        page = COURSE.page(CARDS[question.id].lesson, "zh")
        assert page and page.title in key_of(question)
        assert len(set(numbers)) == len(numbers)
        assert min(abs(number - numbers[0]) for number in numbers[1:]) == 1


# ── The tools ──────────────────────────────────────────────────────────────────────────────


def test_an_option_that_is_the_same_in_one_language_is_passed_over() -> None:
    key = Choice({"zh": "甲", "en": "One"})
    others = [Choice({"zh": "乙", "en": "ONE."}), Choice({"zh": "甲。", "en": "Two"})]
    last = Choice({"zh": "丙", "en": "Three"})
    assert choose(key, [*others, last]) == (key, last)
    assert choose(key, [last, last]) == (key, last)


def test_rank_depends_on_the_names_and_the_salt_alone() -> None:
    names = [str(n) for n in range(20)]
    assert rank(names, "a") == rank(reversed(names), "a") != rank(names, "b")
    without = [name for name in rank(names, "a") if name != "7"]
    assert rank([name for name in names if name != "7"], "a") == without


def test_marks_are_stripped() -> None:
    line = "**谁来做？** 看[排班](term:rota)[@some-fact]。"
    assert strip_marks(line) == "谁来做？看排班。"
