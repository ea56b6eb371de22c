"""The built site in a real browser: what a learner sees, does and keeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from pypdf import PdfReader

from course.commands.bench import measure_view
from tests.browser.axe import WIDTHS, axe_violations, look_around
from tests.browser.conftest import Faults

ROOT = Path(__file__).resolve().parents[2]
LESSON = "lessons/01-shared-words/"
KINDS = {
    "home": "",
    "lesson": LESSON,
    "model": "lessons/03-ladder/",
    "case": "cases/cleveland-clinic/",
    "matrix": "maturity/matrix/",
    "glossary": "reference/glossary/",
    "sources": "reference/sources/",
    "ledger": "reference/ledger/",
    "downloads": "teach/downloads/",
    "exercises": "teach/print/l03-exercises.html",
    "key": "teach/print/l03-key.html",
    "missing": "no-such-page",
}
Contexts = Callable[..., BrowserContext]


def open_page(contexts: Contexts, url: str, **options: Any) -> Page:
    page = contexts(reduced_motion="reduce", **options).new_page()
    page.goto(url)
    return page


def question(page: Page, name: str) -> Locator:
    return page.locator(f"course-question[data-question={name}]")


# ── accessibility ──────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
def test_axe_and_width(shared_page: Page, site_url: str, faults: Faults, kind: str) -> None:
    for prefix in ("", "en/"):
        shared_page.goto(site_url + prefix + KINDS[kind])
        if kind == "missing":
            assert faults.take("404")
        shared_page.evaluate("document.fonts.ready")
        # The markup is the same in both languages; what is as wide as its words is not.
        widths = (390,) if prefix else WIDTHS
        assert look_around(shared_page, prefix + kind, widths) == []
        for width in WIDTHS:
            shared_page.set_viewport_size({"width": width, "height": 800})
            excess = shared_page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert excess <= 0, f"{prefix}{kind} at {width} px scrolls sideways by {excess} px"


def test_what_is_wrong_at_one_width_in_one_scheme_is_found(shared_page: Page) -> None:
    shared_page.set_content(
        """<html lang="en"><title>x</title><style>
        p { color: #555; background: #fff } body { color: #000; background: #fff }
        @media (prefers-color-scheme: dark) and (max-width: 20em) { p { color: #ccc } }
        @media (max-width: 25em) { p { width: 30em } }</style>
        <main><h1>x</h1><p>Some words.</p></main>"""
    )
    found = look_around(shared_page, "x")
    assert [line.partition("px")[0] for line in found] == ["x at 320 ", "x at 320 ", "x at 390 "]
    assert "dark: color-contrast" in found[0]
    assert "scrolls sideways" in found[1] and "scrolls sideways" in found[2]


def test_what_is_out_of_place_is_found(shared_page: Page) -> None:
    shared_page.set_content(
        """<html lang="en"><title>x</title><style>
        .fig .narrow { display: none } a { padding: 1em 0 }
        p { position: fixed; left: 0; top: 5em; margin: 0 }
        @media (max-width: 25em) { .fig .narrow { display: block } p { left: 24em } }</style>
        <main><h1>x</h1><div class="fig"><svg class="wide"></svg><svg class="narrow"></svg></div>
        <p><a href="#x">Some words</a></p></main>"""
    )
    found = look_around(shared_page, "x", (390, 1440), rules=False)
    assert len(found) == 2, found
    assert found[0] == "x at 390 px shows 2 drawings of one figure"
    assert found[1].startswith('x at 390 px has out of the window: <a href="#x"')


def test_words_that_cannot_be_read_are_found(shared_page: Page) -> None:
    shared_page.set_content(
        """<html lang="en"><title>x</title><style>
        button { width: 3em; overflow: hidden; white-space: nowrap } small { font-size: 10px }
        th { width: 1px } div { height: 2em } textarea { height: 5em; resize: none }</style>
        <main><h1>x</h1><button>Countdown</button><p><small>Tiny</small></p>
        <table><tr><th>What one form here holds</th><td>Eight</td></tr></table>
        <div><textarea></textarea></div><p>The next field</p>
        <p><a href="#x">Alone</a></p><p>In a <a href="#x">sentence</a>.</p></main>"""
    )
    found = look_around(shared_page, "x", (390,), rules=False)
    kinds = ("cuts the words of: <button>", "has 10.0 px: <small>", "has a word to a line: <th>")
    low = 'px for a finger: <a href="#x">Alone'
    for kind in (*kinds, low, "has “The next field” on: <textarea>"):
        assert [line for line in found if kind in line] != [], (kind, found)
    assert len(found) == 5, found


def test_axe_can_fail(page: Page) -> None:
    page.set_content('<html lang="en"><title>x</title><main><img src=""><button></button></main>')
    assert {line.split(":")[0] for line in axe_violations(page)} >= {"image-alt", "button-name"}


def test_axe_in_every_state_of_the_quiz(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url + "lessons/02-why-now/")
    states = set()
    for number, item in enumerate(page.locator("course-question").all()):
        submit = item.locator("button[type=submit]")
        if number % 3 == 0 and item.get_attribute("data-kind") != "ordering":
            submit.click()  # nothing chosen
        else:
            choose(item, right=number % 3 == 1)
            submit.click()
        states.add(item.get_attribute("data-state"))
    assert states >= {"error", "right", "wrong"}
    assert look_around(page, "answered") == []
    # On a phone a table says what its cells are: of one column once above, of more at each cell.
    said = page.locator("table.cards").evaluate_all(
        """tables => tables.map((table) => [
          getComputedStyle(table.tHead).display !== "none",
          getComputedStyle(table.querySelector("tbody td"), "::before").display !== "none"])"""
    )
    assert sorted({tuple(pair) for pair in said}) == [(False, True), (True, False)]


def choose(item: Locator, right: bool) -> None:
    """Choose a right or a wrong answer with the mouse."""
    keys = (item.get_attribute("data-keys") or "").split()
    kind = item.get_attribute("data-kind")
    if kind == "matching":
        for row in item.locator("tr.opt").all():
            wanted = dict(key.split("=") for key in keys)[row.get_attribute("data-option") or ""]
            values = [v for v in _values(row) if (v == wanted) is right and v]
            row.locator("select").select_option(values[0])
    elif kind == "ordering":
        order_rows(item, keys if right else list(reversed(keys)), lambda b: b.click())
    else:
        for box in item.locator("input").all():
            if ((box.get_attribute("value") or "") in keys) is right:
                box.check()
                if kind == "single":
                    break


def _values(row: Locator) -> list[str]:
    return [o.get_attribute("value") or "" for o in row.locator("option").all()]


def order_rows(item: Locator, wanted: list[str], press: Callable[[Locator], None]) -> None:
    """Bring the rows of an ordering into an order with their buttons."""
    for target, name in enumerate(wanted):
        for _ in range(len(wanted)):
            rows = [r.get_attribute("data-option") for r in item.locator("li.opt").all()]
            if rows.index(name) == target:
                break
            press(item.locator(f"li.opt[data-option={name}] button").first)
        else:
            pytest.fail(f"{name} cannot be moved to place {target + 1}")


# ── keyboard ───────────────────────────────────────────────────────────────


def tab_to(page: Page, wanted: str, limit: int = 60) -> None:
    """Press Tab until the focused element matches the selector."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", wanted):
            return
    pytest.fail(f"Tab does not reach {wanted}")


def answer_by_keyboard(page: Page, item: Locator) -> None:
    """Answer rightly with Tab, arrows, Space and Enter alone; focus stands before the form."""
    name = f"[data-question={item.get_attribute('data-question')}]"
    keys = (item.get_attribute("data-keys") or "").split()
    kind = item.get_attribute("data-kind")
    if kind == "single":
        tab_to(page, f"{name} input")
        page.keyboard.press("Space")
        for _ in range(6):
            if page.evaluate("document.activeElement.value") == keys[0]:
                break
            page.keyboard.press("ArrowDown")
    elif kind == "multiple":
        for _ in item.locator("input").all():
            tab_to(page, f"{name} input")
            if page.evaluate("document.activeElement.value") in keys:
                page.keyboard.press("Space")
    elif kind == "matching":
        wanted = dict(key.split("=") for key in keys)
        for row in item.locator("tr.opt").all():
            tab_to(page, f"{name} select")
            steps = _values(row).index(wanted[row.get_attribute("data-option") or ""])
            for _ in range(steps):
                page.keyboard.press("ArrowDown")
    else:
        tab_to(page, f"{name} li button")
        order_rows(item, keys, lambda button: (button.focus(), page.keyboard.press("Enter"))[0])
    tab_to(page, f"{name} button[type=submit]")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("path", [LESSON, "en/" + LESSON, "lessons/03-ladder/"])
def test_the_quiz_by_keyboard_alone(context_factory: Contexts, site_url: str, path: str) -> None:
    page = open_page(context_factory, site_url + path + "#quiz")
    items = page.locator("course-question")
    total = items.count()
    assert total >= 7
    page.locator("#quiz").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    for number in range(total):
        item = items.nth(number)
        answer_by_keyboard(page, item)
        expect(item).to_have_attribute("data-state", "right")
        expect(item.locator("[role=status]")).to_contain_text(str(number + 1))
        expect(item.locator("details")).to_have_attribute("open", "")


@pytest.mark.parametrize("path", ["", LESSON, "reference/ledger/", "maturity/matrix/"])
@pytest.mark.parametrize("width", [390, 1440])
def test_focus_is_always_seen(
    context_factory: Contexts, site_url: str, path: str, width: int
) -> None:
    page = open_page(context_factory, site_url + path, viewport={"width": width, "height": 800})
    unseen = []
    for _ in range(45):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (e === document.body) return null;
              const next = e.nextElementSibling;
              const r = (e.matches('.md-option') ? next : e).getBoundingClientRect();
              const s = getComputedStyle(e);
              const host = e.matches('.md-option')
                ? next : e.closest('label, .opt, .md-search__form');
              const t = host ? getComputedStyle(host) : s;
              const marked = [s, t].some(
                x => x.outlineStyle !== 'none' && x.outlineWidth !== '0px');
              const inside = r.width > 0 && r.height > 0 && r.right > 0 && r.left < innerWidth
                && r.bottom > 0 && r.top < innerHeight;
              return marked && inside ? null : e.outerHTML.slice(0, 120);
            }"""
        )
        if place:
            unseen.append(place)
    assert unseen == []


def test_the_tip_of_a_term(context_factory: Contexts, site_url: str) -> None:
    for width in (320, 1440):
        page = open_page(
            context_factory, site_url + LESSON, viewport={"width": width, "height": 700}
        )
        for term in page.locator("course-term").all()[:4]:
            tip = term.locator("[role=tooltip]")
            expect(tip).to_be_hidden()
            term.locator("a").focus()
            expect(tip).to_be_visible()
            box = tip.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
            page.keyboard.press("Escape")
            expect(tip).to_be_hidden()


# ── what is kept ───────────────────────────────────────────────────────────


def test_a_term_is_found_by_words_that_the_course_does_not_use(
    shared_page: Page, site_url: str
) -> None:
    page = shared_page
    page.goto(f"{site_url}en/reference/glossary/")
    terms = page.locator(".glossary section:visible h2")
    everything = terms.count()
    box = page.get_by_label("Find a term")
    box.fill("User-Journey")
    expect(terms).to_have_count(1)
    expect(terms).to_contain_text("customer journey")
    status = page.locator("course-glossary [role=status]")
    expect(status).to_have_text(f"1 of {everything} terms shown.")
    # A link to a term that is not shown arrives all the same.
    page.locator(".glossary section:visible .near a").first.click()
    expect(page.locator("#process")).to_be_in_viewport()
    expect(box).to_have_value("")
    expect(terms).to_have_count(everything)
    box.fill("没有这个词")
    expect(terms).to_have_count(0)
    expect(status).to_contain_text("Try another word")


def test_nothing_is_lost_over_languages_and_sessions(
    context_factory: Contexts, site_url: str
) -> None:
    context = context_factory()
    page = context.new_page()
    page.goto(site_url + LESSON)
    first, second = question(page, "l01-two-actions"), question(page, "l01-which-mechanism")
    choose(first, right=True)
    first.locator("button[type=submit]").click()
    choose(second, right=False)  # chosen, not checked
    chosen = second.locator("input:checked").get_attribute("value")
    page.locator("a.lang").click()
    page.wait_for_url("**/en/lessons/01-shared-words/**")
    expect(question(page, "l01-two-actions")).to_have_attribute("data-state", "right")
    expect(question(page, "l01-which-mechanism").locator("input:checked")).to_have_value(
        chosen or ""
    )
    state = context.storage_state()
    context.close()
    again = context_factory(storage_state=state).new_page()
    again.goto(site_url + LESSON)
    expect(question(again, "l01-two-actions")).to_have_attribute("data-state", "right")
    expect(question(again, "l01-which-mechanism").locator("input:checked")).to_have_value(
        chosen or ""
    )
    expect(question(again, "l01-which-mechanism")).to_have_attribute("data-state", "initial")


def test_the_quiz_by_touch(context_factory: Contexts, site_url: str) -> None:
    context = context_factory(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(site_url + "lessons/03-ladder/")
    for item in page.locator("course-question").all():
        keys = (item.get_attribute("data-keys") or "").split()
        kind = item.get_attribute("data-kind")
        if kind == "ordering":
            order_rows(item, keys, lambda button: button.tap())
        elif kind == "matching":
            choose(item, right=True)
        else:
            for key in keys:
                item.locator(f".opt[data-option={key}] label").tap()
        item.locator("button[type=submit]").tap()
        expect(item).to_have_attribute("data-state", "right")


DENIED = """
Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('no', 'SecurityError'); }
});
"""


def test_storage_denied(context_factory: Contexts, site_url: str, faults: Faults) -> None:
    context = context_factory()
    context.add_init_script(DENIED)
    page = context.new_page()
    page.goto(site_url + LESSON)
    for name in ("l01-two-actions", "l01-which-mechanism"):
        choose(question(page, name), right=True)
        question(page, name).locator("button[type=submit]").click()
        expect(question(page, name)).to_have_attribute("data-state", "right")
    expect(page.locator(".store-notice")).to_have_count(1)


# ── languages ──────────────────────────────────────────────────────────────


def test_the_language_switch_stays_at_the_section(context_factory: Contexts, site_url: str) -> None:
    page = open_page(context_factory, site_url + LESSON + "#testable")
    page.locator("a.lang").click()
    page.wait_for_url("**/en/lessons/01-shared-words/#testable")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a.lang").click()
    page.wait_for_url(lambda url: "/en/" not in url and url.endswith("#testable"))


def test_the_other_language_is_offered_once(context_factory: Contexts, site_url: str) -> None:
    context = context_factory(locale="en-GB")
    page = context.new_page()
    page.goto(site_url + LESSON)
    offer = page.locator("course-offer[data-locale=en]")
    expect(offer).to_be_visible()
    assert axe_violations(page) == []
    offer.locator("button").click()
    expect(offer).to_be_hidden()
    page.reload()
    page.locator("course-question").first.wait_for()
    expect(offer).to_be_hidden()


@pytest.mark.parametrize("path", ["", LESSON])
def test_the_offer_pushes_nothing_down(context_factory: Contexts, site_url: str, path: str) -> None:
    context = context_factory(locale="en-GB", viewport={"width": 390, "height": 800})
    context.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const e of list.getEntries())"
        " window.moved += e.value }).observe({ type: 'layout-shift', buffered: true })"
    )

    def delay(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    context.route("**/course.*.js", delay)
    page = context.new_page()
    page.goto(site_url + path)
    expect(page.locator("course-offer[data-locale=en]")).to_be_visible()
    page.locator(".js").wait_for()
    # Web Vitals call less than 0.1 good.
    assert page.evaluate("window.moved") < 0.05


def test_nothing_is_offered_to_a_reader_of_the_page(
    context_factory: Contexts, site_url: str
) -> None:
    page = open_page(context_factory, site_url + LESSON)
    page.locator("course-question button").first.wait_for()
    expect(page.locator("course-offer:visible")).to_have_count(0)


# ── scheme, print, no script, forced colours ───────────────────────────────


def test_the_palette_switches_and_is_kept(context_factory: Contexts, site_url: str) -> None:
    page = open_page(context_factory, site_url + LESSON, color_scheme="light")
    body = page.locator("body")
    for _ in range(3):
        page.locator("form[data-md-component=palette] label:visible").click()
        if body.get_attribute("data-md-color-scheme") == "slate":
            break
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("script", [True, False])
def test_print_shows_every_answer(context_factory: Contexts, site_url: str, script: bool) -> None:
    page = open_page(context_factory, site_url + LESSON, java_script_enabled=script)
    feedback = page.locator(".q-answer .fb").first
    expect(feedback).to_be_hidden()
    page.emulate_media(media="print")
    hidden = [n for n, e in enumerate(page.locator(".q-answer .fb").all()) if not e.is_visible()]
    assert hidden == []
    expect(page.locator(".md-header")).to_be_hidden()


def test_paper_is_used_well(shared_page: Page, site_url: str) -> None:
    """A lesson with its answers, the matrix as a table, each sheet with its number."""
    for path, most in (("en/lessons/03-ladder/", 16), ("maturity/matrix/", 1)):
        shared_page.goto(site_url + path)
        made = shared_page.pdf(format="A4", prefer_css_page_size=True)
        sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(made)).pages]
        assert len(sheets) <= most
        for number, text in enumerate(sheets, 1):
            assert f"{number}/{len(sheets)}" in "".join(text.split())
    shared_page.emulate_media(media="print")
    expect(shared_page.locator(".mx thead")).to_be_visible()
    shared_page.emulate_media(media="screen")
    shared_page.set_viewport_size({"width": 390, "height": 800})
    expect(shared_page.locator(".mx thead")).to_be_hidden()


def test_without_script(context_factory: Contexts, site_url: str) -> None:
    page = open_page(context_factory, site_url + LESSON, java_script_enabled=False)
    item = question(page, "l01-two-actions")
    expect(item.locator("legend")).to_be_visible()
    item.locator("input").first.check()
    item.locator("summary").click()
    expect(item.locator(".fb").first).to_be_visible()
    expect(page.locator("course-offer:visible")).to_have_count(0)
    expect(page.locator(".md-header a.lang")).to_be_visible()


def test_forced_colours_keep_the_verdict(context_factory: Contexts, site_url: str) -> None:
    page = open_page(context_factory, site_url + LESSON, forced_colors="active")
    item = question(page, "l01-two-actions")
    choose(item, right=False)
    item.locator("button[type=submit]").click()
    expect(item.locator(".opt.is-wrong")).to_contain_text("不对")
    outline = item.locator(".opt.is-wrong").evaluate("e => getComputedStyle(e).outlineStyle")
    border = item.locator(".opt.is-wrong").evaluate("e => getComputedStyle(e).borderStyle")
    assert "solid" in outline + border


def test_the_weight_of_a_page_is_measured(browser: Browser, site_url: str) -> None:
    view = measure_view(browser, site_url, "glossary", "en/reference/glossary/")
    assert view["hosts"] == 1 and isinstance(view["requests"], int) and view["requests"] > 3
