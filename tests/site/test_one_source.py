"""A question that is changed in one Markdown file is another in every output."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from course.html.engine import Engine
from course.html.figures.ink import read_inks
from course.outputs.handbook import write_handbook
from course.outputs.pptx import write_pptx
from course.source.config import read_extensions
from course.source.folder import read_course
from tests.conftest import DOCS, ROOT
from tests.pdf import read_pages
from tests.site.conftest import CHANGED, WORDS

PAGES = (
    "lessons/03-ladder/index.html",
    "teach/decks/l03.html",
    "teach/print/l03-answers.html",
    "teach/print/l03-key.html",
)
ASKING = ("teach/decks/l03-learner.html", "teach/print/l03-exercises.html")
"""These ask and do not tell: the feedback is in neither."""


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read_page(path: Path) -> str:
    return bare(html.unescape(re.sub("<[^>]*>", "", path.read_text(encoding="utf-8"))))


def read_downloads(docs: Path) -> dict[str, str]:
    """The text of the slides and of a handbook that has this lesson alone."""
    course = read_course(docs)
    kept = {path: page for path, page in course.pages.items() if path in (CHANGED, "index.zh.md")}
    course = replace(course, pages=kept)
    engine = Engine(*read_extensions(ROOT / "mkdocs.yml"))
    styles = docs / "assets" / "stylesheets"
    tokens, figure = ((styles / f"{n}.css").read_text("utf-8") for n in ("tokens", "figure"))
    lesson = course.pages[CHANGED]
    slides = write_pptx(course, engine, lesson, "zh", read_inks(tokens, figure))
    book = write_handbook(course, engine, "zh", ROOT)
    shown = Presentation(io.BytesIO(slides))
    return {
        "slides": bare("".join(text for s in shown.slides for text in _texts(s.shapes))),
        "handbook": bare("".join(read_pages(book))),
    }


def _texts(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_question_is_written_once(pango: None, site: Path, french: Path, after: bool) -> None:
    folder = french if after else site
    found = {name: read_page(folder / name) for name in (*PAGES, *ASKING)}
    found |= read_downloads(french.parent / "root" / "docs" if after else DOCS)
    for old, new in WORDS.items():
        here, gone = (new, old) if after else (old, new)
        feedback = old == list(WORDS)[-1]
        for name, text in found.items():
            told = not (feedback and name in ASKING)
            assert (bare(here) in text) is told, f"{name}: {here}"
            assert bare(gone) not in text, f"{name}: {gone}"
