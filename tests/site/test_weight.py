"""What a reader loads of ours: the budgets of scripts and style sheets, on the built pages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

SCRIPT, SHEET = r'<script src="([^"]+)"', r'<link rel="stylesheet" href="([^"]+)"'
THEIRS = re.compile(r"/(bundle|main|palette)\.")
KB = 1024
LESSON_SCRIPT, LESSON, ALL = 15 * KB, 25 * KB, 54 * KB
"""Gzipped: scripts of a lesson, scripts and style sheets of a lesson, every script there is."""


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
    found = [file for file in site.rglob("*.js") if "assets/javascripts" in file.as_posix()]
    sizes = {file.name: weigh(file) for file in found if not THEIRS.search(f"/{file.name}")}
    sizes = {name: size for name, size in sizes.items() if re.search(r"\.[0-9a-f]{8}\.js$", name)}
    assert len(sizes) > 5
    assert sum(sizes.values()) < ALL, sizes
