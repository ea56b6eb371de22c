"""What a reader loads of ours: the budgets of scripts and style sheets, on the built pages."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

import pytest

from course.site.assets import PARTS
from tests.browser.defects import SCRIPTS, bundle

SCRIPT, SHEET = r'<script src="([^"]+)"', r'<link rel="stylesheet" href="([^"]+)"'
ICON = r'<link rel="icon" href="([^"]+)"'
THEIRS = re.compile(r"/(bundle|main)\.")
KB = 1024
FIRST_VIEW, LESSON, LESSON_SCRIPT = 110_000, 25_000, 15_000
"""Gzipped bytes of a lesson: all that a reader loads who opens it; our scripts and style sheets in
it; our scripts. `FIRST_VIEW` is without the index, which waits until the reader searches."""
LEARNERS, PART, DECK = 40 * KB, 10 * KB, 40 * KB
"""All our code that learners run; the script of one kind of page, libraries included; of decks."""
TRAINERS = ("planner", "log")


def weigh(file: Path) -> int:
    """Bytes after gzip as servers do it, and as `scripts/bench` counts them."""
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


def find_loaded(page: Path, pattern: str) -> list[Path]:
    """The files that a page loads by such a tag."""
    found = re.findall(pattern, page.read_text(encoding="utf-8"))
    return [(page.parent / name).resolve() for name in found]


def find_ours(page: Path, pattern: str) -> list[Path]:
    """The files of ours that a page loads."""
    return [file for file in find_loaded(page, pattern) if not THEIRS.search(file.as_posix())]


def weigh_view(page: Path) -> int:
    """Bytes that the first view of a page moves: the page, and all that it names to be loaded."""
    return weigh(page) + sum(
        weigh(file) for tag in (SCRIPT, SHEET, ICON) for file in find_loaded(page, tag)
    )


def find_heavy(pages: list[Path]) -> dict[str, int]:
    """Those whose first view is too heavy, by their folder."""
    views = {page.parent.name: weigh_view(page) for page in pages}
    return {name: weight for name, weight in views.items() if weight > FIRST_VIEW}


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_first_view_of_every_lesson(site: Path, prefix: str) -> None:
    pages = sorted(site.glob(f"{prefix}lessons/[0-9]*/index.html"))
    assert len(pages) == 10
    assert find_heavy(pages) == {}
    # Material alone is half of it: nothing was overlooked.
    assert all(weigh_view(page) > FIRST_VIEW / 2 for page in pages)


def test_a_heavy_lesson_is_found(tmp_path: Path) -> None:
    page = tmp_path / "lesson" / "index.html"
    page.parent.mkdir()
    (tmp_path / "heavy.js").write_bytes(random.Random(1).randbytes(FIRST_VIEW))
    page.write_text('<course-later data-script="../heavy.js"></course-later>')
    assert find_heavy([page]) == {}
    for tag in (
        '<script src="../heavy.js" data-search="../other.js">',
        '<link rel="stylesheet" href="../heavy.js">',
        '<link rel="icon" href="../heavy.js">',
    ):
        page.write_text(tag)
        assert list(find_heavy([page])) == ["lesson"], tag


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_lesson_loads_little_of_ours(site: Path, prefix: str) -> None:
    for page in sorted(site.glob(f"{prefix}lessons/[0-9]*/index.html")):
        scripts = sum(map(weigh, find_ours(page, SCRIPT)))
        sheets = sum(map(weigh, find_ours(page, SHEET)))
        assert 0 < scripts < LESSON_SCRIPT, page
        assert sheets > 0 and scripts + sheets < LESSON, page


def test_scripts_of_learners_together(tmp_path: Path) -> None:
    """What we wrote, each module once; pages that share some carry it in each of their scripts."""
    names = ("course", "search-lazy", "search", *(name for name in PARTS if name not in TRAINERS))
    entry = tmp_path / "all.js"
    lines = [f'import "{(SCRIPTS / name).as_posix()}.js"\n' for name in names]
    entry.write_text("".join(lines), encoding="utf-8")
    libraries = [f"--external:{name}" for name in ("ts-fsrs", "lean-qr/*")]
    bundle(entry, tmp_path / "out.js", "--format=iife", *libraries)
    assert 20 * KB < weigh(tmp_path / "out.js") < LEARNERS


def test_no_script_outgrows_its_page(site: Path) -> None:
    found = [file for file in site.rglob("*.js") if "assets/javascripts" in file.as_posix()]
    sizes = {file.name: weigh(file) for file in found if not THEIRS.search(f"/{file.name}")}
    sizes = {name: size for name, size in sizes.items() if re.search(r"\.[0-9a-f]{8}\.js$", name)}
    # reveal.js is in it.
    assert sizes.pop(next(name for name in sizes if name.startswith("deck."))) < DECK
    assert len(sizes) > 10
    assert {name: size for name, size in sizes.items() if size > PART} == {}
