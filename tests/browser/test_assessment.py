"""The self-assessment and the team page of the built site: filled in, compared, passed on."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import ENDS, axe_violations, look_around
from tests.browser.conftest import Faults
from tests.node import evaluate

ROOT = Path(__file__).resolve().parents[2]
ALONE, TEAM = "maturity/assessment/", "maturity/team/"
HELD = (2,) * 10 + (1, 0, 3, 3, 2, 2)
"""Enough for level 3, were it not for statements 11 and 12."""
SHEETS = ("Lin 6NAN-97AV", "5GAN-459C front line", "7ZAN-VZTF", "Zhou: 6KBN-8DT7", "6XAX-9DAR")
PROOF = "Minutes of 3 July"

Contexts = Callable[..., BrowserContext]


def rate(page: Page, marks: tuple[int, ...], proof: tuple[int, ...] = ()) -> None:
    for n, mark in enumerate(marks, 1):
        page.locator(f'.assess input[name=s{n}][value="{mark}"]').check()
        if n in proof:
            page.locator(f"#s{n}-proof").fill(PROOF)


def show(page: Page) -> None:
    page.locator(".assess button[type=submit]").click()
    page.locator(".result").wait_for()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def compare(page: Page, *lines: str) -> None:
    page.locator("#team-codes").fill("\n".join(lines))
    page.locator(".team button[type=submit]").click()


def stored(page: Page, kind: str) -> dict[str, Any]:
    text = page.evaluate(
        "kind => JSON.stringify(Object.fromEntries(Object.entries(localStorage)"
        ".filter(([key]) => key.startsWith(`ccip:1:${kind}:`))))",
        kind,
    )
    return {key.split(":", 3)[3]: json.loads(item) for key, item in json.loads(text).items()}


def is_fine(page: Page, state: str) -> None:
    page.evaluate("scrollTo(0, 0)")  # A control below the header would count as too small.
    english = "/en/" in page.url
    assert look_around(page, state, (320,) if english else ENDS, not english) == []


@pytest.fixture
def alone(shared_page: Page, site_url: str) -> Page:
    shared_page.goto(f"{site_url}en/{ALONE}")
    return shared_page


@pytest.fixture
def team(shared_page: Page, site_url: str) -> Page:
    shared_page.goto(f"{site_url}en/{TEAM}")
    return shared_page


# ── every state, every reader ──────────────────────────────────────────────


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_axe_in_every_state(shared_page: Page, site_url: str, prefix: str) -> None:
    page = shared_page
    page.goto(site_url + prefix + ALONE)
    is_fine(page, "empty")
    page.locator(".assess button[type=submit]").click()
    is_fine(page, "unrated")
    rate(page, HELD)
    is_fine(page, "rated")
    show(page)
    page.locator(".answers summary").click()
    is_fine(page, "result")
    press(page, "Start a new sheet" if prefix else "重新自评")
    rate(page, (3,) * 16, tuple(range(1, 17)))
    is_fine(page, "evidence")
    press(page, "Clear this sheet…" if prefix else "清空这一份…")
    page.locator("dialog").wait_for()
    is_fine(page, "clear?")
    page.keyboard.press("Escape")
    show(page)
    is_fine(page, "compared")
    page.goto(site_url + prefix + TEAM)
    is_fine(page, "team")
    page.locator(".team button[type=submit]").click()
    is_fine(page, "no codes")
    compare(page, *SHEETS, "6NAN-97AW")
    page.locator("#repair-what").fill("x")
    expect(page.locator(".repair .say")).not_to_be_empty()
    is_fine(page, "compared sheets")


def test_axe_in_forced_colours(context_factory: Contexts, site_url: str) -> None:
    page = context_factory(forced_colors="active", reduced_motion="reduce").new_page()
    page.goto(f"{site_url}en/{ALONE}")
    rate(page, HELD)
    show(page)
    assert axe_violations(page) == []
    fills = page.evaluate(
        "['.meter rect', '.qr-ink', '.qr-paper'].map((part) =>"
        " getComputedStyle(document.querySelector(part)).fill)"
    )
    # The bar is in the reader's own colour; a QR code stays black on white.
    assert fills == ["rgb(0, 0, 0)", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    page.goto(f"{site_url}en/{TEAM}")
    compare(page, *SHEETS)
    assert axe_violations(page) == []


def test_without_a_script_both_are_forms_for_paper(
    context_factory: Contexts, site_url: str
) -> None:
    page = context_factory(java_script_enabled=False).new_page()
    for width in (320, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site_url}en/{ALONE}")
        assert page.locator("course-assessment .statements tbody tr").count() == 16
        for words in (
            "29\u00a0to\u00a040",
            "Mechanism (items 6 and 7): at least 4",
            "under 50% is weak",
        ):
            expect(page.get_by_text(words).first).to_be_visible()
        page.goto(f"{site_url}en/{TEAM}")
        expect(page.get_by_text("All shown at once.")).to_be_visible()
        expect(page.get_by_text("The day to look again")).to_be_visible()
        assert page.locator("course-team .tally tbody tr").count() == 16


def test_the_keyboard_alone_is_enough(alone: Page) -> None:
    alone.locator(".assess input").first.focus()
    for n in range(16):
        alone.keyboard.press("Space")
        for _ in range(2):
            alone.keyboard.press("ArrowRight")
        assert alone.locator(f'.assess input[name=s{n + 1}][value="2"]').is_checked()
        alone.keyboard.press("Tab")
    alone.keyboard.type("front line")
    alone.keyboard.press("Enter")
    expect(alone.locator("#result")).to_be_focused()
    assert alone.locator("#result").inner_text() == "Total 32, level 3: Customer-centric"
    assert "front line" in alone.locator(".result > .eyebrow").inner_text()


def test_every_control_has_a_name_of_its_own(alone: Page) -> None:
    rate(alone, (3,) * 16)
    tree = alone.locator(".assess").aria_snapshot()
    boxes = re.findall(r"- '?textbox \"(.*)\"", tree)
    groups = re.findall(r"- '?group \"(.*)\"", tree)
    assert len(boxes) == len(set(boxes)) == 17
    assert len(groups) == len(set(groups)) == 16
    assert all("statement" in line for line in boxes[:16])


# ── alone ──────────────────────────────────────────────────────────────────


def test_an_unfinished_sheet_gives_no_result(alone: Page) -> None:
    rate(alone, HELD[:5])
    alone.locator(".assess button[type=submit]").click()
    expect(alone.locator('.assess input[name=s6][value="0"]')).to_be_focused()
    assert alone.locator(".assess .err").count() == 11
    group = alone.locator(".assess fieldset").nth(5)
    assert group.get_attribute("aria-describedby") == "s6-err"
    assert alone.locator(".result").count() == 0
    assert list(stored(alone, "assessment")) == ["draft"]
    alone.locator('.assess input[name=s6][value="1"]').check()
    assert alone.locator(".assess .err").count() == 10
    assert group.get_attribute("aria-describedby") is None


def test_a_three_without_evidence_counts_as_two(alone: Page) -> None:
    rate(alone, HELD)
    hint = alone.locator("#s13-hint")
    assert hint.inner_text() == "Without this line, a 3 counts as 2."
    assert alone.locator("#s12-proof").is_hidden()
    alone.locator("#s13-proof").fill(PROOF)
    assert hint.inner_text() == "Counts as 3."
    show(alone)
    assert alone.locator("#result").inner_text() == "Total 30, but held at level 2"
    expect(alone.get_by_text("Rated 3 without evidence, so counted as 2: no. 14.")).to_be_visible()
    press(alone, "Change this sheet")
    alone.locator("#s14-proof").fill(PROOF)
    show(alone)
    assert alone.locator("#result").inner_text() == "Total 31, but held at level 2"


def test_the_result_says_which_gate_held_it_back(alone: Page) -> None:
    rate(alone, HELD, (13, 14))
    show(alone)
    words = alone.locator(".verdict p").inner_text()
    assert "31 points are enough for level 3, but its gate is missed" in words
    assert "statements 11 and 12 come to 1 together and the gate asks for 3" in words
    row = alone.locator(".dims tbody tr").first
    words = " ".join(row.inner_text().split())
    assert words == "8 Front and back resources weak misses a gate 1/6"
    assert (
        alone.locator(".radar path.f-weak").count() == alone.locator(".dims .is-weak").count() == 1
    )
    assert "Agree a reply deadline" in alone.locator(".todo").inner_text()
    links = [a.get_attribute("href") or "" for a in alone.locator(".todo a").all()]
    assert [urlsplit(link).path for link in links] == [
        "/en/lessons/06-turning/",
        "/en/practice/worksheet-service-agreement/",
    ]
    for mark in ("11", "12"):
        press(alone, "Change this sheet")
        alone.locator(f'.assess input[name=s{mark}][value="2"]').check()
        show(alone)
    words = alone.locator(".verdict p").inner_text()
    assert "Level 3 runs from 29 to 40 points, and the gates up to it are passed." in words


def test_level_four_says_that_it_needs_the_gate_below(alone: Page) -> None:
    rate(alone, (3,) * 10 + (1, 1, 3, 3, 3, 3), tuple(n for n in range(1, 17) if n not in (11, 12)))
    show(alone)
    words = alone.locator(".verdict p").inner_text()
    assert "level 4 has to pass the gate of level 3 as well, and that is missed" in words


def test_a_draft_stays_over_pages_and_languages(alone: Page, site_url: str) -> None:
    rate(alone, HELD[:13], (13,))
    alone.goto(f"{site_url}{ALONE}")
    assert alone.locator(".assess :checked").count() == 13
    assert alone.locator("#s13-proof").input_value() == PROOF
    assert alone.locator(".assess .acts .say").inner_text() == "16 条中打了 13 条"
    press(alone, "清空这一份…")
    alone.locator("dialog").get_by_role("button", name="清空", exact=True).click()
    expect(alone.locator(".assess :checked")).to_have_count(0)
    assert stored(alone, "assessment") == {}


def test_two_tabs_share_the_draft(alone: Page) -> None:
    other = alone.context.new_page()
    other.goto(alone.url)
    other.locator('.assess input[name=s4][value="1"]').check()
    expect(alone.locator('.assess input[name=s4][value="1"]')).to_be_checked()


def test_earlier_results_stay_and_are_compared(alone: Page) -> None:
    rate(alone, HELD, (13, 14))
    show(alone)
    assert alone.locator(".history").count() == 0
    press(alone, "Start a new sheet")
    assert alone.locator(".assess :checked").count() == 0
    rate(alone, (*HELD[:10], 2, 2, *HELD[12:]), (13,))
    show(alone)
    assert "Front and back resources from 1 to 4; Listening" in alone.locator(".moved").inner_text()
    assert "4/6 (was 1)" in alone.locator(".dims").inner_text()
    rows = alone.locator(".history tbody tr")
    assert [row.locator("td").nth(0).inner_text() for row in rows.all()] == ["33", "31"]
    rows.nth(1).locator("button").click()
    assert alone.locator("#result").inner_text() == "Total 31, but held at level 2"
    press(alone, "Change this sheet")
    alone.locator('.assess input[name=s1][value="0"]').check()
    show(alone)
    # The changed one took the place of what it was; the page begins with the latest.
    assert [row.locator("td").nth(0).inner_text() for row in rows.all()] == ["33", "29"]
    alone.reload()
    assert alone.locator("#result").inner_text().startswith("Total 33")
    assert len(stored(alone, "assessment")) == 2


def test_results_of_other_statements_are_not_compared(alone: Page) -> None:
    rate(alone, HELD)
    show(alone)
    alone.evaluate(
        """() => { for (const [key, text] of Object.entries(localStorage)) {
          if (key.startsWith('ccip:1:assessment:'))
            localStorage.setItem(key, JSON.stringify({...JSON.parse(text), edition: 7})) } }"""
    )
    alone.reload()
    assert alone.locator(".result").count() == 0
    assert alone.locator(".assess :checked").count() == 0


# ── to the team ────────────────────────────────────────────────────────────


def test_code_file_and_scan_bring_the_same_answers(
    alone: Page, site_url: str, tmp_path: Path
) -> None:
    rate(alone, HELD, (13, 14))
    alone.locator("#assess-who").fill("front line")
    show(alone)
    code = alone.locator(".code").inner_text()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    assert code in (alone.locator(".qr").get_attribute("aria-label") or "")
    with alone.expect_download() as waiting:
        press(alone, "Save as a file")
    waiting.value.save_as(tmp_path / "mine.json")
    saved = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
    assert saved["scores"] == list(HELD) and saved["code"] == code

    alone.goto(f"{site_url}en/{TEAM}#{code}")
    assert alone.locator("#team-codes").input_value() == code
    assert urlsplit(alone.url).fragment == ""
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    alone.locator("#team-files").set_input_files([tmp_path / "mine.json", tmp_path / "other.json"])
    expect(alone.locator(".team .say")).to_have_text("Files added: 1 of 2.")
    assert alone.locator("#team-codes").input_value() == f"{code}\nfront line: {code}"
    words = alone.locator("#team-faults").inner_text()
    assert words == "Not added: other.json. It is not a self-assessment saved by this course."
    alone.goto(f"{site_url}en/{TEAM}#{code}")
    alone.reload()
    expect(alone.locator("#team-codes")).to_have_value(f"{code}\nfront line: {code}")


def test_the_drawn_code_is_the_address_of_the_team_page(
    alone: Page, tmp_path: Path, site_url: str
) -> None:
    rate(alone, HELD, (13, 14))
    show(alone)
    code = alone.locator(".code").inner_text()
    drawn = alone.locator(".qr-ink").get_attribute("d") or ""
    text = f"{site_url}en/{TEAM}#{code}"
    script = """(() => {
      const code = qr.generate(given)
      const on = []
      for (let y = 0; y < code.size; y++) for (let x = 0; x < code.size; x++)
        if (code.get(x, y)) on.push([x + 4, y + 4])
      return on
    })()"""
    found = [[int(n) for n in pair] for pair in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn)]
    assert found == evaluate(script, text, qr="lean-qr/nano")


def test_the_team_sees_disagreement_before_anything_else(team: Page) -> None:
    compare(team, *SHEETS, "", "6NAN-97AW", "Mary")
    expect(team.locator("#differ")).to_be_focused()
    assert team.locator("#differ").inner_text() == "Where 5 sheets differ"
    assert team.locator("#team-faults li").all_inner_texts() == [
        "Line 7 was not used. One character is wrong, or two have changed places."
        " Compare it again.",
        "Line 8 was not used. A code has 8 characters; this has 4.",
    ]
    heads = team.locator(".result h3").all_inner_texts()
    assert heads == [
        "Talk about this first",
        "Ten dimensions, the furthest apart first",
        "Front and back resources",
    ]
    talk = team.locator(".talk li").all_inner_texts()
    assert [re.findall(r"Ratings: (.*)\.", line)[0] for line in talk] == [
        "0, 1, 2, 2, 3",
        "0, 0, 1, 1, 3",
        "0, 0, 1, 1, 3",
    ]
    first = team.locator(".spreads tbody tr").first
    assert first.locator("circle").count() == 5
    assert "0% to 100%" in first.inner_text()
    assert "In 3 of 5 sheets the total would be enough" in team.locator(".todo").inner_text()


def test_nobody_is_ranked(team: Page) -> None:
    compare(team, *SHEETS)
    words = team.locator(".result").inner_text()
    assert words.count("Zhou") == 1  # among those who handed one in, beside no number
    before = words
    compare(team, *reversed(SHEETS))
    named = re.compile(r"among them .*")
    assert named.sub("", team.locator(".result").inner_text()) == named.sub("", before)


def test_one_sheet_is_not_a_team(team: Page) -> None:
    compare(team, SHEETS[0])
    expect(team.locator(".result")).to_be_hidden()
    expect(team.locator("#team-codes")).to_be_focused()
    assert "It takes at least two" in team.locator("#team-faults").inner_text()
    described = team.locator("#team-codes").get_attribute("aria-describedby") or ""
    assert "team-faults" in described.split()
    compare(team, *SHEETS[:2])
    expect(team.locator(".result")).to_be_visible()
    assert "team-faults" not in (
        team.locator("#team-codes").get_attribute("aria-describedby") or ""
    )


def test_the_repair_and_the_codes_are_kept(team: Page, site_url: str) -> None:
    compare(team, *SHEETS)
    team.locator("#repair-what").fill("Parts answers within four hours")
    team.locator("#repair-owner").fill("Zhou")
    team.locator("#repair-date").fill("2027-01-15")
    expect(team.locator(".repair .say")).to_have_text("Kept in this browser.")
    team.goto(f"{site_url}{TEAM}")
    assert team.locator("#repair-what").input_value() == "Parts answers within four hours"
    assert team.locator("#repair-owner").input_value() == "Zhou"
    assert team.locator("#repair-date").input_value() == "2027-01-15"
    assert team.locator("#team-codes").input_value() == "\n".join(SHEETS)
    press(team, "清空代码")
    assert list(stored(team, "team")) == ["repair"]


# ── what surrounds it ──────────────────────────────────────────────────────


def test_both_pages_work_where_nothing_can_be_stored(
    context_factory: Contexts, site_url: str, faults: Faults
) -> None:
    context = context_factory()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    page = context.new_page()
    page.goto(f"{site_url}en/{ALONE}")
    expect(page.locator(".store-notice")).to_contain_text("does not let this page store")
    rate(page, HELD)
    show(page)
    assert page.locator("#result").inner_text() == "Total 29, but held at level 2"
    page.goto(f"{site_url}en/{TEAM}")
    compare(page, *SHEETS)
    page.locator("#repair-what").fill("x")
    expect(page.locator(".repair .say")).to_contain_text("until you close the page")
    # Material's own script gives up where it cannot store the colour scheme.


def test_a_damaged_draft_is_put_aside(alone: Page) -> None:
    alone.evaluate("localStorage.setItem('ccip:1:assessment:draft', '{\"v\": 1, \"marks\": 5}')")
    alone.reload()
    expect(alone.locator(".store-notice")).to_be_visible()
    assert alone.locator(".assess :checked").count() == 0
    assert alone.evaluate("localStorage.getItem('ccip:aside:ccip:1:assessment:draft:1')")


def test_nothing_leaves_the_host(alone: Page, site_url: str) -> None:
    hosts: set[str] = set()
    alone.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    alone.reload()
    rate(alone, HELD)
    show(alone)
    alone.goto(f"{site_url}en/{TEAM}#{alone.locator('.code').inner_text()}")
    compare(alone, *SHEETS)
    assert hosts == {urlsplit(site_url).netloc}


def test_print_shows_the_result_and_no_buttons(alone: Page, team: Page, site_url: str) -> None:
    alone.goto(f"{site_url}en/{ALONE}")
    rate(alone, HELD, (13,))
    show(alone)
    alone.emulate_media(media="print")
    expect(alone.locator(".radar svg")).to_be_visible()
    expect(alone.locator(".code")).to_be_visible()
    expect(alone.locator(".answers").get_by_text(PROOF)).to_be_visible()
    assert alone.locator("button:visible").count() == 0
    team.goto(f"{site_url}en/{TEAM}")
    # Chromium may forget it on the way to another page, after a second one was open beside it.
    team.emulate_media(media="print")
    expect(team.locator(".team")).to_be_hidden()
    expect(team.locator("#repair-what")).to_be_visible()


def test_the_parts_stay_small(site: Path, tmp_path: Path) -> None:
    tool = shutil.which("esbuild", path=str(ROOT / "node_modules" / ".bin"))
    assert tool, "esbuild is not installed: run scripts/test"
    entry = ROOT / "docs/assets/javascripts/assess-qr.js"
    made = tmp_path / "qr.js"
    subprocess.run([tool, str(entry), "--bundle", "--minify", f"--outfile={made}"], check=True)

    def size(file: Path) -> int:
        return len(gzip.compress(file.read_bytes(), 9))

    folder = site / "assets" / "javascripts"
    (alone,), (team,) = folder.glob("assessment.*.js"), folder.glob("team.*.js")
    assert size(alone) - size(made) <= 9 * 1024
    assert size(team) <= 9 * 1024
