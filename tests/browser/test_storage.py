"""The storage at fault as browsers really do it, on the built site: blocked in the browser's
settings, filled to the last byte, written from two tabs at one moment, emptied under the page,
and left by other versions of the course.

What the store does with each fault in itself is tested where the store is: in
`test_question_element.py` and `test_progress.py`, the latter with files that are read in.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from course.commands.chrome import find_chrome, list_flags
from tests.browser.conftest import Faults
from tests.browser.search import ask, open_search
from tests.browser.test_pages import LESSON, choose, question
from tests.browser.test_progress import put, store_of

TWO_TABS = """([names, time]) => setTimeout(() => {
  for (const name of names)
    document.querySelector(`course-question[data-question=${name}] :is(input, li button)`).click()
}, time - Date.now())"""
"""Clicks on every question named, in one go, when it is time."""


@pytest.fixture
def blocked(browser: Browser, faults: Faults, tmp_path: Path) -> Iterator[Page]:
    """A page in a browser whose owner blocks all cookies, which bars a page's storage too."""
    folder = tmp_path / "Default"
    folder.mkdir()
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (folder / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=find_chrome(), args=list_flags(), locale="zh-CN"
    )
    faults.watch(context)
    yield context.new_page()
    context.close()


def answer(page: Page, name: str, right: bool = True) -> None:
    item = question(page, name)
    choose(item, right=right)
    item.locator("button[type=submit]").click()
    expect(item).to_have_attribute("data-state", "right" if right else "wrong")


def test_blocked_cookies(blocked: Page, site_url: str) -> None:
    page = blocked
    page.goto(site_url + LESSON)
    with pytest.raises(Exception, match="SecurityError"):
        page.evaluate("localStorage.length")
    expect(page.locator(".store-notice p")).to_contain_text("不让本页保存")
    answer(page, "l01-two-actions")
    answer(page, "l01-which-mechanism", right=False)
    expect(page.locator(".store-notice")).to_have_count(1)
    # The theme's own scripts go on, too: no error, the search finds, the scheme switches.
    open_search(page)
    assert ask(page, "乐高")
    page.keyboard.press("Escape")
    page.locator("form[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute(
        "data-md-color-media", "(prefers-color-scheme: light)"
    )


def test_a_storage_that_is_really_full(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url + LESSON)
    answer(page, "l01-two-actions", right=False)
    before = store_of(page)
    page.evaluate(
        """() => {
          for (let size = 4 * 1024 * 1024; size >= 1; size = Math.floor(size / 2))
            try {
              for (let n = 0; ; n++) localStorage.setItem(`fill:${size}:${n}`, "x".repeat(size))
            } catch {}
        }"""
    )
    page.reload()
    expect(question(page, "l01-two-actions")).to_have_attribute("data-state", "wrong")
    answer(page, "l01-which-mechanism")
    expect(page.locator(".store-notice p")).to_contain_text("空间满了")
    assert store_of(page) == before, "what was there before is still there"
    # As soon as there is room again, what is entered lasts.
    page.evaluate(
        "for (const key of Object.keys(localStorage))"
        "  if (key.startsWith('fill:')) localStorage.removeItem(key)"
    )
    answer(page, "l01-two-actions")
    page.reload()
    expect(question(page, "l01-two-actions")).to_have_attribute("data-state", "right")


def test_two_tabs_write_at_the_same_moment(
    context_factory: Callable[..., BrowserContext], site_url: str
) -> None:
    context = context_factory()
    tabs = [context.new_page(), context.new_page()]
    for tab, prefix in zip(tabs, ("", "en/"), strict=True):
        tab.goto(site_url + prefix + LESSON)
    names = [
        item.get_attribute("data-question") or ""
        for item in tabs[0].locator("course-question").all()
        if item.get_attribute("data-kind") != "matching"
    ]
    moment = (time.time() + 0.4) * 1000
    for n, tab in enumerate(tabs):
        tab.evaluate(TWO_TABS, [names[n::2], moment])
    for tab in tabs:
        tab.wait_for_function(
            "count => Object.keys(localStorage).filter((k) => /:quest/.test(k)).length >= count",
            arg=len(names),
        )
    kept = store_of(tabs[0])
    assert {f"ccip:1:question:{name}" for name in names} <= set(kept)
    assert all(json.loads(text)["choice"] for key, text in kept.items() if ":question:" in key)
    # Each shows what the other wrote.
    for name in names:
        chosen = [
            question(tab, name)
            .locator("input:checked, li.opt")
            .evaluate_all("all => all.map((e) => e.value ?? e.dataset.option)")
            for tab in tabs
        ]
        assert chosen[0] == chosen[1] and chosen[0], name
    assert [tab.locator(".store-notice").count() for tab in tabs] == [0, 0]


@pytest.mark.parametrize(
    ("stored", "words", "put_aside"),
    [
        ({"v": 1, "choice": "o1", "tries": -1}, "读不出来", True),
        ({"v": 0, "picked": ["o1"]}, "读不出来", True),
        ({"v": 2, "picked": ["o1"]}, "更新的版本", False),
    ],
    ids=["wrong shape", "older than any", "newer"],
)
def test_records_that_cannot_be_used(
    shared_page: Page, site_url: str, stored: dict[str, object], words: str, put_aside: bool
) -> None:
    page = shared_page
    page.goto(site_url + LESSON)
    key = "question:l01-two-actions"
    put(page, key, stored)
    page.reload()
    expect(page.locator(".store-notice p")).to_contain_text(words)
    answer(page, "l01-two-actions")
    place = f"ccip:aside:ccip:1:{key}:1" if put_aside else f"ccip:1:{key}"
    assert json.loads(store_of(page)[place]) == stored, "not a byte of it is lost"


def test_emptied_by_the_browser_while_in_use(shared_page: Page, site_url: str) -> None:
    """A browser's own “clear site data” tells the page that is open nothing."""
    page = shared_page
    page.goto(site_url + LESSON)
    answer(page, "l01-two-actions", right=False)
    session = page.context.new_cdp_session(page)
    session.send(
        "Storage.clearDataForOrigin",
        {"origin": site_url.rstrip("/"), "storageTypes": "local_storage"},
    )
    page.wait_for_function("localStorage.length === 0")
    answer(page, "l01-which-mechanism")
    choose(question(page, "l01-two-actions"), right=True)
    page.reload()
    expect(question(page, "l01-which-mechanism")).to_have_attribute("data-state", "right")
    # Of the answer that was taken away nothing false is left.
    expect(question(page, "l01-two-actions")).not_to_have_attribute("data-state", "wrong")
    expect(page.locator(".store-notice")).to_have_count(0)
