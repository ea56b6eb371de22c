"""The session planner and the facilitator's log on the built site."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from course.paths import LONGEST, read_paths, start_times, write_clock
from course.source.folder import read_course
from tests.browser.axe import ENDS, axe_violations, look_around
from tests.browser.conftest import Faults
from tests.browser.defects import Defect, find_defect
from tests.browser.test_pages import tab_to
from tests.browser.test_question_element import DENIED
from tests.conftest import DOCS

PLANNER, LOG = "teach/planner/", "teach/log/"
PATHS = [path for path in read_paths(read_course(DOCS)) if path.room]

Contexts = Callable[..., BrowserContext]


def choose(page: Page, source: str) -> None:
    page.locator("#plan-source").select_option(source)


def read_plan(page: Page) -> dict[str, list[str]]:
    """Clock, words and minutes of every row, the end last."""
    rows = page.locator(".plan tbody tr")
    return {
        "clocks": [
            *rows.locator(".clock").all_inner_texts(),
            page.locator(".plan tfoot .clock").inner_text(),
        ],
        "minutes": [row.input_value() for row in rows.locator("input").all()],
        "total": [page.locator(".plan tfoot .num").inner_text()],
    }


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def row_button(page: Page, row: int, act: str) -> None:
    page.locator(".plan tbody tr").nth(row).locator(f"[data-act={act}]").click()


def verdict(page: Page) -> str:
    return page.locator(".plan-verdict").inner_text()


def download(page: Page, name: str) -> str:
    with page.expect_download() as caught:
        press(page, name)
    return Path(caught.value.path()).read_text(encoding="utf-8")


def is_fine(page: Page, state: str) -> None:
    page.evaluate("scrollTo(0, 0)")
    english = "/en/" in page.url
    assert look_around(page, state, (320,) if english else ENDS, not english) == []


# The planner


def plan_every_path(page: Page, url: str) -> None:
    """Page and course agree on every half day of every path, to the minute."""
    page.goto(f"{url}en/{PLANNER}")
    parts = {
        path.id if len(path.parts) == 1 else f"{path.id}.{n}": part
        for path in PATHS
        for n, part in enumerate(path.parts, 1)
    }
    options = page.locator("#plan-source option").evaluate_all("all => all.map((o) => o.value)")
    assert options == [*parts, "lessons"]
    page.locator("#plan-start").fill("09:00")
    for name, part in parts.items():
        choose(page, name)
        starts = start_times(part)
        assert read_plan(page) == {
            "clocks": [write_clock(540 + start) for start in starts],
            "minutes": [str(step.minutes) for step in part],
            "total": [str(starts[-1])],
        }
        assert verdict(page) == f"It works: nobody sits for more than {LONGEST} minutes."


def warn_and_mend(page: Page, url: str) -> None:
    """It says where people sit too long and when it runs over, and puts breaks in."""
    page.goto(f"{url}en/{PLANNER}")
    choose(page, "half-day")
    page.locator("#plan-start").fill("09:00")
    page.locator("#plan-end").fill("13:00")
    assert verdict(page) == "It ends 20 minutes after 13:00. Shorten something or start earlier."
    row_button(page, 2, "remove")
    assert "From 9:00 to 10:25 people sit for 85 minutes, more than 50." in verdict(page)
    press(page, "Add breaks where they are needed")
    assert read_plan(page)["total"] == ["260"] and "sit for" not in verdict(page)
    page.locator(".plan tbody input").first.fill("20")
    expect(page.locator(".plan-planned").first).to_have_text("notes: 25")
    assert read_plan(page)["clocks"][1] == "9:20"
    assert "15 minutes after 13:00" in verdict(page)
    page.locator("#plan-end").fill("13:15")
    assert "It ends at 13:15 sharp." in verdict(page)
    page.locator(".plan tbody input").first.fill("51")
    assert "“Lesson 1: Are we talking about the same thing?” alone takes 51 minutes" in verdict(
        page
    )
    page.locator("#plan-end").fill("08:00")
    assert "“Finish by” is before the start." in verdict(page)


def read_calendar(page: Page, url: str) -> None:
    """An independent parser finds the half day in the file, with its breaks, to the minute."""
    page.goto(url + PLANNER)
    choose(page, "half-day")
    page.locator("#plan-date").fill("2026-12-01")
    page.locator("#plan-start").fill("09:00")
    page.locator("#plan-place").fill("三楼；A, B")
    path = next(path for path in PATHS if path.id == "half-day")
    (event,) = Calendar.from_ical(download(page, "日历文件")).walk("VEVENT")
    begin = event.decoded("dtstart")
    assert event.decoded("dtend") - begin == timedelta(minutes=path.minutes)
    local = page.evaluate("new Date(2026, 11, 1, 9).getTime()")
    assert begin.timestamp() * 1000 == local
    assert str(event["summary"]) == "半天" and str(event["location"]) == "三楼；A, B"
    lines = str(event["description"]).split("\n")
    assert len(lines) == len(path.steps) and lines[2] == "9:45 休息（10 分钟）"
    assert str(event["url"]) == page.locator("#plan-link").input_value()
    page.locator("#plan-each").check()
    events = Calendar.from_ical(download(page, "日历文件")).walk("VEVENT")
    spans = [(e.decoded("dtstart"), e.decoded("dtend")) for e in events]
    assert spans[0][0] == begin and all(a[1] == b[0] for a, b in pairwise(spans))
    assert [(e - s) // timedelta(minutes=1) for s, e in spans] == [s.minutes for s in path.steps]
    assert [str(e["summary"]) == "休息" for e in events] == [step.pause for step in path.steps]
    page.locator("#plan-date").fill("")
    press(page, "日历文件")
    expect(page.locator(".plan-out .say")).to_have_text("先填日期，再存日历文件。")
    expect(page.locator("#plan-date")).to_be_focused()


def follow_link(page: Page, url: str) -> None:
    """Whoever opens the link sees the same plan, in the other language too."""
    page.goto(f"{url}en/{PLANNER}")
    assert page.evaluate("location.hash") == ""
    choose(page, "lessons")
    for name in ("l03", "l05"):
        page.locator(f".plan-choice input[value={name}]").check()
    assert read_plan(page)["minutes"] == ["45", "10", "50"]
    page.locator("#plan-own").fill("Welcome ~_& 你好")
    press(page, "Add at the end")
    row_button(page, 3, "up")
    page.locator("#plan-date").fill("2026-12-01")
    page.locator("#plan-start").fill("13:30")
    page.locator("#plan-place").fill("Room 3 & 4")
    plan, link = read_plan(page), page.locator("#plan-link").input_value()
    assert link == page.url and "?" not in link
    page.goto("about:blank")
    page.goto(link.replace("/en/", "/"))
    assert read_plan(page) == plan
    assert page.locator("#plan-place").input_value() == "Room 3 & 4"
    assert "Welcome ~_& 你好" in page.locator(".plan tbody").inner_text()
    expect(page.locator(".plan-lists ol li b")).to_have_text(
        ["第 3 课：三级台阶，还有第四级", "第 5 课：弄懂需要"]
    )
    decks = page.locator(".plan-lists ol a[href*='/decks/']").all()
    assert [str(deck.get_attribute("href")).rsplit("/", 1)[1] for deck in decks] == [
        "l03.html",
        "l05.html",
    ]
    expect(page.locator(".plan-lists ul a").first).to_have_text("自评：十六条")
    # A link from another edition: what is known is taken, the rest is told.
    page.evaluate("location.hash = '#r=l01~35_l77~5&s=10:00'")
    expect(page.locator(".plan-out .say")).to_contain_text("1 段")
    assert read_plan(page)["clocks"] == ["10:00", "10:35"]


@pytest.mark.parametrize(
    "check", [plan_every_path, warn_and_mend, read_calendar, follow_link], ids=lambda c: c.__name__
)
def test_the_planner(check: Callable[[Page, str], None], shared_page: Page, site_url: str) -> None:
    check(shared_page, site_url)


def test_a_plan_is_changed_by_keyboard(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/{PLANNER}")
    page.locator("#plan-source").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    tab_to(page, ".plan tbody tr:first-child [data-act=down]")
    page.keyboard.press("Enter")
    first = page.locator(".plan tbody tr").nth(1)
    expect(first.locator("[data-act=down]")).to_be_focused()
    tab_to(page, ".plan tbody tr:nth-child(2) [data-act=remove]")
    before = page.locator(".plan tbody tr").count()
    page.keyboard.press("Enter")
    expect(page.locator(".plan tbody tr")).to_have_count(before - 1)
    expect(page.locator(".plan tbody tr").nth(1).locator("[data-act=remove]")).to_be_focused()


def test_print_shows_the_plan_alone(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url + PLANNER)
    choose(page, "half-day")
    page.emulate_media(media="print")
    assert page.locator("button:visible, input:visible, select:visible").count() == 0
    expect(page.locator(".plan")).to_be_visible()
    expect(page.locator(".plan-number").first).to_have_text("25")
    expect(page.locator("h1")).to_be_hidden()
    expect(page.locator("#how")).to_be_hidden()


def test_the_log_is_printed_as_a_form_or_filled_in(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/{LOG}")
    page.emulate_media(media="print")
    expect(page.locator("course-log > .sheet")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator("course-log > .sheet")).to_be_hidden()
    note(page, "l01", "Less talk.")
    page.emulate_media(media="print")
    expect(page.locator("#log-change")).to_be_visible()
    expect(page.locator("course-log > .sheet")).to_be_hidden()
    assert page.locator("button:visible").count() == 0


# The log


def note(page: Page, unit: str, change: str) -> None:
    press(page, "Note a session")
    expect(page.locator("#log-open")).to_be_focused()
    page.locator("#log-unit").select_option(unit)
    page.locator("#log-date").fill("2026-12-01")
    page.locator("#log-change").fill(change)


def keep_sessions(page: Page, url: str) -> None:
    """Several sessions are kept, come back after a reload, and leave as text when asked for."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(f"{url}en/{LOG}")
    note(page, "l01", "Shorten the definitions.")
    used = page.locator(".log-minutes input")
    used.nth(1).fill("11")
    expect(page.locator(".log-minutes tfoot td").nth(1)).to_have_text("40")
    page.locator("input[value=l01-which-mechanism]").check()
    note(page, "half-day", "More breaks.")
    page.reload()
    rows = page.locator(".log-list li")
    expect(rows).to_have_count(2)
    texts = rows.all_inner_texts()
    assert any("40 min of 35 planned (+5)" in text and "failed: 1" in text for text in texts)
    page.get_by_role("button", name="Lesson 1: Are we talking about the same thing?").click()
    text = page.locator("#log-text").input_value()
    assert "- Time: 40 min used of 35 planned (+5)" in text
    assert "| Four definitions | 6 | 11 | +5 |" in text
    assert "- `l01-which-mechanism` Which of these is a mechanism?" in text
    assert text.rstrip().endswith("Shorten the definitions.")
    assert download(page, "Save as a file") == text
    both = download(page, "Save all in one file")
    assert text in both and "More breaks." in both
    page.goto(f"{url}{LOG}")
    expect(page.locator(".log-list li")).to_have_count(2)
    expect(page.locator(".log-list")).to_contain_text("第 1 课：我们说的是同一件事吗")
    assert hosts == {urlsplit(url).netloc}


