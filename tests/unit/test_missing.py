"""A package taken out of a finished environment is named, and repaired by the next call."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from course import __main__ as entry
from course import cli, missing
from course.missing import find_missing, say_missing

LOCK = """\
# made up
whole==1.0 \\
    --hash=sha256:aaa
holed==2.0 \\
    --hash=sha256:bbb
gone==3.0 \\
    --hash=sha256:ccc
colorama==0.4 ; sys_platform == 'win32' \\
    --hash=sha256:ddd
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an environment in which one package is gone and one has a hole."""
    packages = tmp_path / ".venv" / "lib"
    for name in ("whole", "holed"):
        about = packages / f"{name}-1.0.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n", "utf-8")
        (about / "RECORD").write_text(f"{name}/__init__.py,,\n{name}/notes.txt,,\n", "utf-8")
    (packages / "whole").mkdir()
    (packages / "whole" / "__init__.py").touch()
    (tmp_path / ".venv" / ".stamps").mkdir()
    (tmp_path / "requirements.txt").write_text(LOCK, "utf-8")
    monkeypatch.setattr(sys, "prefix", str(tmp_path / ".venv"))
    monkeypatch.setattr(sys, "path", [str(packages)])
    return tmp_path


def test_what_is_gone_or_has_a_hole_is_found(root: Path) -> None:
    assert list(find_missing(LOCK, [str(root / ".venv" / "lib")])) == ["holed", "gone"]


def test_it_is_named_and_the_next_call_repairs_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say_missing(root)
    assert capsys.readouterr().err == (
        "Missing from .venv: gone, holed. Run this again: .venv is then made anew.\n"
    )
    assert (root / ".venv" / ".stamps" / "changing").exists()


def test_another_environment_is_left_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "prefix", "/elsewhere")
    assert say_missing(root)
    assert "Missing from /elsewhere: gone, holed." in capsys.readouterr().err
    assert not (root / ".venv" / ".stamps" / "changing").exists()


def test_nothing_is_missing_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert not say_missing(locks=missing.LOCKS)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("is_gone", [True, False])
def test_a_failed_import_is_one_sentence_or_a_fault_of_ours(
    is_gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def main() -> int:
        raise ModuleNotFoundError("No module named 'yaml'", name="yaml")

    monkeypatch.setattr(cli, "main", main)
    monkeypatch.setattr(missing, "say_missing", lambda: is_gone)
    if is_gone:
        assert entry.run() == 1
    else:
        with pytest.raises(ModuleNotFoundError):
            entry.run()


@pytest.mark.parametrize(("command", "looks"), [("test", 1), ("check", 0)])
def test_failed_tests_may_lack_a_tool(
    command: str, looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(cli, "main", lambda: 3)
    monkeypatch.setattr(sys, "argv", ["course", command])
    monkeypatch.setattr(missing, "say_missing", lambda locks: told.append(locks))
    assert entry.run() == 3
    assert len(told) == looks
