"""The script and the style sheet on a static page: what a reader does, sees and keeps.

The page is written after the contract with the generated HTML, so these tests need no built
site. A check that could pass for the wrong reason is also run against a script with a planted
defect, where it must fail.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.defects import SCRIPTS, TOOLS, bundle

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
STYLES = ROOT / "docs" / "assets" / "stylesheets"
PREFIX = "ccip:1:question:"
WAIT = 2000
PHONE: dict[str, Any] = {
    "has_touch": True,
    "is_mobile": True,
    "viewport": {"width": 390, "height": 800},
}

Contexts = Callable[..., BrowserContext]
Check = Callable[[Page], None]

SINGLE, MULTIPLE, ORDERING, MATCHING, LAST = (
    "l00-act",
    "l00-signs",
    "l00-steps",
    "l00-pairs",
    "l00-html",
)
QUESTIONS = (SINGLE, MULTIPLE, ORDERING, MATCHING, LAST)

DEFECTS = {
    "arrow-submits": ("question.js", '"change", changed,', '"change", check,'),
    "colour-alone": ("question.js", 'text(mark.right ? "right" : "wrong"))', '"")'),
    "empty-is-wrong": ("question.js", "if (open) {", "if (false) {"),
    "empty-is-stored": ("question.js", "if (open) {", "save({})\n if (open) {"),
    "markup": ("dom.js", "element.append(...children)", "element.innerHTML = children.join('')"),
    "draft-forgotten": ("question.js", "clear()\n    save({})", "clear()"),
    "old-answer-dropped": ("question.js", "{ previous: old }", "{}"),
    "old-answer-scored": ("question.js", "record.revision !== revision", "false"),
    "newer-overwritten": ("store.js", "inspect(kind, key).free &&", "true &&"),
    "damage-deleted": ("store.js", "storage.setItem(place, bytes)", "void place"),
    "focus-dropped": ("ordering.js", "focused.focus()", "focused.blur()"),
    "feedback-for-all": ("question.js", "if (!mark.feedback) return", "answer.open = true"),
    "deaf": ("store.js", 'events.addEventListener("storage"', 'events.addEventListener("nothing"'),
    "throws-when-denied": ("store.js", "} catch {\n    return null", "} catch (e) {\n    throw e"),
    "tip-stays": ("term.js", 'event.key === "Escape"', "false"),
    "tip-off-screen": ("term.js", "clientWidth - EDGE - width)", "9999)"),
    "place-lost": ("language.js", "link.hash = readPlace()", 'link.hash = ""'),
}  # fmt: skip
"""Scripts that are broken on purpose: file, what stands there, what is put in its place."""


@pytest.fixture(scope="session")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served: fixture pages, our bundles, Material's style sheets."""
    folder = tmp_path_factory.mktemp("www")
    bundle(SCRIPTS / "course.js", folder / "course.js", "--format=iife")
    bundle(SCRIPTS / "ledger.js", folder / "ledger.js", "--format=iife", "--conditions=part")
    bundle(SCRIPTS / "search-lazy.js", folder / "search-lazy.js", "--format=iife")
    bundle(SCRIPTS / "store.js", folder / "store.js", "--format=iife", "--global-name=CourseStore")
    bundle(STYLES / "course.css", folder / "course.css")

    spec = find_spec("material")
    assert spec and spec.origin
    styles = Path(spec.origin).parent / "templates" / "assets" / "stylesheets"
    (folder / "material.css").write_bytes(next(styles.glob("main.*.min.css")).read_bytes())

    strings = yaml.safe_load((ROOT / "docs/data/strings.yml").read_text(encoding="utf-8"))
    for page in FIXTURES.iterdir():
        text = page.read_text(encoding="utf-8")
        locale = page.suffixes[0].strip(".")
        words = {
            key[3:]: words[locale]
            for key, words in strings.items()
            if key.startswith(("js.", "js-ledger.")) and locale in words
        }
        data = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
        (folder / page.name).write_text(text.replace("{{strings}}", data), encoding="utf-8")
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_text("{}")
    (folder / "other.json").write_text("{}")
    return folder


@pytest.fixture(scope="session")
def address(www: Path, serve: Callable[[Path], str]) -> str:
    return serve(www)


@pytest.fixture(scope="session")
def break_script(www: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Makes a page whose script has a planted defect; returns the page's name."""

    def make(defect: str) -> str:
        name, old, new = DEFECTS[defect]
        folder = tmp_path_factory.mktemp("defect")
        shutil.copytree(SCRIPTS, folder, dirs_exist_ok=True)
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{defect}: {name} has changed, plant the defect anew"
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        bundle(folder / "course.js", www / f"{defect}.js", "--format=iife")
        for locale in ("zh", "en"):
            page = (www / f"questions.{locale}.html").read_text(encoding="utf-8")
            page = page.replace('src="course.js"', f'src="{defect}.js"')
            (www / f"{defect}.{locale}.html").write_text(page, encoding="utf-8")
        return defect

    return make


# ── Helpers ────────────────────────────────────────────────────────────────────────────────


def question(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name}")


def option(page: Page, name: str, choice: str) -> Locator:
    return question(page, name).locator(f'.opt[data-option="{choice}"]')


def choose(page: Page, name: str, *choices: str) -> None:
    for choice in choices:
        option(page, name, choice).locator("input").check()


def match(page: Page, **pairs: str) -> None:
    for left, right in pairs.items():
        option(page, MATCHING, left).locator("select").select_option(right)


def press_check(page: Page, name: str) -> None:
    question(page, name).locator("button[type=submit]").click()


def say(page: Page, name: str) -> str:
    return question(page, name).locator(".say").inner_text()


def state(page: Page, name: str) -> str | None:
    return question(page, name).get_attribute("data-state")


def order(page: Page) -> list[str]:
    rows = question(page, ORDERING).locator(".q-rows > li").all()
    return [row.get_attribute("data-option") or "" for row in rows]


def is_open(page: Page, name: str) -> bool:
    return question(page, name).locator("details").get_attribute("open") is not None


def sort_rows(page: Page) -> None:
    """From the shown order o3 o1 o4 o2 to the right one, with the buttons."""
    for row, way, times in (("o3", "q-down", 3), ("o4", "q-down", 2), ("o3", "q-up", 1)):
        for _ in range(times):
            option(page, ORDERING, row).locator(f".{way}").click()
    while order(page) != ["o1", "o2", "o3", "o4"]:
        rows = order(page)
        late = next(n for n in range(3) if rows[n] > rows[n + 1])
        option(page, ORDERING, rows[late]).locator(".q-down").click()


def stored(page: Page, name: str) -> Any:
    text = page.evaluate("key => localStorage.getItem(key)", PREFIX + name)
    return json.loads(text) if text else None


def store_text(page: Page, name: str, text: str) -> None:
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [PREFIX + name, text])


