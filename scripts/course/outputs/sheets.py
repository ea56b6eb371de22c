"""Sheets to print: the exercises of a lesson with and without answers, and the answer key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from jinja2 import Environment, FileSystemLoader

from course.html.blocks import BUILDERS
from course.html.downloads import KINDS, sheet_path
from course.html.engine import Engine, write_html
from course.html.nodes import lesson_number, node, verbatim
from course.html.paper import build_answered, build_asked, write_key
from course.html.scene import Nest, Scene
from course.html.targets import point_links, relative_to, site_path
from course.model import Course, Question

ICON = "assets/images/mark.svg"
LIST = "teach/downloads"
"""The page that lists the sheets; trainers find them there."""

_TITLES = {"exercises": "print.exercises", "answers": "print.answers", "key": "print.answer-key"}


@dataclass(frozen=True)
class Sheet:
    """A page of the site: its path from the root, and its HTML without a policy."""

    path: str
    html: str


def build_sheets(course: Course, engine: Engine, templates: Path, style: str) -> Iterator[Sheet]:
    """Every sheet of every lesson in every language.

    A lesson that has not been translated is printed in the source language, as on the site.

    Args:
        course: everything.
        engine: renders Markdown.
        templates: the folder with `print.html`.
        style: path of the style sheet from the root of the site.

    Raises:
        EngineError: a block cannot be drawn.
    """
    loader = FileSystemLoader(templates)
    template = Environment(loader=loader, autoescape=True).get_template("print.html")
    for locale in course.locales:
        for source in course.lessons(course.source_locale):
            page = course.page(source.key, locale) or source
            scene = Scene(course, page, locale)
            for kind in KINDS:
                path = sheet_path(source, kind, locale, course.source_locale)
                tree = engine.render(scene, _BUILD[kind](scene))
                point_links(tree, page.path, path, locale, course.source_locale)
                lesson = site_path(page.key, locale, course.source_locale)
                home = site_path(LIST, locale, course.source_locale)
                yield Sheet(
                    path,
                    template.render(
                        course=course,
                        scene=scene,
                        kind=kind,
                        title=sheet_title(scene, kind),
                        style=relative_to(style, path),
                        icon=relative_to(ICON, path),
                        lesson=relative_to(lesson, path),
                        list=relative_to(home, path) if course.page(LIST, locale) else "",
                        body=write_html(tree),
                    ),
                )


def sheet_title(scene: Scene, kind: str) -> str:
    """The title of the page: which sheet, of which lesson."""
    lesson = scene.say("print.lesson", n=lesson_number(scene.page.key), title=scene.page.title)
    return scene.say("print.title", sheet=scene.say(_TITLES[kind]), lesson=lesson)


def _exercises(scene: Scene, answers: bool) -> Callable[[Nest], Iterable[Element]]:
    def build(nest: Nest) -> Iterator[Element]:
        yield from _top(scene, "answers" if answers else "exercises")
        activities = list(scene.page.blocks("activity"))
        if activities:
            yield node("h2", scene.say("print.activities"))
        for block in activities:
            made = BUILDERS["activity"](block, scene, nest)
            if made is not None:
                yield made
        yield node("h2", scene.say("print.questions"))
        for n, question in enumerate(scene.page.learner_questions, 1):
            make = build_answered if answers else build_asked
            yield make(question, str(n), scene, nest)

    return build


def _key(scene: Scene) -> Callable[[Nest], Iterable[Element]]:
    def build(nest: Nest) -> Iterator[Element]:
        yield from _top(scene, "key")
        page = scene.page
        asked = [(str(n), question) for n, question in enumerate(page.learner_questions, 1)]
        kept = [question for question in page.questions if question.final]
        yield node("h2", scene.say("print.short"))
        yield _table(asked, scene)
        yield node("h2", scene.say("print.questions"))
        for number, question in asked:
            yield build_answered(question, number, scene, nest)
        if kept:
            yield node("h2", scene.say("print.reserved"))
            yield node("p", scene.say("print.reserved.words"), class_="secret")
            for n, question in enumerate(kept, 1):
                number = scene.say("print.reserved.number", n=n)
                yield build_answered(question, number, scene, nest)

    return build


def _top(scene: Scene, kind: str) -> Iterator[Element]:
    line = node("p", scene.say(_TITLES[kind]), class_="eyebrow")
    if kind == "key":
        line.append(node("span", scene.say("print.secret"), class_="tag"))
    yield line
    n, title = lesson_number(scene.page.key), scene.page.title
    yield node("h1", scene.say("print.lesson", n=n, title=title))
    if kind == "exercises":
        names = (node("span", scene.say(f"practice.{name}")) for name in ("name", "date"))
        yield node("p", *names, class_="sheet-head")


def _table(asked: list[tuple[str, Question]], scene: Scene) -> Element:
    """The key of every question on one line each."""
    names = ("print.number", "print.right", "print.about")
    head = node("thead", node("tr", *(node("th", scene.say(n), scope="col") for n in names)))
    body = node("tbody")
    for number, question in asked:
        aim = scene.page.objectives.get(question.objective, "")
        body.append(
            node(
                "tr",
                node("th", verbatim(number), scope="row"),
                node("td", node("b", verbatim(write_key(question)))),
                node("td", aim),
            )
        )
    return node("table", head, body, class_="tbl")


_BUILD: Mapping[str, Callable[[Scene], Callable[[Nest], Iterable[Element]]]] = {
    "exercises": lambda scene: _exercises(scene, answers=False),
    "answers": lambda scene: _exercises(scene, answers=True),
    "key": _key,
}
