"""`scripts/build --all`: what cannot be made is said, and the rest is there."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

from course.commands import build as command
from course.commands import downloads, rest
from course.html.downloads import FILES, SUMS
from course.html.engine import Engine
from course.outputs.handbook import HandbookError
from course.site.downloads import describe_files, list_downloads
from course.source.config import read_extensions
from tests.conftest import ROOT
from tests.unit.place_page import course

LACKING = "the handbook needs the library Pango"
EMPTY = "<main><course-downloads>old</course-downloads></main>"


@pytest.fixture
def bare_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build whose site is one page and whose handbooks lack a library."""

    def make_beside(_root: Path, fresh: Path, _pages: object) -> Any:
        for prefix in ("", "en/"):
            page = fresh / prefix / "teach" / "downloads" / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(EMPTY, encoding="utf-8")
        return course()

    def make_downloads(_root: Path, folder: Path, _locales: object) -> list[str]:
        folder.mkdir(exist_ok=True)
        (folder / "l01-zh.pptx").write_bytes(b"slides")
        return [LACKING]

    monkeypatch.setattr(command, "make_pages", MagicMock())
    monkeypatch.setattr(rest, "_make_beside", make_beside)
    monkeypatch.setattr(rest, "write_zip", lambda *_: None)
    monkeypatch.setattr(rest, "offer_zip", lambda *_: None)
    monkeypatch.setattr(downloads, "make_downloads", make_downloads)


@pytest.mark.parametrize(
    ("everything", "strict", "code"),
    [(False, False, 0), (False, True, 0), (True, False, 0), (True, True, 1)],
)
def test_what_is_missing_is_said_in_a_line_and_the_rest_is_built(
    everything: bool,
    strict: bool,
    code: int,
    bare_build: None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "site"
    assert command.build(ROOT, out, everything, strict) == code
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if LACKING in line] == (
        [f"build: not made: {LACKING}"] if everything else []
    )
    page = (out / "teach" / "downloads" / "index.html").read_text(encoding="utf-8")
    assert ("l01-zh.pptx" in page) is everything
    if everything:
        assert "old" not in page and page.count("没有生成") > 20
        digest = hashlib.sha256(b"slides").hexdigest()
        assert digest in page
        assert (out / FILES / SUMS).read_text() == f"{digest}  l01-zh.pptx\n"
    else:
        assert page == EMPTY


def test_a_job_gives_the_reason_and_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise HandbookError(LACKING)

    monkeypatch.setattr(downloads, "write_handbook", refuse)
    assert downloads.make_handbook(ROOT, tmp_path, "zh") == LACKING
    assert list(tmp_path.iterdir()) == []


def test_every_page_lists_what_there_is(tmp_path: Path) -> None:
    engine = Engine(*read_extensions(ROOT / "mkdocs.yml"))
    list_downloads(tmp_path, course(), engine)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / FILES).mkdir()
    (tmp_path / FILES / "course.zip").write_bytes(b"zip")
    for name in ("teach", "en/teach"):
        folder = tmp_path / name / "downloads"
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(EMPTY, encoding="utf-8")
    list_downloads(tmp_path, course(), engine)
    list_downloads(tmp_path, course(), engine)
    assert list(describe_files(tmp_path)) == ["course.zip"]
    for name, link in (("teach", "../../downloads/"), ("en/teach", "../../../downloads/")):
        page = (tmp_path / name / "downloads" / "index.html").read_text(encoding="utf-8")
        assert page.count("<course-downloads") == 1 and f'href="{link}course.zip"' in page
