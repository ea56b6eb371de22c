"""`course screenshots`: pictures for the README, and a contact sheet of the whole look."""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from course.commands.build import build
from course.commands.chrome import NoBrowser, open_chrome, serve_folder

LOCALES = ("zh", "en")
WIDTHS = (390, 1440)
SCHEMES = ("light", "dark")
README = "docs/assets/images/readme-lesson.png"


@dataclass(frozen=True)
class Kind:
    """A kind of page: where it is, what to do on it first, how much of it to show."""

    name: str
    path: str
    prepare: Callable[[Page], None] | None = None
    height: int = 2200


def _answer(page: Page) -> None:
    """Leave the first two questions answered, one wrong and one right."""
    questions = page.locator("course-question[data-kind=single]")
    for number, right in ((0, False), (1, True)):
        question = questions.nth(number)
        keys = (question.get_attribute("data-keys") or "").split()
        for option in question.locator("input").all():
            if ((option.get_attribute("value") or "") in keys) is right:
                option.check()
                break
        question.locator("button[type=submit]").click()
    questions.first.scroll_into_view_if_needed()


def _search(page: Page) -> None:
    """Type a word into the search box."""
    zh = page.locator("html").get_attribute("lang") == "zh"
    opener = page.locator("label.md-header__button[for=__search]")
    if opener.is_visible():
        opener.click()
    box = page.locator(".md-search__input")
    box.focus()
    box.fill("患者体验" if zh else "patient experience")
    box.press("End")
    page.locator(".md-search-result__item").first.wait_for()


KINDS = (
    Kind("home", ""),
    Kind("lesson", "lessons/01-shared-words/"),
    Kind("ladder", "lessons/03-ladder/"),
    Kind("quiz", "lessons/01-shared-words/#quiz", _answer),
    Kind("matrix", "maturity/matrix/"),
    Kind("ledger", "reference/ledger/"),
    Kind("glossary", "reference/glossary/"),
    Kind("case", "cases/cleveland-clinic/"),
    Kind("search", "", _search, 900),
    Kind("404", "no-such-page", None, 900),
)


def take_screenshots(root: Path, out: Path) -> int:
    """Build the site and photograph it.

    Args:
        root: the repository; the README's picture is renewed in it.
        out: folder for the pictures and `contact-sheet-*.png`.

    Returns:
        0 when all pictures are there, 1 when the build failed, 2 without a browser.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        if build(root, site):
            return 1
        try:
            with open_chrome() as browser, serve_folder(site) as url:
                for name in _take(browser, url, out):
                    print(name, file=sys.stderr, flush=True)
                _take_readme(browser, url, root / README)
                _write_sheets(browser, out)
        except NoBrowser as error:
            print(f"screenshots: {error}", file=sys.stderr)
            return 2
    print(f"pictures in {out}")
    return 0


def _take(browser: Browser, url: str, out: Path) -> Iterator[str]:
    for locale, width, scheme in itertools.product(LOCALES, WIDTHS, SCHEMES):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="zh-CN" if locale == "zh" else "en-GB",
            reduced_motion="reduce",
        )
        for kind in KINDS:
            page = context.new_page()
            page.goto(url + ("" if locale == "zh" else "en/") + kind.path)
            page.wait_for_load_state("networkidle")
            if kind.prepare:
                kind.prepare(page)
            name = f"{kind.name}-{locale}-{width}-{scheme}.png"
            page.set_viewport_size({"width": width, "height": kind.height})
            page.screenshot(path=out / name)
            page.close()
            yield name
        context.close()


def _take_readme(browser: Browser, url: str, target: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
    page.goto(url + "en/lessons/03-ladder/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target)
    page.close()


def _write_sheets(browser: Browser, out: Path) -> None:
    """One sheet for each width: a row for each kind of page."""
    for width in WIDTHS:
        columns = list(itertools.product(LOCALES, SCHEMES))
        size = 300 if width > 500 else 180
        rows = []
        for kind in KINDS:
            names = [f"{kind.name}-{lo}-{width}-{scheme}.png" for lo, scheme in columns]
            cells = "".join(f'<td><img src="{name}" width="{size}"></td>' for name in names)
            rows.append(f"<tr><th>{kind.name}</th>{cells}</tr>")
        sheet = out / f"contact-sheet-{width}.html"
        sheet.write_text(
            '<!doctype html><meta charset="utf-8"><title>contact sheet</title>'
            "<style>td,th{vertical-align:top;padding:4px;font:12px sans-serif}</style>"
            f"<table>{''.join(rows)}</table>",
            encoding="utf-8",
        )
        page = browser.new_page(viewport={"width": 4 * (size + 8) + 90, "height": 800})
        page.goto(sheet.as_uri())
        page.screenshot(path=out / f"contact-sheet-{width}.png", full_page=True)
        page.close()
