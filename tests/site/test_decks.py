"""The decks as files: who gets what, how heavy they are, where they lead."""

from __future__ import annotations

import gzip
import html as html_module
import json
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from course.model import Course
from course.outputs.deck_slides import RenderedSlide
from course.paths import read_paths
from course.site.policy import find_inline_scripts
from course.slides import Slide, build_lesson_deck, deck_address
from course.source.folder import read_course
from tests.conftest import DOCS
from tests.site.test_site import foreign_loads

KILOBYTES = 70
"""Gzipped, until the first slide shows; drawings apart."""


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(DOCS)


@pytest.fixture(scope="module")
def decks(site: Path) -> dict[str, str]:
    found = sorted(site.rglob("teach/decks/*.html"))
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in found}


def names(course: Course) -> list[str]:
    lessons = [str(page.meta["id"]) for page in course.lessons(course.source_locale)]
    return [*lessons, *(path.id for path in read_paths(course))]


def test_every_lesson_and_path_has_its_decks(course: Course, decks: dict[str, str]) -> None:
    wanted = {
        deck_address(course, locale, name, reader)
        for locale in course.locales
        for name in names(course)
        for reader in ("trainer", "speaker", "learner")
    }
    assert set(decks) == wanted


def weigh(site: Path, name: str, text: str) -> float:
    """Kilobytes of a deck with all that it loads at once, drawings apart."""
    bare = re.sub(r"<svg\b.*?</svg>", "", text, flags=re.DOTALL)
    assets = re.findall(r'<(?:script|link)\b[^>]*(?:src|href)="([^"]+\.(?:js|css))"', text)
    assert len(assets) == 2, name
    files = [site / posixpath.join(posixpath.dirname(name), asset) for asset in assets]
    parts = [bare.encode(), *(path.read_bytes() for path in files)]
    return sum(len(gzip.compress(part, 6)) for part in parts) / 1000


def test_decks_are_light(site: Path, decks: dict[str, str]) -> None:
    heavy = {n: weigh(site, n, text) for n, text in decks.items() if "-speaker" not in n}
    assert {name: kb for name, kb in heavy.items() if kb > KILOBYTES} == {}
    # The largest is near the bound, so the bound means something.
    assert max(heavy.values()) > KILOBYTES - 15


def test_learners_get_neither_notes_nor_answers(
    site: Path, course: Course, decks: dict[str, str]
) -> None:
    scripts = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("teach/decks/*.js")
    }
    mine = {name: text for name, text in (decks | scripts).items() if "-learner." in name}
    assert len(mine) == 2 * (len(names(course)) + 10)
    for name, text in mine.items():
        assert not find_secrets(text), name
    trainers = html_module.unescape(
        "".join(decks[n] for n in decks if re.search(r"l\d\d\.html", n))
    )
    learners = html_module.unescape("".join(mine.values()))
    for locale in course.locales:
        for page in course.lessons(locale):
            for slide in build_lesson_deck(course, page).slides:
                feedback = slide.question.options[0].feedback if slide.question else ""
                for said in (slide.notes, feedback):
                    first = re.split(r"[\[*`“\"]", said)[0][:20]
                    if len(first) == 20:
                        assert first in trainers, slide.id
                        assert first not in learners, slide.id


def find_secrets(text: str) -> list[str]:
    """What only a trainer's deck may hold."""
    return re.findall(r'class=\\?"(?:notes|fb|answer|rank)\b|data-key|\bfragment\b', text)


def test_secrets_are_found() -> None:
    slide = Slide("a", "section", "A")
    rendered = RenderedSlide(slide, "<section>A</section>", "<section>A</section>", "")
    assert rendered.write("trainer") == rendered.write("learner") == "<section>A</section>"
    notes = '<aside class="notes">Say it.</aside>'
    rendered = RenderedSlide(slide, "<section>A</section>", "<section>A</section>", notes)
    assert find_secrets(rendered.write("trainer")) == ['class="notes']
    assert find_secrets(rendered.write("learner")) == []


def broken_links(site: Path, decks: dict[str, str]) -> tuple[set[tuple[str, str]], int]:
    """Addresses in decks, of links and of what they load, that lead nowhere; how many lead.

    Anchors are followed, too.
    """
    ids: dict[Path, set[str]] = {}
    missing, seen = set(), set()
    for name, text in decks.items():
        for written in set(re.findall(r'\s(?:href|src)="([^"]*)"', text)):
            address, _, anchor = html_module.unescape(written).partition("#")
            if urlsplit(address).scheme:
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
            file = site / path / "index.html" if address.endswith("/") else site / path
            if not address:
                file = site / name
            seen.add(file)
            if file not in ids:
                found = file.read_text("utf-8") if file.suffix == ".html" and file.is_file() else ""
                ids[file] = set(re.findall(r'\sid="([^"]+)"', found))
            if not file.is_file() or (anchor and anchor not in ids[file]):
                missing.add((name, written))
    return missing, len(seen)


def test_every_link_of_a_deck_leads_somewhere(site: Path, decks: dict[str, str]) -> None:
    missing, seen = broken_links(site, decks)
    assert missing == set()
    assert seen > 40
    bad = '<a href="gone.html">x</a><img src="l01.png"><a href="l01.html#none">y</a>'
    assert len(broken_links(site, {"teach/decks/x.html": bad})[0]) == 3


def test_decks_keep_the_policy_and_load_nothing_from_elsewhere(decks: dict[str, str]) -> None:
    for name, text in decks.items():
        assert "Content-Security-Policy" in text, name
        assert find_inline_scripts(text) == [], name
        assert foreign_loads(text) == [], name
        assert '<meta name="robots" content="noindex">' in text, name


def test_the_plan_of_a_deck_names_its_slides(course: Course, decks: dict[str, str]) -> None:
    for name, text in decks.items():
        found = re.search(r'id="deck-plan" type="application/json">(.*?)</script>', text)
        plan = json.loads(found[1]) if found else {}
        here = set(re.findall(r'<section class="slide[^>]* id="([^"]+)"', text))
        for part in plan["parts"]:
            elsewhere = [i for i in part["slides"] if i not in here]
            assert not elsewhere or part["from"] in plan["scripts"], (name, part["title"])
        if "half-day" in name:
            assert sum(part["minutes"] for part in plan["parts"]) == 260