def test_the_log_keeps_sessions(shared_page: Page, site_url: str) -> None:
    keep_sessions(shared_page, site_url)


def test_a_session_is_copied_and_deleted(context_factory: Contexts, site_url: str) -> None:
    context = context_factory()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_url}en/{LOG}")
    note(page, "l02", "x | y")
    press(page, "Copy the text")
    expect(page.locator("course-log .say")).to_have_text("The text is copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#log-text").input_value()
    press(page, "Delete this session")
    page.locator("dialog").get_by_role("button", name="Keep").click()
    expect(page.locator(".log-list li")).to_have_count(1)
    press(page, "Delete this session")
    page.locator("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".log-list li")).to_have_count(0)
    kept = page.evaluate("Object.keys(localStorage).filter((k) => k.includes(':log:'))")
    assert kept == []


def test_a_record_of_an_older_course_stays(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(f"{site_url}en/{LOG}")
    old = {"v": 1, "unit": "l77", "date": "2025-01-02", "people": "8", "planned": {"a": 5}}
    old |= {
        "used": {"a": 9},
        "failed": ["l77-x"],
        "change": "Keep me.",
        "at": "2025-01-02T00:00:00Z",
    }
    page.evaluate("text => localStorage.setItem('ccip:1:log:20250102', text)", json.dumps(old))
    page.reload()
    page.get_by_role("button", name="l77").click()
    text = page.locator("#log-text").input_value()
    assert "Keep me." in text and "| a | 5 | 9 | +4 |" in text and "`l77-x`" in text
    page.locator("#log-people").fill("9")
    expect(page.locator("course-log .say")).to_have_text("Kept in this browser.")
    kept = json.loads(page.evaluate("localStorage.getItem('ccip:1:log:20250102')"))
    assert kept == {**old, "people": "9", "at": kept["at"]}


# Both


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_axe_in_every_state(shared_page: Page, site_url: str, prefix: str) -> None:
    page = shared_page
    page.goto(site_url + prefix + PLANNER)
    choose(page, "half-day")
    page.locator("#plan-end").fill("10:00")
    is_fine(page, "a plan that runs over")
    page.goto(site_url + prefix + LOG)
    page.locator(".log-list .btn").click()
    page.locator(".log-minutes input").first.fill("9")
    is_fine(page, "a session")
    if prefix:
        page.goto(f"{site_url}{prefix}teach/guide-l03/")
        is_fine(page, "guide")
        page.goto(f"{site_url}{prefix}{PLANNER}")
        choose(page, "lessons")
        is_fine(page, "no lesson yet")


def test_without_a_script_there_are_minutes_and_a_form_for_paper(
    context_factory: Contexts, site_url: str
) -> None:
    page = context_factory(java_script_enabled=False).new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{site_url}en/{PLANNER}")
    expect(page.get_by_text("Half day · 260 min")).to_be_visible()
    assert page.locator(".plan-lessons tbody tr").count() == 10
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(f"{site_url}en/{LOG}")
    expect(page.get_by_text("What ran over, what was left")).to_be_visible()
    page.locator("details[data-unit=l01] summary").click()
    expect(page.locator("details[data-unit=l01]")).to_contain_text("Four definitions")


def test_where_nothing_can_be_kept_the_text_still_leaves(
    context_factory: Contexts, site_url: str, faults: Faults
) -> None:
    page = context_factory(forced_colors="active").new_page()
    page.add_init_script(DENIED)
    page.goto(f"{site_url}en/{LOG}")
    note(page, "l01", "Keep it short.")
    expect(page.locator("course-log > .workplace > .say")).to_contain_text("cannot keep it")
    assert "Keep it short." in page.locator("#log-text").input_value()
    page.evaluate("scrollTo(0, 0)")
    assert axe_violations(page) == []
    faults.take("insecure")


DEFECTS: list[Defect] = [
    ("plan.js", "(clock += row.minutes)", "(clock += row.rest ? 0 : row.minutes)", plan_every_path),
    ("plan-rows.js", "if (minutes <= longest) continue", "if (minutes) continue", warn_and_mend),
    ("plan-rows.js", "if (late > 0)", "if (late > 60)", warn_and_mend),
    ("planner.js", "0, from + minutes)", "1, from + minutes)", read_calendar),
    ("plan.js", "w: escape(place)", "w: place", follow_link),
    ("log.js", "used: isOther ? {} : used", "used: {}", keep_sessions),
]


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda d: f"{d[0]}:{d[2]}"[:40])
def test_a_broken_script_is_seen(
    defect: Defect, context_factory: Contexts, site_url: str, tmp_path: Path, faults: Faults
) -> None:
    entry = "log" if defect[0].startswith("log") else "planner"
    find_defect(defect, context_factory().new_page(), site_url, tmp_path, [entry])
    faults.take("")
