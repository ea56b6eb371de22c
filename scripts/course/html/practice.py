"""What people take away and tick: checklists, the paper self-assessment, the levels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from course.checklist import CheckLine, find_check, find_explanation, line_revisions, read_lines
from course.html.figures.measure import FigureError
from course.html.figures.words import read_data
from course.html.nodes import lesson_number, node, verbatim
from course.html.scene import Nest, Scene
from course.lessons import find_lessons
from course.model import Block, Page


def build_checklist(block: Block, scene: Scene, _nest: Nest | None = None) -> Element:
    """A `check` block: lines to tick; `course-checklist` keeps the ticks and what is noted."""
    return _checklist(block, scene.page, scene)


def _checklist(block: Block, lesson: Page, scene: Scene, apart: bool = False) -> Element:
    """The list; `apart` from its lesson each line names what explains it."""
    check = block.option("id")
    name = f"check-{check}"
    revisions = line_revisions(scene.course, lesson, check)
    lessons = find_lessons(scene.course, lesson.locale or scene.locale) if apart else {}
    rows = node("ul", class_="ck plain")
    for line in read_lines(block):
        box = node("input", type="checkbox", value=line.id)
        words = node("label", box, node("span", line.text))
        revision = revisions.get(line.id, line.revision)
        where = _explain(line, lesson, lessons, scene) if apart else None
        rows.append(node("li", words, where, data_line=line.id, data_revision=revision))
    title = node("p", block.title, class_="label", id=f"{name}-title") if block.title else None
    titled = f"{name}-title" if block.title else None
    return node(
        "course-checklist",
        title,
        rows,
        id=name,
        class_="checklist",
        role="group",
        aria_labelledby=titled,
        data_check=check,
    )


def place_checklist(name: str, scene: Scene) -> Element:
    """The checklist of a lesson on a page of its own, with the lesson that explains it.

    Raises:
        FigureError: no lesson in this language has a checklist of that id.
    """
    for page in scene.course.lessons(scene.page.locale):
        block = find_check(page, name)
        if block:
            made = _checklist(block, page, scene, apart=True)
            made.append(build_explained(page, block.section or "", scene))
            return made
    raise FigureError(f"no lesson has a checklist '{name}'")


def _explain(line: CheckLine, lesson: Page, lessons: Mapping[str, Page], scene: Scene) -> Element:
    """The lesson, and the section where the list names it, that explains a line."""
    page, section = find_explanation(lesson, line.explained, lessons)
    page = page or lesson
    title = verbatim(section.text) if section else verbatim(page.title)
    text = scene.say("practice.line", n=lesson_number(page.key), title=title)
    href = scene.link(page.key, (section.id or "") if section else "")
    return node("p", node("a", text, href=href), class_="ck-from")


def build_explained(page: Page, section: str, scene: Scene) -> Element:
    """A link to the section of the lesson that a checklist or a worksheet belongs to."""
    text = scene.say("practice.explained", n=lesson_number(page.key), title=page.title)
    link = node("a", text, href=scene.link(page.key, section))
    return node("p", link, class_="explained")


def place_statements(scene: Scene) -> Element:
    """The sixteen statements as a paper form: four boxes and a line of evidence each."""
    data = read_data(scene, "maturity")
    assessment: dict[str, Any] = data["self_assessment"]
    scale = assessment["scale"]
    key = node("ul", class_="plain scale")
    for step in scale:
        key.append(
            node("li", node("b", verbatim(str(step["value"]))), node("span", scene.pick(step)))
        )
    head = node("tr", node("th", scene.say("practice.statement"), scope="col"))
    for step in scale:
        head.append(node("th", verbatim(str(step["value"])), scope="col", class_="score"))
    head.append(node("th", scene.say("practice.evidence"), scope="col"))
    body = node("tbody")
    for item in assessment["items"]:
        text = verbatim(f"{item['n']}. {scene.pick(item)}")
        row = node("tr", node("th", text, scope="row"))
        for step in scale:
            label = scene.say("practice.score", n=item["n"], value=step["value"])
            box = node("input", type="radio", name=f"s{item['n']}", value=str(step["value"]))
            box.set("aria-label", label)
            row.append(node("td", box, class_="score", data_value=str(step["value"])))
        row.append(node("td", class_="room room-1"))
        body.append(row)
    rule = node("p", scene.pick(assessment["rule"]), class_="sheet-check")
    table = node("table", node("thead", head), body, class_="tbl statements")
    return node("section", key, rule, table, class_="sheet")


def place_level(name: str, scene: Scene) -> Element:
    """What a level looks like in each dimension, with a link to its row in the matrix.

    Raises:
        FigureError: there is no level of that id.
    """
    data = read_data(scene, "maturity")
    ids = [str(level["id"]) for level in data["levels"]]
    if name not in ids:
        raise FigureError(f"there is no level '{name}': use one of {', '.join(ids)}")
    place = ids.index(name)
    made = node("dl", class_="level")
    for dimension in data["dimensions"]:
        cell = dimension["cells"][place]
        words = node("dd", node("span", scene.pick(cell)))
        if cell["origin"] != "S":
            origin = "restored" if cell["origin"] == "R" else "inferred"
            words.append(build_space())
            words.append(node("span", scene.say(f"matrix.{origin}"), class_="tag"))
        made.append(node("div", node("dt", scene.pick(dimension)), words))
    return made


def build_space() -> Element:
    """A space between two elements."""
    return node("span", verbatim(" "))
