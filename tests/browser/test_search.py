"""The search in a real browser: every query of docs/data/queries.yml, in one page a language."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.axe import axe_violations, look_around
from tests.browser.search import QUERIES, ask, find_failures, find_pages, open_search

LESSON = "lessons/01-shared-words/"
ROOTS = {"zh": "", "en": "en/"}
Contexts = Callable[..., BrowserContext]


def open_lesson(contexts: Contexts, url: str) -> Page:
    page = contexts(reduced_motion="reduce").new_page()
    page.goto(url)
    return page


def without_synonyms(route: Route) -> None:
    index = route.fetch().json()
    index["config"]["same"] = {}
    route.fulfill(json=index)


def test_each_language_has_its_queries() -> None:
    assert min(Counter(row["locale"] for row in QUERIES).values()) >= 20
    assert {row["locale"] for row in QUERIES} == set(ROOTS)


@pytest.mark.parametrize("locale", ROOTS)
def test_every_query_finds_its_page(shared_page: Page, site_url: str, locale: str) -> None:
    root = site_url + ROOTS[locale]
    shared_page.goto(root + LESSON)
    open_search(shared_page)
    assert find_failures(shared_page, locale, root) == []
    assert look_around(shared_page, "search", (1280, 1440), rules=False) == []


def test_what_the_search_says(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url + LESSON)
    expect(page.locator(".site-nav")).to_be_visible()
    open_search(page)
    expect(page.locator(".site-nav"), "it would lie on the name of the site").to_be_hidden()
    # A word known under another name is not called missing, and its other name is not shown.
    first = ask(page, "医院")[0]
    assert "克利夫兰" in first["text"].replace("\u200b", "") and first["missing"] == []
    assert "诊所" not in first["text"] and "healthcare" not in first["text"]
    # A word that is nowhere is named, in the reader's own spelling.
    assert set(ask(page, "乐高 qqxx")[0]["missing"]) == {"qqxx"}
    # The last word counts as much as the first, and an unknown first word does not hide it.
    assert find_pages(page, "病人满意", site_url) != find_pages(page, "病人", site_url)
    assert "cases/lego" in find_pages(page, "魑魅乐高", site_url)[:3]
    # Words that tell nothing do not count.
    assert find_pages(page, "乐高是什么", site_url) == find_pages(page, "乐高", site_url)
    assert ask(page, "  ") == [] and ask(page, '乐高 -ideas +^~*: "')


def test_another_language_is_named_where_only_it_has_the_words(
    context_factory: Contexts, site_url: str
) -> None:
    page = open_lesson(context_factory, site_url + LESSON)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_search(page)
    offer = page.locator(".search-other a")
    hint = page.locator(".search-none")
    ask(page, "乐高")
    expect(offer).to_be_hidden()
    expect(hint).to_be_hidden()
    assert not [url for url in asked if "/en/search/" in url]
    ask(page, "snaps")  # In the Chinese pages nowhere at all.
    expect(offer).to_be_visible()
    ask(page, "gowns")  # There, in the title of a source alone.
    expect(offer).to_be_visible()
    expect(hint).to_be_hidden()
    ask(page, "qqxx")  # Nowhere: what to try instead.
    expect(offer).to_be_hidden()
    expect(hint).to_contain_text("换个短一点的词")
    expect(hint.get_by_role("link")).to_have_attribute("href", "../../reference/glossary/")
    assert axe_violations(page) == []
    assert len([url for url in asked if "/en/search/" in url]) == 1
    ask(page, "gowns")
    expect(hint).to_be_hidden()
    offer.click()
    page.wait_for_url(re.compile(re.escape(f"{site_url}en/{LESSON}?q=gowns")))
    expect(page.locator(".md-search__input")).to_have_value("gowns")
    page.locator('a.md-search-result__link[href*="/en/cases/cleveland-clinic/"]').first.wait_for()


def test_the_index_is_loaded_on_first_use(context_factory: Contexts, site_url: str) -> None:
    page = context_factory().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + LESSON)
    page.wait_for_load_state("networkidle")
    late = ("search_index", "sitemap", "/workers/search.", "/search.")
    assert not [url for url in asked if any(name in url for name in late)]
    assert {url.startswith(site_url) for url in asked} == {True}
    open_search(page)
    for name in ("search_index", "/workers/search.", "javascripts/search."):
        assert len([url for url in asked if name in url]) == 1


def test_the_script_of_the_search_stays_small(site: Path) -> None:
    (script,) = (site / "assets" / "javascripts").glob("search.*.js")
    assert len(gzip.compress(script.read_bytes(), 9)) < 3 * 1024


# ── the checks can fail ────────────────────────────────────────────────────


def test_dropped_synonyms_are_found(context_factory: Contexts, site_url: str) -> None:
    context = context_factory()
    context.route("**/search_index.json", without_synonyms)
    page = context.new_page()
    page.goto(site_url + LESSON)
    open_search(page)
    lost = {"考试证书", "customer experience"}
    assert len(find_failures(page, "zh", site_url, lost)) == len(lost)
