"""What a preview shows after changes is what a build from nothing makes."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from course.commands.mkdocs import mkdocs_command, mkdocs_environment
from tests.conftest import ROOT

KEYS = (
    "index",
    "lessons/01-shared-words",
    "lessons/02-why-now",
    "reference/glossary",
    "reference/ledger",
    "review/index",
    "teach/guide-l01",
    "paths/taster",
)
"""Pages that draw on one another and on data."""

FIRST = "lessons/01-shared-words.en.md"

# What many pages show comes first: what few show must not be hidden by it.
STEPS: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("data/course.yml", "en: Lessons", "en: Units"),
        ("data/glossary.yml", "  en: customer-centric\n", "  en: centric\n"),
        ("data/facts.yml", "  check: verified", "  check: plausible"),
    ),
    ((FIRST, "\n- [ ] ", "\n- [ ] Not "), (FIRST, "\ntitle: ", "\ntitle: Not ")),
    (("lessons/02-why-now.zh.md", "\n\n## ", "\n\n还有一句。\n\n## "),),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Some pages of the course, with all its data."""
    for name in ("docs/data", "docs/assets", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for key in KEYS:
        for page in (ROOT / "docs").glob(f"{key}.*.md"):
            target = tmp_path / page.relative_to(ROOT)
            target.parent.mkdir(exist_ok=True)
            shutil.copy(page, target)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    monkeypatch.chdir(tmp_path)
    # The pages that are missing are mistakes: nothing is checked.
    monkeypatch.setenv("COURSE_ALONE", "false")
    handler = signal.getsignal(signal.SIGTERM)
    yield tmp_path
    signal.signal(signal.SIGTERM, handler)


def read_site(site: Path) -> dict[str, bytes]:
    """Everything that MkDocs wrote, what only a preview has left out."""
    found = (path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz")
    names = {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
    return {
        name: content
        for name, content in names.items()
        if not name.startswith((".old-", "assets/preview."))
    }


def test_pages_after_changes_are_those_of_a_build(root: Path) -> None:
    def rebuild(first: bool = False) -> None:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "preview"))
        if first:
            config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")

    rebuild(first=True)
    before = read_site(root / "preview")
    for step in STEPS:
        for name, find, put in step:
            path = root / "docs" / name
            text = path.read_text(encoding="utf-8")
            assert find in text, (name, find)
            path.write_text(text.replace(find, put, 1), encoding="utf-8")
        rebuild()
    command = mkdocs_command(root, "build", "-q", "--site-dir", str(root / "built"))
    subprocess.run(command, env=mkdocs_environment(), check=True, capture_output=True)
    preview, built = read_site(root / "preview"), read_site(root / "built")
    assert preview.keys() == built.keys()
    assert [name for name in built if preview[name] != built[name]] == []
    changed = {name for name in built if before.get(name) != built[name]}
    assert {"lessons/02-why-now/index.html", "search/search_index.json"} <= changed
