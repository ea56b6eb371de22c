"""Checklists and worksheets of the built site: filled in, kept, printed, copied, cleared."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, Route, expect
from pypdf import PdfReader

from tests.browser.axe import look_around
from tests.browser.conftest import Faults
from tests.browser.defects import Defect, find_defect
from tests.browser.test_question_element import DENIED, FULL, too_small

LESSON, LIST = "lessons/01-shared-words/", "practice/checklist-a/"
SHEET = "practice/worksheet-loop-canvas/"
GRID = "practice/worksheet-journey-sheet/"
SHEETS = Path(__file__).resolve().parents[2] / "docs" / "data" / "worksheets.yml"
NOTE, OWNER, DAY = "The rota hangs\nat the desk", "Lin", "2026-12-01"
REFUSED = """Object.defineProperty(navigator, "clipboard", {value: undefined})
document.execCommand = () => false"""
LISTEN = """window.copied = null
Object.defineProperty(navigator, "clipboard", {value: {
  writeText: async (text) => { window.copied = text } }})"""

SCRIPT = re.compile(r"/javascripts/practice\.")

Contexts = Callable[..., BrowserContext]


def kept(page: Page, kind: str) -> dict[str, Any]:
    found: dict[str, str] = page.evaluate("({...localStorage})")
    start = f"ccip:1:{kind}:"
    return {k.removeprefix(start): json.loads(v) for k, v in found.items() if k.startswith(start)}


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill(page: Page, line: str = "who") -> None:
    row = page.locator(f"[data-line={line}]")
    row.get_by_role("checkbox").check()
    row.locator(".ck-more").click()
    expect(row.get_by_label("Note")).to_be_focused()
    page.keyboard.insert_text(NOTE)
    row.get_by_label("Owner").fill(OWNER)
    row.get_by_label("Date").fill(DAY)
    row.locator(".ck-more").click()


def read_pages(page: Page) -> list[str]:
    """The words of each page on paper."""
    made = page.pdf(format="A4", prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(made)).pages]


@pytest.fixture
def english(shared_page: Page, site_url: str) -> Page:
    shared_page.goto(f"{site_url}en/{LIST}")
    return shared_page


# ── checklists ─────────────────────────────────────────────────────────────


def check_one_record(page: Page, url: str) -> None:
    page.goto(f"{url}en/{LIST}")
    fill(page)
    expect(page.locator(".checklist .say")).to_have_text("Kept in this browser.")
    record = kept(page, "check")["a:who"]
    assert (record["done"], record["note"], record["owner"], record["date"]) == (
        True,
        NOTE,
        OWNER,
        DAY,
    )
    twin = page.context.new_page()
    # The address leads to it: its script is loaded at once.
    twin.goto(f"{url}{LESSON}#check-a")
    said = twin.locator("[data-line=who] .ck-said")
    assert said.inner_text() == f"备注：{NOTE}\n负责人：{OWNER}\n日期：2026年12月1日"
    assert twin.locator(".ck-count").inner_text() == "4 行中打钩 1 行"
    # Two tabs: each hears of the other, and neither overwrites what the other wrote elsewhere.
    twin.locator("[data-line=act] input").first.check()
    expect(page.locator(".ck-count")).to_have_text("2 of 4 ticked")
    page.locator("[data-line=who] input").first.uncheck()
    expect(said).to_be_visible()
    expect(twin.locator("[data-line=who] input").first).not_to_be_checked()
    assert {name: item["done"] for name, item in kept(page, "check").items()} == {
        "a:who": False,
        "a:act": True,
    }
    assert kept(page, "check")["a:who"]["note"] == NOTE


def test_one_record_for_lesson_page_languages_and_tabs(english: Page, site_url: str) -> None:
    check_one_record(english, site_url)


def check_edited_line(page: Page, url: str) -> None:
    page.goto(f"{url}en/{LIST}")
    fill(page)
    old = kept(page, "check")["a:who"]
    page.evaluate(
        "item => localStorage.setItem('ccip:1:check:a:who', JSON.stringify(item))",
        {**old, "revision": "00000000"},
    )
    page.reload()
    row = page.locator("[data-line=who]")
    expect(row.locator(".stale")).to_contain_text("reworded after you filled it in")
    box = row.get_by_role("checkbox")
    assert box.is_checked() and "Lin" in row.locator(".ck-said").inner_text()
    assert "stale" in (box.get_attribute("aria-describedby") or "")
    assert kept(page, "check")["a:who"]["revision"] == "00000000"
    page.locator("[data-line=act]").get_by_role("checkbox").check()
    expect(row.locator(".stale")).to_be_visible()
    box.uncheck()
    expect(row.locator(".stale")).to_have_count(0)
    assert kept(page, "check")["a:who"] | {"at": ""} == old | {"at": "", "done": False}


def test_an_edited_line_keeps_what_was_filled_in_and_says_so(english: Page, site_url: str) -> None:
    check_edited_line(english, site_url)


def check_script_waits(page: Page, url: str) -> None:
    held: list[Route] = []
    page.route(SCRIPT, lambda route: held.append(route))
    page.goto(f"{url}en/{LESSON}", wait_until="networkidle")
    assert held == []
    # The reader is faster than the network.
    with page.expect_request(SCRIPT):
        page.locator("[data-line=who] input").check()
    page.locator("[data-line=act] input").click(click_count=2)
    assert kept(page, "check") == {} and page.locator(".ck-more").count() == 0
    held[0].continue_()
    page.unroute(SCRIPT)
    expect(page.locator(".ck-count")).to_have_text("1 of 4 ticked")
    assert list(kept(page, "check")) == ["a:who"]
    # Printing does not wait: what is ticked is there before the reader does anything.
    page.goto("about:blank")
    page.goto(f"{url}en/{LESSON}")
    expect(page.locator("[data-line=who] input").first).to_be_checked()


def test_a_lesson_loads_the_script_when_it_is_read_on(shared_page: Page, site_url: str) -> None:
    check_script_waits(shared_page, site_url)


def check_second_try(page: Page, url: str) -> None:
    page.clock.install()
    page.route(SCRIPT, lambda route: route.abort())
    page.goto(f"{url}en/{LESSON}")
    with page.expect_event("requestfailed"):
        page.keyboard.press("PageDown")
    page.unroute(SCRIPT)
    page.clock.fast_forward(5000)
    page.keyboard.press("PageDown")
    expect(page.locator(".ck-count")).to_have_text("0 of 4 ticked")


def test_a_script_that_did_not_come_is_asked_for_again(
    page: Page, site_url: str, faults: Faults
) -> None:
    check_second_try(page, site_url)
    faults.take("ERR_FAILED")


def test_a_line_put_in_between_changes_nothing(english: Page) -> None:
    fill(english, "notice")
    english.evaluate(
        """() => {
          const list = document.querySelector('course-checklist'), away = list.parentNode
          list.remove()
          const row = list.querySelector('li').cloneNode(true)
          row.dataset.line = 'new'
          list.querySelector('ul').prepend(row)
          away.append(list)
        }"""
    )
    assert english.locator("[data-line] input:checked").count() == 1
    row = english.locator("[data-line=notice]")
    assert row.locator("input").first.is_checked() and row.locator(".ck-said").inner_text()
    assert english.locator(".ck-count").inner_text() == "1 of 5 ticked"


def test_copied_as_markdown_or_shown_to_be_copied(context_factory: Contexts, site_url: str) -> None:
    wanted = (
        "## A Four things to say before the word\n\n"
        "- [x] Who does it? The sentence names a post, and today’s rota shows who that is.\n"
        "    - Note: The rota hangs\n      at the desk\n    - Owner: Lin\n    - Date: 2026-12-01\n"
        "- [ ] What do they do? It is a step in what the customer is trying to get done,"
        " and others can see it.\n"
    )
    context = context_factory()
    page = context.new_page()
    page.add_init_script(LISTEN)
    page.goto(f"{site_url}en/{LIST}")
    fill(page)
    press(page, "Copy as Markdown")
    expect(page.locator(".checklist .say")).to_have_text("Copied.")
    assert page.evaluate("copied").startswith(wanted)
    page = context.new_page()
    page.add_init_script(REFUSED)
    page.goto(f"{site_url}en/{LIST}")
    press(page, "Copy as Markdown")
    dialog = page.get_by_role("dialog", name="Copy it yourself")
    field = dialog.get_by_role("textbox", name="Copy it yourself")
    expect(field).to_be_focused()
    assert field.input_value().startswith(wanted)
    assert field.evaluate("f => f.selectionEnd - f.selectionStart == f.value.length")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Copy as Markdown")).to_be_focused()


def check_clearing_asks(page: Page, url: str) -> None:
    page.goto(f"{url}en/{LIST}")
    expect(page.get_by_role("button", name="Clear…")).to_be_hidden()
    fill(page)
    page.evaluate("localStorage.setItem('ccip:1:check:b:one', '{\"v\":1}')")
    press(page, "Clear…")
    expect(page.get_by_role("dialog", name="Clear this checklist?")).to_be_visible()
    page.keyboard.press("Escape")
    assert "a:who" in kept(page, "check")
    press(page, "Clear…")
    page.locator("dialog .btn").last.click()
    expect(page.locator("[data-line=who] input").first).to_be_focused()
    expect(page.locator(".checklist .say")).to_have_text("Cleared.")
    assert page.locator(".ck-said:not(:empty), .ck input:checked").count() == 0
    assert list(kept(page, "check")) == ["b:one"]


def test_clearing_asks_and_takes_this_list_alone(english: Page, site_url: str) -> None:
    check_clearing_asks(english, site_url)


@pytest.mark.parametrize(
    ("script", "words", "lasts"),
    [
        (DENIED, "does not let this page store anything", False),
        (FULL, "storage is full", False),
        ("localStorage['ccip:1:check:a:who'] = '{\"v\":1,\"done\":7'", "could not be read", True),
        ("localStorage['ccip:1:check:a:who'] = '{\"v\":9}'", "newer version", False),
    ],
    ids=["denied", "full", "corrupt", "newer"],
)
def test_storage_faults_are_told_and_survived(
    context_factory: Contexts,
    site_url: str,
    faults: Faults,
    script: str,
    words: str,
    lasts: bool,
) -> None:
    page = context_factory().new_page()
    page.add_init_script(f"if (location.protocol == 'http:') {{ {script} }}")
    page.goto(f"{site_url}en/{LIST}")
    fill(page)
    expect(page.locator(".store-notice")).to_contain_text(words)
    told = "Kept in this browser." if lasts else "It lasts until you close the page"
    expect(page.locator(".checklist .say")).to_contain_text(told)
    assert "Lin" in page.locator("[data-line=who] .ck-said").inner_text()
    assert page.locator(".ck-count").inner_text() == "1 of 4 ticked"
    faults.take("insecure|quota")  # Material’s own switch of the scheme.
    if script not in (DENIED, FULL):
        # What could not be read is still there.
        bytes_kept = page.evaluate("Object.values(localStorage)")
        assert any(text in ('{"v":1,"done":7', '{"v":9}') for text in bytes_kept)


# ── worksheets ─────────────────────────────────────────────────────────────


def check_sheet(page: Page, url: str) -> None:
    page.goto(f"{url}en/{SHEET}")
    words = page.get_by_role("textbox", name="The words")
    low = words.bounding_box()
    words.fill("Why three texts about a parcel?\n" * 9)
    high = words.bounding_box()
    assert low and high and high["height"] > low["height"] + 100
    assert words.evaluate("field => field.scrollHeight - field.clientHeight") <= 1
    page.get_by_label("Name").fill("Lin")
    page.get_by_label("Date").fill(DAY)
    expect(page.locator(".sheet .say")).to_have_text("Kept in this browser.")
    page.goto(url + SHEET)
    assert page.get_by_role("textbox", name="原话").input_value().count("parcel") == 9
    assert page.get_by_label("姓名").input_value() == "Lin"
    assert page.get_by_label("日期", exact=True).input_value() == DAY
    item = kept(page, "sheet")["loop-canvas:words"] | {"revision": "00000000"}
    page.evaluate(
        "item => localStorage.setItem('ccip:1:sheet:loop-canvas:words', JSON.stringify(item))",
        item,
    )
    page.reload()
    expect(page.locator(".sheet .stale")).to_have_count(1)
    assert page.get_by_role("textbox", name="原话").input_value().count("parcel") == 9


def test_a_worksheet_keeps_what_is_typed(shared_page: Page, site_url: str) -> None:
    check_sheet(shared_page, site_url)


def check_grid(page: Page, url: str) -> None:
    page.goto(f"{url}en/{GRID}")
    record = {"v": 1, "revision": "00000000", "text": "Old note, twice over", "at": ""}
    for field in ("purchase", "gone-for-good"):
        page.evaluate(
            "([field, item]) => localStorage.setItem('ccip:1:sheet:journey-sheet:' + field, item)",
            [field, json.dumps(record)],
        )
    page.reload()
    # A row that became a grid, and a field that nobody knows: both are shown.
    earlier = page.locator(".earlier > div")
    expect(earlier).to_have_count(2)
    expect(earlier.filter(has_text="Purchase")).to_contain_text("Old note, twice over")
    page.get_by_role("textbox", name="Use Feeling").fill("Uneasy\nkeeps her away")
    assert kept(page, "sheet")["journey-sheet:use-feeling"]["text"].startswith("Uneasy")
    page.goto(url + GRID)
    assert page.get_by_role("textbox", name="使用 感受").input_value().startswith("Uneasy")
    page.goto(f"{url}en/{GRID}")
    page.evaluate("navigator.clipboard.writeText = async (words) => void (window.copied = words)")
    press(page, "Copy as Markdown")
    expect(page.locator(".sheet .say")).to_have_text("Copied.")
    copied = page.evaluate("window.copied")
    assert "## Use\n\n- Intent:\n- Response:\n- Feeling: Uneasy\n  keeps her away" in copied
    assert "## Purchase\n\nOld note, twice over" in copied
    earlier.filter(has_text="Purchase").get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(earlier).to_have_count(1)
    assert "journey-sheet:purchase" not in kept(page, "sheet")
    press(page, "Clear…")
    page.locator("dialog .btn", has_text="Clear").click()
    expect(page.locator(".earlier")).to_be_hidden()
    assert kept(page, "sheet") == {}


def test_a_grid_keeps_each_cell_and_what_was_written_before_it(
    shared_page: Page, site_url: str
) -> None:
    check_grid(shared_page, site_url)


def test_print_filled_in_and_empty(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/{SHEET}")
    page.get_by_role("textbox", name="Owner").fill("Lin of the parts desk")
    page.evaluate("window.print = () => { window.printed = document.documentElement.outerHTML }")
    pages = read_pages(page)
    assert len(pages) == 1 and "Lin of the parts desk" in pages[0]
    press(page, "Print it empty")
    # As the dialog for printing sees it.
    assert page.evaluate("document.documentElement.dataset.print") == "part"
    pages = read_pages(page)
    assert len(pages) == 1
    assert "Lin of" not in pages[0] and "Who said it" in pages[0] and "How to" not in pages[0]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_by_role("textbox", name="Owner").input_value() == "Lin of the parts desk"
    assert page.evaluate("document.documentElement.dataset.print") is None
    # Out of a lesson, its checklist alone.
    page.goto(f"{site_url}en/{LESSON}")
    fill(page)
    page.evaluate("window.print = () => {}")
    press(page, "Print")
    (only,) = read_pages(page)
    assert "Owner: Lin" in only and "Who does it?" in only and "Four definitions" not in only
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    # The longest list, with what the script adds to each line.
    page.goto(f"{site_url}en/practice/checklist-j/")
    expect(page.locator(".ck-more").first).to_be_visible()
    assert len(read_pages(page)) == 1


def test_without_a_script_they_are_forms_on_one_page(
    context_factory: Contexts, site_url: str
) -> None:
    page = context_factory(java_script_enabled=False).new_page()
    for prefix in ("", "en/"):
        for name in "bj":
            page.goto(f"{site_url}{prefix}practice/checklist-{name}/")
            assert page.locator("course-checklist button, course-checklist textarea").count() == 0
            assert len(read_pages(page)) == 1, name
    page.goto(site_url + SHEET)
    assert page.locator(".sheet-form .room").count() == 10
    assert page.locator("course-worksheet :is(button, textarea, input)").count() == 0
    sheets = [row["id"] for row in yaml.safe_load(SHEETS.read_text(encoding="utf-8"))]
    assert len(sheets) == 10
    for name in sheets:
        for prefix in ("", "en/"):
            page.goto(f"{site_url}{prefix}practice/worksheet-{name}/")
            assert len(read_pages(page)) == 1, f"{prefix}{name}"


# ── every reader ───────────────────────────────────────────────────────────


def small(page: Page) -> list[str]:
    return [control for control in too_small(page) if "md-search" not in control]


def test_axe_sizes_and_names(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/{LIST}")
    fill(page)
    page.locator("[data-line=who] .ck-more").click()
    found = look_around(page, "filled in", (320, 1440))
    assert small(page) == []
    names = page.locator("course-checklist").aria_snapshot()
    assert 'group "Who does it?' in names and 'textbox "Note"' in names
    press(page, "Clear…")
    found += look_around(page, "clear?", (320,))
    page.keyboard.press("Escape")
    page.goto(f"{site_url}en/{SHEET}")
    page.get_by_role("textbox", name="The words").fill("Words " * 40)
    found += look_around(page, "sheet", (320, 1440))
    page.goto(f"{site_url}en/{GRID}")
    page.get_by_role("textbox", name="Use Feeling").fill("Words " * 40)
    found += look_around(page, "grid", (320, 1440))
    assert small(page) == [] and found == []


def test_the_keyboard_alone_is_enough(english: Page) -> None:
    english.locator("[data-line=who] input").first.focus()
    # Past the link to the section that explains the line.
    keys = ["Space", "Tab", "Tab", "Enter", "x", "Tab", "y", "Tab"]
    for key in keys:
        english.keyboard.press(key)
    expect(english.locator("#check-a-who-date")).to_be_focused()
    record = kept(english, "check")["a:who"]
    assert (record["done"], record["note"], record["owner"]) == (True, "x", "y")


# ── planted defects ────────────────────────────────────────────────────────

DEFECTS: dict[str, Defect] = {
    "all fields of this tab are written": (
        "checklist.js",
        '{ done: false, note: "", owner: "", date: "", ...old, ...news }',
        '{ done: line.box.checked, note: "", owner: "", date: "", ...news }',
        check_one_record,
    ),
    "another wording counts as the same": (
        "checklist.js",
        "record !== null && record.revision !== row.dataset.revision",
        "false",
        check_edited_line,
    ),
    "clears every list": (
        "paper.js",
        "kept === kind && id.startsWith(`${name}:`)",
        "kept === kind",
        check_clearing_asks,
    ),
    "waits although ticked": ("later.js", "kept.some(", "[].some(", check_script_waits),
    "loads it with the page": ("later.js", "near.observe(element)", "load()", check_script_waits),
    "drops an early tick": ("later.js", "box.click()", "void box", check_script_waits),
    "gives up": ("later.js", "isAsked = false)", "isAsked = true)", check_second_try),
    "forgets what has no field": (
        "worksheet.js",
        "&& !names.has(id) &&",
        "&& false &&",
        check_grid,
    ),
    "a sheet does not grow": ("worksheet.js", "box.dataset.text = value", "", check_sheet),
}


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS)
def test_planted_defects_are_found(
    page: Page, site_url: str, tmp_path: Path, faults: Faults, defect: Defect
) -> None:
    entries = ["course"] if defect[0] == "later.js" else ["practice", "worksheet"]
    find_defect(defect, page, site_url, tmp_path, entries)
    faults.take(".*")
