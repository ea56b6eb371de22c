"""Learning paths as the browser follows them: their data, and which page gets which."""

from __future__ import annotations

import json
from typing import Any

import pytest

from course.paths import read_paths
from course.site.context import SiteContext
from course.site.trails import address_of, build_trails
from tests.unit.place_page import LOCALES, course


def trails_of(key: str, locale: str = "en") -> dict[str, Any]:
    return build_trails(course(), locale, course().page(key, locale))


def test_the_home_page_knows_every_path_and_other_pages_their_own() -> None:
    every = [path.id for path in read_paths(course())]
    assert list(trails_of("index")) == every
    assert list(trails_of("paths/manager")) == ["manager"]
    assert set(trails_of("reference/ledger")) == {"contributor"}
    assert {"taster", "front-line"} <= set(trails_of("lessons/04-experience"))
    assert "manager" not in trails_of("lessons/04-experience")
    assert trails_of("practice/checklist-a") == {}
    assert build_trails(course(), "en", None) == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_steps_lead_to_pages_and_sections_that_exist(locale: str) -> None:
    for trail in trails_of("index", locale).values():
        assert trail["title"] and len(trail["steps"]) > 1
        for address, anchor, title in trail["steps"]:
            page = course().page(address.rstrip("/"), locale)
            assert page is not None and title
            assert not anchor or anchor in {heading.id for heading in page.sections}


def test_steps_have_the_same_addresses_in_every_language() -> None:
    zh, en = (trails_of("index", locale) for locale in LOCALES)
    assert {name: [s[:2] for s in t["steps"]] for name, t in zh.items()} == {
        name: [s[:2] for s in t["steps"]] for name, t in en.items()
    }
    assert zh["manager"]["title"] == "管理者" and en["manager"]["title"] == "Manager"


def test_a_step_without_a_page_is_left_out() -> None:
    (path,) = (path for path in read_paths(course()) if path.id == "taster")
    assert len(path.steps) > len(trails_of("index")["taster"]["steps"]) == 3


def test_addresses() -> None:
    assert address_of("review/index") == "review/"
    assert address_of("lessons/04-experience") == "lessons/04-experience/"


@pytest.mark.parametrize(
    ("url", "key", "root"),
    [("lessons/04-experience/", "lessons/04-experience", "../../"), ("", "index", "")],
)
def test_the_page_knows_its_root_and_its_trails(url: str, key: str, root: str) -> None:
    page = course().page(key, "en")
    context = SiteContext(course(), "en", url, page, "", "", "", {}, [], "")
    assert context.root == root
    assert set(json.loads(context.trails)) == set(trails_of(key))
