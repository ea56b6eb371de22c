"""What a reader loads of ours: the budgets of scripts and style sheets, on the built pages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from course.site.assets import PARTS
from tests.browser.defects import SCRIPTS, bundle

SCRIPT, SHEET = r'<script src="([^"]+)"', r'<link rel="stylesheet" href="([^"]+)"'
THEIRS = re.compile(r"/(bundle|main|palette)\.")
KB = 1024
LESSON_SCRIPT, LESSON = 15 * KB, 25 * KB
"""Gzipped: scripts of a lesson, its scripts and style sheets."""
LEARNERS, PART, DECK = 40 * KB, 10 * KB, 40 * KB
"""All our code that learners run; the script of one kind of page, libraries included; of decks."""
TRAINERS = ("planner", "log")


def weigh(file: Path) -> int:
    """Bytes after gzip."""
    return len(gzip.compress(file.read_bytes(), 9))


def find_ours(page: Path, pattern: str) -> list[Path]:
    """The files of ours that a page loads."""
    found = re.findall(pattern, page.read_text(encoding="utf-8"))
    return [(page.parent / name).resolve() for name in found if not THEIRS.search(name)]


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
