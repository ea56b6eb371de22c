"""What helps to read: place in a lesson, links to sections, a learning path, answers on paper."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.browser.axe import look_around
from tests.browser.conftest import Faults
from tests.browser.defects import Defect, find_defect
from tests.browser.test_practice import LISTEN, REFUSED
from tests.browser.test_question_element import DENIED

LESSON = "lessons/02-why-now/"
PATH_KEY = "ccip:1:setting:path"

Contexts = Callable[..., BrowserContext]


def stored(page: Page, key: str) -> Any:
    text = page.evaluate("key => localStorage.getItem(key)", key)
    return json.loads(text) if text else None


def pager(page: Page) -> list[str]:
    return [" / ".join(link.inner_text().split("\n")) for link in page.locator(".pager a").all()]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


# ── the place in the lesson ────────────────────────────────────────────────


def check_position(page: Page, url: str) -> None:
    page.goto(f"{url}en/{LESSON}")
    line = page.locator("course-reading p")
    expect(line).to_be_hidden()
    page.keyboard.press("Shift")  # Any sign of a reader: the checklist takes its full height.
    expect(page.locator(".ck-count")).to_be_attached()
    height = page.evaluate("document.documentElement.scrollHeight")
    left: list[int] = []
    for n, heading in enumerate(page.locator(".md-content h2").all(), 1):
        heading.evaluate("node => node.scrollIntoView()")
        expect(line).to_contain_text(f"Section {n} of 11")
        found = re.search(r"about (\d+) min left", line.inner_text())
        left.append(int(found[1]) if found else 0)
    assert left == sorted(left, reverse=True) and 15 < left[0] <= 20 and left[-1] == 0
    assert line.inner_text() == "Section 11 of 11 · almost done"
    assert abs(page.evaluate("document.documentElement.scrollHeight") - height) <= 1
    assert line.get_attribute("role") is None and line.get_attribute("aria-live") is None


def test_the_line_says_section_and_minutes_left(shared_page: Page, site_url: str) -> None:
    shared_page.set_viewport_size({"width": 390, "height": 700})
    check_position(shared_page, site_url)


def test_the_line_stays_in_the_window_and_hides_no_focus(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{site_url}en/{LESSON}")
    page.mouse.wheel(0, 2000)
    line = page.locator("course-reading p")
    expect(line).to_be_visible()
    box = line.bounding_box()
    assert box and 660 < box["y"] + box["height"] <= 700.5
    page.locator("article a.term").first.focus()
    for _ in range(25):
        page.keyboard.press("Tab")
        gap = page.evaluate(
            """() => {
              const line = document.querySelector('course-reading p').getBoundingClientRect()
              const focus = document.activeElement
              if (!focus.closest('article')) return 0
              return line.top - focus.getBoundingClientRect().bottom }"""
        )
        assert gap >= -1


# ── links to sections ──────────────────────────────────────────────────────


def check_links(page: Page, url: str) -> None:
    page.goto(f"{url}en/{LESSON}?x=1#flows")
    heading = page.get_by_role("heading", name="Two paths, one difference", exact=True)
    button = page.get_by_role("button", name="Copy link to this section: Two paths, one difference")
    assert heading.count() == button.count() == 1
    button.focus()
    assert button.evaluate("node => getComputedStyle(node).opacity") == "1"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
    assert page.evaluate("copied") == f"{url}en/{LESSON}?x=1#flows"
    assert page.locator(".link").count() == page.locator("article :is(h2, h3)[id]").count()


def test_a_link_to_each_section_by_keyboard_and_touch(
    context_factory: Contexts, site_url: str
) -> None:
    context = context_factory(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700}
    )
    page = context.new_page()
    page.add_init_script(LISTEN)
    check_links(page, site_url)
    # Where nothing hovers the buttons are always there, large enough for a finger.
    for button in page.locator(".link").all():
        box = button.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24
        assert button.evaluate("node => getComputedStyle(node).opacity") == "1"
    page = context.new_page()
    page.add_init_script(REFUSED)
    page.goto(f"{site_url}en/{LESSON}")
    page.locator(".link").first.tap()
    field = page.locator("dialog textarea")
    expect(field).to_have_value(re.compile(r"/en/lessons/02-why-now/#[a-z-]+$"))


# ── the learning path ──────────────────────────────────────────────────────


def check_path(page: Page, url: str) -> None:
    page.goto(f"{url}en/{LESSON}")
    plain = pager(page)
    assert plain[0].startswith("Previous") and plain[1].startswith("Next")
    page.goto(f"{url}en/paths/manager/")
    press(page, "Follow this path")
    go = page.get_by_role("link", name="Go to step 1: Why now?")
    expect(go).to_be_focused()
    go.click()
    page.wait_for_url(f"**/en/{LESSON}")
    assert pager(page) == ["Next step / Turning the organisation round"]
    expect(page.locator(".trail")).to_contain_text("Path “Manager”: step 1 of 4")
    page.locator(".pager .next").click()
    page.wait_for_url("**/en/lessons/06-turning/")
    assert pager(page) == ["Previous step / Why now?", "Next step / Time, loops and incentives"]
    assert stored(page, PATH_KEY)["step"] == "lessons/06-turning/"
    # In the other language, and at the last step.
    page.goto(f"{url}lessons/10-limits/")
    assert pager(page)[1] == "这条路径走完了 / 回到路径“管理者”"
    page.goto(f"{url}lessons/03-ladder/")
    assert pager(page)[1].startswith("下一页")
    page.goto(f"{url}en/{LESSON}")
    press(page, "Leave the path")
    expect(page.locator(".trail p")).to_be_focused()
    expect(page.locator(".trail")).to_contain_text("You have left the path “Manager”")
    assert pager(page) == plain and stored(page, PATH_KEY) is None


def test_previous_and_next_follow_the_path(shared_page: Page, site_url: str) -> None:
    check_path(shared_page, site_url)


def test_a_lesson_that_comes_twice_on_a_path(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/paths/taster/")
    press(page, "Follow this path")
    page.get_by_role("link", name="Go to step 1: Definition card").click()
    page.wait_for_url("**/en/lessons/01-shared-words/#practice")
    page.locator(".pager .next").click()
    page.wait_for_url("**/en/lessons/04-experience/#not-the-same")
    assert pager(page)[1] == "Next step / Five questions"
    page.locator(".pager .next").click()
    page.wait_for_url("**/en/lessons/01-shared-words/#quiz")
    expect(page.locator(".trail")).to_contain_text("step 3 of 3")
    page.locator("#practice").evaluate("node => node.scrollIntoView()")
    page.reload()
    expect(page.locator(".trail")).to_contain_text("step 3 of 3")


def test_two_windows_at_two_steps_leave_each_other_alone(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/paths/manager/")
    press(page, "Follow this path")
    page.goto(f"{site_url}en/{LESSON}")
    other = page.context.new_page()
    other.goto(f"{site_url}en/lessons/07-loops/")
    page.wait_for_timeout(150)
    assert stored(page, PATH_KEY)["step"] == "lessons/07-loops/"
    expect(page.locator(".trail")).to_contain_text("step 1 of 4")
    press(other, "Leave the path")
    expect(page.locator(".trail")).to_be_hidden()


def test_without_storage_the_path_says_that_it_is_not_kept(
    context_factory: Contexts, site_url: str, faults: Faults
) -> None:
    page = context_factory().new_page()
    page.add_init_script(DENIED)
    page.goto(f"{site_url}en/paths/manager/")
    press(page, "Follow this path")
    expect(page.locator(".follow")).to_contain_text("it is forgotten when you leave this page")
    faults.take("insecure")


# ── the home page ──────────────────────────────────────────────────────────


def keep(page: Page, items: dict[str, dict[str, Any]]) -> None:
    """Put records into the browser, as the store writes them."""
    page.evaluate(
        "items => Object.entries(items).forEach(([k, v]) => localStorage[k] = JSON.stringify(v))",
        items,
    )


def check_home(page: Page, url: str) -> None:
    page.goto(f"{url}en/")
    strip = page.locator("course-continue")
    expect(strip).to_be_hidden()
    facts = json.loads(page.locator("#course-facts").text_content() or "")
    step = {"v": 1, "path": "manager", "step": LESSON, "at": "2026-01-01T00:00:00Z"}
    now = datetime.now(UTC)
    cards = {
        "gen-a": (now - timedelta(hours=1), 3),
        "gen-b": (now + timedelta(days=3), 3),
        "gen-c": (now + timedelta(days=3), 1),
    }
    items: dict[str, Any] = {PATH_KEY: step}
    for name, (due, grade) in cards.items():
        items[f"ccip:1:card:{name}"] = {
            "v": 1, "revision": "x", "stability": 2, "difficulty": 5, "grade": grade,
            "seen": "2026-01-01T00:00:00.000Z", "due": due.isoformat(), "at": now.isoformat(),
        }  # fmt: skip
    names = facts[0]["questions"]
    for n, (name, revision) in enumerate(names.items()):
        items[f"ccip:1:question:{name}"] = {
            "v": 1, "revision": revision, "choice": [], "checked": True, "right": n > 0,
            "tries": 1, "first": n > 0, "solved": True, "missed": n == 0,
            "at": now.isoformat(),
        }  # fmt: skip
    keep(page, items)
    page.reload()
    expect(strip).to_contain_text("Path “Manager”: step 1 of 4")
    assert strip.locator("b").inner_text() == "Why now?"
    # Due: a card of yesterday, one that was forgotten, and the question answered wrong.
    due = strip.get_by_role("link", name="Review: 3 due today")
    assert due.get_attribute("href") == "review/"
    lesson = facts[1]
    for name, revision in lesson["questions"].items():
        record = {**items[f"ccip:1:question:{next(iter(names))}"], "revision": revision}
        record |= {"right": True, "missed": False}
        keep(page, {f"ccip:1:question:{name}": record})
    page.reload()
    expect(strip).to_contain_text("Path “Manager”: step 2 of 4")
    # On a phone it needs no swipe; the offer of the other language takes 100 px here.
    page.set_viewport_size({"width": 390, "height": 944})
    page.evaluate("scrollTo(0, 0)")
    expect(strip.get_by_role("link", name="Continue")).to_be_in_viewport(ratio=1)
    strip.get_by_role("link", name="Continue").click()
    page.wait_for_url("**/en/lessons/06-turning/")


def test_home_goes_on_along_the_path_and_counts_what_is_due(
    shared_page: Page, site_url: str
) -> None:
    check_home(shared_page, site_url)


def test_home_and_review_count_the_same_cards(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/")
    facts = json.loads(page.locator("#course-facts").text_content() or "")
    ago = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    for n, (name, revision) in enumerate(facts[0]["questions"].items()):
        wrong = n % 2 == 0
        record = {
            "v": 1, "revision": revision, "choice": [], "checked": True, "right": not wrong,
            "tries": 1, "first": False, "solved": True, "missed": wrong, "at": ago,
        }  # fmt: skip
        keep(page, {f"ccip:1:question:{name}": record})
    page.reload()
    words = page.locator("course-continue .due").inner_text()
    page.locator("course-continue .due").click()
    sums = page.locator("course-review .facts > div")
    expect(sums.first).to_be_visible()
    counts = {s.locator("dt").inner_text(): int(s.locator("dd").inner_text()) for s in sums.all()}
    due = counts["wrong or not remembered"] + counts["due"]
    assert due == len(facts[0]["questions"]) and words == f"Review: {due} due today"


# ── on paper ───────────────────────────────────────────────────────────────


def check_paper(page: Page, url: str) -> None:
    page.goto(f"{url}en/lessons/01-shared-words/")
    item = page.locator("course-question").first
    item.locator("input").first.check()
    item.locator("button[type=submit]").click()
    made = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    words = "\n".join(unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in made.pages)
    feedback = "Find out first, then deal with it."
    questions, _, key = words.partition("\nAnswers\n")
    assert "Check yourself" in questions and "Take away" in questions
    assert feedback in key and feedback not in questions
    assert "Not quite" not in questions.partition("Check yourself")[2] and "Not quite" in key
    assert len(re.findall(r"Question \d of 7", key)) == 7
    assert page.locator(".q-key").count() == 0
    expect(item.locator(".opt .st").first).to_be_visible()


def test_a_lesson_prints_its_answers_at_the_end(shared_page: Page, site_url: str) -> None:
    check_paper(shared_page, site_url)


# ── every reader ───────────────────────────────────────────────────────────


def test_axe_on_a_path_and_in_a_lesson_of_it(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/paths/manager/")
    press(page, "Follow this path")
    found = look_around(page, "path", (320, 1440))
    page.goto(f"{site_url}en/{LESSON}")
    page.mouse.wheel(0, 1500)
    expect(page.locator("course-reading p")).to_be_visible()
    found += look_around(page, "lesson", (320, 1440))
    assert found == []


# ── planted defects ────────────────────────────────────────────────────────

DEFECTS: dict[str, tuple[Defect, str]] = {
    "minutes that do not go down": (
        ("position.js", "minutes * (1 - read)", "minutes", check_position),
        "reading",
    ),
    "the link of the page": (
        ("position.js", "`${address}#${heading.id}`", "address", check_links),
        "reading",
    ),
    "next by the order of the course": (
        ("pager.js", "nav?.replaceChildren(...links)", "", check_path),
        "reading",
    ),
    "the key beside the question": (
        ("answers.js", 'page.classList.add("has-key")', "", check_paper),
        "reading",
    ),
    "a lesson that is done again": (
        ("continue.js", "while (n < steps.length && isDone(n)) n += 1", "", check_home),
        "home",
    ),
}


@pytest.mark.parametrize(("defect", "entry"), DEFECTS.values(), ids=DEFECTS)
def test_planted_defects_are_found(
    page: Page, site_url: str, tmp_path: Any, faults: Faults, defect: Defect, entry: str
) -> None:
    page.add_init_script(LISTEN)
    find_defect(defect, page, site_url, tmp_path, [entry])
    faults.take(".*")
