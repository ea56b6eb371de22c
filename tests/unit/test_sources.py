"""The bibliography in each language: words of another one say which it is."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from course.html.bibliography import source_title
from course.html.places import PLACES
from course.model import Source
from tests.unit.place_page import course, scene_of

HAN = re.compile(r"[\u3400-\u9fff]")
PROSE = re.compile(r"\b(?:unknown|from|not|in|rev|n\.d|c\.|our|before|general)\b", re.IGNORECASE)


def bare(element: Element, locale: str) -> list[str]:
    """Texts that are not marked as another language."""
    if element.get("lang", locale).split("-")[0] != locale:
        return [element.tail or ""]
    inner = [text for child in element for text in bare(child, locale)]
    return [element.text or "", *inner, element.tail or ""]


@pytest.mark.parametrize("place", ["sources", "ledger"])
def test_chinese_in_english_is_marked(place: str) -> None:
    scene = scene_of("en", place)
    texts = bare(PLACES[place](scene), "en")
    assert [text for text in texts if HAN.search(text)] == []


def test_english_in_chinese_is_marked_or_a_name() -> None:
    scene = scene_of("zh", "sources")
    rows = PLACES["sources"](scene).iter("li")
    texts = [text for row in rows for text in bare(row, "zh")]
    assert [text for text in texts if PROSE.search(text) and not HAN.search(text)] == []


@pytest.mark.parametrize(
    ("locale", "key", "title", "language"),
    [
        ("en", "han-cem-deck", "Customer experience management (our translation)", None),
        ("zh", "han-cem-deck", "客户体验管理", None),
        ("zh", "fenton-2012", "The Cost of Satisfaction", "en"),
        ("zh", "profit-zone", "发现利润区", None),
        ("en", "profit-zone", "The Profit Zone", None),
    ],
)
def test_a_title_says_its_language(locale: str, key: str, title: str, language: str | None) -> None:
    scene = scene_of(locale, "sources")
    assert source_title(course().sources[key], scene) == (title, language)


def test_a_translated_title_has_the_one_that_the_work_bears() -> None:
    scene = scene_of("en", "sources")
    (row,) = (row for row in PLACES["sources"](scene).iter("li") if row.get("id") == "jin-empathy")
    title, original = row[0], row[1]
    assert title.get("lang") is None and not HAN.search(title.text or "")
    assert original.get("lang") == "zh" and "金老师" in (original.text or "")


def test_a_field_in_one_language_would_be_seen() -> None:
    source = course().sources["han-cem-deck"]
    one = replace(source, fields={**source.fields, "publisher": "公开转载"})
    whole = replace(course(), sources={one.key: Source(one.key, one.title, one.fields, one.line)})
    scene = replace(scene_of("en", "sources"), course=whole)
    texts = bare(PLACES["sources"](scene), "en")
    assert any(HAN.search(text) for text in texts)
