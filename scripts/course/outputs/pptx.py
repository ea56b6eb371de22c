"""A lesson as slides for PowerPoint: the same slides as the deck, as text that can be edited."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from pptx.presentation import Presentation

from course.html.engine import Engine
from course.html.figures.ink import Inks
from course.html.scene import Scene
from course.model import Course, Locale, Page
from course.outputs.pptx_show import Show
from course.outputs.pptx_slides import add_slide
from course.outputs.pptx_template import make_template
from course.slides import build_lesson_deck

WRITTEN = datetime(2026, 1, 1)
"""The date in every file: the same course gives the same bytes."""
_ZIP_TIME = (2026, 1, 1, 0, 0, 0)


def write_pptx(course: Course, engine: Engine, lesson: Page, locale: Locale, inks: Inks) -> bytes:
    """The slides of a lesson.

    Args:
        course: everything.
        engine: renders Markdown.
        lesson: the page, in the language of the slides or in the source language.
        locale: language of the words around the text.
        inks: how figures are coloured.

    Raises:
        EngineError: a block cannot be drawn.
    """
    deck = build_lesson_deck(course, lesson)
    presentation = make_template(locale)
    show = Show(presentation, Scene(course, lesson, locale), engine, inks)
    for slide in deck.slides:
        add_slide(show, slide)
    properties = presentation.core_properties
    properties.title = lesson.title
    properties.author = course.word(locale, "book.authors")
    properties.last_modified_by = properties.author
    properties.language = locale
    properties.created = properties.modified = WRITTEN
    properties.revision = 1
    return _pack(presentation)


def _pack(presentation: Presentation) -> bytes:
    """The file, its entries in a fixed order and with a fixed time."""
    raw, packed = io.BytesIO(), io.BytesIO()
    presentation.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=_order):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.create_system = 3  # Or the bytes would tell Windows from others.
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _order(name: str) -> tuple[bool, bool, str]:
    """The list of content types comes first, as programs expect."""
    return (name != "[Content_Types].xml", name != "_rels/.rels", name)