def record(**changes: Any) -> dict[str, Any]:
    base = {
        "v": 1,
        "revision": "aaaa0001",
        "choice": ["o3"],
        "checked": True,
        "right": False,
        "tries": 1,
        "first": False,
        "at": "2026-11-01T00:00:00.000Z",
    }
    return {**base, **changes}


def focused(page: Page) -> str:
    """The focused control: its value, the class and row of a button, or its tag."""
    return page.evaluate(
        """() => {
          const here = document.activeElement
          const row = here.closest('[data-option]')?.dataset.option ?? ''
          return here.matches('input') ? here.value
            : here.matches('.q-move button') ? `${here.className} ${row}`
            : here.matches('select') ? `select ${row}` : here.textContent.trim().slice(0, 20)
        }"""
    )


@pytest.fixture
def quiz(shared_page: Page, address: str) -> Page:
    shared_page.goto(f"{address}/questions.zh.html")
    return shared_page


# ── A choice ───────────────────────────────────────────────────────────────────────────────


def check_arrow_only_moves(page: Page) -> None:
    option(page, SINGLE, "o2").locator("input").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert option(page, SINGLE, "o1").locator("input").is_checked()
    assert state(page, SINGLE) == "initial"
    assert question(page, SINGLE).locator(".opt .st").count() == 0
    assert stored(page, SINGLE)["tries"] == 0


def check_verdict_in_words(page: Page) -> None:
    choose(page, SINGLE, "o3")
    press_check(page, SINGLE)
    assert option(page, SINGLE, "o3").locator(".st").inner_text() == "不对"
    choose(page, SINGLE, "o1")
    press_check(page, SINGLE)
    assert option(page, SINGLE, "o1").locator(".st").inner_text() == "对"


def check_empty_is_no_answer(page: Page) -> None:
    for name, first in ((SINGLE, "o2"), (MULTIPLE, "o3"), (MATCHING, "select o2")):
        press_check(page, name)
        box = question(page, name)
        assert state(page, name) == "error"
        assert focused(page) == first
        note = box.locator("fieldset > .err")
        words = {SINGLE: "请选一项", MULTIPLE: "请选出所有", MATCHING: "请给每一行"}
        assert note.inner_text().startswith(words[name])
        described = box.locator("fieldset").get_attribute("aria-describedby") or ""
        assert note.get_attribute("id") in described.split()
        assert box.locator(".is-wrong, .is-right, .fb:visible").count() == 0
        assert stored(page, name) is None
    choose(page, SINGLE, "o2")
    assert state(page, SINGLE) == "initial"
    assert question(page, SINGLE).locator(".err").count() == 0


def check_feedback_order(page: Page) -> None:
    choose(page, SINGLE, "o3")
    press_check(page, SINGLE)
    box = question(page, SINGLE)
    assert state(page, SINGLE) == "wrong"
    assert box.locator(".opt .fb").count() == 1
    assert "英雄事迹不等于制度" in option(page, SINGLE, "o3").locator(".fb").inner_text()
    assert option(page, SINGLE, "o3").locator(".fb a").get_attribute("href") == "#levels"
    assert box.locator(".is-right").count() == 0, "the key is marked after a wrong try"
    assert not is_open(page, SINGLE)
    press_check(page, SINGLE)
    choose(page, SINGLE, "o1")
    press_check(page, SINGLE)
    assert state(page, SINGLE) == "right"
    assert is_open(page, SINGLE)
    assert box.locator("details .fb:visible").count() == 3


def test_arrow_key_on_a_radio_submits_nothing(quiz: Page) -> None:
    check_arrow_only_moves(quiz)


def test_verdict_is_in_words_even_with_feedback(quiz: Page) -> None:
    check_verdict_in_words(quiz)


def test_nothing_chosen_is_not_a_wrong_answer(quiz: Page) -> None:
    check_empty_is_no_answer(quiz)


def test_feedback_of_the_chosen_option_first_then_of_all(quiz: Page) -> None:
    check_feedback_order(quiz)


def test_the_chosen_control_carries_verdict_and_feedback(quiz: Page) -> None:
    choose(quiz, SINGLE, "o3")
    press_check(quiz, SINGLE)
    control = option(quiz, SINGLE, "o3").locator("input")
    expect(control).to_have_accessible_name("第 3 级，以客户为中心 不对")
    expect(control).to_have_accessible_description(
        "英雄事迹不等于制度。问一句：小王请假那天，谁来送？ 回看：四级台阶"
    )
    status = question(quiz, SINGLE).locator("[role=status]").inner_text()
    assert status.startswith("不对。还可以再试，次数不限。")
    assert "英雄事迹不等于制度" in status


def test_try_again_keeps_the_choice_and_counts_the_tries(quiz: Page) -> None:
    button = question(quiz, SINGLE).locator("button[type=submit]")
    for choice in ("o3", "o2"):
        choose(quiz, SINGLE, choice)
        button.click()
        assert button.inner_text() == "再试一次"
        button.click()
        assert state(quiz, SINGLE) == "initial"
        assert button.inner_text() == "检查答案"
        assert focused(quiz) == choice
        assert question(quiz, SINGLE).locator(".fb:visible, .opt .st").count() == 0
        assert say(quiz, SINGLE) == ""
    choose(quiz, SINGLE, "o1")
    button.click()
    kept = stored(quiz, SINGLE)
    assert (kept["tries"], kept["right"], kept["first"]) == (3, True, False)


