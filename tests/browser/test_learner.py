"""One learner from the first page to the team's result, in two languages and three sittings."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.browser.test_assessment import ALONE, HELD, TEAM, press, rate, show
from tests.browser.test_final import FINAL, answer_all, hand_in
from tests.browser.test_pages import choose, question
from tests.browser.test_progress import figures, store_of
from tests.browser.test_review import REVIEW, finish, grade, name_of
from tests.browser.test_review import answer as answer_card
from tests.browser.test_review import start as start_review

Contexts = Callable[..., BrowserContext]
NOON = datetime(2026, 3, 2, 12, 0)
MONDAY_MORNING = NOON + timedelta(days=1)


def check(page: Page, name: str, right: bool) -> None:
    item = question(page, name)
    choose(item, right)
    item.locator("button[type=submit]").click()


def test_a_path_with_a_change_of_language_a_closed_browser_and_a_team(
    context_factory: Contexts, site_url: str
) -> None:
    asked: list[str] = []

    def sit_down(at: datetime, kept: Any = None, **options: Any) -> Page:
        context = context_factory(storage_state=kept, reduced_motion="reduce", **options)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.clock.set_fixed_time(at)
        return page

    # The first sitting, on a phone, in Chinese: a path, its first lesson, two answers.
    page = sit_down(NOON, viewport={"width": 390, "height": 800})
    page.goto(site_url)
    page.locator(".paths a[href*='paths/front-line']").first.click()
    page.locator("article a[href*='lessons/04']").first.click()
    page.locator("course-question").first.wait_for()
    names = [q.get_attribute("data-question") or "" for q in page.locator("course-question").all()]
    check(page, names[0], right=False)
    expect(question(page, names[0])).to_have_attribute("data-state", "wrong")
    check(page, names[1], right=True)
    expect(question(page, names[1])).to_have_attribute("data-state", "right")
    # An answer begun in Chinese is there in English, and judged there.
    third = question(page, names[2])
    choose(third, right=True)
    page.locator(".lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    question(page, names[2]).locator("button[type=submit]").click()
    expect(question(page, names[2])).to_have_attribute("data-state", "right")
    kept = page.context.storage_state()
    assert len([key for key in store_of(page) if ":question:" in key]) == 3
    page.context.close()

    # The next day, on a laptop: where it was, what was wrong, what is due.
    page = sit_down(MONDAY_MORNING, kept, locale="en-GB")
    page.goto(site_url + "en/")
    page.locator(".go a", has_text="Continue").first.click()
    expect(page).to_have_url(re.compile("/en/lessons/04"))
    for name, state in zip(names, ("wrong", "right", "right", "initial"), strict=False):
        expect(question(page, name)).to_have_attribute("data-state", state)
    page.goto(site_url + "en/" + REVIEW)
    start_review(page)
    assert name_of(page) == names[0]
    answer_card(page)
    grade(page, 3)
    assert names[0] not in finish(page)
    page.goto(site_url + "en/review/progress/")
    assert figures(page)[1].startswith("3 of ")

    # The final assessment, passed; the certificate and a lesson on paper.
    page.goto(site_url + "en/" + FINAL)
    page.locator(".exam-start button").click()
    answer_all(page, wrong=lambda n: n % 10 == 9)
    hand_in(page)
    assert "36" in page.locator(".exam-verdict").inner_text()
    page.locator("#exam-name").fill("Lin Yi")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print the certificate").click()
    paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert ["Lin Yi" in sheet.extract_text() for sheet in paper.pages] == [True]
    page.goto(site_url + "en/lessons/04-experience/")
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) > 3

    # Alone with the sixteen statements, then with the files of four colleagues.
    files = []
    for n in range(5):
        page.goto(site_url + "en/" + ALONE)
        if n:
            press(page, "Start a new sheet")
        rate(page, tuple(max(0, mark - n % 3) for mark in HELD))
        show(page)
        with page.expect_download() as download:
            press(page, "Save as a file")
        content = download.value.path().read_bytes()
        name = f"{n}-{download.value.suggested_filename}"
        files.append({"name": name, "mimeType": "application/json", "buffer": content})
    page.goto(site_url + "en/" + TEAM)
    page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    expect(page.locator("#repair-what")).to_be_visible()
    page.locator("#repair-what").fill("Read ten complaints aloud every Monday")
    expect(page.locator(".repair .say")).not_to_be_empty()

    # All of it is still there in Chinese, and nobody else was asked for anything.
    page.goto(site_url + TEAM)
    expect(page.locator("#repair-what")).to_have_value("Read ten complaints aloud every Monday")
    page.goto(site_url + "review/progress/")
    assert figures(page)[1].startswith("3 /")
    kinds = {key.split(":")[2] for key in store_of(page)}
    assert kinds >= {"question", "card", "exam", "assessment", "team", "setting"}
    hosts = {url.split("/")[2] for url in asked if url.startswith("http")}
    assert hosts == {site_url.split("/")[2]}
