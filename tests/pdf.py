"""Text and bookmarks of a PDF, by PDFium: what is found in it by those who read in Chromium."""

from __future__ import annotations

from pathlib import Path

from pypdfium2 import PdfDocument


def read_pages(pdf: Path | bytes) -> list[str]:
    """The text of each page."""
    with PdfDocument(pdf) as document:
        pages = [document[number].get_textpage() for number in range(len(document))]
        return [page.get_text_bounded().replace("\r\n", "\n") for page in pages]


def read_outline(pdf: Path) -> list[tuple[str, int]]:
    """Title and page, from 1, of every bookmark."""
    found = []
    with PdfDocument(pdf) as document:
        for mark in document.get_toc():
            target = mark.get_dest()
            number = target and target.get_index()
            assert number is not None, f"{mark.get_title()} leads nowhere"
            found.append((mark.get_title(), number + 1))
    return found