def test_every_chosen_option_of_a_multiple_choice_gets_its_verdict(quiz: Page) -> None:
    choose(quiz, MULTIPLE, "o1", "o2")
    press_check(quiz, MULTIPLE)
    box = question(quiz, MULTIPLE)
    assert state(quiz, MULTIPLE) == "wrong"
    assert option(quiz, MULTIPLE, "o1").locator(".st").inner_text() == "对"
    assert option(quiz, MULTIPLE, "o2").locator(".st").inner_text() == "不对"
    assert box.locator(".opt .st").count() == 2
    assert box.locator(".opt .fb").count() == 2
    assert "还差 1 项没有选出。" in say(quiz, MULTIPLE)
    option(quiz, MULTIPLE, "o2").locator("input").uncheck()
    choose(quiz, MULTIPLE, "o3")
    press_check(quiz, MULTIPLE)
    assert state(quiz, MULTIPLE) == "right"
    assert say(quiz, MULTIPLE).startswith("对。已记下，5 题中答对 1 题。")


def test_start_over_clears_every_form(quiz: Page) -> None:
    choose(quiz, SINGLE, "o1")
    choose(quiz, MULTIPLE, "o1", "o3")
    sort_rows(quiz)
    match(quiz, o1="m1", o2="m2", o3="m1")
    for name in (SINGLE, MULTIPLE, ORDERING, MATCHING):
        press_check(quiz, name)
        assert state(quiz, name) == "right", name
        question(quiz, name).get_by_role("button", name="重做这题").click()
        assert state(quiz, name) == "initial"
        assert not is_open(quiz, name)
        assert question(quiz, name).locator(":checked:not(option)").count() == 0
        assert stored(quiz, name)["tries"] == 1
        assert stored(quiz, name)["right"] is False
    assert order(quiz) == ["o3", "o1", "o4", "o2"]
    assert [s.input_value() for s in question(quiz, MATCHING).locator("select").all()] == [""] * 3


# ── Ordering and matching ──────────────────────────────────────────────────────────────────


def check_moved_row_keeps_focus(page: Page) -> None:
    option(page, ORDERING, "o3").locator(".q-down").focus()
    for n in (2, 3, 4):
        page.keyboard.press("Enter")
        assert focused(page) == "q-down o3"
        assert say(page, ORDERING) == f"以客户为中心：现在第 {n} 位，共 4 位"
    page.keyboard.press("Enter")
    assert order(page) == ["o1", "o4", "o2", "o3"]
    assert focused(page) == "q-down o3", "the button at the end lost the focus"


def test_ordering_by_buttons_keeps_focus_and_announces(quiz: Page) -> None:
    check_moved_row_keeps_focus(quiz)
    button = option(quiz, ORDERING, "o3").locator(".q-down")
    assert button.get_attribute("aria-disabled") == "true"
    assert button.get_attribute("aria-label") == "下移：以客户为中心"


def test_ordering_untouched_is_an_answer_and_every_row_gets_words(quiz: Page) -> None:
    option(quiz, ORDERING, "o3").locator(".q-down").click()
    option(quiz, ORDERING, "o3").locator(".q-up").click()
    press_check(quiz, ORDERING)
    assert stored(quiz, ORDERING)["choice"] == ["o3", "o1", "o4", "o2"]
    assert question(quiz, ORDERING).locator(".opt .st").all_inner_texts() == ["不对"] * 4
    assert "4 行中有 0 行对了。" in say(quiz, ORDERING)
    assert not is_open(quiz, ORDERING)
    option(quiz, ORDERING, "o3").locator(".q-down").click()
    assert state(quiz, ORDERING) == "initial"
    press_check(quiz, ORDERING)
    verdicts = question(quiz, ORDERING).locator(".opt .st").all_inner_texts()
    assert verdicts == ["对", "不对", "不对", "不对"]
    assert order(quiz)[0] == "o1"


def test_matching_names_the_open_row_and_judges_each(quiz: Page) -> None:
    match(quiz, o2="m1", o1="m1")
    press_check(quiz, MATCHING)
    assert focused(quiz) == "select o3"
    assert option(quiz, MATCHING, "o3").locator("select").get_attribute("aria-invalid") == "true"
    match(quiz, o3="m1")
    assert question(quiz, MATCHING).locator("[aria-invalid]").count() == 0
    press_check(quiz, MATCHING)
    rows = question(quiz, MATCHING).locator(".opt .st").all_inner_texts()
    assert rows == ["不对", "对", "对"]
    assert "3 行中有 2 行对了。" in say(quiz, MATCHING)
    assert question(quiz, MATCHING).locator("fieldset > .fb a").inner_text() == "回看：四级台阶"
    match(quiz, o2="m2")
    press_check(quiz, MATCHING)
    assert state(quiz, MATCHING) == "right"
    assert question(quiz, MATCHING).locator("details .fb").is_visible()


# ── Ways to use it ─────────────────────────────────────────────────────────────────────────


def test_the_whole_quiz_by_keyboard_alone(quiz: Page) -> None:
    keys = quiz.keyboard
    for _ in range(60):
        keys.press("Tab")
        if focused(quiz) == "o2":
            break
    keys.press("Enter")  # Nothing chosen yet.
    assert state(quiz, SINGLE) == "error"
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Enter")
    assert state(quiz, SINGLE) == "right"
    keys.press("Enter")  # Right: on to the next question.
    assert focused(quiz) == "o3"
    keys.press("Space")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    assert state(quiz, MULTIPLE) == "right"
    keys.press("Enter")
    for _ in range(20):
        here = focused(quiz)
        if order(quiz) == ["o1", "o2", "o3", "o4"] or here == "检查答案":
            break
        row = here.rpartition(" ")[2]
        wanted = ["o1", "o2", "o3", "o4"].index(row)
        while here.startswith("q-down") and order(quiz).index(row) < wanted:
            keys.press("Enter")
        keys.press("Tab")
    while order(quiz) != ["o1", "o2", "o3", "o4"]:
        keys.press("Shift+Tab")
        here = focused(quiz)
        row = here.rpartition(" ")[2]
        while here.startswith("q-up") and order(quiz).index(row) > int(row[1]) - 1:
            keys.press("Enter")
    while focused(quiz) != "检查答案":
        keys.press("Tab")
    keys.press("Enter")
    assert state(quiz, ORDERING) == "right"
    keys.press("Enter")
    for downs in (1, 2, 2):
        for _ in range(downs):
            keys.press("ArrowDown")
        keys.press("Tab")
    assert focused(quiz) == "检查答案"
    keys.press("Space")
    assert state(quiz, MATCHING) == "right"
    keys.press("Enter")
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Enter")
    assert state(quiz, LAST) == "right"
    assert say(quiz, LAST).startswith("对。已记下，5 题中答对 5 题。")
    assert focused(quiz) == "重做这题", "the last question has no next: its focus must not be lost"


