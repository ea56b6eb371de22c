"""The final assessment: what it holds, and its questions in a `<template>`.

Without JavaScript this is a description. The element `course-final`
(docs/assets/javascripts/exam.js) takes the questions out of the template, so that it works
from disk too, where nothing can be fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from course.blueprint import Blueprint, Part, find_usable, read_blueprint
from course.html.figures.measure import FigureError
from course.html.nodes import lesson_number, node, verbatim
from course.html.question import build_item
from course.html.scene import Nest, Scene
from course.lessons import find_lessons
from course.model import Page, Question


def build_final(scene: Scene, nest: Nest) -> Element:
    """The description, the blueprint as data, and every question that a form may hold.

    Raises:
        FigureError: there is no `data/blueprint.yml`.
    """
    blueprint = read_blueprint(scene.course)
    if blueprint is None:
        raise FigureError("docs/data/blueprint.yml is missing or has the wrong form")
    bank = node("template")
    for aim, lesson, question, reserved in _items(blueprint, scene):
        item = build_item(question, lesson, scene, nest)
        item.set("data-aim", aim)
        if reserved:
            item.set("data-reserved", "")
        bank.append(item)
    return node(
        "course-final",
        _facts(blueprint, scene),
        node("p", scene.say("final.static"), class_="without-script"),
        _table(blueprint, scene),
        bank,
        data_blueprint=write_blueprint(blueprint, scene),
        data_search_exclude="true",
    )


def write_blueprint(blueprint: Blueprint, scene: Scene) -> str:
    """What the script needs of the blueprint, as JSON."""
    parts = [
        {
            "id": part.id,
            "title": scene.pick(part.title),
            "items": part.items,
            "aims": [[aim.id, aim.items] for aim in part.aims],
            "forms": dict(part.forms),
        }
        for part in blueprint.parts
    ]
    data = {
        "items": blueprint.items,
        "minutes": blueprint.minutes,
        "pass": blueprint.share,
        "least": blueprint.least,
        "parts": parts,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _items(blueprint: Blueprint, scene: Scene) -> Iterator[tuple[str, Page, Question, bool]]:
    """Aim, lesson and question in the page's language, and whether it is reserved.

    Which questions there are is the source language's to say, as with revisions.
    """
    lessons = find_lessons(scene.course)
    for part in blueprint.parts:
        for aim, question in find_usable(part, lessons):
            source = lessons[aim.lesson]
            page = scene.course.page(source.key, scene.locale) or source
            own = next((other for other in page.questions if other.id == question.id), None)
            yield aim.id, page if own else source, own or question, question.final


def _facts(blueprint: Blueprint, scene: Scene) -> Element:
    say = scene.say
    values = (
        ("items", str(blueprint.items)),
        ("minutes", str(blueprint.minutes)),
        ("pass", say("final.share", n=blueprint.share)),
        ("least", say("final.share", n=blueprint.least)),
    )
    facts = node("dl", class_="facts")
    for name, value in values:
        dt = node("dt", say(f"final.sum.{name}"))
        facts.append(node("div", dt, node("dd", verbatim(value))))
    return facts


def _table(blueprint: Blueprint, scene: Scene) -> Element:
    say = scene.say
    head = (node("th", say(f"final.{name}"), scope="col") for name in ("part", "lessons", "items"))
    body = node("tbody", *(_row(part, scene) for part in blueprint.parts))
    table = node(
        "table", node("thead", node("tr", *head)), body, class_="tbl stack cards exam-plan"
    )
    table.insert(0, node("caption", say("final.plan")))
    return table


def _row(part: Part, scene: Scene) -> Element:
    lessons = find_lessons(scene.course)
    links = node("td", data_label=scene.say("final.lessons"))
    for name in part.lessons:
        source = lessons.get(name)
        if source is None:
            continue
        page = scene.course.page(source.key, scene.locale) or source
        words = scene.say("progress.title", n=lesson_number(page.key), title=page.title)
        if len(links):
            links.append(node("br"))
        lang = page.locale if page.locale != scene.locale else None
        links.append(node("a", words, href=scene.link(page.key), lang=lang))
    items = node("td", verbatim(str(part.items)), data_label=scene.say("final.items"))
    return node("tr", node("th", scene.pick(part.title), scope="row"), links, items)
