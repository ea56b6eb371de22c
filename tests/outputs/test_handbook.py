"""The handbook: what a reader finds in the PDF, by independent readers of PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from course.html.engine import Engine
from course.html.figures.ink import read_inks
from course.model import Course
from course.outputs import handbook
from course.outputs.book import PARTS, build_book, list_keys
from course.outputs.handbook import HandbookError, write_pdf
from course.source.config import read_extensions
from tests.conftest import ROOT
from tests.outputs.conftest import Make
from tests.pdf import read_outline, read_pages

LOCALES = ("zh", "en")
PHRASES = {
    "zh": (
        "换个人来接，客户的结局会变吗",
        "前三级是讲师的归纳",
        "先补卡住门槛的",
        "没有负责人和日期，就还只是愿望",
        "一线成为指挥棒",
        "以客户为中心",
        "客户导向",
        "客户主导",
        "弄清客户想要什么",
        "证据台账",
        "答案",
        "存疑",
        "说得通",
        "检查清单C",
        "成熟度矩阵",
        "乐高",
        "克利夫兰医学中心",
        "联想",
        "三十天计划",
        "术语表",
    ),
    "en": (
        "Are we talking about the same thing?",
        "Three steps, and a fourth",
        "customer-centric",
        "Customer awareness",
        "Customer orientation",
        "the front line",
        "Key points",
        "You leave with",
        "Evidence ledger",
        "Answers",
        "Cleveland Clinic",
        "Lego",
        "Lenovo",
        "The maturity matrix",
        "Checklist",
        "Definition card",
        "Thirty-day plan",
        "doubtful",
        "Choose all that apply",
        "Sources",
    ),
}


def bare(text: str) -> str:
    """Without spaces: a PDF breaks lines where it likes."""
    return re.sub(r"\s+", "", text)


class Book:
    """A handbook as PDFium reads it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pages = read_pages(path)
        self.text = bare("".join(self.pages))
        self.outline = read_outline(path)


@pytest.fixture(scope="module")
def books(pango: None, make: Make, worker_id: str) -> dict[str, Book]:
    # Two workers begin with different languages, or one would only wait for the other.
    odd = worker_id[-1:] in "13579"
    folders = {lo: make("make_handbook", lo) for lo in (LOCALES[::-1] if odd else LOCALES)}
    return {lo: Book(folders[lo] / f"handbook-{lo}.pdf") for lo in LOCALES}


def headings(html: str) -> list[str]:
    """Text of every heading of the book's HTML, in order."""
    found = re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", html, re.DOTALL)
    return [bare(_unescape(re.sub("<[^>]*>", "", text))) for text in found]


def _unescape(text: str) -> str:
    import html

    return html.unescape(text)


def book_html(course: Course, locale: str) -> str:
    styles = ROOT / "docs" / "assets" / "stylesheets"
    inks = read_inks(
        (styles / "tokens.css").read_text("utf-8"), (styles / "figure.css").read_text("utf-8")
    )
    engine = Engine(*read_extensions(ROOT / "mkdocs.yml"))
    return build_book(course, engine, locale, ROOT / "overrides", "", inks)


def radicals(text: str) -> list[str]:
    """Characters that look like Chinese ones and that no search for those finds."""
    return [char for char in text if "\u2e80" <= char <= "\u2fdf"]


@pytest.mark.parametrize("locale", LOCALES)
def test_titles_and_phrases_are_found(books: dict[str, Book], course: Course, locale: str) -> None:
    book = books[locale]
    for page in course.lessons(locale):
        assert bare(page.title) in book.text, page.title
    assert len(set(PHRASES[locale])) == 20
    assert [phrase for phrase in PHRASES[locale] if bare(phrase) not in book.text] == []
    assert radicals(book.text) == []
    assert radicals("客\u2f3e") == ["\u2f3e"]


