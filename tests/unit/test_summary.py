"""`course summary`: what a reviewer reads about a change."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from course.commands.summary import BUDGET, summary, write_sizes
from tests.site.test_weight import LESSON

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "checks" / "clean"


def git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    docs = Path(shutil.copytree(CLEAN, tmp_path / "docs"))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "base")
    return docs


def change(docs: Path, path: str, find: str, put: str) -> None:
    text = (docs / path).read_text(encoding="utf-8")
    assert find in text
    (docs / path).write_text(text.replace(find, put, 1), encoding="utf-8")


def test_it_names_pages_questions_minutes_and_translations(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "lessons/01-shop.zh.md"
    change(docs, path, "room: 21", "room: 25")
    text = (docs / path).read_text(encoding="utf-8")
    start = text.index("/// question | l01-order")
    stop = text.index("/// question |", start + 5)
    (docs / path).write_text(text[:start] + text[stop:], encoding="utf-8")
    change(docs, "data/glossary.yml", "- id: front-line", "- id: front-lines")
    (docs / "cases" / "shop.en.md").unlink()
    assert summary(docs, "main", None) == 0
    out = capsys.readouterr().out
    assert f"| `{path}` | changed | 20, 21 → 25 | removed: l01-order |" in out
    assert "| `cases/shop.en.md` | removed |" in out
    assert "terms: added `front-lines`. removed `front-line`." in out
    assert "| en | 0 | 0 |" in out and "0 → 1 |" in out
    assert "lessons/01-shop.en.md" not in out.split("## Translations")[0]


def test_nothing_changed_and_no_such_base(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert summary(docs, "main", None) == 0
    assert "No page changes." in capsys.readouterr().out
    assert summary(docs, "nowhere", None) == 2
    assert "git has no 'nowhere'" in capsys.readouterr().err


def test_sizes_are_held_against_the_budget_of_the_tests(tmp_path: Path) -> None:
    assert BUDGET == LESSON
    page = tmp_path / "lessons" / "01-a"
    page.mkdir(parents=True)
    html = '<script src="../../a.js"></script><script src="../../bundle.1.js"></script>'
    (page / "index.html").write_text(html, encoding="utf-8")
    (tmp_path / "a.js").write_bytes(bytes(range(256)) * 4)
    assert "within the budget" in " ".join(write_sizes(tmp_path))
    import random

    (tmp_path / "a.js").write_bytes(random.Random(1).randbytes(BUDGET + 100))
    assert "**over** the budget" in " ".join(write_sizes(tmp_path))
