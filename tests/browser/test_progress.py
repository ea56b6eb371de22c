"""Progress, the way back to where one was, and the memory behind them: on the built site.

A check that could pass for the wrong reason is also run against a script with a planted
defect, where it must fail.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, FileChooser, Locator, Page, expect

from tests.browser.axe import ENDS, WIDTHS, look_around
from tests.browser.conftest import Faults
from tests.browser.defects import SCRIPTS, Defect, bundle, find_defect, use_scripts
from tests.browser.test_pages import choose, tab_to
from tests.browser.test_question_element import DENIED, too_small

ROOT = Path(__file__).resolve().parents[2]
PROGRESS = "review/progress/"
FIRST, SECOND = "lessons/01-shared-words/", "lessons/02-why-now/"

Contexts = Callable[..., BrowserContext]


# ── Helpers ────────────────────────────────────────────────────────────────────────────────


def read_facts(page: Page) -> list[dict[str, Any]]:
    return json.loads(page.locator("#course-facts").text_content() or "")


def store_of(page: Page) -> dict[str, str]:
    """What the course keeps, key by key."""
    found: dict[str, str] = page.evaluate("({...localStorage})")
    return {key: text for key, text in found.items() if key.startswith("ccip:")}


def record(revision: str, right: bool, **changes: Any) -> dict[str, Any]:
    base = {"v": 1, "revision": revision, "choice": ["o1"], "checked": True, "right": right}
    base |= {"tries": 1, "first": right, "solved": right, "missed": not right}
    return {**base, "at": "2026-01-01T00:00:00.000Z", **changes}


def put(page: Page, key: str, value: object) -> None:
    text = value if isinstance(value, str) else json.dumps(value)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"ccip:1:{key}", text])


def answer(page: Page, number: int, right: Callable[[int], bool] = lambda n: True) -> None:
    """Store an answer to every question of a lesson, as if it had been given."""
    for n, (name, revision) in enumerate(read_facts(page)[number - 1]["questions"].items()):
        put(page, f"question:{name}", record(revision, right(n)))


def row(page: Page, number: int) -> Locator:
    return page.locator(f"tr[data-lesson=l{number:02}]")


def nav(page: Page, number: int) -> Locator:
    links = page.locator(".md-sidebar--primary a.md-nav__link")
    return links.filter(has=page.locator(f'xpath=self::*[contains(@href, "{number:02}-")]')).first


def status(page: Page) -> Locator:
    return page.locator(".records [role=status]")


def figures(page: Page) -> list[str]:
    return page.locator("course-progress .facts dd").all_inner_texts()


def load(page: Page, content: str | bytes) -> str:
    """Give the page a file; returns what it says."""
    data = content if isinstance(content, bytes) else content.encode()
    said = status(page).inner_text()
    page.locator("input[type=file]").set_input_files(
        {"name": "record.json", "mimeType": "application/json", "buffer": data}
    )
    if said:
        expect(status(page)).not_to_have_text(said)
    expect(status(page)).not_to_be_empty()
    return status(page).inner_text()


def save(page: Page) -> str:
    with page.expect_download() as found:
        page.get_by_role("button", name="保存成文件").click()
    return Path(found.value.path()).read_text(encoding="utf-8")


def backup(**items: Any) -> str:
    named = {name.replace("__", ":", 1): item for name, item in items.items()}
    return json.dumps({"course": "ccip", "version": 1, "saved": "x", "items": named})


@pytest.fixture
def progress(shared_page: Page, site_url: str) -> Page:
    shared_page.goto(site_url + PROGRESS)
    return shared_page


# ── Lesson states ──────────────────────────────────────────────────────────────────────────


def check_states(page: Page, url: str) -> None:
    page.goto(url + FIRST)
    assert page.locator(".md-sidebar--primary .st").count() == 0
    questions = page.locator("course-question").all()
    for n, item in enumerate(questions):
        choose(item, right=True)
        item.locator("button[type=submit]").click()
        here = page.locator(".md-sidebar--primary a.md-nav__link--active")
        word = "学完" if n == len(questions) - 1 else "在学"
        expect(here.locator(".st")).to_have_text(word)
    # What was once right stays done: a fresh start and a wrong answer take nothing away.
    questions[0].get_by_role("button", name="重做这题").click()
    choose(questions[0], right=False)
    questions[0].locator("button[type=submit]").click()
    expect(questions[0]).to_have_attribute("data-state", "wrong")
    page.goto(url + SECOND)
    expect(nav(page, 1).locator(".st--done")).to_have_text("学完")
    expect(nav(page, 1)).to_have_class(re.compile("is-done"))
    page.goto(url + "en/")
    first = page.locator(".map a").first
    expect(first.locator(".st")).to_have_text("Done")
    expect(first).to_have_class(re.compile("is-done"))
    assert "Done" in (first.text_content() or "")


def test_states_show_in_the_navigation_and_on_the_map(shared_page: Page, site_url: str) -> None:
    check_states(shared_page, site_url)


def test_a_draft_begins_a_lesson(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url + SECOND)
    page.locator("course-question input").first.check()
    here = page.locator(".md-sidebar--primary a.md-nav__link--active")
    expect(here.locator(".st--now")).to_have_text("在学")
    drawn = here.locator(".st--now").evaluate("e => getComputedStyle(e, '::before').maskImage")
    assert drawn.startswith("url("), "a mark without its shape is a square"


# ── Continue where you were ────────────────────────────────────────────────────────────────


def read_to(page: Page, section: str) -> None:
    page.locator(f"#{section}").evaluate("node => node.scrollIntoView()")
    for _ in range(40):
        if f'"section":"{section}"' in store_of(page).get("ccip:1:setting:place", ""):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"the place {section} was not kept")


def check_place(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate("localStorage.clear()")  # A page that is left notes its place to the last.
    page.reload()
    strip = page.locator("course-continue")
    assert not strip.is_visible()
    page.goto(url + SECOND)
    page.wait_for_timeout(400)
    assert store_of(page) == {}, "a page that was opened and not read leaves no trace"
    section = page.locator(".md-content h2[id]").nth(2).get_attribute("id") or ""
    read_to(page, section)
    page.goto(url + "en/")
    assert strip.is_visible()
    title = read_facts(page)[1]["sections"][section]
    assert strip.locator("b").inner_text() == title
    assert "You were in lesson 2" in strip.inner_text()
    strip.get_by_role("link", name="Continue").click()
    page.wait_for_url(f"**/en/{SECOND}#{section}")


def test_home_leads_back_to_the_section_in_either_language(
    shared_page: Page, site_url: str
) -> None:
    check_place(shared_page, site_url)


def test_home_leads_on_when_the_lesson_is_done(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url)
    answer(page, 1)
    put(page, "setting:place", {"v": 1, "lesson": "l01", "section": "quiz", "at": "x"})
    page.reload()
    strip = page.locator("course-continue")
    assert "接下来是第 2 课" in strip.inner_text()
    assert "10 课中学完 1 课" in strip.inner_text()
    strip.get_by_role("link", name="继续").click()
    page.wait_for_url(f"**/{SECOND}")
    page.goto(site_url)
    for number in range(1, len(read_facts(page)) + 1):
        answer(page, number)
    page.reload()
    assert "10 课都学完了" in strip.inner_text()
    assert strip.locator("a").all_inner_texts() == ["复习：今天到期 10 张", "学习进度"]
    assert strip.locator("b").inner_text() == ""


# ── The progress page ──────────────────────────────────────────────────────────────────────


def test_without_a_script_the_page_is_the_plan(context_factory: Contexts, site_url: str) -> None:
    page = context_factory(java_script_enabled=False).new_page()
    page.goto(site_url + PROGRESS)
    assert page.locator("course-progress tbody tr").count() == 10
    assert row(page, 1).locator("td").first.inner_text() == "7 题"
    assert row(page, 1).locator("td").last.inner_text() == "20 分钟"
    assert page.locator(".without-script").is_visible()
    assert page.locator("course-progress button, course-progress select").count() == 0
    row(page, 1).locator("summary").click()
    assert row(page, 1).locator("li").first.is_visible()
    row(page, 1).locator("a").first.click()
    page.wait_for_url(f"**/{FIRST}")


def check_numbers(page: Page, url: str) -> None:
    page.goto(url + PROGRESS)
    facts = read_facts(page)
    all_questions = sum(len(lesson["questions"]) for lesson in facts)
    minutes = sum(lesson["minutes"] for lesson in facts)
    aims = page.locator("li[data-questions]").count()
    assert figures(page) == ["0 / 10", f"0 / {all_questions}", f"0 / {aims}", str(minutes)]
    assert not page.locator(".without-script").is_visible()
    assert "上次答错的会列在这里" in page.locator(".weak").inner_text()

    answer(page, 1)
    answer(page, 2, lambda n: n != 3)
    missed, revision = list(facts[1]["questions"].items())[3]
    stale = next(iter(facts[2]["questions"]))
    put(page, f"question:{stale}", record("00000000", True))
    page.reload()
    first, second = len(facts[0]["questions"]), len(facts[1]["questions"])
    reached = 0
    for goal in page.locator("li[data-questions]").all():
        names = (goal.get_attribute("data-questions") or "").split()
        is_reached = all(n in facts[0]["questions"] or n in facts[1]["questions"] for n in names)
        is_reached = is_reached and missed not in names
        assert goal.locator(".st").count() == is_reached
        reached += is_reached
    assert 0 < reached < aims
    assert figures(page) == [
        "1 / 10",
        f"{first + second - 1} / {all_questions}",
        f"{reached} / {aims}",
        str(minutes - facts[0]["minutes"]),
    ]
    assert row(page, 1).locator("th .st").inner_text() == "学完"
    assert row(page, 1).locator("td").last.inner_text() == "学完了"
    wanted = f"{second} 题，答过 {second}，答对 {second - 1}"
    assert row(page, 2).locator("td").first.inner_text() == wanted

    spots = page.locator(".weak li")
    assert spots.count() == 2
    assert "上次答错" in spots.nth(0).inner_text()
    assert "题目改过" in spots.nth(1).inner_text()
    section, stem = facts[1]["asks"][missed]
    links = [link.get_attribute("href") for link in spots.nth(0).locator("a").all()]
    assert links == [f"{url}{SECOND}#q-{missed}", f"{url}{SECOND}#{section}"]
    assert spots.nth(0).locator("a").first.inner_text() == stem

    other = page.context.new_page()
    other.goto(links[1] or "")
    assert other.locator(f"#{section}").is_visible()
    put(other, f"question:{missed}", record(revision, True))
    expect(spots).to_have_count(1)
    assert figures(page)[0] == "2 / 10"
    other.close()


def test_numbers_aims_and_weak_spots_live(shared_page: Page, site_url: str) -> None:
    check_numbers(shared_page, site_url)


def test_a_right_answer_started_afresh_is_no_weak_spot(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url + FIRST)
    item = page.locator("course-question").first
    choose(item, right=True)
    item.locator("button[type=submit]").click()
    item.get_by_role("button", name="重做这题").click()
    page.goto(site_url + PROGRESS)
    assert page.locator(".weak li").count() == 0
    assert figures(page)[1].startswith("1 / ")


def test_early_records_that_say_less_count_too(progress: Page) -> None:
    names = list(read_facts(progress)[0]["questions"].items())
    for (name, revision), right in zip(names, (True, False), strict=False):
        old = record(revision, right)
        for field in ("solved", "missed", "at", "first"):
            del old[field]
        put(progress, f"question:{name}", old)
    progress.reload()
    assert figures(progress)[1].startswith("1 / ")
    assert progress.locator(".weak li").count() == 1


# ── Save and load ──────────────────────────────────────────────────────────────────────────


def check_round_trip(page: Page, url: str) -> None:
    page.goto(url + FIRST)
    for n, item in enumerate(page.locator("course-question").all()[:3]):
        choose(item, right=n > 0)
        item.locator("button[type=submit]").click()
    read_to(page, "quiz")
    page.goto(url + PROGRESS)
    kept = store_of(page)
    assert len(kept) >= 5
    text = save(page)
    expect(status(page)).to_contain_text(f"共 {len(kept)} 条")
    items = json.loads(text)["items"]
    found = {
        f"ccip:1:{name}": json.dumps(item, separators=(",", ":")) for name, item in items.items()
    }
    assert {k: json.loads(v) for k, v in found.items()} == {
        k: json.loads(v) for k, v in kept.items()
    }

    page.evaluate("localStorage.clear()")
    page.reload()
    assert figures(page)[1].startswith("0 / ")
    assert load(page, text).startswith(f"读入完成：用了文件里的 {len(kept)} 条")
    assert {k: json.loads(v) for k, v in store_of(page).items()} == {
        k: json.loads(v) for k, v in kept.items()
    }
    assert figures(page)[1].startswith("2 / "), "the page shows what it took in"
    before = store_of(page)
    assert f"另有 {len(kept)} 条" in load(page, text), "a second time changes nothing"
    assert store_of(page) == before
    page.goto(url + "en/" + FIRST)
    states = [q.get_attribute("data-state") for q in page.locator("course-question").all()[:3]]
    assert states == ["wrong", "right", "right"], "one memory in both languages"


def test_everything_goes_out_and_comes_back(shared_page: Page, site_url: str) -> None:
    check_round_trip(shared_page, site_url)


def test_nothing_to_save_is_said(progress: Page) -> None:
    progress.get_by_role("button", name="保存成文件").click()
    expect(status(progress)).to_have_text("还没有记录可以保存。")


GOOD = record("00000000", True)
BAD_FILES = {
    "not-json": ("hello", "不是本课程保存的文件"),
    "binary": (b"\xff\xfe\x00PK\x03\x04", "不是本课程保存的文件"),
    "empty": ("", "文件是空的"),
    "foreign-json": ('{"course": "other", "version": 1, "items": {}}', "不是本课程保存的文件"),
    "foreign-list": ("[1, 2]", "不是本课程保存的文件"),
    "truncated": (backup(question__x=GOOD)[:-20], "文件不完整"),
    "huge": (backup(question__x=GOOD) + " " * (2 * 1024 * 1024), "超过 2 MB"),
    "newer-file": ('{"course": "ccip", "version": 2, "items": {}}', "更新版本"),
    "newer-record": (backup(question__a=GOOD, question__b={**GOOD, "v": 2}), "更新版本"),
    "older-than-any": (backup(question__a={**GOOD, "v": 0}), "“question:a”格式不对"),
    "no-items": ('{"course": "ccip", "version": 1}', "“items”格式不对"),
    "list-of-items": ('{"course": "ccip", "version": 1, "items": []}', "“items”格式不对"),
    "no-version": ('{"course": "ccip", "items": {}}', "“items”格式不对"),
    "field-missing": (
        backup(question__a=GOOD, question__b={"v": 1, "revision": "x"}),
        "“question:b”格式不对",
    ),
    "field-of-another-form": (backup(question__b={**GOOD, "tries": "3"}), "“question:b”格式不对"),
    "no-record": (backup(question__b=None), "“question:b”格式不对"),
    "unknown-kind": (backup(question__a=GOOD, virus__x={"v": 1}), "“virus:x”格式不对"),
    "unknown-setting": (backup(setting__x={"v": 1}), "“setting:x”格式不对"),
    "odd-name": (backup(**{"question__../a": GOOD}), "“question:../a”格式不对"),
    "prototype": (
        '{"course":"ccip","version":1,"items":{"__proto__":{"v":1}}}',
        "“__proto__”格式不对",
    ),
}


def check_bad_file(page: Page, name: str) -> None:
    answer(page, 1)
    page.reload()
    before, shown = store_of(page), figures(page)
    content, words = BAD_FILES[name]
    said = load(page, content)
    assert said.startswith("没有读入：")
    assert words in said
    assert said.endswith("什么都没有改动。")
    assert store_of(page) == before
    assert figures(page) == shown


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_whole(progress: Page, name: str) -> None:
    check_bad_file(progress, name)


def test_of_two_answers_the_later_is_kept_and_what_was_right_stays(progress: Page) -> None:
    names = list(read_facts(progress)[0]["questions"].items())[:3]
    early, late = "2026-01-01T00:00:00.000Z", "2026-02-01T00:00:00.000Z"
    (older, rev1), (newer, rev2), (solved, rev3) = names
    put(progress, f"question:{older}", record(rev1, True, at=early))
    put(progress, f"question:{newer}", record(rev2, True, at=late))
    put(progress, f"question:{solved}", record(rev3, True, at=early))
    said = load(
        progress,
        backup(
            **{
                f"question__{older}": record(rev1, False, at=late, solved=True),
                f"question__{newer}": record(rev2, False, at=early),
                f"question__{solved}": record(rev3, False, at=late),
            }
        ),
    )
    assert "用了文件里的 2 条，另有 1 条" in said
    kept = {key.rpartition(":")[2]: json.loads(text) for key, text in store_of(progress).items()}
    assert [kept[n]["right"] for n in (older, newer, solved)] == [False, True, False]
    assert [kept[n]["solved"] for n in (older, newer, solved)] == [True, True, True]


def check_full(page: Page, url: str) -> None:
    """Storage that fills up in the middle of a file: all or nothing."""
    page.goto(url + PROGRESS)
    answer(page, 1, lambda n: False)
    page.reload()
    before = store_of(page)
    page.evaluate(
        """() => {
          const write = Storage.prototype.setItem
          let left = 5
          Storage.prototype.setItem = function (key, text) {
            if (left-- === 0) throw new DOMException("exceeded", "QuotaExceededError")
            write.call(this, key, text)
          }
        }"""
    )
    items = {f"question__{key}": record(rev, True, at="2027-01-01T00:00:00.000Z")
             for key, rev in read_facts(page)[0]["questions"].items()}  # fmt: skip
    assert "存储空间不够" in load(page, backup(**items, question__new=GOOD))
    assert store_of(page) == before


def test_a_file_that_does_not_fit_changes_nothing(shared_page: Page, site_url: str) -> None:
    check_full(shared_page, site_url)


def test_a_record_of_a_newer_version_is_not_overwritten_by_a_file(progress: Page) -> None:
    name, revision = next(iter(read_facts(progress)[0]["questions"].items()))
    put(progress, f"question:{name}", '{"v": 9, "x": 1}')
    said = load(progress, backup(**{f"question__{name}": record(revision, True)}))
    assert "用了文件里的 0 条，另有 1 条" in said
    assert store_of(progress) == {f"ccip:1:question:{name}": '{"v": 9, "x": 1}'}


# ── Reset ──────────────────────────────────────────────────────────────────────────────────


def fill(page: Page) -> None:
    """Two lessons, where one was, a damaged record put aside, and what is not ours."""
    answer(page, 1)
    answer(page, 2)
    put(page, "lesson:l01", {"v": 1, "at": "x"})
    put(page, "setting:place", {"v": 1, "lesson": "l01", "section": "quiz", "at": "x"})
    page.evaluate(
        """() => {
          localStorage.setItem('ccip:aside:ccip:1:question:l01-lost:1', '{')
          localStorage.setItem('ccip:1:question:l02-new', '{"v": 9}')
          localStorage.setItem('other', 'x')
        }"""
    )
    page.reload()


def check_reset_lesson(page: Page, url: str) -> None:
    page.goto(url + PROGRESS)
    fill(page)
    before = store_of(page)
    button = page.get_by_role("button", name="清空这一课…")
    page.get_by_label("清空哪一课").select_option("l01")
    for leave in ("button", "Escape"):
        button.click()
        dialog = page.get_by_role("dialog", name=re.compile("^清空“第 1 课"))
        assert dialog.is_visible()
        expect(dialog.get_by_role("button", name="不清空")).to_be_focused()
        if leave == "Escape":
            page.keyboard.press("Escape")
        else:
            dialog.get_by_role("button", name="不清空").click()
        expect(dialog).to_have_count(0)
        assert store_of(page) == before, "cleared without a yes"
        expect(button).to_be_focused()
    button.click()
    page.locator("dialog").get_by_role("button", name="清空", exact=True).click()
    expect(status(page)).to_contain_text("已清空“第 1 课")
    left = {key for key in before if ":l02" in key}
    assert set(store_of(page)) == left
    assert figures(page)[0] == "1 / 10"
    expect(button).to_be_focused()


def test_a_lesson_is_cleared_after_a_question(shared_page: Page, site_url: str) -> None:
    check_reset_lesson(shared_page, site_url)


def test_everything_is_cleared_after_a_question(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url + PROGRESS)
    fill(page)
    page.get_by_role("button", name="清空全部记录…").click()
    assert page.get_by_role("dialog", name="清空全部记录？").is_visible()
    assert store_of(page)
    page.locator("dialog").get_by_role("button", name="清空", exact=True).click()
    expect(status(page)).to_have_text("已清空全部记录。")
    assert store_of(page) == {}
    assert page.evaluate("localStorage.getItem('other')") == "x"
    assert figures(page)[0] == "0 / 10"


# ── Faults of the storage ──────────────────────────────────────────────────────────────────


def check_clock(page: Page, url: str) -> None:
    """The clock is set back: what is answered afterwards still counts as later."""
    page.clock.install(time="2026-06-01T12:00:00Z")
    page.goto(url + FIRST)
    item = page.locator("course-question[data-kind=single]").first
    name = item.get_attribute("data-question") or ""
    choose(item, right=False)
    item.locator("button[type=submit]").click()
    first = store_of(page)[f"ccip:1:question:{name}"]
    page.clock.set_fixed_time("2020-01-01T12:00:00Z")
    item.locator("button[type=submit]").click()
    choose(item, right=True)
    item.locator("button[type=submit]").click()
    second = store_of(page)[f"ccip:1:question:{name}"]
    assert json.loads(second)["right"] and not json.loads(first)["right"]
    assert json.loads(second)["at"] > json.loads(first)["at"]
    page.goto(url + PROGRESS)
    load(
        page,
        json.dumps(
            {"course": "ccip", "version": 1, "items": {f"question:{name}": json.loads(first)}}
        ),
    )
    assert store_of(page)[f"ccip:1:question:{name}"] == second, "the older answer won"


def test_a_clock_that_is_set_back_loses_nothing(page: Page, site_url: str) -> None:
    check_clock(page, site_url)


def check_two_tabs(page: Page, url: str) -> None:
    page.goto(url + FIRST)
    tabs = [page, page.context.new_page()]
    tabs[1].goto(url + "en/" + FIRST)
    count = page.locator("course-question").count()
    for n in range(count):
        # A tab in the background is drawn once a second.
        tabs[n % 2].bring_to_front()
        item = tabs[n % 2].locator("course-question").nth(n)
        choose(item, right=True)
        item.locator("button[type=submit]").click()
    for tab in tabs:
        here = tab.locator(".md-sidebar--primary a.md-nav__link--active .st--done")
        expect(here).to_have_count(1)
        states = [q.get_attribute("data-state") for q in tab.locator("course-question").all()]
        assert states == ["right"] * count
    tabs[1].close()


def test_two_tabs_writing_in_turn_lose_nothing(shared_page: Page, site_url: str) -> None:
    check_two_tabs(shared_page, site_url)


def test_memory_that_is_cleared_while_in_use(progress: Page, site_url: str) -> None:
    answer(progress, 1)
    progress.reload()
    assert figures(progress)[0] == "1 / 10"
    other = progress.context.new_page()
    other.goto(site_url + FIRST)
    question = other.locator("course-question").first
    assert question.get_attribute("data-state") == "right" or question.is_visible()
    progress.evaluate("localStorage.clear()")
    expect(other.locator(".md-sidebar--primary .st")).to_have_count(0)
    expect(question).to_have_attribute("data-state", "initial")
    choose(question, right=True)
    question.locator("button[type=submit]").click()
    expect(progress.locator("course-progress .facts dd").nth(1)).to_have_text(re.compile("^1 / "))
    other.close()


def test_denied_storage_is_told_and_a_file_is_refused(
    page: Page, site_url: str, faults: Faults
) -> None:
    page.add_init_script(DENIED)
    page.goto(site_url + PROGRESS)
    expect(page.locator(".store-notice p")).to_contain_text("不让本页保存")
    assert figures(page)[0] == "0 / 10"
    assert load(page, backup(question__x=GOOD)) == "没有读入：浏览器不让本页保存数据。"
    page.get_by_role("button", name="清空全部记录…").click()
    page.locator("dialog").get_by_role("button", name="清空", exact=True).click()
    expect(status(page)).to_contain_text("没有清空")
    page.locator(".store-notice button").click()
    assert page.locator(".store-notice").count() == 0
    assert page.evaluate("document.activeElement !== document.body")
    page.goto(site_url)
    assert not page.locator("course-continue").is_visible()
    assert page.locator(".store-notice").count() == 0, "nothing can be lost on this page"


def test_damage_found_on_any_page_is_told(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url)
    name = next(iter(read_facts(page)[4]["questions"]))
    put(page, f"question:{name}", "{")
    page.goto(site_url + "reference/sources/")
    expect(page.locator(".store-notice p")).to_contain_text("读不出来")
    assert list(store_of(page)) == [f"ccip:aside:ccip:1:question:{name}:1"]
    page.reload()
    assert page.locator(".store-notice").count() == 0, "told twice"


STORE = """source => {
  const script = new Function(source + '; return CourseStore')
  return script().openStore
}"""


@pytest.fixture(scope="module")
def store_source(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("store") / "store.js"
    bundle(SCRIPTS / "store.js", target, "--format=iife", "--global-name=CourseStore")
    return target.read_text(encoding="utf-8")


def use_store(page: Page, source: str, script: str) -> Any:
    """Run a script with `openStore` and an empty storage of its own."""
    page.goto("about:blank")
    fake = """
      const data = new Map()
      const raw = {
        get length() { return data.size },
        key: (n) => [...data.keys()][n] ?? null,
        getItem: (key) => data.get(key) ?? null,
        setItem: (key, text) => {
          if (raw.full) throw new DOMException('exceeded', 'QuotaExceededError')
          data.set(key, String(text))
        },
        removeItem: (key) => void data.delete(key),
      }
      const open = (options) =>
        CourseStore.openStore({ prefix: 'x', storage: raw, events: new EventTarget(), ...options })
    """
    return page.evaluate(f"() => {{ {source}; {fake}; {script} }}")


def test_records_of_an_old_schema_are_brought_up_to_date(
    shared_page: Page, store_source: str
) -> None:
    result = use_store(
        shared_page,
        store_source,
        """
        raw.setItem('x:1:a:one', '{"v":1,"n":2}')
        raw.setItem('x:1:a:two', '{"v":2,"n":"3"}')
        raw.setItem('x:1:a:three', '{"v":3,"n":"4","m":1}')
        raw.setItem('x:1:a:odd', '{"v":1}')
        raw.setItem('x:1:a:wrong', '{"v":2,"n":7}')
        raw.setItem('x:1:a:old', '{"v":0,"n":1}')
        const store = open({
          version: 3,
          shapes: { a: (item) => typeof item.n === 'string' && item.m > 0 },
          migrations: {
            1: (kind, id, item) => ({ ...item, n: item.n.toString(), from: `${kind} ${id}` }),
            2: (kind, id, item) => ({ ...item, m: Number(item.n) }),
          },
        })
        const items = ['one', 'two', 'three', 'odd', 'wrong', 'old'].map((id) => store.get('a', id))
        return { items, state: store.state, stored: [...data].sort() }
        """,
    )
    one = {"v": 3, "n": "2", "from": "a one", "m": 2}
    two, three = {"v": 3, "n": "3", "m": 3}, {"v": 3, "n": "4", "m": 1}
    assert result["items"] == [one, two, three, None, None, None]
    assert result["state"] == "corrupt"
    stored = dict(result["stored"])
    assert json.loads(stored["x:1:a:one"]) == one
    assert json.loads(stored["x:1:a:two"]) == two
    assert stored["x:aside:x:1:a:odd:1"] == '{"v":1}'
    assert stored["x:aside:x:1:a:wrong:1"] == '{"v":2,"n":7}'
    assert stored["x:aside:x:1:a:old:1"] == '{"v":0,"n":1}'
    assert len(stored) == 6


def test_an_old_record_that_cannot_be_rewritten_is_read_all_the_same(
    shared_page: Page, store_source: str
) -> None:
    result = use_store(
        shared_page,
        store_source,
        """
        raw.setItem('x:1:a:one', '{"v":1,"n":2}')
        raw.full = true
        const migrations = { 1: (kind, id, item) => ({ ...item, m: 1 }) }
        const store = open({ version: 2, migrations })
        return { item: store.get('a', 'one'), state: store.state, stored: [...data] }
        """,
    )
    assert result["item"] == {"v": 2, "n": 2, "m": 1}
    assert result["state"] == "full"
    assert result["stored"] == [["x:1:a:one", '{"v":1,"n":2}']], "the old bytes are still there"


def test_an_older_site_leaves_what_a_newer_one_wrote(shared_page: Page, store_source: str) -> None:
    result = use_store(
        shared_page,
        store_source,
        """
        const newer = open({ version: 2 })
        newer.set('a', 'one', { v: 2, n: 1 })
        const older = open({})
        older.set('a', 'one', { v: 1, n: 5 })
        return { read: older.get('a', 'one').n, state: older.state, there: newer.get('a', 'one').n }
        """,
    )
    assert result == {"read": 5, "state": "newer", "there": 1}


def test_listeners_hear_their_own_page_only_when_they_ask(
    shared_page: Page, store_source: str
) -> None:
    result = use_store(
        shared_page,
        store_source,
        """
        const store = open({})
        const heard = { own: [], other: [] }
        store.subscribe((event) => heard.own.push(event.id), { own: true })
        store.subscribe((event) => heard.other.push(event.id))
        store.set('a', 'one', { v: 1 })
        store.remove('a', 'one')
        store.replace([['a', 'two', { v: 1 }]])
        store.wipe()
        return heard
        """,
    )
    assert result == {"own": ["one", "one", None, None], "other": [None, None]}


# ── What is stored is said ─────────────────────────────────────────────────────────────────


def test_every_stored_key_and_field_stands_on_the_privacy_page(
    context_factory: Contexts, site_url: str
) -> None:
    page = context_factory(locale="en-GB").new_page()
    page.goto(site_url + FIRST)
    page.locator("course-offer button").click()
    for item in page.locator("course-question").all():
        choose(item, right=True)
        item.locator("button[type=submit]").click()
    put(page, "question:" + next(iter(read_facts(page)[1]["questions"])), "{")
    read_to(page, "quiz")
    page.goto(site_url + PROGRESS)
    everything: dict[str, str] = page.evaluate("({...localStorage})")
    page.goto(site_url + "en/review/privacy/")
    patterns = page.locator(".stored section > p code").all_inner_texts()
    rows = yaml.safe_load((ROOT / "docs/data/stored.yml").read_text(encoding="utf-8"))
    assert patterns == [row["key"] for row in rows]
    assert len(everything) > 8
    for key, text in everything.items():
        fits = [
            row
            for row in rows
            if re.fullmatch(".+".join(map(re.escape, row["key"].split("…"))), key)
        ]
        assert len(fits) == 1, key
        if "fields" in fits[0]:
            assert set(json.loads(text)) <= {f["field"] for f in fits[0]["fields"]}, key


# ── Access ─────────────────────────────────────────────────────────────────────────────────


def prepare(page: Page, url: str, prefix: str = "") -> None:
    """The page with all it can show: done, begun, weak spots, open aims."""
    page.goto(url + prefix + PROGRESS)
    answer(page, 1)
    answer(page, 2, lambda n: n % 2 == 0)
    put(page, "setting:place", {"v": 1, "lesson": "l02", "section": "quiz", "at": "x"})
    page.reload()
    for part in page.locator(".lessons details").all()[:2]:
        part.evaluate("node => { node.open = true }")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_axe_and_width_in_every_state(shared_page: Page, site_url: str, prefix: str) -> None:
    page = shared_page
    page.goto(site_url + prefix + PROGRESS)
    # The markup is the same in both languages; what is as wide as its words is not.
    widths = (320,) if prefix else ENDS
    found = look_around(page, "untouched", widths, not prefix)
    prepare(page, site_url, prefix)
    found += look_around(page, "used", widths, not prefix)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        small = [row for row in too_small(page) if "md-search" not in row]
        assert small == [], width
    page.locator(".records button").last.click()
    found += look_around(page, "the question", widths, not prefix)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        box = page.locator("dialog").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    for path in ("", "review/privacy/", SECOND):
        page.goto(site_url + prefix + path)
        found += look_around(page, path, widths, not prefix)
    assert found == []


def test_by_keyboard_alone(page: Page, site_url: str) -> None:
    choosers: list[FileChooser] = []
    page.on("filechooser", lambda found: choosers.append(found))
    prepare(page, site_url)
    page.reload()
    tab_to(page, "tr[data-lesson=l01] a")
    tab_to(page, "tr[data-lesson=l01] summary")
    page.keyboard.press("Enter")
    assert row(page, 1).locator("li").first.is_visible()
    tab_to(page, ".weak a")
    tab_to(page, ".records button")
    with page.expect_download():
        page.keyboard.press("Enter")
    tab_to(page, ".records button")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.wait_for_timeout(50)
        if choosers:
            break
    assert len(choosers) == 1
    tab_to(page, ".records select")
    page.keyboard.press("ArrowDown")
    tab_to(page, ".records button")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_accessible_name(re.compile("清空“第 2 课"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("已清空“第 2 课")
    assert [key for key in store_of(page) if "question:l02" in key] == []
    assert [key for key in store_of(page) if "question:l01" in key] != []


def test_every_control_has_a_name(shared_page: Page, site_url: str) -> None:
    prepare(shared_page, site_url)
    tree = shared_page.locator("course-progress").aria_snapshot()
    nameless = re.findall(r"^\s*- (?:button|link|combobox|option|textbox)(?::|$)", tree, re.M)
    assert nameless == []
    assert 'combobox "清空哪一课"' in tree and 'button "读入文件…"' in tree


def test_forced_colours_keep_signs_and_strip(context_factory: Contexts, site_url: str) -> None:
    page = context_factory(forced_colors="active").new_page()
    prepare(page, site_url)
    style = "node => getComputedStyle(node, '::before').backgroundColor"
    sign = row(page, 1).locator("th .st").evaluate(style)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sign not in (ground, "rgba(0, 0, 0, 0)")
    page.goto(site_url)
    strip = page.locator("course-continue")
    assert strip.evaluate("node => getComputedStyle(node).borderTopWidth") == "1px"
    on, off = (page.locator(f".bar i{s}").first for s in (".on", ":not(.on)"))
    colour = "node => getComputedStyle(node).backgroundColor"
    assert on.evaluate(colour) != off.evaluate(colour)


def test_scripts_stand_only_where_they_are_needed(shared_page: Page, site_url: str) -> None:
    for path, wanted in ((FIRST, []), ("", ["home"]), (PROGRESS, ["progress"])):
        shared_page.goto(site_url + path)
        sources = [s.get_attribute("src") or "" for s in shared_page.locator("script[src]").all()]
        names = [s.rpartition("/")[2].split(".")[0] for s in sources]
        assert [n for n in names if n in ("home", "progress")] == wanted


# ── The checks can fail ────────────────────────────────────────────────────────────────────


def check_foreign(page: Page, url: str) -> None:
    page.goto(url + PROGRESS)
    check_bad_file(page, "field-missing")


DEFECTS: dict[str, Defect] = {
    "once-right-forgotten": (
        "record.js",
        "record?.solved ?? Boolean(record?.tries && record.right)",
        "Boolean(record?.right)",
        check_states,
    ),
    "own-answers-unheard": ("states.js", "{ own: true }", "{}", check_states),
    "section-not-kept": (
        "place.js",
        "lesson: id, section,",
        'lesson: id, section: "",',
        check_place,
    ),
    "place-not-kept": ("place.js", 'store.set("setting", "place"', 'void ("setting"', check_place),
    "edited-counted": ("states.js", "record.revision !== questions[name]", "false", check_numbers),
    "left-wrong": ("overview.js", '"done" ? 0 : lesson.minutes', '"done" ? 1 : 0', check_numbers),
    "setting-left-out": (
        "backup.js",
        "const items = store.all()",
        'const items = store.all().filter(([kind]) => kind === "question")',
        check_round_trip,
    ),
    "shape-not-looked-at": (
        "backup.js",
        'if (!now) return { fault: "shape", name }',
        "if (!now) continue",
        check_foreign,
    ),
    "no-way-back": (
        "store.js",
        "for (const { key, bytes } of before.value) if",
        "for (const { key, bytes } of []) if",
        check_full,
    ),
    "unasked": (
        "records.js",
        'if (!(await ask(words("lesson", { title })))) return',
        "",
        check_reset_lesson,
    ),
    "whole-memory-cleared": (
        "records.js",
        "store.wipe(belongs)",
        "store.wipe()",
        check_reset_lesson,
    ),
    "clock-believed": (
        "record.js",
        "now > before || before > LAST_TIME ? now : before + 1",
        "now",
        check_clock,
    ),
    "deaf": (
        "store.js",
        'events.addEventListener("storage"',
        'events.addEventListener("nothing"',
        check_two_tabs,
    ),
}
"""Scripts that are broken on purpose: file, what stands there, what is put there, who sees it."""


ENTRIES = ("course", "home", "progress")


def test_sound_scripts_in_their_place_pass(page: Page, site_url: str, tmp_path: Path) -> None:
    """What the defects are measured against."""
    use_scripts(page, SCRIPTS, tmp_path, ENTRIES)
    check_numbers(page, site_url)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found(
    page: Page, site_url: str, faults: Faults, tmp_path: Path, name: str
) -> None:
    find_defect(DEFECTS[name], page, site_url, tmp_path, ENTRIES)
    faults.take("")