@pytest.mark.parametrize("locale", LOCALES)
def test_questions_and_their_feedback_are_in_it_and_reserved_ones_are_not(
    books: dict[str, Book], course: Course, locale: str
) -> None:
    text = books[locale].text
    reserved = 0
    for page in course.lessons(locale):
        for question in page.questions:
            told = [o.feedback for o in question.options if o.feedback] or [question.feedback]
            plain = [bare(re.sub(r"[*`]|\[@[^]]*\]", "", t)) for t in told if "](" not in t]
            if question.final:
                assert not [words for words in plain if words[:60] in text], question.id
            else:
                # A page may end in the middle of one.
                assert all(words[:24] in text for words in plain), question.id
            reserved += question.final
    assert reserved == 20
    notes = [b.body[:20] for p in course.lessons(locale) for b in p.blocks("notes")]
    assert notes and not [words for words in notes if bare(words) in text]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_outline_is_that_of_the_headings(
    books: dict[str, Book], course: Course, locale: str
) -> None:
    titles = [bare(title) for title, _ in books[locale].outline]
    assert titles == headings(book_html(course, locale))
    assert len(titles) > 200


@pytest.mark.parametrize("locale", LOCALES)
def test_page_numbers_of_the_contents_are_right(
    books: dict[str, Book], course: Course, locale: str
) -> None:
    book = books[locale]
    pages: dict[str, set[int]] = {}
    for title, page in book.outline:
        pages.setdefault(bare(title), set()).add(page)
    lines = re.findall(r"(?m)^(.+?)[ .]{4,}(\d+)$", "\n".join(book.pages[1:4]))
    chapters = sum(len(list_keys(course, patterns)) for patterns in PARTS.values())
    assert len(lines) == chapters + len(PARTS)
    for title, number in lines:
        # A lesson's line begins with its number, which its heading does not.
        name = re.sub(r"^(第\d+课|Lesson\d+:)", "", bare(title))
        assert int(number) in pages[name], title
        printed = book.pages[int(number) - 1]
        assert bare(name) in bare(printed)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_worksheet_is_one_page_after_one_on_how_to_fill_it_in(
    books: dict[str, Book], course: Course, locale: str
) -> None:
    sheets = {
        bare(page.title)
        for page in course.pages.values()
        if page.locale == locale and page.key.startswith("practice/worksheet-")
    }
    outline = books[locale].outline
    # A section of a lesson may have the same title; it comes first.
    begun = {bare(title): page for title, page in outline if bare(title) in sheets}
    # What stands next in the outline is the next chapter: no line has run over.
    after = {name: min(p for _, p in outline if p > page + 1) for name, page in begun.items()}
    assert {name: after[name] - page for name, page in begun.items()} == dict.fromkeys(sheets, 2)


@pytest.mark.parametrize("locale", LOCALES)
def test_it_is_tagged_titled_and_has_no_type_3_font(books: dict[str, Book], locale: str) -> None:
    reader = PdfReader(books[locale].path)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == locale and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and reader.metadata.title
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    kinds = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            kinds.add(font["/Subtype"])
    assert kinds and "/Type3" not in kinds


def test_the_same_bytes_twice(pango: None) -> None:
    html = '<html lang="zh"><title>x</title><h1>客户</h1><p>以客户为中心 <b>centre</b></p>'
    first = write_pdf(html, ROOT)
    assert first == write_pdf(html, ROOT)
    assert first != write_pdf(html.replace("centre", "other"), ROOT)


def test_a_missing_font_is_said_with_the_remedy(pango: None) -> None:
    # A character that no font has: it is assigned to nothing.
    with pytest.raises(HandbookError, match=r"font with the characters \u0378.*fonts-noto-cjk"):
        write_pdf('<html lang="zh"><title>x</title><p>客户\u0378</p>', ROOT)


def test_a_missing_library_is_said_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def refuse(name: str, *arguments: Any, **options: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(HandbookError, match=r"Pango.*libpango-1\.0-0"):
        handbook.write_pdf("<p>x</p>", ROOT)
