"""The review on the built site: which cards come, why, and when they come again.

The clock is the test's own. A check that could pass for the wrong reason is also run against a
script with a planted defect, where it must fail.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from course.model import Course
from course.source.folder import read_course
from tests.browser.axe import ENDS, look_around
from tests.browser.conftest import Faults
from tests.browser.defects import SCRIPTS, Defect, find_defect, use_scripts
from tests.browser.test_pages import choose, tab_to
from tests.browser.test_question_element import DENIED, too_small

ROOT = Path(__file__).resolve().parents[2]
REVIEW = "review/"
START = datetime(2026, 3, 10, 9, 0)
WRONG = "l01-two-actions"

Contexts = Callable[..., BrowserContext]


# ── Helpers ────────────────────────────────────────────────────────────────────────────────


def open_review(page: Page, url: str, at: datetime = START, prefix: str = "") -> None:
    page.clock.set_fixed_time(at)
    page.goto(url + prefix + REVIEW)


def bank(page: Page) -> dict[str, dict[str, str]]:
    rows: list[dict[str, str]] = page.evaluate(
        """() => [...document.querySelector("course-review template").content.children]
          .map((item) => ({...item.dataset}))"""
    )
    return {row["question"]: row for row in rows}


def put(page: Page, key: str, value: object) -> None:
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"ccip:1:{key}", json.dumps(value)]
    )


def read(page: Page, key: str) -> dict[str, Any] | None:
    found: str | None = page.evaluate("key => localStorage.getItem(key)", f"ccip:1:{key}")
    item: dict[str, Any] | None = json.loads(found) if found else None
    return item


def cards(page: Page) -> dict[str, dict[str, Any]]:
    found: dict[str, str] = page.evaluate("({...localStorage})")
    start = "ccip:1:card:"
    return {key[len(start) :]: json.loads(text) for key, text in found.items() if start in key}


def miss(page: Page, name: str, at: str = "2026-03-03T08:00:00.000Z", **changes: Any) -> None:
    """Store a wrong answer, as the lesson's page would."""
    record = {"v": 1, "revision": bank(page)[name]["revision"], "choice": ["o1"], "checked": True}
    record |= {"right": False, "tries": 1, "first": False, "solved": False, "missed": True}
    put(page, f"question:{name}", {**record, "at": at, **changes})


def keep(page: Page, name: str, **changes: Any) -> None:
    """Store a card that was seen on the first of March and comes on the fifth."""
    record = {"v": 1, "revision": bank(page)[name]["revision"], "stability": 4.0, "grade": 3}
    record |= {"difficulty": 5.0, "seen": "2026-03-01T08:00:00.000Z"}
    record |= {"due": "2026-03-05T00:00:00.000Z", "at": "2026-03-01T08:00:00.000Z"}
    put(page, f"card:{name}", {**record, **changes})


def card(page: Page) -> Locator:
    return page.locator(".desk .q")


def name_of(page: Page) -> str:
    return card(page).get_attribute("data-question") or ""


def why(page: Page) -> str:
    return card(page).locator(".why").inner_text()


def start(page: Page) -> None:
    page.locator(".desk .acts .btn").click()
    expect(card(page)).to_be_visible()


def answer(page: Page, right: bool = True) -> None:
    choose(card(page), right)
    card(page).locator("button[type=submit]").click()
    expect(page.locator(".grades")).to_be_visible()


def grade(page: Page, key: int) -> None:
    before = card(page).element_handle()
    page.keyboard.press(str(key))
    assert before
    before.wait_for_element_state("hidden")


def reveal(page: Page, key: int) -> None:
    card(page).locator("summary").click()
    grade(page, key)


def finish(page: Page, key: int = 3) -> list[str]:
    """Grade card after card; returns their names."""
    seen = []
    while card(page).count():
        seen.append(name_of(page))
        reveal(page, key)
        assert len(seen) < 30
    return seen


