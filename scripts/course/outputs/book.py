"""The whole course as one HTML document for print: cover, contents, lessons with their answers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from xml.etree.ElementTree import Element

from jinja2 import Environment, FileSystemLoader

from course.html.engine import Engine, write_html
from course.html.figures import FIGURES
from course.html.figures.ink import Inks, paint
from course.html.marks import build_legend
from course.html.nodes import lesson_number, node
from course.html.paper import build_answered, build_asked
from course.html.scene import Nest, Scene
from course.html.targets import find_target
from course.model import Block, Course, Locale, Question

PARTS: Mapping[str, tuple[str, ...]] = {
    "lessons": ("lessons/*",),
    "cases": ("cases/*",),
    "maturity": ("maturity/matrix", "maturity/level-*", "maturity/self-assessment"),
    "practice": ("practice/checklist-*", "practice/worksheet-*"),
    "reference": (
        "reference/models",
        "reference/glossary",
        "reference/ledger",
        "reference/sources",
    ),
}
"""The parts of the book: which pages stand in each, in this order."""

LADDER = Block("place", "figure: maturity-ladder", {"names": "only"}, {}, "", 0, 0, None, "")
_FACES = "Noto Sans CJK SC, sans-serif"


@dataclass(frozen=True)
class Chapter:
    """A page of the course as a chapter: the id that links lead to, title, what stands in it."""

    id: str
    title: str
    key: str
    locale: Locale
    body: Element


@dataclass(frozen=True)
class Part:
    """Chapters under one title."""

    id: str
    title: str
    chapters: tuple[Chapter, ...]


def list_keys(course: Course, patterns: Iterable[str]) -> list[str]:
    """Keys of the pages in the source language that fit, by pattern, then by name."""
    keys = sorted(p.key for p in course.pages.values() if p.locale == course.source_locale)
    found = [k for pattern in patterns for k in keys if fnmatchcase(k, pattern)]
    return [key for key in found if not key.endswith("/index")]


def build_book(
    course: Course, engine: Engine, locale: Locale, templates: Path, style: str, inks: Inks
) -> str:
    """The HTML of the handbook in one language; pages without a translation keep theirs.

    Args:
        course: everything.
        engine: renders Markdown.
        locale: the language.
        templates: the folder with `handbook.html`.
        style: the text of the style sheet.
        inks: how figures are coloured.

    Raises:
        EngineError: a block cannot be drawn.
    """
    keys = {name: list_keys(course, patterns) for name, patterns in PARTS.items()}
    inside = frozenset(key for found in keys.values() for key in found)
    parts = []
    for name, found in keys.items():
        chapters = [_chapter(key, course, engine, locale, inside) for key in found]
        for chapter in chapters:
            for svg in chapter.body.iter("svg"):
                paint(svg, inks, _FACES)
        title = course.word(locale, f"book.{name}")
        parts.append(Part(f"part-{name}", title, tuple(chapters)))
    home = course.page("index", locale) or course.page("index", course.source_locale)
    scene = Scene(course, home or next(iter(course.pages.values())), locale)
    cover = node("div")
    if "maturity" in course.data:
        cover = engine.render(scene, lambda _nest: [FIGURES["maturity-ladder"](LADDER, scene)])
    for svg in cover.iter("svg"):
        paint(svg, inks, _FACES)
    _leave_out(cover)
    legend = engine.render(scene, lambda _nest: [build_legend(scene)])
    loader = FileSystemLoader(templates)
    template = Environment(loader=loader, autoescape=True).get_template("handbook.html")
    return template.render(
        scene=scene,
        title=scene.page.title,
        lead=scene.page.meta.get("lead", ""),
        style=style,
        cover=write_html(cover),
        legend=write_html(legend),
        parts=[
            (part, [(chapter, write_html(chapter.body)) for chapter in part.chapters])
            for part in parts
            if part.chapters
        ],
    )


def chapter_id(key: str, anchor: str = "") -> str:
    """Id in the book of a page or of something on it."""
    name = key.replace("/", "-")
    return f"{name}--{anchor}" if anchor else name


def _chapter(
    key: str, course: Course, engine: Engine, locale: Locale, inside: frozenset[str]
) -> Chapter:
    page = course.page(key, locale) or course.page(key, course.source_locale)
    assert page is not None  # Keys are those of the source language.
    scene = Scene(course, page, locale)
    body = engine.render_page(scene)
    n = lesson_number(key) if page.is_lesson else 0
    if n:
        _print_questions(body, scene, engine)
        total = len(course.lessons(course.source_locale))
        number = scene.say("lesson.number", n=n, all=total)
        body.insert(0, node("p", str(number), class_="eyebrow"))
    _leave_out(body)
    _list_facts(body)
    _box_inputs(body)
    _lower_headings(body)
    _point(body, scene, inside)
    title = scene.say("print.lesson", n=n, title=page.title) if n else page.title
    return Chapter(chapter_id(key), title, key, page.locale, body)


def _print_questions(body: Element, scene: Scene, engine: Engine) -> None:
    """Put paper questions in the place of forms, and their answers at the end."""
    asked = list(enumerate(scene.page.learner_questions, 1))
    paper = engine.render(scene, lambda nest: _each(asked, scene, nest, False))
    forms = iter(list(paper))
    for parent in list(body.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == "course-question":
                parent[place] = next(forms)
    answers = engine.render(scene, lambda nest: _each(asked, scene, nest, True))
    title = node("h2", str(scene.say("book.answers")), id="answers")
    body.append(node("section", title, *answers, class_="answers"))


def _each(
    asked: list[tuple[int, Question]], scene: Scene, nest: Nest, key: bool
) -> Iterator[Element]:
    for n, question in asked:
        if key:
            yield build_answered(question, str(n), scene, nest, stem=False)
        else:
            yield build_asked(question, str(n), scene, nest)


def _leave_out(body: Element) -> None:
    """Take out what belongs to the screen: tips of terms, small drawings, words for readers aloud.

    The legend of the marks stands once, in front.
    """
    for parent in list(body.iter()):
        for child in list(parent):
            classes = child.get("class", "").split()
            screen = {"tip", "vh", "marks"}.intersection(classes)
            narrow = child.tag == "svg" and "narrow" in classes
            if screen or narrow or child.tag == "details":
                _remove(parent, child)


def _remove(parent: Element, child: Element) -> None:
    """Remove an element and keep the text behind it."""
    place = list(parent).index(child)
    if child.tail:
        if place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _list_facts(body: Element) -> None:
    """The ledger as paragraphs: its table would take twice the pages.

    Where a fact is used is told by the text that cites it.
    """
    for parent in list(body.iter("course-ledger")):
        rows = [row for row in parent.iter("tr") if row.get("id")]
        parent[:] = []
        for row in rows:
            claim, check, where = list(row)[:3]
            claim.tag, claim.attrib = "p", {"class": "claim"}
            status, note = check[0], check[1]
            status.tail = " "
            told = node("p", status, node("span", *note))
            told[1].text = note.text
            for link in where.iter("a"):
                link.set("class", "quiet")
            where.tag, where.attrib = "p", {"class": "where"}
            parent.append(node("section", claim, told, where, class_="fact", id=row.get("id")))


def _box_inputs(body: Element) -> None:
    """Boxes to tick with a pen."""
    for box in body.iter("input"):
        box.set("class", f"box box--{box.get('type')}")
        box.tag = "span"


def _lower_headings(body: Element) -> None:
    """A page is a chapter of a part: every heading moves one level down."""
    for element in body.iter():
        if element.tag in ("h1", "h2", "h3", "h4"):
            element.tag = f"h{int(element.tag[1]) + 1}"


def _point(body: Element, scene: Scene, inside: frozenset[str]) -> None:
    """Make ids unique in the book and let links lead to them.

    A link to a page that the book does not have becomes plain text. A reference within the text
    is marked, so that the number of its page can stand behind it.
    """
    page = scene.page
    for element in body.iter():
        for name in ("id", "aria-labelledby", "aria-describedby"):
            if name in element.attrib:
                element.set(name, chapter_id(page.key, element.attrib[name]))
        if element.tag == "img":
            src = posixpath.join(posixpath.dirname(page.path), element.get("src", ""))
            element.set("src", posixpath.normpath(src))
        if element.tag != "a" or "href" not in element.attrib:
            continue
        target = find_target(element.attrib["href"], page.path)
        if target is None:
            continue
        key, anchor = target
        if key not in inside:
            del element.attrib["href"]
            element.tag = "span"
            continue
        element.set("href", f"#{chapter_id(key, anchor)}")
        classes = element.get("class", "").split()
        if not {"cite", "term", "st", "quiet"}.intersection(classes):
            element.set("class", " ".join([*classes, "xref"]))
            element.set("data-before", scene.say("book.page"))
            element.set("data-after", scene.say("book.page.end"))
