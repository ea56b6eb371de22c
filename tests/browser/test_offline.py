"""The course from disk: unpacked from its zip, opened as a file, with the network cut."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from course.html.offline import FOLDER, ZIP
from tests.browser.axe import axe_violations
from tests.browser.search import ask, find_failures, open_search
from tests.browser.test_pages import choose, question

Contexts = Callable[..., BrowserContext]
LESSON = "lessons/01-shared-words/index.html"


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked folder; its name is one that an address must escape."""
    folder = tmp_path_factory.mktemp("离线 copy")
    with zipfile.ZipFile(site / ZIP) as file:
        file.extractall(folder)
    return folder / FOLDER


def explain(request: Request) -> list[str]:
    """A request that failed, unless the reader went on before it was answered."""
    reason = request.failure or ""
    return [] if "ERR_ABORTED" in reason else [f"failed: {request.url}: {reason}"]


@pytest.fixture
def disk(context_factory: Contexts, copy: Path) -> Iterator[Page]:
    """A page without a network, on the home page of the copy; fails on any request but to files."""
    context = context_factory(reduced_motion="reduce")
    context.set_offline(True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("requestfailed", lambda request: asked.extend(explain(request)))
    page = context.new_page()
    page.goto((copy / "index.html").as_uri())
    yield page
    assert asked and [url for url in asked if not url.startswith("file:///")] == []


def test_a_reader_gets_everywhere_by_clicking(disk: Page, copy: Path) -> None:
    page = disk
    page.locator(f'.md-content a[href="{LESSON}"]').first.click()
    page.wait_for_url((copy / LESSON).as_uri())
    item = question(page, "l01-two-actions")
    choose(item, right=True)
    item.locator("button[type=submit]").click()
    expect(item).to_have_attribute("data-state", "right")
    page.reload()
    expect(item).to_have_attribute("data-state", "right")
    page.locator("a.lang").click()
    page.wait_for_url(lambda url: url.startswith((copy / "en" / LESSON).as_uri()))
    expect(item).to_have_attribute("data-state", "right")
    page.locator(".pager .next").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_contain_text("Why now")
    page.locator("a.brand").click()
    page.wait_for_url((copy / "en" / "index.html").as_uri())
    # What was answered is known on the home page, and the way back to the lesson works.
    expect(page.locator("course-continue")).to_contain_text("1")
    # A page for trainers is not there, and the link to it says so.
    page.locator('.site-nav a[href*="#left-out"]').click()
    page.wait_for_url((copy / "en/review/offline/index.html").as_uri() + "#left-out")
    expect(page.locator("#left-out")).to_be_in_viewport()
    expect(page.locator("[data-copy=disk]")).to_be_visible()
    expect(page.locator("[data-copy]:visible")).to_have_count(1)


@pytest.mark.parametrize(("locale", "prefix"), [("zh", ""), ("en", "en/")])
def test_every_query_finds_its_page(disk: Page, copy: Path, locale: str, prefix: str) -> None:
    disk.goto((copy / prefix / LESSON).as_uri())
    open_search(disk)
    root = (copy / prefix).as_uri() + "/"
    assert find_failures(disk, locale, root) == []


def test_the_other_language_is_searched_too(disk: Page, copy: Path) -> None:
    page = disk
    open_search(page)
    assert ask(page, "snaps") == []
    page.locator(".search-other a").click()
    page.wait_for_url((copy / "en" / "index.html").as_uri() + "?q=snaps")
    link = page.locator("a.md-search-result__link").first
    link.click()
    page.wait_for_url(lambda url: "/index.html" in url and "/en/" in url and "?q" not in url)


def test_the_site_offers_the_zip(shared_page: Page, site_url: str, site: Path) -> None:
    page = shared_page
    page.goto(f"{site_url}en/review/offline/")
    assert axe_violations(page) == []
    with page.expect_download() as download:
        page.locator("article").get_by_role("link", name="Download the whole course").click()
    assert Path(download.value.path()).read_bytes() == (site / ZIP).read_bytes()


def test_assessments_and_review_start(disk: Page, copy: Path) -> None:
    page = disk
    page.goto((copy / "review/final/index.html").as_uri())
    page.locator(".exam-start button").click()
    expect(page.locator("course-final :is(input, select, li button):visible").first).to_be_visible()
    page.goto((copy / "maturity/assessment/index.html").as_uri())
    page.locator("course-assessment input[type=radio]").first.check()
    page.reload()
    expect(page.locator("course-assessment input[type=radio]").first).to_be_checked()
    page.goto((copy / "en/maturity/team/index.html").as_uri())
    expect(page.locator("course-team button").first).to_be_visible()
    page.goto((copy / "review/index.html").as_uri())
    expect(page.locator("course-review button").first).to_be_visible()
    page.goto((copy / "review/progress/index.html").as_uri())
    with page.expect_download() as download:
        page.get_by_role("button", name="保存成文件").click()
    assert download.value.suggested_filename.endswith(".json")
