"""The glossary: found by name, in the order of its names, with the lessons that use a term."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from course.html.glossary import build_glossary, sort_key
from tests.unit.place_page import course, scene_of, words_of


def entries(locale: str) -> dict[str, Element]:
    scene = scene_of(locale, "glossary")
    found = {}
    for section in build_glossary(scene).iter("section"):
        found[section[0].get("id", "")] = section
    return found


@pytest.mark.parametrize(
    "names",
    [
        ["闭环", "触点", "创意民主化", "倒置组织图", "客户", "一线", "走钢丝"],
        ["authority", "C-suite", "customer advisory council", "Éclair", "empathy"],
    ],
)
def test_names_stand_as_in_a_dictionary(names: list[str]) -> None:
    assert sorted(reversed(names), key=sort_key) == names


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_term_stands_in_the_order_of_its_name(locale: str) -> None:
    ids = list(entries(locale))
    assert sorted(ids) == sorted(course().terms)
    assert [sort_key(course().terms[name].name[locale]) for name in ids] == sorted(
        sort_key(term.name[locale]) for term in course().terms.values()
    )


def test_a_term_shows_the_words_that_a_reader_may_know_it_by() -> None:
    for locale, also, instead in (
        ("zh", "也作：满意度", "这门课不用：顾客满意度、客户满意率"),
        ("en", "Also: satisfaction", "Not used here: client satisfaction"),
    ):
        entry = entries(locale)["customer-satisfaction"]
        assert [words_of(row) for row in entry if "words" in row.get("class", "")] == [
            also,
            instead,
        ]
    assert entries("en")["sympathy"].find("p[@class='words forms']") is None


def test_a_term_leads_to_the_section_of_each_lesson_that_links_it() -> None:
    row = entries("en")["closed-loop"].find("p[@class='uses']")
    assert row is not None
    assert words_of(row) == "Read about it in: lesson 7, lesson 10"
    links = [link.get("href") for link in row.iter("a")]
    assert links == ["07-loops.md#loop", "10-limits.md#plan"]
