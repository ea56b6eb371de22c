"""What a reader loads of ours: the budgets of scripts and style sheets, on the built pages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

SCRIPT, SHEET = r'<script src="([^"]+)"', r'<link rel="stylesheet" href="([^"]+)"'
THEIRS = re.compile(r"/(bundle|main|palette)\.")
KB = 1024
LESSON_SCRIPT, LESSON, LEARNER = 15 * KB, 25 * KB, 52 * KB
"""Gzipped: scripts of a lesson, scripts and style sheets of a lesson, all scripts for learners."""
TRAINER = {"deck", "log", "planner", "speaker"}
"""Scripts of pages for trainers alone."""


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


def test_all_scripts_together(site: Path) -> None:
    found = (site / "assets" / "javascripts").glob("*.js")
    sizes = {
        file.name.split(".")[0]: weigh(file) for file in found if not THEIRS.search(f"/{file.name}")
    }
    assert {"course", "practice", "reading", *TRAINER} < set(sizes)
    assert sum(size for name, size in sizes.items() if name not in TRAINER) < LEARNER, sizes
