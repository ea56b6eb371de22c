"""The handbook as a PDF: tagged, with bookmarks, the same bytes from the same course."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from course.html.engine import Engine
from course.html.figures.ink import read_inks
from course.model import Course, Locale
from course.outputs.book import build_book

STYLES = ("tokens.css", "paper.css", "handbook.css")
EPOCH = "1767225600"
"""Fonts in a PDF carry a date; without this one it would be today's."""

NO_LIBRARY = (
    "the handbook needs the library Pango, which is not here: install it "
    "(on Debian: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0), then run this again"
)
NO_FONT = (
    "the handbook needs a font with the characters {missing}: install one "
    "(on Debian: sudo apt-get install fonts-noto-cjk), then run this again"
)


class HandbookError(Exception):
    """The PDF cannot be made on this machine; the message says what is missing and the remedy."""


def write_handbook(course: Course, engine: Engine, locale: Locale, root: Path) -> bytes:
    """The handbook in one language.

    Args:
        course: everything.
        engine: renders Markdown.
        locale: the language.
        root: the repository, for templates and styles.

    Returns:
        A PDF of the variant PDF/UA-1.

    Raises:
        EngineError: a block cannot be drawn.
        HandbookError: a library or a font is missing.
    """
    folder = root / "docs" / "assets" / "stylesheets"
    styles = {name: (folder / name).read_text(encoding="utf-8") for name in (*STYLES, "figure.css")}
    style = "\n".join(styles[name] for name in STYLES)
    inks = read_inks(styles["tokens.css"], styles["figure.css"])
    html = build_book(course, engine, locale, root / "overrides", style, inks)
    return write_pdf(html, root / "docs")


def write_pdf(html: str, base: Path) -> bytes:
    """A document as PDF.

    Args:
        html: the document.
        base: the folder that addresses of pictures start from.

    Raises:
        HandbookError: a library or a font is missing.
    """
    try:
        from weasyprint import HTML
    except OSError as error:
        raise HandbookError(NO_LIBRARY) from error
    # Our CSS also serves browsers: what a PDF writer does not know is no news.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    missing: set[str] = set()

    def finish(document: Any, made: Any) -> None:
        for font in document.fonts.values():
            missing.update(map(chr, font.missing))
        _compress(made)

    identifier = hashlib.sha256(html.encode()).digest()[:16]
    with _fixed_clock(), _without_collector(), _counted_pages():
        pdf = HTML(string=html, base_url=f"{base.as_uri()}/").write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=identifier, finisher=finish
        )
    if missing:
        raise HandbookError(NO_FONT.format(missing=" ".join(sorted(missing)[:9])))
    return bytes(pdf)


def _compress(pdf: Any) -> None:
    """Compress every stream of a `pydyf.PDF`, which would do so twice: to write and to hash it."""
    for item in pdf.objects:
        if getattr(item, "compress", False):
            item.compress = False
            content = item.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            item.stream = [zlib.compress(content, 9)]
            item.extra["Filter"] = "/FlateDecode"


@contextmanager
def _counted_pages() -> Iterator[None]:
    """Let pydyf list its pages once: for each of 40,000 tags again takes a tenth of the time."""
    import pydyf

    listed = pydyf.PDF.page_references
    known: dict[tuple[int, int], tuple[bytes, ...]] = {}

    def recall(pdf: Any) -> tuple[bytes, ...]:
        key = id(pdf), len(pdf.pages["Kids"])
        if key not in known:
            known[key] = listed.fget(pdf)
        return known[key]

    pydyf.PDF.page_references = property(recall)
    try:
        yield
    finally:
        pydyf.PDF.page_references = listed


@contextmanager
def _fixed_clock() -> Iterator[None]:
    """Let fonts be dated by `EPOCH` unless the environment names a time."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of boxes live to the end: looking through them again takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