def test_the_quiz_by_touch(context_factory: Contexts, address: str) -> None:
    context = context_factory(**PHONE)
    page = context.new_page()
    page.goto(f"{address}/questions.zh.html")
    option(page, SINGLE, "o1").locator("label").tap()
    question(page, SINGLE).locator("button[type=submit]").tap()
    assert state(page, SINGLE) == "right"
    option(page, ORDERING, "o3").locator(".q-down").tap()
    assert order(page)[:2] == ["o1", "o3"]
    match(page, o1="m1", o2="m2", o3="m1")
    question(page, MATCHING).locator("button[type=submit]").tap()
    assert state(page, MATCHING) == "right"


# ── What is kept ───────────────────────────────────────────────────────────────────────────


def check_drafts_survive(page: Page) -> None:
    choose(page, SINGLE, "o3")
    choose(page, MULTIPLE, "o1", "o4")
    option(page, ORDERING, "o3").locator(".q-down").click()
    match(page, o1="m2")
    page.reload()
    assert option(page, SINGLE, "o3").locator("input").is_checked()
    boxes = question(page, MULTIPLE).locator("input:checked").all()
    assert {box.input_value() for box in boxes} == {"o1", "o4"}
    assert order(page) == ["o1", "o3", "o4", "o2"]
    assert option(page, MATCHING, "o1").locator("select").input_value() == "m2"
    for name in (SINGLE, MULTIPLE, ORDERING, MATCHING):
        assert state(page, name) == "initial"
        assert stored(page, name)["checked"] is False


