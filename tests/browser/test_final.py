"""The final assessment in a real browser: a try from its start to its certificate."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import ENDS, look_around
from tests.browser.conftest import Faults
from tests.browser.test_pages import DENIED, answer_by_keyboard, tab_to

FINAL = "review/final/"
ITEMS = 40
Contexts = Callable[..., BrowserContext]

ANSWER = """right => {
  const q = document.querySelector('.exam-desk .q');
  const keys = q.dataset.keys.split(' ');
  const { kind } = q.dataset;
  if (kind === 'matching') {
    for (const row of q.querySelectorAll('.opt')) {
      const key = keys.find((k) => k.startsWith(row.dataset.option + '=')).split('=')[1];
      const select = row.querySelector('select');
      const other = [...select.options].map((o) => o.value).find((v) => v && v !== key);
      select.value = right ? key : other;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }
  } else if (kind === 'ordering') {
    const rows = () => [...q.querySelectorAll('.q-rows > li')];
    keys.forEach((key, place) => {
      while (rows().findIndex((r) => r.dataset.option === key) > place)
        rows().find((r) => r.dataset.option === key).querySelector('.q-up').click();
    });
    if (!right) rows()[0].querySelector('.q-down').click();
  } else {
    for (const input of q.querySelectorAll('input')) {
      const on = keys.includes(input.value) === right;
      if (input.checked === on || (input.type === 'radio' && !on)) continue;
      input.click();
      if (input.type === 'radio') break;
    }
  }
  return q.dataset.question;
}"""
"""Answers the question that is shown, as clicks would."""


def start(page: Page, url: str) -> None:
    page.goto(url)
    page.locator(".exam-start button").click()
    expect(page.locator(".exam-desk .q")).to_be_focused()


def answer(page: Page, right: bool = True) -> str:
    return str(page.evaluate(ANSWER, right))


def turn(page: Page) -> None:
    page.locator(".exam-desk button[type=submit]").click()


def answer_all(page: Page, wrong: Callable[[int], bool] = lambda _n: False) -> None:
    """All questions, so that the last view before handing in is shown."""
    for n in range(ITEMS):
        answer(page, not wrong(n))
        turn(page)
    expect(page.locator(".exam-last h2")).to_be_focused()


def hand_in(page: Page) -> None:
    page.locator(".exam-last .acts button").first.click()
    expect(page.locator(".exam-verdict h2")).to_be_focused()


def answer_next(page: Page, count: int) -> list[str]:
    """Leaves the question that is shown open, and answers those that follow."""
    names = []
    for _ in range(count):
        turn(page)
        names.append(answer(page))
    return names


def read_try(page: Page) -> tuple[str, dict[str, Any]]:
    """Key and record of the latest try."""
    found: list[list[str]] = page.evaluate(
        "Object.entries(localStorage).filter(([k]) => k.startsWith('ccip:1:exam:')).sort()"
    )
    key, text = found[-1]
    return key, json.loads(text)


def record(page: Page) -> dict[str, Any]:
    return read_try(page)[1]


def change_record(page: Page, change: Callable[[dict[str, Any]], object]) -> None:
    """What another version of the course or another tab left behind."""
    key, value = read_try(page)
    change(value)
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [key, json.dumps(value)])


def note(page: Page, name: str) -> list[str]:
    """What is wrong with the state that is shown."""
    page.evaluate("scrollTo(0, 0)")  # The header covers what is scrolled below it, by half perhaps.
    english = "/en/" in page.url
    found = look_around(page, name, (320,) if english else ENDS, not english)
    unnamed: list[str] = page.evaluate(
        "[...document.querySelectorAll('.exam :is(button, input, select, summary)')].filter(e =>"
        " !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.labels?.length"
        " || e.textContent.trim())).map(e => e.outerHTML.slice(0, 80))"
    )
    return found + unnamed


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_axe_in_every_state(shared_page: Page, site_url: str, prefix: str) -> None:
    page = shared_page
    page.goto(site_url + prefix + FINAL)
    found = note(page, "start")
    page.locator(".exam-start button").click()
    seen = set()
    for n in range(ITEMS):
        kind = page.locator(".exam-desk .q").get_attribute("data-kind") or ""
        if n % 9:
            answer(page, right=n % 5 != 0)
        if kind not in seen:
            found += note(page, kind)
            seen.add(kind)
        if n == 3:
            page.locator(".exam-mark").click()
            page.locator(".exam-map summary").click()
            found += note(page, "list")
        turn(page)
    assert seen == {"single", "multiple", "ordering", "matching"}
    found += note(page, "last")
    page.locator(".exam-last .acts button").nth(1).click()
    page.locator(".exam-bar button").nth(1).click()
    expect(page.locator(".exam-pause h2")).to_be_focused()
    found += note(page, "paused")
    page.locator(".exam-pause .acts button").nth(1).click()
    found += note(page, "dialog")
    page.locator("dialog button").first.click()
    page.locator(".exam-pause .acts button").first.click()
    page.locator(".exam-bar button").nth(2).click()
    hand_in(page)
    found += note(page, "result")
    page.locator("#exam-only-missed").check()
    found += note(page, "missed alone")
    assert found == []


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_by_keyboard_alone(context_factory: Contexts, site_url: str, prefix: str) -> None:
    page = context_factory(reduced_motion="reduce").new_page()
    page.goto(site_url + prefix + FINAL)
    tab_to(page, ".exam-start button", limit=120)
    page.keyboard.press("Enter")
    for n in range(ITEMS):
        item = page.locator(".exam-desk .q")
        expect(item).to_be_focused()
        expect(item.locator(".label")).to_contain_text(str(n + 1))
        answer_by_keyboard(page, item)
    expect(page.locator(".exam-last h2")).to_be_focused()
    tab_to(page, ".exam-last .acts .btn")
    page.keyboard.press("Enter")
    expect(page.locator(".exam-verdict h2")).to_be_focused()
    expect(page.locator(".exam-why")).to_contain_text("40")
    tab_to(page, "#exam-name")
    page.keyboard.insert_text("王小明")
    expect(page.locator(".exam-name")).to_have_text("王小明")
    assert record(page)["right"] == ITEMS


def test_nothing_is_judged_before_the_end(shared_page: Page, site_url: str) -> None:
    page = shared_page
    start(page, site_url + FINAL)
    for n in range(12):
        answer(page, right=n % 2 == 0)
        judged = page.locator(
            ".exam :is(.st, .fb, .q-answer, .is-right, .is-wrong, course-question)"
        )
        expect(judged).to_have_count(0)
        turn(page)
    assert not {"right", "passed", "handed"} & record(page).keys()


def test_the_form_stays_the_same(shared_page: Page, site_url: str) -> None:
    page = shared_page
    start(page, site_url + FINAL)
    names = answer_next(page, 7)
    form = list(record(page)["items"])
    assert form[1:8] == names and len(form) == ITEMS
    page.locator(".exam-mark").click()
    stem = page.locator(".exam-desk .q").get_attribute("data-question")
    page.reload()
    for address in ("", "en/", ""):
        if address:
            page.locator("a.lang").click()
            page.wait_for_url("**/en/review/final/**")
        expect(page.locator(".exam-desk .q")).to_have_attribute("data-question", stem or "")
        expect(page.locator(".exam-mark")).to_have_attribute("aria-pressed", "true")
        assert list(record(page)["items"]) == form
        if address:
            page.locator("a.lang").click()
            page.wait_for_url(lambda url: "/en/" not in url)
    page.get_by_role("button", name="暂停").click()
    page.reload()
    expect(page.locator(".exam-pause")).to_contain_text("已答 7 题")
    page.get_by_role("button", name="接着做").click()
    expect(page.locator(".exam-desk .q")).to_have_attribute("data-question", stem or "")
    page.locator(".exam-map summary").click()
    page.get_by_role("button", name="第 2 题，已答", exact=True).click()
    expect(page.locator(".exam-desk .q")).to_have_attribute("data-question", names[0])
    chosen = page.locator(".exam-desk :is(input:checked, select, .q-rows)")
    assert chosen.count() > 0


def test_unanswered_ones_are_named_and_lead_back(shared_page: Page, site_url: str) -> None:
    page = shared_page
    start(page, site_url + FINAL)
    for n in range(ITEMS):
        if n not in (4, 20):
            answer(page)
        if n == 7:
            page.locator(".exam-mark").click()
        turn(page)
    links = page.locator(".exam-last .exam-link")
    expect(links).to_have_count(3)
    assert [re.findall(r"\d+", text)[0] for text in links.all_inner_texts()] == ["5", "21", "8"]
    links.nth(1).click()
    expect(page.locator(".exam-desk .label")).to_contain_text("第 21 题")
    page.get_by_role("button", name="检查并交卷").click()
    hand_in(page)
    assert record(page)["right"] == ITEMS - 2
    missing = page.locator(".exam-sheets .q .stale")
    expect(missing).to_have_count(2)


def test_a_fail_says_why_and_what_to_read(shared_page: Page, site_url: str) -> None:
    page = shared_page
    start(page, site_url + FINAL)
    # The block of needs is questions 17 to 21.
    answer_all(page, lambda n: n in (16, 17, 18))
    hand_in(page)
    expect(page.locator(".exam-verdict h2")).to_have_text("没有通过")
    why = page.locator(".exam-why").inner_text()
    assert "40 题答对 37 题（92%）" in why and "“需要”5 题答对 2 题，至少要 3 题" in why
    rows = page.locator(".exam-verdict .exam-table").first.locator("tbody tr")
    expect(rows).to_have_count(7)
    assert [("不够" in text) for text in rows.all_inner_texts()] == [n == 3 for n in range(7)]
    expect(page.locator(".exam-certificate")).to_have_count(0)
    links = page.locator(".exam-verdict > ul a")
    assert 1 <= links.count() <= 3
    assert all("/lessons/05-needs/#" in link.evaluate("a => a.href") for link in links.all())
    expect(page.locator(".exam-sheets .q")).to_have_count(ITEMS)
    wrong = page.locator(".exam-sheets .q.is-missed")
    expect(wrong).to_have_count(3)
    for sheet in page.locator(".exam-sheets .q").all():
        expect(sheet.locator(".fb").first).to_be_visible()
    options = page.locator(".exam-sheets .q[data-kind=single] li[data-feedback]").count()
    assert page.locator(".exam-sheets .q[data-kind=single] li .fb").count() == options > 60
    page.locator("#exam-only-missed").check()
    expect(page.locator(".exam-sheets .q:visible")).to_have_count(3)
    # Another try has other questions and leaves this result in the list.
    first = set(record(page)["items"])
    page.get_by_role("button", name="再测一次").click()
    expect(page.locator(".exam-desk .q")).to_be_focused()
    assert set(record(page)["items"]) != first
    answer_all(page)
    hand_in(page)
    expect(page.locator(".exam-tries tbody tr")).to_have_count(2)
    expect(page.locator(".exam-verdict h2")).to_have_text("通过")
    page.locator(".exam-tries .exam-link").click()
    expect(page.locator(".exam-verdict h2")).to_have_text("没有通过")


def test_the_certificate(shared_page: Page, site_url: str) -> None:
    page = shared_page
    page.goto(site_url + FINAL)
    page.evaluate(
        "window.print = () => { window.printed = document.documentElement.dataset.print }"
    )
    page.locator(".exam-start button").click()
    answer_all(page)
    hand_in(page)
    sheet = page.locator(".exam-paper")
    expect(sheet).to_contain_text("这是自测的记录")
    expect(sheet).to_contain_text("40 题答对 40 题（100%）")
    name = '<b onclick="x()">Anna</b>'
    page.locator("#exam-name").fill(name)
    expect(sheet.locator(".exam-name")).to_have_text(name)
    expect(sheet.locator("b")).to_have_count(0)
    kept = "localStorage.getItem('ccip:1:setting:name')"
    assert page.evaluate(kept) is None
    page.locator("#exam-keep").check()
    assert json.loads(page.evaluate(kept))["name"] == name
    page.get_by_role("button", name="打印证明").click()
    assert page.evaluate("window.printed") == "certificate"
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    for hidden in ("h1", ".exam-verdict h2", ".exam-sheets", ".exam-ask", "#marking"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".exam-verdict h2")).to_be_visible()
    expect(page.locator(".exam-sheets")).to_be_visible()
    expect(sheet).to_be_hidden()
    page.emulate_media(media="screen")
    page.reload()
    expect(page.locator("#exam-name")).to_have_value(name)
    page.locator("#exam-keep").uncheck()
    assert page.evaluate(kept) is None
    page.reload()
    expect(page.locator("#exam-name")).to_have_value("")


def test_the_clock_is_shown_hidden_and_kept(shared_page: Page, site_url: str) -> None:
    page = shared_page
    start(page, site_url + FINAL)
    clock = page.get_by_role("timer")
    expect(clock).to_contain_text("0:02")
    page.get_by_role("button", name="隐藏用时").click()
    expect(clock).to_be_hidden()
    page.get_by_role("button", name="显示用时").click()
    page.goto(site_url + "review/progress/")
    change_record(page, lambda now: now.update(seconds=4000))
    page.goto(site_url + FINAL)
    # Past the hour, and nothing is enforced.
    expect(clock).to_contain_text(re.compile("6[67]:"))
    answer(page)
    turn(page)
    expect(page.locator(".exam-desk .label")).to_contain_text("第 2 题")


def test_two_tabs_keep_each_other_s_answers(context_factory: Contexts, site_url: str) -> None:
    context = context_factory()
    one = context.new_page()
    start(one, site_url + FINAL)
    two = context.new_page()
    two.goto(site_url + FINAL)
    expect(two.locator(".exam-desk .q")).to_be_visible()
    first = answer(one)
    turn(two)
    second = answer(two)
    assert first != second
    turn(one)
    assert set(record(one)["answers"]) == {first, second}
    expect(one.locator(".exam-map summary")).to_contain_text("已答 2 题")
    two.get_by_role("button", name="检查并交卷").click()
    hand_in(two)
    expect(one.locator(".exam-verdict h2")).to_have_text("没有通过")


def test_a_question_edited_since(shared_page: Page, site_url: str) -> None:
    page = shared_page
    start(page, site_url + FINAL)
    names = answer_next(page, 3)
    # On another page, because this one notes its time when it is left.
    page.goto(site_url + "review/progress/")
    change_record(page, lambda now: now["items"].update({names[0]: "00000000"}))
    page.goto(site_url + FINAL)
    expect(page.locator(".exam-pause")).to_contain_text("有 1 题")
    expect(page.locator(".exam-pause")).to_contain_text("其余 39 题还在，已答 2 题")
    page.get_by_role("button", name="接着做").click()
    expect(page.locator(".exam-desk .label")).to_contain_text("共 39 题")
    kept = record(page)
    assert names[0] not in kept["items"] and names[0] in kept["answers"]
    page.get_by_role("button", name="检查并交卷").click()
    hand_in(page)
    assert record(page)["right"] == 2
    change_record(page, lambda now: now["items"].update({names[1]: "00000000"}))
    page.reload()
    expect(page.locator(".exam-verdict .stale").first).to_contain_text("有 1 题在交卷以后改过")
    expect(page.locator(".exam-why")).to_contain_text("39 题答对 2 题")
    expect(page.locator(".exam-sheets .q")).to_have_count(38)


def test_a_try_is_given_up_after_a_question(shared_page: Page, site_url: str) -> None:
    page = shared_page
    start(page, site_url + FINAL)
    page.get_by_role("button", name="暂停").click()
    page.get_by_role("button", name="放弃这一次").click()
    page.get_by_role("button", name="保留").click()
    expect(page.locator(".exam-pause")).to_be_visible()
    page.get_by_role("button", name="放弃这一次").click()
    page.get_by_role("dialog").get_by_role("button", name="放弃").click()
    expect(page.locator(".exam-start")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes(':exam:')).length") == 0


def test_storage_denied(context_factory: Contexts, site_url: str, faults: Faults) -> None:
    context = context_factory()
    context.add_init_script(DENIED)
    page = context.new_page()
    start(page, site_url + FINAL)
    answer_all(page)
    hand_in(page)
    expect(page.locator(".exam-why")).to_contain_text("40 题答对 40 题")
    expect(page.locator(".store-notice")).to_have_count(1)


def test_without_script(context_factory: Contexts, site_url: str) -> None:
    page = context_factory(java_script_enabled=False).new_page()
    page.goto(site_url + FINAL)
    expect(page.locator(".without-script")).to_be_visible()
    expect(page.locator(".exam-plan tbody tr")).to_have_count(7)
    expect(page.locator(".exam-plan a").first).to_be_visible()
    expect(page.locator(".q")).to_have_count(0)
    expect(page.locator("#self-check")).to_be_visible()


def test_from_disk(context_factory: Contexts, site: Path, faults: Faults) -> None:
    page = context_factory(offline=True).new_page()
    start(page, (site / "review" / "final" / "index.html").as_uri())
    answer(page)
    turn(page)
    page.reload()
    expect(page.locator(".exam-desk .label")).to_contain_text("第 2 题")
    expect(page.locator(".exam-map summary")).to_contain_text("已答 1 题")
    faults.take("file://|ERR_")


def test_forced_colours(context_factory: Contexts, site_url: str) -> None:
    page = context_factory(forced_colors="active").new_page()
    start(page, site_url + FINAL)
    answer(page)
    page.locator(".exam-mark").click()
    page.locator(".exam-map summary").click()
    style = "(e, [pseudo, name]) => getComputedStyle(e, pseudo)[name]"
    jump = page.locator(".exam-jump")
    widths = [jump.nth(n).evaluate(style, [None, "borderTopWidth"]) for n in (0, 1)]
    assert widths[0] != widths[1]
    marks = [jump.nth(n).evaluate(style, ["::after", "content"]) for n in (0, 1)]
    assert marks[0] == '""' and marks[1] == "none"
    pressed = page.locator(".exam-mark").evaluate(style, ["::before", "backgroundColor"])
    page.locator(".exam-mark").click()
    assert page.locator(".exam-mark").evaluate(style, ["::before", "backgroundColor"]) != pressed