# ── What the page holds ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(ROOT / "docs")


def test_the_page_is_light(site: Path) -> None:
    for path in ("review/index.html", "en/review/index.html"):
        page = (site / path).read_bytes()
        assert len(gzip.compress(page, 9)) < 60_000, path
    script = next((site / "assets/javascripts").glob("review.*.js")).read_bytes()
    assert len(gzip.compress(script, 9)) < 11_000


def test_reserved_questions_are_not_in_the_page(site: Path, course: Course) -> None:
    final = {q.id for page in course.pages.values() for q in page.questions if q.final}
    shown = {q.id for page in course.lessons("zh") for q in page.learner_questions}
    assert final
    for path in ("review/index.html", "en/review/index.html"):
        text = (site / path).read_text(encoding="utf-8")
        found = set(re.findall(r'data-question="([^"]+)"', text))
        assert not found & final
        assert shown <= found
        assert len(found - shown) >= 80
        assert all(name.startswith("gen-") for name in found - shown)


def test_both_languages_hold_the_same_cards(page: Page, site_url: str) -> None:
    found = []
    for prefix in ("", "en/"):
        open_review(page, site_url, prefix=prefix)
        rows = bank(page)
        assert all("made" in row or "lesson" in row for row in rows.values())
        found.append({name: (r["keys"], r["revision"], r["kind"]) for name, r in rows.items()})
    assert found[0] == found[1]


def test_revisions_are_those_of_the_lessons(page: Page, site_url: str) -> None:
    open_review(page, site_url, prefix="en/")
    facts: list[dict[str, Any]] = json.loads(page.locator("#course-facts").text_content() or "")
    asked = {name: r for lesson in facts for name, r in lesson["questions"].items()}
    here = {name: r["revision"] for name, r in bank(page).items() if "made" not in r}
    assert here == asked


def test_without_javascript_there_are_the_quizzes(context_factory: Contexts, site_url: str) -> None:
    page = context_factory(java_script_enabled=False).new_page()
    page.goto(site_url + REVIEW)
    links = page.locator("course-review .quizzes a")
    assert links.count() == 10
    assert page.locator("course-review .without-script").first.is_visible()
    links.first.click()
    assert page.url.endswith("lessons/01-shared-words/#quiz")


# ── Which cards come ───────────────────────────────────────────────────────────────────────


def check_new(page: Page, url: str) -> None:
    """A reader who has done nothing gets ten new cards, marked as generated."""
    open_review(page, url)
    expect(page.locator(".desk .facts dd")).to_have_text(["0", "0", "10"])
    start(page)
    assert why(page) == "新卡片"
    assert "自动生成的卡片" in card(page).locator(".label").inner_text()
    expect(page.locator(".review-where")).to_have_text("10 张中做完 0 张")
    seen = finish(page)
    assert len(seen) == len(set(seen)) == 10
    assert all(name.startswith("gen-") for name in seen)
    assert set(cards(page)) == set(seen)


def test_new_cards(page: Page, site_url: str) -> None:
    check_new(page, site_url)
    expect(page.locator("#review-done")).to_be_focused()
    # FSRS: what was good the first time comes in two days.
    expect(page.locator(".desk")).to_contain_text("下一次是3月12日（2 天后），那天有 10 张。")
    due = {datetime.fromisoformat(row["due"]).date() for row in cards(page).values()}
    assert due <= {datetime(2026, 3, 11).date(), datetime(2026, 3, 12).date()}


