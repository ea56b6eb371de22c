"""What a build begins with; a preview goes on with the last that could be used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from course import basis
from course.basis import Basis, BasisError
from course.site.assets import Asset, AssetError

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "checks" / "clean"
LOCALES = ("zh", "en")


class Bundling:
    """Stands for esbuild."""

    begun = 0

    def __init__(self, docs: Path, root: Path) -> None:
        type(self).begun += 1
        self.text = (docs / "assets/javascripts/course.js").read_text(encoding="utf-8")

    def finish(self) -> dict[str, Asset]:
        if "(" in self.text:
            raise AssetError("course.js:1: a bracket is open")
        return {"course.js": Asset("course.js", self.text.encode())}


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the clean course, with one script."""
    Bundling.begun = 0
    monkeypatch.setattr(basis, "Bundling", Bundling)
    docs = Path(shutil.copytree(CLEAN, tmp_path / "docs"))
    (docs / "assets/javascripts").mkdir(parents=True)
    (docs / "assets/javascripts/course.js").write_text("1", encoding="utf-8")
    return docs


@pytest.fixture
def preview() -> Basis:
    made = Basis()
    made.lenient = True
    return made


def load(made: Basis, docs: Path) -> list[tuple[str, str]]:
    """Path and message of the errors."""
    made.load(docs, docs.parent, LOCALES, check=True)
    return [(f.path, f.message) for f in made.findings if f.severity == "error"]


def test_a_build_stops_at_a_course_without_languages(docs: Path) -> None:
    (docs / "data/course.yml").write_text("sections: []\n", encoding="utf-8")
    with pytest.raises(BasisError, match=r"write 'locales: \[zh, en\]'"):
        load(Basis(), docs)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sections: []\n", "the key 'locales' is missing"),
        ("locales: [zh\n", "not valid YAML"),
        ("", "the whole is empty"),
        (None, "does not name the languages"),
    ],
)
def test_a_preview_starts_without_languages(
    docs: Path, preview: Basis, text: str | None, said: str
) -> None:
    file = docs / "data/course.yml"
    sound = file.read_text(encoding="utf-8")
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")
    found = load(preview, docs)
    assert preview.course.locales == LOCALES
    assert [message for path, message in found if path == "data/course.yml" and said in message]
    assert len([path for path, _ in found if path == "data/course.yml"]) == 1
    file.write_text(sound, encoding="utf-8")
    assert load(preview, docs) == []


def test_pages_go_on_changing_while_the_languages_are_missing(docs: Path, preview: Basis) -> None:
    assert load(preview, docs) == []
    (docs / "data/course.yml").unlink()
    lesson = docs / "lessons/01-shop.en.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("A day in a shop", "A night in a shop"), encoding="utf-8")
    assert load(preview, docs)
    page = preview.course.page("lessons/01-shop", "en")
    assert page and page.title == "A night in a shop"


def test_a_preview_bundles_when_a_source_changes(docs: Path, preview: Basis) -> None:
    script = docs / "assets/javascripts/course.js"
    assert load(preview, docs) == load(preview, docs) == []
    assert Bundling.begun == 1
    script.write_text("(", encoding="utf-8")
    assert load(preview, docs) == [("assets", "course.js:1: a bracket is open")]
    assert load(preview, docs) == [("assets", "course.js:1: a bracket is open")]
    assert preview.assets["course.js"].content == b"1"
    script.write_text("2", encoding="utf-8")
    assert load(preview, docs) == []
    assert preview.assets["course.js"].content == b"2"
    assert Bundling.begun == 4


def test_a_build_bundles_always(docs: Path) -> None:
    made = Basis()
    assert load(made, docs) == load(made, docs) == []
    assert Bundling.begun == 2