def check_other_tab_is_heard(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    choose(page, SINGLE, "o3")
    expect(option(other, SINGLE, "o3").locator("input")).to_be_checked(timeout=WAIT)
    press_check(page, SINGLE)
    expect(question(other, SINGLE)).to_have_attribute("data-state", "wrong", timeout=WAIT)
    choose(other, MULTIPLE, "o1")
    expect(option(page, MULTIPLE, "o1").locator("input")).to_be_checked(timeout=WAIT)
    assert state(page, SINGLE) == "wrong", "a tab that answers one question changed another"
    assert stored(page, SINGLE)["choice"] == ["o3"]
    page.evaluate("localStorage.clear()")
    expect(question(other, SINGLE)).to_have_attribute("data-state", "initial", timeout=WAIT)


def check_old_answer_is_kept(page: Page) -> None:
    old = record(revision="before", right=True, first=True, tries=2)
    store_text(page, SINGLE, json.dumps(old))
    page.reload()
    assert state(page, SINGLE) == "stale"
    assert option(page, SINGLE, "o3").locator("input").is_checked()
    assert "改过" in question(page, SINGLE).locator("fieldset > .stale").inner_text()
    assert question(page, SINGLE).locator(".opt .st").count() == 0
    assert stored(page, SINGLE) == old, "only showing it changed it"
    choose(page, MULTIPLE, "o1", "o3")
    press_check(page, MULTIPLE)
    assert "5 题中答对 1 题" in say(page, MULTIPLE), "an answer to an old revision was scored"
    choose(page, SINGLE, "o1")
    assert state(page, SINGLE) == "initial"
    assert stored(page, SINGLE)["tries"] == 0
    assert stored(page, SINGLE).get("previous") == old
    press_check(page, SINGLE)
    kept = stored(page, SINGLE)
    assert (kept["previous"], kept["tries"], kept["first"]) == (old, 1, True)


def check_newer_is_untouched(page: Page) -> None:
    bytes_ = '{"v": 2, "revision": "aaaa0001", "picks": "o3"}'
    store_text(page, SINGLE, bytes_)
    page.reload()
    expect(page.locator(".store-notice p")).to_contain_text("更新的版本", timeout=WAIT)
    choose(page, SINGLE, "o1")
    press_check(page, SINGLE)
    assert state(page, SINGLE) == "right"
    assert page.evaluate("key => localStorage.getItem(key)", PREFIX + SINGLE) == bytes_
    assert say(page, SINGLE).startswith("对。5 题中答对 1 题。"), "it claims to have saved"


def check_damage_is_put_aside(page: Page) -> None:
    broken = {SINGLE: '{"v": 1, "revision"', MULTIPLE: '{"v": 1, "choice": 7}', MATCHING: "[]"}
    for name, text in broken.items():
        store_text(page, name, text)
    page.reload()
    expect(page.locator(".store-notice")).to_have_count(1, timeout=WAIT)
    for name, text in broken.items():
        aside = f"ccip:aside:{PREFIX}{name}:1"
        assert page.evaluate("key => localStorage.getItem(key)", aside) == text
        assert state(page, name) == "initial"
    choose(page, SINGLE, "o1")
    assert stored(page, SINGLE)["choice"] == ["o1"]


DENIED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError") } })"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("The quota has been exceeded.", "QuotaExceededError") }"""


def check_works_when_denied(page: Page) -> None:
    page.add_init_script(DENIED)
    page.reload()
    notice = page.locator(".store-notice")
    expect(notice.locator("p")).to_contain_text("不让本页保存", timeout=WAIT)
    assert notice.get_attribute("role") == "status"
    assert notice.evaluate("n => n.nextElementSibling.id") == f"q-{SINGLE}"
    choose(page, SINGLE, "o1")
    press_check(page, SINGLE)
    assert say(page, SINGLE).startswith("对。5 题中答对 1 题。")
    notice.get_by_role("button", name="知道了").click()
    choose(page, MULTIPLE, "o1")
    press_check(page, MULTIPLE)
    assert page.locator(".store-notice").count() == 0, "told twice"


def test_drafts_survive_a_reload(quiz: Page) -> None:
    check_drafts_survive(quiz)


def test_two_tabs_hear_and_never_overwrite_each_other(quiz: Page) -> None:
    check_other_tab_is_heard(quiz)


def test_answer_to_an_edited_question_is_kept_unscored(quiz: Page) -> None:
    check_old_answer_is_kept(quiz)


def test_records_of_a_newer_version_are_left_untouched(quiz: Page) -> None:
    check_newer_is_untouched(quiz)


def test_damaged_records_are_put_aside_unchanged(quiz: Page) -> None:
    check_damage_is_put_aside(quiz)


def test_storage_denied_is_told_once_and_everything_works(page: Page, address: str) -> None:
    page.goto(f"{address}/questions.zh.html")
    check_works_when_denied(page)


def test_storage_full_is_told_once_and_answers_last_for_the_page(quiz: Page) -> None:
    choose(quiz, SINGLE, "o3")
    quiz.evaluate(f"{FULL}; null")
    choose(quiz, SINGLE, "o1")
    choose(quiz, MULTIPLE, "o1")
    expect(quiz.locator(".store-notice")).to_have_count(1, timeout=WAIT)
    assert "空间满了" in quiz.locator(".store-notice").inner_text()
    press_check(quiz, SINGLE)
    assert say(quiz, SINGLE).startswith("对。5 题中答对 1 题。")
    assert stored(quiz, SINGLE)["choice"] == ["o3"], "what was stored before is still there"


def test_a_checked_answer_comes_back_with_its_verdict(quiz: Page) -> None:
    choose(quiz, SINGLE, "o3")
    press_check(quiz, SINGLE)
    quiz.reload()
    assert state(quiz, SINGLE) == "wrong"
    assert option(quiz, SINGLE, "o3").locator(".st").inner_text() == "不对"
    assert say(quiz, SINGLE) == "", "a page that loads must not speak"
    press_check(quiz, SINGLE)
    choose(quiz, SINGLE, "o1")
    press_check(quiz, SINGLE)
    quiz.reload()
    assert state(quiz, SINGLE) == "right"


def test_the_answer_is_one_in_both_languages_and_back(quiz: Page) -> None:
    choose(quiz, SINGLE, "o3")
    press_check(quiz, SINGLE)
    option(quiz, ORDERING, "o3").locator(".q-down").click()
    quiz.get_by_role("link", name="English", exact=True).click()
    quiz.wait_for_url("**/questions.en.html*")
    assert state(quiz, SINGLE) == "wrong"
    assert option(quiz, SINGLE, "o3").locator(".st").inner_text() == "Not quite"
    assert order(quiz) == ["o1", "o3", "o4", "o2"]
    press_check(quiz, SINGLE)
    choose(quiz, SINGLE, "o1")
    press_check(quiz, SINGLE)
    assert say(quiz, SINGLE).startswith("Right. Saved: 1 of 2 right.")
    quiz.go_back()
    quiz.wait_for_url("**/questions.zh.html*")
    expect(question(quiz, SINGLE)).to_have_attribute("data-state", "right", timeout=WAIT)


def test_the_store_on_its_own(shared_page: Page, address: str) -> None:
    """Asides get numbers, a full storage loses nothing, a list reads one kind only."""
    page = shared_page
    page.goto(f"{address}/search.html")
    source = page.request.get(f"{address}/store.js").text()
    page.evaluate(f"{source}; globalThis.openStore = CourseStore.openStore; null")
    result = page.evaluate(
        """() => {
          const events = new EventTarget()
          const raw = localStorage
          const store = openStore({ prefix: 'x', events, shapes: { a: (item) => 'n' in item } })
          const heard = []
          const stop = store.subscribe((event) => heard.push(event))
          const out = { first: store.get('a', 'one'), set: store.set('a', 'one', { v: 1, n: 1 }) }
          store.set('b', 'one', { v: 1 })
          for (const bytes of ['{', '[1]', '[1]']) {
            raw.setItem('x:1:a:two', bytes)
            store.get('a', 'two')
          }
          out.asides = Object.keys(raw).filter((key) => key.startsWith('x:aside')).sort()
          out.freed = raw.getItem('x:1:a:two')
          out.state = store.state
          raw.setItem('x:1:a:new', '{"v": 9}')
          out.kept = store.set('a', 'new', { v: 1, n: 2 })
          out.read = store.get('a', 'new').n
          out.bytes = raw.getItem('x:1:a:new')
          out.graver = store.state
          out.list = store.list('a').map(([id]) => id)
          store.remove('a', 'one')
          out.removed = [store.get('a', 'one'), raw.getItem('x:1:a:one')]
          const fire = (type, more) => events.dispatchEvent(Object.assign(new Event(type), more))
          fire('storage', { key: 'x:1:a:b:c', storageArea: raw })
          fire('storage', { key: 'other', storageArea: raw })
          fire('storage', { key: 'x:1:a:b', storageArea: sessionStorage })
          fire('pageshow', { persisted: false })
          fire('pageshow', { persisted: true })
          stop()
          fire('storage', { key: null, storageArea: raw })
          out.heard = heard
          return out
        }"""
    )
    assert result == {
        "first": None,
        "set": True,
        "asides": ["x:aside:x:1:a:two:1", "x:aside:x:1:a:two:2"],
        "freed": None,
        "state": "corrupt",
        "kept": False,
        "read": 2,
        "bytes": '{"v": 9}',
        "graver": "newer",
        "list": ["new", "one"],
        "removed": [None, None],
        "heard": [
            {"type": "state", "state": "corrupt"},
            {"type": "state", "state": "newer"},
            {"type": "change", "kind": "a", "id": "b:c"},
            {"type": "change", "kind": None, "id": None},
        ],
    }


# ── What a page may hold ───────────────────────────────────────────────────────────────────


def check_text_stays_text(page: Page) -> None:
    store_text(page, LAST, json.dumps(record(revision="aaaa0005", choice=["<img src=y>"])))
    page.reload()
    choose(page, LAST, "o1")
    press_check(page, LAST)
    box = question(page, LAST)
    text = option(page, LAST, "o1").locator("label > span").first.inner_text()
    assert text == "<img src=x onerror=alert(1)>"
    assert "<script>alert(2)</script>" in option(page, LAST, "o1").locator(".fb").inner_text()
    assert box.locator("img, script, b:not(.tip b)").count() == 0
    choose(page, LAST, "o2")
    press_check(page, LAST)
    assert "[[x]] 还是方括号，<b> 还是尖括号。" in say(page, LAST)
    assert box.locator("img, script, b:not(.tip b)").count() == 0


def test_text_that_looks_like_markup_stays_text(quiz: Page) -> None:
    check_text_stays_text(quiz)


def test_ids_stay_unique_when_feedback_is_shown(quiz: Page) -> None:
    choose(quiz, LAST, "o1")
    press_check(quiz, LAST)
    ids = quiz.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))
    term = option(quiz, LAST, "o1").locator("a.term")
    assert quiz.locator(f"#{term.get_attribute('aria-describedby')}").count() == 1


def test_an_element_that_leaves_takes_its_controls_along(quiz: Page) -> None:
    """A page that is replaced without a load, as with instant navigation."""
    choose(quiz, ORDERING)
    press_check(quiz, ORDERING)
    html = question(quiz, ORDERING).evaluate(
        """(node) => {
          const { parentNode, nextSibling } = node
          node.remove()
          const bare = [node.querySelectorAll('button, .st').length, node.dataset.state ?? null]
          parentNode.insertBefore(node, nextSibling)
          return [...bare, node.querySelectorAll('button').length, node.dataset.state]
        }"""
    )
    assert html == [0, None, 10, "wrong"]


# ── Without a script, on paper, with other colours ─────────────────────────────────────────


def test_without_a_script_the_answer_can_be_read(context_factory: Contexts, address: str) -> None:
    page = context_factory(java_script_enabled=False).new_page()
    page.goto(f"{address}/questions.zh.html")
    assert page.locator("course-question button").count() == 0
    assert page.locator("course-question legend:visible").count() == 5
    feedback = question(page, SINGLE).locator("details .fb")
    assert not feedback.first.is_visible()
    question(page, SINGLE).locator("summary").click()
    assert [text[:2] for text in feedback.all_inner_texts()] == ["没有", "好事", "英雄"]
    assert question(page, SINGLE).locator("details .st").all_inner_texts() == ["不对", "对", "不对"]
    option(page, SINGLE, "o1").locator("label").click()
    assert option(page, SINGLE, "o1").locator("input").is_checked()
    assert not page.locator("course-offer").is_visible()
    term = page.locator("article > p a.term").first
    assert not page.locator(".tip").first.is_visible()
    term.click()
    assert page.url.endswith("#orientation")


def test_paper_shows_every_answer(context_factory: Contexts, address: str) -> None:
    page = context_factory(java_script_enabled=False).new_page()
    page.goto(f"{address}/questions.zh.html")
    hidden = page.locator("details .fb >> nth=0")
    assert not hidden.is_visible()
    page.emulate_media(media="print")
    for box in page.locator("details .fb").all():
        size = box.bounding_box()
        assert size and size["height"] > 10
    assert not page.locator(".md-header").is_visible()


def test_a_dark_page_prints_black_on_white(quiz: Page) -> None:
    quiz.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    quiz.emulate_media(media="print")
    colours = quiz.evaluate(
        """() => {
          const style = getComputedStyle(document.body)
          return [style.backgroundColor, getComputedStyle(document.querySelector('h1')).color]
        }"""
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_forced_colours_keep_verdict_and_controls(context_factory: Contexts, address: str) -> None:
    page = context_factory(forced_colors="active").new_page()
    page.goto(f"{address}/questions.zh.html")
    choose(page, SINGLE, "o3")
    press_check(page, SINGLE)
    seen = page.evaluate(
        """() => {
          const row = document.querySelector('.is-wrong')
          const style = (node, pseudo) => getComputedStyle(node, pseudo)
          return {
            outline: style(row).outlineStyle,
            shape: style(row.querySelector('.st'), '::before').backgroundColor,
            paper: style(document.body).backgroundColor,
            input: style(row.querySelector('input')).appearance,
            arrow: style(document.querySelector('.q-move button'), '::before').backgroundColor,
          }
        }"""
    )
    assert option(page, SINGLE, "o3").locator(".st").inner_text() == "不对"
    assert seen["outline"] == "solid"
    assert seen["input"] == "auto"
    assert seen["paper"] not in (seen["shape"], seen["arrow"])
    assert "rgba(0, 0, 0, 0)" not in (seen["shape"], seen["arrow"])


def test_nothing_moves_for_those_who_asked_for_it(context_factory: Contexts, address: str) -> None:
    durations = []
    for motion in ("no-preference", "reduce"):
        page = context_factory(reduced_motion=motion).new_page()
        page.goto(f"{address}/questions.zh.html")
        choose(page, SINGLE, "o3")
        press_check(page, SINGLE)
        style = "node => parseFloat(getComputedStyle(node).animationDuration)"
        durations.append(option(page, SINGLE, "o3").locator(".fb").evaluate(style))
    assert durations[0] == 0.2
    assert durations[1] < 0.001


# ── Size, room, access ─────────────────────────────────────────────────────────────────────


def answer_all(page: Page) -> None:
    """Every state at once: wrong, partly right, right, an error."""
    choose(page, SINGLE, "o3")
    choose(page, MULTIPLE, "o1", "o2")
    choose(page, LAST, "o2")
    for name in QUESTIONS:
        press_check(page, name)


def too_small(page: Page) -> list[str]:
    """Controls under 24 by 24 px; a link in a line of text is exempt (WCAG 2.5.8)."""
    return page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, summary, .lang, .brand')]
          .map((node) => [node, (node.closest('label') ?? node).getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
          .map(([node]) => node.outerHTML.slice(0, 80))"""
    )


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_sideways_scroll_and_targets_of_24_px(
    context_factory: Contexts, address: str, width: int
) -> None:
    page = context_factory(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{address}/questions.zh.html")
    answer_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert too_small(page) == []


def test_the_size_check_sees_a_small_button(quiz: Page) -> None:
    quiz.evaluate("document.querySelector('.q-up').style.setProperty('width', '20px')")
    assert len(too_small(quiz)) == 1


def focus_unseen(page: Page) -> list[str]:
    """Stops of the Tab key without a visible outline of at least 2 px."""
    unseen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
              const node = document.activeElement
              if (node === document.body) return null
              const style = getComputedStyle(node)
              const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
              return [seen, node.outerHTML.slice(0, 60)]
            }"""
        )
        if found is None:
            break
        if not found[0]:
            unseen.append(found[1])
    else:
        pytest.fail("the Tab key never came to an end")
    return unseen


def test_focus_is_visible_everywhere(quiz: Page) -> None:
    answer_all(quiz)
    quiz.locator("h1").click()
    assert focus_unseen(quiz) == []


def starts_of_lines(page: Page) -> int:
    """Citation marks that stand first in a line, over many widths."""
    return page.evaluate(
        """() => {
          const text = document.querySelector('article > p:has(.cite)')
          let found = 0
          for (let width = 240; width < 640; width += 7) {
            text.style.setProperty('max-width', `${width}px`)
            const { left } = text.getBoundingClientRect()
            for (const mark of text.querySelectorAll('.cite'))
              if (mark.getClientRects()[0].left < left + 8) found += 1
          }
          return found
        }"""
    )


def test_a_citation_never_starts_a_line(quiz: Page) -> None:
    assert starts_of_lines(quiz) == 0
    quiz.evaluate(
        """() => { for (const mark of document.querySelectorAll('.cite'))
                     mark.style.setProperty('display', 'inline-flex') }"""
    )
    assert starts_of_lines(quiz) > 0, "the check sees nothing"


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing_in_any_state(quiz: Page, scheme: str) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    store_text(quiz, MATCHING, json.dumps(record(revision="old", choice={"o1": "m1"})))
    quiz.reload()
    quiz.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
    quiz.evaluate(axe)
    run = """async () => {
      const { violations } = await axe.run(document, { resultTypes: ['violations'] })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    }"""
    choose(quiz, SINGLE, "o3")
    choose(quiz, MULTIPLE, "o1", "o2")
    choose(quiz, LAST, "o2")
    for name in (SINGLE, MULTIPLE, ORDERING, LAST):
        press_check(quiz, name)
    quiz.wait_for_timeout(250)  # The feedback rises for 200 ms.
    states = [state(quiz, name) for name in QUESTIONS]
    assert states == ["wrong", "wrong", "wrong", "stale", "right"]
    assert quiz.evaluate(run) == []
    option(quiz, MATCHING, "o1").locator("select").select_option("")
    press_check(quiz, MATCHING)
    assert state(quiz, MATCHING) == "error"
    quiz.locator("article > p a.term").first.focus()
    assert quiz.evaluate(run) == []


def test_scripts_have_sound_types_and_no_unsafe_sink() -> None:
    tool = shutil.which("tsc", path=str(TOOLS))
    assert tool, "typescript is not installed: run scripts/test"
    done = subprocess.run(
        [tool, "-p", str(ROOT / "tsconfig.json")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
    for script in SCRIPTS.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert sink not in text, script.name


# ── Terms ──────────────────────────────────────────────────────────────────────────────────


def tip_of(page: Page, n: int) -> tuple[Locator, Locator]:
    term = page.locator("article > p course-term").nth(n)
    return term.locator("a"), term.locator(".tip")


def check_escape_closes_tip(page: Page) -> None:
    link, tip = tip_of(page, 0)
    link.focus()
    assert tip.is_visible()
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert link.evaluate("node => node === document.activeElement")


def check_tip_stays_on_screen(page: Page) -> None:
    """At every width, for a term in any place of its line and of the window."""
    for width, height in ((320, 560), (390, 800), (768, 600), (1440, 400)):
        page.set_viewport_size({"width": width, "height": height})
        problems = page.evaluate(
            """() => {
              const found = []
              const { clientWidth, clientHeight } = document.documentElement
              for (const link of document.querySelectorAll('article > p a.term'))
                for (const indent of [0, 120, 240, 360])
                  for (const block of ['start', 'center', 'end']) {
                    const start = `${Math.min(indent, clientWidth / 3)}px`
                    link.closest('p').style.setProperty('padding-inline-start', start)
                    link.scrollIntoView({ block })
                    link.focus({ preventScroll: true })
                    const tip = link.nextElementSibling
                    const box = tip.getBoundingClientRect()
                    const line = link.getBoundingClientRect()
                    const at = `${clientWidth} ${link.textContent} ${indent} ${block}: `
                    if (!box.width) found.push(at + 'not shown')
                    if (box.left < 0 || box.right > clientWidth) found.push(at + 'sideways')
                    if (box.top < 0 || box.bottom > clientHeight) found.push(at + 'up or down')
                    const isClear = box.bottom <= line.top + 1 || box.top >= line.bottom - 1
                    if (!isClear) found.push(at + 'covers its term')
                    link.blur()
                    if (tip.getBoundingClientRect().width) found.push(at + 'stays')
                  }
              return found
            }"""
        )
        assert problems == []


def test_tip_opens_on_focus_and_closes_with_escape(quiz: Page) -> None:
    check_escape_closes_tip(quiz)
    link, tip = tip_of(quiz, 0)
    assert link.get_attribute("aria-describedby") == tip.get_attribute("id")


def test_tip_opens_on_hover_and_can_be_reached(quiz: Page) -> None:
    link, tip = tip_of(quiz, 0)
    link.hover()
    assert tip.is_visible()
    box = tip.bounding_box()
    assert box
    quiz.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2, steps=4)
    quiz.wait_for_timeout(300)
    assert tip.is_visible(), "the explanation goes away when one points at it"
    quiz.mouse.move(2, 300)
    expect(tip).not_to_be_visible(timeout=WAIT)
    other, other_tip = tip_of(quiz, 1)
    link.focus()
    other.hover()
    assert other_tip.is_visible() and not tip.is_visible(), "two explanations at once"


def test_tip_never_leaves_the_screen(quiz: Page) -> None:
    check_tip_stays_on_screen(quiz)


def test_first_tap_explains_second_tap_leads_to_the_glossary(
    context_factory: Contexts, address: str
) -> None:
    context = context_factory(**PHONE)
    page = context.new_page()
    page.goto(f"{address}/questions.zh.html")
    link, tip = tip_of(page, 0)
    link.tap()
    assert tip.is_visible()
    assert "#" not in page.url
    tip.tap()
    assert tip.is_visible()
    page.locator("h1").tap()
    expect(tip).not_to_be_visible(timeout=WAIT)
    link.tap()
    link.tap()
    assert page.url.endswith("#orientation")


# ── The ledger ─────────────────────────────────────────────────────────────────────────────


def shown_facts(page: Page) -> list[str]:
    rows = page.locator("course-ledger tbody tr").all()
    return [row.get_attribute("id") or "" for row in rows if row.is_visible()]


def test_ledger_is_narrowed_and_a_link_into_it_always_arrives(
    shared_page: Page, address: str
) -> None:
    page = shared_page
    page.goto(f"{address}/questions.en.html")
    check, source, lesson = (
        page.get_by_label(name, exact=True) for name in ("Check", "Source", "Used in")
    )
    assert check.locator("option").all_inner_texts() == ["All", "verified (1)", "doubtful (2)"]
    check.select_option("doubtful")
    assert shown_facts(page) == ["fact-b", "fact-c"]
    assert page.locator("course-ledger [role=status]").inner_text() == "2 of 3 shown."
    source.select_option(label="The slides (2)")
    assert shown_facts(page) == ["fact-c"]
    lesson.select_option("Lesson 3")
    assert shown_facts(page) == []
    page.evaluate("location.hash = 'fact-a'")
    expect(page.locator("#fact-a")).to_be_visible(timeout=WAIT)
    assert shown_facts(page) == ["fact-a", "fact-b", "fact-c"]


# ── The other language ─────────────────────────────────────────────────────────────────────


def check_switch_keeps_place(page: Page) -> None:
    switch = page.locator("a.lang")
    switch.click()
    page.wait_for_url("**/questions.en.html")
    page.go_back()
    page.wait_for_url("**/questions.zh.html*")
    question(page, ORDERING).evaluate("node => node.scrollIntoView({ block: 'start' })")
    switch.click()
    page.wait_for_url(f"**/questions.en.html#q-{ORDERING}")


def test_switch_keeps_the_place(quiz: Page) -> None:
    check_switch_keeps_place(quiz)


def test_switch_keeps_the_address_s_own_place_while_it_is_seen(quiz: Page) -> None:
    quiz.goto(quiz.url + "#levels")
    quiz.locator("a.lang").click()
    quiz.wait_for_url("**/questions.en.html#levels")


def test_offer_is_made_once_to_those_who_prefer_the_other_language(
    context_factory: Contexts, address: str
) -> None:
    page = context_factory(locale="en-GB").new_page()
    page.goto(f"{address}/questions.zh.html")
    offer = page.locator("course-offer")
    assert offer.is_visible()
    assert page.evaluate("document.activeElement === document.body")
    page.reload()
    assert offer.is_visible(), "no choice was made yet"
    offer.get_by_role("button").click()
    assert not offer.is_visible()
    page.reload()
    assert not offer.is_visible()

    page = context_factory(locale="en-GB").new_page()
    page.goto(f"{address}/questions.zh.html")
    page.locator("course-offer a").click()
    page.wait_for_url("**/questions.en.html")
    page.goto(f"{address}/questions.zh.html")
    assert not page.locator("course-offer").is_visible(), "the choice was forgotten"


@pytest.mark.parametrize("case", ["own", "unknown", "denied", "full"])
def test_offer_is_not_made(context_factory: Contexts, address: str, case: str) -> None:
    locale = {"own": "zh-CN", "unknown": "fr-FR"}.get(case, "en-GB")
    page = context_factory(locale=locale).new_page()
    scripts = {"denied": DENIED, "full": FULL}
    if case in scripts:
        page.add_init_script(scripts[case])
    page.goto(f"{address}/questions.zh.html")
    assert not page.locator("course-offer").is_visible()


# ── Search ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("turn", ["focus", "pointer", "toggle", "address"])
def test_search_index_waits_for_the_reader(shared_page: Page, address: str, turn: str) -> None:
    page, asked = shared_page, list[str]()
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{address}/search.html" + ("?q=x" if turn == "address" else ""))
    page.locator("html.other-json").wait_for()
    if turn != "address":
        page.get_by_role("button").click()
        page.wait_for_timeout(50)
        assert "search_index.json" not in asked
    if turn == "focus":
        page.locator("[data-md-component=search-query]").focus()
    elif turn == "pointer":
        page.locator("[data-md-component=search-query]").click()
    elif turn == "toggle":
        page.locator("#__search").check()
    page.locator("html.search-search_index-json").wait_for()
    assert asked.count("search_index.json") == 1


# ── The checks can fail ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("defect", "check"),
    [
        ("arrow-submits", check_arrow_only_moves),
        ("colour-alone", check_verdict_in_words),
        ("empty-is-wrong", check_empty_is_no_answer),
        ("empty-is-stored", check_empty_is_no_answer),
        ("feedback-for-all", check_feedback_order),
        ("markup", check_text_stays_text),
        ("draft-forgotten", check_drafts_survive),
        ("old-answer-dropped", check_old_answer_is_kept),
        ("old-answer-scored", check_old_answer_is_kept),
        ("newer-overwritten", check_newer_is_untouched),
        ("damage-deleted", check_damage_is_put_aside),
        ("focus-dropped", check_moved_row_keeps_focus),
        ("deaf", check_other_tab_is_heard),
        ("throws-when-denied", check_works_when_denied),
        ("tip-stays", check_escape_closes_tip),
        ("tip-off-screen", check_tip_stays_on_screen),
        ("place-lost", check_switch_keeps_place),
    ],
)
def test_a_planted_defect_is_found(
    request: pytest.FixtureRequest,
    address: str,
    break_script: Callable[[str], str],
    faults: Any,
    defect: str,
    check: Check,
) -> None:
    page = request.getfixturevalue("page" if defect == "throws-when-denied" else "shared_page")
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/{break_script(defect)}.zh.html")
    with pytest.raises(Exception) as caught:
        check(page)
    assert isinstance(caught.value, AssertionError) or "Timeout" in str(caught.value)
    faults.take("")
