"""Decks and speaker page in a real browser: a trainer's lesson, and that every slide fits."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from course.paths import read_paths
from course.slides import deck_address
from course.source.folder import read_course
from tests.browser.axe import axe_violations
from tests.conftest import DOCS

Contexts = Callable[..., BrowserContext]
LOOKS = ["color-contrast", "link-in-text-block"]
READY = "document.querySelector('.reveal.ready .present') !== null"

MEASURE = """() => {
  const found = []
  const slides = [...document.querySelectorAll('.slides > section')]
  for (const s of slides) {
    const { hidden, style: { display } } = s
    s.hidden = false
    s.style.display = 'grid'
    const scale = s.getBoundingClientRect().width / 1280
    for (const answered of s.querySelector('.fragment') ? [false, true] : [false]) {
      s.querySelector('.options')?.classList.toggle('is-answered', answered)
      for (const f of s.querySelectorAll('.fragment')) f.classList.toggle('visible', answered)
      const foot = s.querySelector(':scope > footer').getBoundingClientRect()
      const frame = s.getBoundingClientRect()
      const body = s.querySelector(':scope > .body')
      const inside = [...body.querySelectorAll('*')].map((e) => e.getBoundingClientRect())
      const shown = inside.filter((r) => r.height)
      const low = Math.max(0, ...shown.map((r) => r.bottom - foot.top))
      const high = Math.max(0, ...shown.map((r) => body.getBoundingClientRect().top - r.top))
      const wide = Math.max(0, ...shown.map((r) => r.right - frame.right))
      const head = s.querySelector(':scope > header')
      const cut = Math.max(0, head.scrollWidth - head.clientWidth)
      const over = Math.round(Math.max(low, high, wide) / scale + cut)
      if (over > 1) found.push(`${s.id}${answered ? ' (answered)' : ''}: ${over} px too much`)
    }
    for (const options of s.querySelectorAll('.options[data-question]')) {
      // A vote twice, answered: bars on every row, and the longest note to a mistake.
      const rows = [...options.querySelectorAll('.option')]
      const notes = rows.filter((r) => !r.hasAttribute('data-key') && r.querySelector('.fb'))
      notes.sort((a, b) => b.textContent.length - a.textContent.length)
      notes[0]?.classList.add('is-mistake')
      const line = '<span class="line"><i></i><b>3</b></span>'
      for (const r of rows) r.querySelector('.text').insertAdjacentHTML('afterend',
        `<div class="tally"><div class="bars">${line}${line}</div></div>`)
      options.classList.add('is-voted')
      const foot = s.querySelector(':scope > footer').getBoundingClientRect()
      const low = Math.max(...rows.map((r) => r.getBoundingClientRect().bottom - foot.top)) / scale
      if (low > 1) found.push(`${s.id} (voted): ${Math.round(low)} px too much`)
      for (const tally of options.querySelectorAll('.tally')) tally.remove()
      options.classList.remove('is-voted')
    }
    s.querySelector('.options')?.classList.remove('is-answered')
    for (const f of s.querySelectorAll('.fragment')) f.classList.remove('visible')
    s.hidden = hidden
    s.style.display = display
  }
  return [slides.length, found]
}"""
"""Slides that do not hold what is on them, measured at once."""


def open_deck(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function(READY)


def too_full(page: Page) -> tuple[int, list[str]]:
    count, found = page.evaluate(MEASURE)
    return count, [str(line) for line in found]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_slide_fits(shared_page: Page, site_url: str, locale: str) -> None:
    """Slides of a path are those of its lessons, but for what is its own."""
    course = read_course(DOCS)
    lessons = [str(page.meta["id"]) for page in course.lessons(locale)]
    seen = 0
    for name in [*lessons, *(path.id for path in read_paths(course))]:
        address = deck_address(course, locale, name)
        open_deck(shared_page, site_url + address)
        for width, height in ((1280, 720), (1920, 1080)):
            if name in lessons or width == 1280:
                shared_page.set_viewport_size({"width": width, "height": height})
                count, found = too_full(shared_page)
                seen += count
                assert found == [], f"{address} at {width} by {height}"
    assert seen > 500


def test_a_slide_that_does_not_fit_is_named(shared_page: Page, site_url: str) -> None:
    open_deck(shared_page, f"{site_url}en/teach/decks/l01.html")
    shared_page.evaluate(
        """() => {
          const list = document.querySelector('#l01-take .points')
          for (let n = 0; n < 9; n += 1) list.append(list.firstElementChild.cloneNode(true))
          document.querySelector('#l01-sure header > span').append('long '.repeat(80))
        }"""
    )
    _, found = too_full(shared_page)
    assert [line.split(":")[0] for line in found] == ["l01-sure", "l01-take"]


def test_the_plan_is_known_before_the_slides_are_open(shared_page: Page, site_url: str) -> None:
    shared_page.goto(f"{site_url}en/teach/decks/l01-speaker.html")
    expect(shared_page.locator("#planned")).to_have_text("35:00")
    # On a trainer's phone every button says all of its name.
    shared_page.set_viewport_size({"width": 320, "height": 700})
    cut = "all => all.filter((b) => b.scrollWidth > b.clientWidth + 1).map((b) => b.textContent)"
    assert shared_page.locator(".desk button:visible").evaluate_all(cut) == []


@pytest.mark.parametrize("base", ["http", "file"])
def test_a_trainer_leads_a_lesson_from_the_speaker_page(
    context_factory: Contexts, site: Path, site_url: str, base: str
) -> None:
    context = context_factory(viewport={"width": 1280, "height": 720}, locale="en-GB")
    room = context.new_page()
    root = site_url if base == "http" else f"{site.as_uri()}/"
    open_deck(room, f"{root}en/teach/decks/l01.html")
    with context.expect_page() as opened:
        room.keyboard.press("s")
    desk = opened.value
    expect(desk.locator("#state")).to_have_text("Linked to the slides")
    expect(desk.locator("#planned")).to_have_text("35:00")

    # On, by the keys of a presenter: notes, the clock and the next slide follow.
    here = room.locator(".slides > .present")
    shown = []
    for key in ("PageDown", "ArrowRight", "PageDown"):
        following = desk.locator("#next .slide h2, #next .slide h1").text_content() or "?"
        desk.keyboard.press(key)
        expect(desk.locator("#now .slide h2, #now .slide h1")).to_have_text(following)
        expect(here.locator("h1, h2")).to_have_text(following)
        shown.append((desk.locator("#count").inner_text(), desk.locator("#notes").inner_text()))
    assert [count.split(" ")[0] for count, _ in shown] == ["2", "3", "4"]
    assert shown[0][1] == "" and "sticky notes" in shown[1][1]
    expect(desk.locator("#elapsed")).not_to_have_text("0:00")
    expect(desk.locator("#drift")).to_have_text("On time")
    expect(desk.locator("#here-planned")).to_have_text("5:00")

    if base == "file":
        # From disk the same scripts run; what differs is how the windows find each other.
        desk.get_by_role("button", name="Check yourself").click()
        expect(here).to_have_id("q-l01-two-actions")
        return

    # Another window with the same deck is neither led nor followed.
    other = context.new_page()
    open_deck(other, f"{root}en/teach/decks/l01.html#/l01-take")
    desk.keyboard.press("PageDown")
    expect(desk.locator("#count")).to_contain_text("5 /")
    expect(other.locator(".slides > .present")).to_have_id("l01-take")
    other.close()
    desk.keyboard.press("PageUp")
    expect(desk.locator("#count")).to_contain_text("4 /")

    # The room's own keys move the speaker page as well; a blackout is told.
    room.keyboard.press("PageUp")
    expect(desk.locator("#count")).to_contain_text("3 /")
    desk.locator("#black").click()
    expect(desk.locator("#state")).to_have_text("The screen is black")
    expect(room.locator(".reveal.paused")).to_have_count(1)
    desk.keyboard.press("b")
    expect(room.locator(".reveal.paused")).to_have_count(0)

    # The countdown of an activity, started from the desk.
    desk.get_by_role("button", name="Practice").click()
    expect(desk.locator("#drift")).to_contain_text("ahead")
    expect(here.locator(".left")).to_have_text("10 min")
    desk.locator("#countdown").click()
    expect(here.locator(".left")).to_have_text("10:00")
    expect(here.locator(".left")).to_have_text("9:59")
    expect(room.locator("p[aria-live=polite]")).to_have_text("Countdown started")
    desk.locator("#countdown").click()

    vote(desk, room)


def vote(desk: Page, room: Page) -> None:
    """Two votes by hands: bars, the shift, and the note for the commonest mistake."""
    desk.get_by_role("button", name="Check yourself").click()
    here = room.locator(".slides > .present")
    options = here.locator(".option")
    keys = [i for i in range(4) if options.nth(i).get_attribute("data-key") is not None]
    wrong = [i for i in range(4) if i not in keys]
    hands = desk.locator("#hands input")
    for count, place in ((6, keys[0]), (9, wrong[0]), (3, wrong[1]), (2, wrong[2])):
        hands.nth(place).fill(str(count))
    expect(options.nth(wrong[0]).locator("small")).to_have_text("45%")
    desk.get_by_role("button", name="After the talk").click()
    for count, place in ((15, keys[0]), (1, wrong[0]), (4, wrong[1]), (0, wrong[2])):
        hands.nth(place).fill(str(count))
    expect(options.nth(keys[0]).locator("em")).to_have_text("+45")
    expect(options.nth(wrong[0]).locator("em")).to_have_text("−40")
    expect(here.locator(".fb").first).to_be_hidden()

    # The key and its note, and the note for what most people still believe; no other.
    mistake = options.nth(wrong[1])
    letter = mistake.locator(".letter").inner_text()
    expect(desk.locator("#mistake")).to_contain_text(f"most people made: {letter}")
    desk.locator("#answer").click()
    expect(options.nth(keys[0]).locator(".fb")).to_be_visible()
    expect(mistake.locator(".fb")).to_be_visible()
    expect(options.nth(wrong[0]).locator(".fb")).to_be_hidden()
    note = mistake.locator(".fb p").inner_text()
    assert note in desk.locator("#mistake").inner_text()


def test_a_path_brings_its_lessons_as_it_goes(
    context_factory: Contexts, site: Path, site_url: str
) -> None:
    for root in (site_url, f"{site.as_uri()}/"):
        page = context_factory().new_page()
        open_deck(page, f"{root}teach/decks/half-day.html")
        before = page.locator(".slides > section").count()
        here = page.locator(".slides > .present")
        for _ in range(6):
            page.keyboard.press("PageDown")
        expect(here).to_have_id("l01-slogan-behaviour-mechanism")
        page.evaluate("location.hash = '#/half-day-8'")
        expect(here).to_have_id("half-day-8")
        page.keyboard.press("ArrowRight")
        expect(here).not_to_have_id("half-day-8")
        assert page.locator(".slides > section").count() > before + 20
        plan = json.loads(page.locator("#deck-plan").text_content() or "")
        ids = [slide for part in plan["parts"] for slide in part["slides"]]
        place = ids.index(here.get_attribute("id") or "")
        assert ids[place - 1] == "half-day-8"
        assert here.locator(".n").inner_text() == f"{place + 1} / {len(ids)}"
        page.goto("about:blank")
        open_deck(page, f"{root}teach/decks/half-day.html#/l06-baton")
        expect(here).to_have_id("l06-baton")


def test_notes_and_votes_on_a_single_screen(context_factory: Contexts, site_url: str) -> None:
    page = context_factory(viewport={"width": 1280, "height": 720}).new_page()
    open_deck(page, f"{site_url}teach/decks/l01.html#/q-l01-two-actions")
    panel = page.locator(".note-panel")
    expect(panel).to_be_hidden()
    page.keyboard.press("n")
    expect(panel).to_contain_text("课堂上只做两题")
    page.keyboard.press("n")
    expect(panel).to_be_hidden()
    page.keyboard.press("v")
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    expect(page.locator(".present .line small").first).to_have_text("70%")
    page.reload()
    page.wait_for_function(READY)
    expect(page.locator(".present .line small").first).to_have_text("70%")


def test_axe(context_factory: Contexts, site_url: str) -> None:
    context = context_factory(reduced_motion="reduce", color_scheme="light")
    page, found = context.new_page(), []
    for name, slide in (
        ("l01.html", "l01-practice"),
        ("l01.html", "q-l01-two-actions"),
        ("l01-learner.html", "l01-sure"),
        ("l03.html", "l03-telling-apart"),
        ("l01-speaker.html", ""),
    ):
        page.goto("about:blank")
        page.goto(f"{site_url}en/teach/decks/{name}#/{slide}")
        page.wait_for_function(f"document.body.matches('.is-desk') || {READY}")
        if slide.startswith("q-"):
            page.keyboard.press("v")
            page.keyboard.type("7")
            page.locator("h2:visible").first.click()
            page.keyboard.press("ArrowRight")
        for scheme in ("default", "slate"):
            page.evaluate("s => { document.body.dataset.mdColorScheme = s }", scheme)
            rules: list[str] | None = LOOKS if scheme == "slate" else None
            found += [f"{name} {slide} {scheme}: {v}" for v in axe_violations(page, rules)]
    assert found == []


def test_notes_are_printed_beside_their_slides(shared_page: Page, site_url: str) -> None:
    shared_page.goto(f"{site_url}en/teach/decks/l01-speaker.html")
    expect(shared_page.locator(".desk")).to_be_visible()
    shared_page.emulate_media(media="print")
    expect(shared_page.locator(".desk")).to_be_hidden()
    sheet = shared_page.locator(".sheet:has(#l01-two-managers)")
    expect(sheet.locator(".said")).to_contain_text("sticky notes")
    box: Any = sheet.locator(".frame").bounding_box()
    assert 290 < box["width"] < 310


def test_a_deck_prints_one_slide_a_page(
    context_factory: Contexts, site_url: str, tmp_path: Path
) -> None:
    page = context_factory(color_scheme="dark").new_page()
    open_deck(page, f"{site_url}en/teach/decks/l03.html")
    slides = page.locator(".slides > section").count()
    file = tmp_path / "deck.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    made = PdfReader(file)
    assert len(made.pages) == slides
    width, height = made.pages[0].mediabox.width, made.pages[0].mediabox.height
    assert round(float(width / height), 2) == 1.78
    assert "Not quite" in (made.pages[slides - 4].extract_text() or "")
