"""The slides for PowerPoint, read back by python-pptx and opened in LibreOffice."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from course.html.engine import Engine
from course.html.figures.ink import read_inks
from course.model import Course, Page
from course.outputs.pptx import write_pptx
from course.outputs.pptx_drawing import read_path
from course.slides import Slide, build_lesson_deck
from course.slides.text import plain
from course.source.config import read_extensions
from tests.conftest import DOCS, ROOT
from tests.outputs.conftest import Make, convert
from tests.pdf import read_pages

LOCALES = ("zh", "en")
OPENED = ("l03", "l10")
"""Lessons that LibreOffice opens: the one with most kinds of slides, and the longest."""
EMU = 9525


@pytest.fixture(scope="module")
def folders(make: Make, worker_id: str) -> dict[str, Path]:
    odd = worker_id[-1:] in "13579"
    return {lo: make("make_slides", lo) for lo in (LOCALES[::-1] if odd else LOCALES)}


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def lessons(course: Course) -> Iterator[tuple[str, Page]]:
    for locale in LOCALES:
        for page in course.lessons(locale):
            yield locale, page


def expected(slides: tuple[Slide, ...]) -> list[Slide]:
    """A slide of the model for each slide of the file: a question takes two."""
    return [slide for slide in slides for _ in range(2 if slide.question else 1)]


def texts(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.shape_type == 6:  # A group.
            yield from texts(shape.shapes)
        elif shape.has_text_frame:
            yield shape.text_frame.text
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def test_every_lesson_has_its_slides_with_titles_and_notes(
    folders: dict[str, Path], course: Course
) -> None:
    seen = 0
    for locale, page in lessons(course):
        shown = Presentation(str(folders[locale] / f"{page.meta['id']}-{locale}.pptx"))
        slides = expected(build_lesson_deck(course, page).slides)
        assert len(shown.slides) == len(slides), page.path
        for made, slide in zip(shown.slides, slides, strict=True):
            title = made.shapes.title
            assert title is not None and title.text_frame.text.strip(), slide.id
            if slide.title:
                assert bare(title.text_frame.text).startswith(bare(plain(slide.title))), slide.id
            seen += 1
        # The notes stand on the first slide of their section.
        notes = [s.notes_slide.notes_text_frame.text for s in shown.slides if s.has_notes_slide]
        told = [slide for slide in build_lesson_deck(course, page).slides if slide.notes]
        assert len(notes) == len(told) > 5
        for note, slide in zip(notes, told, strict=True):
            first = plain(slide.notes.split("\n")[0])[:40]
            assert bare(first) in bare(note), slide.id
            assert str(slide.minutes) in note.split("\n")[0]
    assert seen > 400


def test_text_is_text_tables_are_tables_and_figures_are_shapes(
    folders: dict[str, Path], course: Course
) -> None:
    tables = groups = 0
    for locale, page in lessons(course):
        shown = Presentation(str(folders[locale] / f"{page.meta['id']}-{locale}.pptx"))
        words = bare("".join(text for slide in shown.slides for text in texts(slide.shapes)))
        for question in page.questions:
            for option in question.options:
                found = bare(plain(option.text)) in words
                assert found or question.final, f"{question.id} {option.id}"
        for slide in shown.slides:
            kinds = [shape.shape_type for shape in slide.shapes]
            assert 13 not in kinds  # No picture.
            for shape in slide.shapes:
                if shape.has_table:
                    tables += 1
                if shape.shape_type == 6:
                    groups += 1
                    assert shape._element.nvGrpSpPr.cNvPr.get("descr")
                    assert list(texts(shape.shapes))
                low = shape.top + shape.height
                assert low <= 720 * EMU and shape.left >= 0, f"{page.path}: {shape.name}"
    assert tables > 100 and groups > 15


@pytest.mark.parametrize("locale", LOCALES)
def test_runs_name_a_font_for_chinese_and_their_language(
    folders: dict[str, Path], locale: str
) -> None:
    with zipfile.ZipFile(folders[locale] / f"l03-{locale}.pptx") as file:
        names = file.namelist()
        slides = [n for n in names if re.fullmatch(r"ppt/(?:slides|notesSlides)/\w+\.xml", n)]
        for name in slides:
            for run in re.findall(r"<a:r>.*?</a:r>", file.read(name).decode(), re.DOTALL):
                assert 'typeface="Microsoft YaHei"' in run and f'lang="{locale}-' in run, name
        theme = file.read("ppt/theme/theme1.xml").decode()
        assert theme.count('<a:ea typeface="Microsoft YaHei"') == 2
        assert {info.date_time for info in file.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert names[0] == "[Content_Types].xml"
    assert len(slides) > 40


def test_the_same_bytes_twice(folders: dict[str, Path], course: Course) -> None:
    styles = DOCS / "assets" / "stylesheets"
    tokens, figure = ((styles / f"{n}.css").read_text("utf-8") for n in ("tokens", "figure"))
    engine = Engine(*read_extensions(ROOT / "mkdocs.yml"))
    lesson = next(page for page in course.lessons("en") if page.meta["id"] == "l03")
    again = write_pptx(course, engine, lesson, "en", read_inks(tokens, figure))
    assert again == (folders["en"] / "l03-en.pptx").read_bytes()


def test_libreoffice_opens_them(folders: dict[str, Path], course: Course, tmp_path: Path) -> None:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed: nothing here can open PowerPoint files")
    files = [folders[lo] / f"{name}-{lo}.pptx" for lo in LOCALES for name in OPENED]
    for pdf, file in zip(convert(files, tmp_path, soffice), files, strict=True):
        shown = Presentation(str(file))
        pages = read_pages(pdf)
        assert len(pages) == len(shown.slides), file.name
        for page, slide in zip(pages, shown.slides, strict=True):
            # LibreOffice may draw a letter by a radical; titles are compared without those.
            title = slide.shapes.title
            assert title is not None
            words = [w for w in re.split(r"\s+", title.text_frame.text) if w.isascii()]
            text = bare(page)
            assert all(word in text for word in words), f"{file.name}: {title.text_frame.text}"


@pytest.mark.parametrize(
    ("d", "steps"),
    [
        ("M1 2h3v4H0V0Z", "move1,2 line4,2 line4,6 line0,6 line0,0 close"),
        ("M0 0L1 1 2 2l1-1m1 1 2 0", "move0,0 line1,1 line2,2 line3,1 move4,2 line6,2"),
        ("M0 0q1 1 2 0t2 0", "move0,0 curve1,1/2,0 curve3,-1/4,0"),
    ],
)
def test_paths_of_drawings(d: str, steps: str) -> None:
    told = [name + "/".join(f"{x:g},{y:g}" for x, y in points) for name, points in read_path(d)]
    assert " ".join(told) == steps


def test_a_path_that_we_do_not_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="'A' is no path command"):
        list(read_path("M0 0A1 1 0 0 0 2 2"))
