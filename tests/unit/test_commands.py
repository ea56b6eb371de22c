"""The command line: what it prints, how it exits, what it leaves alone."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from course.commands.build import build
from course.commands.check import check
from course.commands.serve import serve
from tests.conftest import DOCS, ROOT


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the content to spoil."""
    shutil.copytree(DOCS, tmp_path / "docs")
    return tmp_path / "docs"


def spoil(docs: Path) -> int:
    """Plant an unknown fact in lesson 1; returns its line."""
    path = docs / "lessons" / "01-shared-words.en.md"
    text = path.read_text(encoding="utf-8")
    assert "[@def-cambridge]" in text
    path.write_text(text.replace("[@def-cambridge]", "[@def-cambrige]", 1), encoding="utf-8")
    return text[: text.index("[@def-cambridge]")].count("\n") + 1


def test_check_is_silent_about_the_real_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(DOCS, [], "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [f for f in found if f.get("severity") == "error"] == []


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_check_names_place_and_remedy(
    docs: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    line = spoil(docs)
    assert check(docs, [], form) == 1
    out = capsys.readouterr().out
    assert "lessons/01-shared-words.en.md" in out
    assert str(line) in out and "unknown-fact" in out and "'def-cambridge'" in out


def test_check_of_one_path_leaves_the_others_out(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(docs)
    assert check(docs, [docs / "lessons" / "03-ladder.en.md"], "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {f["path"] for f in found} <= {"docs/lessons/03-ladder.en.md"}
    assert not [f for f in found if f["severity"] == "error"]
    assert check(docs, [docs / "lessons"], "json") == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [("gone.md", "there is no file"), ("..", "is not below docs/")],
)
def test_check_of_a_wrong_path(
    docs: Path, capsys: pytest.CaptureFixture[str], name: str, message: str, tmp_path: Path
) -> None:
    outside = tmp_path / "other"
    outside.mkdir()
    path = docs / name if name == "gone.md" else outside
    assert check(docs, [path], "text") == 2
    assert message in capsys.readouterr().err


def test_check_outside_a_course(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path / "docs", [], "text") == 2
    assert "there is no folder" in capsys.readouterr().err


def make_root(docs: Path) -> Path:
    """Make the copy of the content a repository with an older site in it."""
    root = docs.parent
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    (root / "site").mkdir()
    (root / "site" / ".course-site").touch()
    (root / "site" / "index.html").write_text("old", encoding="utf-8")
    return root


def test_build_with_a_mistake_leaves_the_old_site(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_root(docs)
    line = spoil(docs)
    assert build(root, root / "site") == 1
    said = capsys.readouterr().err
    assert f"lessons/01-shared-words.en.md:{line}: unknown-fact" in said
    assert "nothing was changed" in said and "Traceback" not in said
    assert (root / "site" / "index.html").read_text(encoding="utf-8") == "old"
    assert not [path for path in root.iterdir() if path.name.startswith(".site")]


def test_build_names_the_figure_that_cannot_be_drawn(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_root(docs)
    timelines = docs / "data" / "timelines.yml"
    text = timelines.read_text(encoding="utf-8")
    timelines.write_text(
        text.replace("en: Cosgrove becomes", f"en: {'W' * 120} becomes", 1), encoding="utf-8"
    )
    assert build(root, root / "site") == 1
    said = capsys.readouterr().err
    assert "cases/cleveland-clinic.en.md:" in said and "cannot be drawn: 'WWW" in said
    assert "Traceback" not in said
    assert (root / "site" / "index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda root: root, "holds the repository"),
        (lambda root: root / "docs" / "site", "lies among the sources"),
        (lambda root: root / "mine", "not a built site"),
        (lambda root: root / "file", "is a file"),
    ],
)
def test_build_refuses_a_folder_it_must_not_replace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: object, message: str
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    (tmp_path / "file").touch()
    assert build(tmp_path, make(tmp_path)) == 2  # type: ignore[operator]
    assert message in capsys.readouterr().err
    assert (tmp_path / "mine" / "letter.txt").exists()


def test_serve_says_when_the_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert serve(ROOT, taken.getsockname()[1]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "is taken" in said and "--port" in said


def test_check_starts_fast_and_without_mkdocs() -> None:
    """The check must not pay for the site generator."""
    code = (
        "import sys; from course.commands import check; "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'mkdocs', 'jinja2', 'material'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_the_plugin_imports_mkdocs() -> None:
    package = ROOT / "scripts" / "course"
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(
            line.startswith(("import mkdocs", "from mkdocs"))
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    }
    assert users == {"plugin.py"}
