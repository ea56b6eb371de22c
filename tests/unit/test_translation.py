"""The record of translations: hashes by section, what is outdated, and accepting it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from course.checks.suite import check_course
from course.commands.translations import translations
from course.model import Course
from course.source.folder import read_course
from course.translation import follow

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "checks" / "clean"
EN, ZH = "lessons/01-shop.en.md", "lessons/01-shop.zh.md"


@pytest.fixture
def docs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of the clean course with every section accepted."""
    docs = Path(shutil.copytree(CLEAN, tmp_path / "docs"))
    assert translations(docs, [docs], True, ()) == 0
    capsys.readouterr()
    return docs


def change(docs: Path, path: str, find: str, put: str) -> None:
    text = (docs / path).read_text(encoding="utf-8")
    assert find in text
    (docs / path).write_text(text.replace(find, put, 1), encoding="utf-8")


def late(course: Course, path: str = EN) -> list[tuple[str, str]]:
    return [(s.id, s.state) for s in follow(course, course.pages[path]) if s.state != "current"]


def git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_course_that_was_accepted_has_no_findings(docs: Path) -> None:
    assert check_course(read_course(docs)) == ()


def test_a_change_of_the_source_is_named_at_the_section(docs: Path) -> None:
    change(docs, ZH, "先想人也要花钱。", "先想人也要花很多钱。")
    course = read_course(docs)
    assert late(course) == [("other-side", "outdated")]
    (finding,) = check_course(course)
    lines = (docs / EN).read_text(encoding="utf-8").split("\n")
    assert lines[finding.line - 1].endswith("{#other-side}")
    assert (finding.path, finding.severity) == (EN, "warning")
    assert finding.message.startswith("{#other-side} has changed since it was translated (zh line ")


def test_spaces_and_punctuation_do_not_count(docs: Path) -> None:
    change(docs, ZH, "先想人也要花钱。", "先想人，也要花钱！ ")
    assert late(read_course(docs)) == []


def test_title_and_objectives_belong_to_the_top(docs: Path) -> None:
    change(docs, ZH, "lead: ", "lead: 又")
    assert late(read_course(docs)) == [("top", "outdated")]


def test_accepting_one_section_changes_one_line(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(docs, ZH, "先想人也要花钱。", "先想人也要花很多钱。")
    change(docs, ZH, "lead: ", "lead: 又")
    path = docs / EN
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes().split(b"\n")
    assert translations(docs, [path], True, ["other-side"]) == 0
    after = path.read_bytes().split(b"\n")
    different = [a for a, b in zip(after, before, strict=True) if a != b]
    assert [line.split(b":")[0].strip() for line in different] == [b"other-side"]
    assert different[0].endswith(b"\r")
    assert late(read_course(docs)) == [("top", "outdated")]
    assert translations(docs, [path], True, ["nowhere"]) == 2
    assert "it has top, opening, ways" in capsys.readouterr().err


def test_accept_asks_for_paths(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations(docs, [], True, ()) == 2
    assert "name the pages" in capsys.readouterr().err
    assert translations(docs, [docs / "no.md"], False, ()) == 2
    assert translations(docs, [docs / ZH], True, ()) == 2
    assert "is the source: name the page that translates it" in capsys.readouterr().err


def test_nothing_is_recorded_in_front_matter_with_a_mistake(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (docs / EN).read_text(encoding="utf-8").replace("title: ", "title: Why: ", 1)
    (docs / EN).write_text(text, encoding="utf-8")
    assert translations(docs, [docs / EN], True, ()) == 2
    assert f"docs/{EN}:" in capsys.readouterr().err
    assert (docs / EN).read_text(encoding="utf-8") == text


def test_the_table_shows_states_and_what_changed_since(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(docs, "init", "-q")
    git(docs, "add", ".")
    git(docs, "commit", "-qm", "translated")
    change(docs, ZH, "先想人也要花钱。", "先想人也要花很多钱。")
    git(docs, "commit", "-qam", "a change")
    change(docs, ZH, "先想人也要花很多钱。", "先想人要花一点钱。")
    assert translations(docs, [], False, ()) == 0
    out = capsys.readouterr().out
    row = next(line for line in out.split("\n") if line.startswith(EN))
    assert row.split()[2:] == ["1", "0", "other-side"]
    assert "-先想人也要花钱。\n+先想人要花一点钱。\n" in out
    assert "1 outdated, 0 not recorded; 0 pages missing" in out


def test_without_history_the_table_says_so(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(docs, ZH, "先想人也要花钱。", "先想人也要花很多钱。")
    (docs / "cases/shop.en.md").unlink()
    assert translations(docs, [], False, ()) == 0
    out = capsys.readouterr().out
    assert "not in this clone’s history" in out
    assert "cases/shop.en.md" in out and "1 pages missing" in out


def test_a_page_without_a_record_is_told_once(docs: Path) -> None:
    text = (CLEAN / EN).read_text(encoding="utf-8")
    (docs / EN).write_text(text, encoding="utf-8")
    (finding,) = check_course(read_course(docs))
    assert (finding.rule, finding.line) == ("outdated-section", 1)