def test_new_cards_come_from_lessons_begun_first(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    put(page, "lesson:l08", {"v": 1, "at": "2026-03-01T00:00:00.000Z"})
    page.reload()
    start(page)
    rows = bank(page)
    assert {rows[name].get("lesson") for name in finish(page)} == {"l08"}


def check_wrong(page: Page, url: str) -> None:
    """A wrong answer comes first and says when it was given; a right one here settles it."""
    open_review(page, url)
    keep(page, "gen-term-empathy" if "gen-term-empathy" in bank(page) else "gen-name-empathy")
    miss(page, WRONG)
    page.reload()
    expect(page.locator(".desk .facts dd")).to_have_text(["1", "1", "8"])
    start(page)
    assert name_of(page) == WRONG
    assert why(page) == "3月3日答错了"
    answer(page)
    assert card(page).locator(".grades").inner_text().startswith("对。")
    grade(page, 3)
    assert name_of(page).endswith("-empathy")
    assert why(page) == "隔了 4 天，到期了"
    record = read(page, f"question:{WRONG}")
    assert record
    assert (record["missed"], record["solved"], record["tries"]) == (False, True, 2)
    assert record["first"] is False
    open_review(page, url, START + timedelta(minutes=1))
    start(page)
    assert WRONG not in finish(page)


def test_wrong_answers_come_first(page: Page, site_url: str) -> None:
    check_wrong(page, site_url)


def test_what_is_wrong_again_does_not_come_twice_for_one_answer(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    miss(page, WRONG)
    page.reload()
    start(page)
    answer(page, right=False)
    assert "不对。" in card(page).locator(".grades").inner_text()
    expect(page.locator(".grades .btn").first).to_be_focused()
    grade(page, 2)
    page.reload()
    start(page)
    assert name_of(page) != WRONG
    # Another wrong answer on the lesson's page brings it back, whatever the clock says.
    miss(page, WRONG, at="2026-01-01T00:00:00.000Z", tries=7)
    page.reload()
    start(page)
    assert name_of(page) == WRONG


def test_a_right_answer_on_the_lessons_page_comes_due(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    miss(page, WRONG, at=START.isoformat() + "Z", right=True, missed=False, solved=True)
    page.reload()
    expect(page.locator(".desk .facts dd")).to_have_text(["0", "0", "10"])
    open_review(page, site_url, START + timedelta(days=2))
    expect(page.locator(".desk .facts dd")).to_have_text(["0", "1", "9"])
    start(page)
    assert (name_of(page), why(page)) == (WRONG, "隔了 2 天，到期了")


def test_an_edited_card_comes_back_and_an_edited_answer_does_not_count(
    page: Page, site_url: str
) -> None:
    open_review(page, site_url)
    name = next(name for name in bank(page) if name.startswith("gen-sign"))
    keep(page, name, revision="00000000", due="2027-01-01T00:00:00.000Z")
    miss(page, WRONG, revision="00000000")
    page.reload()
    start(page)
    assert (name_of(page), why(page)) == (name, "3月1日看过以后，题目改了")
    assert WRONG not in finish(page)


def check_again(page: Page, url: str) -> None:
    """What was not remembered comes once more in the same session, and after a reload."""
    open_review(page, url)
    start(page)
    first = name_of(page)
    reveal(page, 1)
    expect(page.locator(".review-where")).to_have_text("10 张中做完 0 张")
    rest = [name_of(page)]
    reveal(page, 3)
    page.reload()
    expect(page.locator(".desk")).to_contain_text("今天做完了 1 张，还有 9 张")
    expect(page.locator(".desk .facts dd")).to_have_text(["1", "0", "8"])
    page.get_by_role("button", name="接着复习").click()
    assert (name_of(page), why(page)) == (first, "3月10日没想起来")
    reveal(page, 1)
    while card(page).count():
        if name_of(page) == first:
            assert why(page) == "刚才没想起来，再来一次"
        rest.append(name_of(page))
        reveal(page, 4)
    assert rest[-1] == first
    assert len(set(rest)) == len(rest) == 10
    expect(page.locator(".desk")).to_contain_text("一次就想起来 8 张，没想起来 1 张")


def test_not_remembered(page: Page, site_url: str) -> None:
    check_again(page, site_url)


def check_limit(page: Page, url: str) -> None:
    """Ten a day; more only when asked for. The next day the due ones come."""
    open_review(page, url)
    start(page)
    first = finish(page, 2)
    page.reload()
    expect(page.locator("#review-done")).to_be_visible()
    assert page.locator(".desk").inner_text().count("3月11日（明天），那天有 10 张") == 1
    page.get_by_role("button", name="再做 10 张").click()
    second = finish(page, 4)
    assert len(second) == 10
    assert not set(first) & set(second)
    open_review(page, url, START + timedelta(days=1))
    expect(page.locator(".desk .facts dd")).to_have_text(["0", "10", "0"])
    start(page)
    assert why(page) == "隔了一天，到期了"
    assert set(finish(page)) == set(first)


def test_ten_a_day(page: Page, site_url: str) -> None:
    check_limit(page, site_url)


def test_intervals_grow_with_each_success_and_with_ease(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    start(page)
    name, at = name_of(page), START
    gaps = []
    for _ in range(4):
        card(page).locator("summary").click()
        shown = [int((re.findall(r"\d+", t) or ["1"])[0]) for t in words(page)]
        assert shown[1] <= shown[2] < shown[3]
        grade(page, 3)
        due = datetime.fromisoformat(cards(page)[name]["due"].replace("Z", "+00:00"))
        gaps.append(round((due.replace(tzinfo=None) - at) / timedelta(days=1)))
        at = due.replace(tzinfo=None) + timedelta(hours=9)
        others = [other for other in cards(page) if other != name]
        assert not others
        open_review(page, site_url, at)
        start(page)
        assert name_of(page) == name
        assert why(page).startswith("隔了")
    assert gaps == sorted(set(gaps)), gaps
    assert gaps[-1] > 4 * gaps[0]


def words(page: Page) -> list[str]:
    return page.locator(".grades .btn small").all_inner_texts()


# ── Two languages, two tabs, faults ────────────────────────────────────────────────────────


def check_languages(page: Page, url: str) -> None:
    """One memory: what was done in Chinese is done in English."""
    open_review(page, url)
    miss(page, WRONG)
    page.reload()
    start(page)
    seen = [name_of(page)]
    answer(page)
    grade(page, 3)
    page.locator("a.lang").click()
    page.wait_for_url("**/en/review/**")
    expect(page.locator(".desk")).to_contain_text("Done today: 1. Still to come: 9")
    page.get_by_role("button", name="Go on").click()
    assert why(page) == "New card"
    assert "Generated card" in card(page).locator(".label").inner_text()
    seen += finish(page)
    assert len(set(seen)) == 10
    expect(page.locator(".desk")).to_contain_text("The next ones come on March 12 (in 2 days).")
    open_review(page, url)
    expect(page.locator("#review-done")).to_have_text("今天的复习做完了")


def test_one_memory_in_both_languages(page: Page, site_url: str) -> None:
    check_languages(page, site_url)


def test_a_card_graded_in_another_tab_does_not_come_again(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    other = page.context.new_page()
    other.clock.set_fixed_time(START)
    other.goto(site_url + REVIEW)
    for tab in (page, other):
        start(tab)
    assert name_of(page) == name_of(other)
    reveal(other, 3)
    done = name_of(other)
    reveal(other, 3)
    # This tab still has the first card on its desk; the second is gone by then.
    reveal(page, 3)
    assert name_of(page) != done
    expect(page.locator(".review-where")).to_have_text("10 张中做完 2 张")


def check_clock(page: Page, url: str) -> None:
    """A clock that ran ahead and was set back locks no card away."""
    open_review(page, url, datetime(2036, 1, 1, 9))
    start(page)
    ahead = finish(page, 4)
    open_review(page, url)
    expect(page.locator(".desk .facts dd")).to_have_text(["0", "10", "0"])
    start(page)
    assert "时钟大概调过" in why(page)
    assert set(finish(page)) == set(ahead)
    assert {row["seen"][:4] for row in cards(page).values()} == {"2026"}
    expect(page.locator(".desk")).to_contain_text("下一次是3月")


def test_clock_set_back(page: Page, site_url: str) -> None:
    check_clock(page, site_url)


def test_damaged_cards_are_put_aside(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    names = list(bank(page))[-4:]
    keep(page, names[0], stability=0)
    keep(page, names[1], difficulty="5")
    keep(page, names[2], due=None)
    page.evaluate("key => localStorage.setItem(key, '{')", f"ccip:1:card:{names[3]}")
    page.reload()
    expect(page.locator(".store-notice")).to_contain_text("读不出来")
    start(page)
    assert len(finish(page)) == 10
    aside: int = page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('ccip:aside:')).length"
    )
    assert aside == 4


def test_a_card_of_a_newer_version_is_left_alone(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    put(page, f"card:{WRONG}", {"v": 2, "kept": True})
    miss(page, WRONG)
    page.reload()
    start(page)
    assert name_of(page) == WRONG
    answer(page)
    grade(page, 3)
    assert read(page, f"card:{WRONG}") == {"v": 2, "kept": True}


def test_works_from_memory_when_storage_is_denied(
    context_factory: Contexts, site_url: str, faults: Faults
) -> None:
    page = context_factory().new_page()
    page.add_init_script(DENIED)
    page.goto(site_url + REVIEW)
    expect(page.locator(".store-notice")).to_contain_text("不让本页保存")
    start(page)
    assert len(finish(page)) == 10
    expect(page.locator("#review-done")).to_be_visible()


def test_nothing_is_asked_of_the_server(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    start(page)
    finish(page)
    assert asked == []


def test_opens_from_disk(page: Page, site: Path) -> None:
    page.clock.set_fixed_time(START)
    page.goto((site / "review/index.html").as_uri())
    start(page)
    answer(page)
    grade(page, 3)
    expect(page.locator(".review-where")).to_have_text("10 张中做完 1 张")


# ── Access ─────────────────────────────────────────────────────────────────────────────────


def test_a_session_by_keyboard_alone(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    miss(page, WRONG)
    page.reload()
    tab_to(page, ".desk .btn")
    page.keyboard.press("Enter")
    assert name_of(page) == WRONG
    expect(card(page).locator("input").first).to_be_focused()
    # A digit means nothing before the answer.
    page.keyboard.press("3")
    assert not cards(page)
    page.keyboard.press("Enter")
    expect(card(page).locator(".err")).to_be_visible()
    expect(card(page).locator("input").first).to_be_focused()
    key = card(page).get_attribute("data-keys")
    page.keyboard.press("Space")
    for _ in range(4):
        if page.evaluate("document.activeElement.value") == key:
            break
        page.keyboard.press("ArrowDown")
    assert not page.locator(".grades").count()
    page.keyboard.press("Enter")
    expect(page.locator(".grades .btn").nth(2)).to_be_focused()
    assert card(page).locator("details").get_attribute("open") is not None
    # With a modifier it belongs to the browser.
    page.keyboard.press("Control+3")
    assert not cards(page)
    for count, digit in enumerate((4, 3, 2), 1):
        page.keyboard.press(str(digit))
        assert len(cards(page)) == count
        # Seen instead of answered: the grades come all the same, "again" first.
        tab_to(page, ".q-answer > summary")
        page.keyboard.press("Enter")
        expect(page.locator(".grades .btn").first).to_be_focused()
    assert sorted(row["grade"] for row in cards(page).values()) == [2, 3, 4]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert len(cards(page)) == 4


def test_a_digit_acts_only_while_the_focus_is_in_the_card(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    start(page)
    card(page).locator("summary").click()
    page.locator(".lang").focus()
    page.keyboard.press("3")
    assert not cards(page)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_axe_and_width_in_every_state(page: Page, site_url: str, prefix: str) -> None:
    widths = (320,) if prefix else ENDS
    found: list[str] = []
    open_review(page, site_url, prefix=prefix)
    kinds: dict[str, str] = {}
    for name, row in bank(page).items():
        kinds.setdefault(row["kind"], name)
    assert len(kinds) == 4
    for name in kinds.values():
        if not name.startswith("gen-"):
            miss(page, name)
    page.reload()

    def look(state: str) -> None:
        found.extend(look_around(page, state, widths, not prefix))
        # Material's own button, which shows only while one searches, is left out.
        assert [row for row in too_small(page) if "md-search" not in row] == [], state

    expect(page.locator(".desk")).to_be_visible()
    look("start")
    start(page)
    for n in range(len(kinds)):
        kind = card(page).get_attribute("data-kind")
        look(f"asked {kind}")
        if n == 0:
            card(page).locator("button[type=submit]").click()
            look("error")
        answer(page, right=bool(n % 2))
        look(f"answered {kind}")
        grade(page, 3)
    finish(page)
    look("end")
    assert found == []


def test_every_control_has_a_name_and_the_reason_is_heard(page: Page, site_url: str) -> None:
    open_review(page, site_url, prefix="en/")
    miss(page, WRONG)
    page.reload()
    start(page)
    tree = page.locator(".desk").aria_snapshot()
    assert 'region "Today’s review"' in tree
    group = card(page).locator("fieldset")
    expect(group).to_have_accessible_description(re.compile("Answered wrong on March 3"))
    answer(page, right=False)
    named = page.get_by_role("group", name=re.compile("^Not quite. How well"))
    buttons = named.get_by_role("button")
    assert [b.inner_text().split() for b in buttons.all()] == [
        ["1", "Again", "once", "more", "now"],
        ["2", "Hard", "tomorrow"],
        ["3", "Good", "in", "2", "days"],
        ["4", "Easy", "in", "8", "days"],
    ]


def test_printing_a_card_does_not_grade_it(page: Page, site_url: str) -> None:
    open_review(page, site_url)
    start(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.locator(".grades").count()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    answer(page)


# ── The checks can fail ────────────────────────────────────────────────────────────────────

DEFECTS: dict[str, Defect] = {
    "no-limit": ("review-deck.js", "Math.max(0, limit)", "99", check_limit),
    "not-kept": ("review-session.js", 'store.set("card", item.id', "void (item.id", check_again),
    "answer-not-kept": (
        "review-session.js",
        'store.set("question", id',
        "void (id",
        check_wrong,
    ),
    "forgotten-put-off": (
        "review-deck.js",
        "return card.grade === 1 ?",
        "return card.grade === 9 ?",
        check_again,
    ),
    "not-once-more": (
        "review-session.js",
        "if (grade === 1) queue.push(turn)",
        "if (false) {}",
        check_again,
    ),
    "clock-believed": ("review-deck.js", "time > now + DAY", "false", check_clock),
    "always-due": ("review-deck.js", "turn.due <= now ? [turn]", "true ? [turn]", check_limit),
    "missed-not-first": (
        "review-deck.js",
        '["missed", "again", "changed", "clock", "due",',
        '["due", "again", "changed", "clock", "missed",',
        check_wrong,
    ),
    "by-language": (
        "review-session.js",
        'store.set("card", item.id',
        'store.set("card", locale + item.id',
        check_languages,
    ),
}
"""Scripts that are broken on purpose: file, what stands there, what is put there, who sees it."""


ENTRIES = ("course", "review")


def test_sound_scripts_in_their_place_pass(page: Page, site_url: str, tmp_path: Path) -> None:
    """What the defects are measured against."""
    use_scripts(page, SCRIPTS, tmp_path, ENTRIES)
    check_new(page, site_url)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found(
    page: Page, site_url: str, faults: Faults, tmp_path: Path, name: str
) -> None:
    find_defect(DEFECTS[name], page, site_url, tmp_path, ENTRIES)
    faults.take("")
