"""The four definitions compared: a table with a small drawing for each."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.figures.canvas import Canvas
from course.html.figures.glyphs import build_sign, draw_definition
from course.html.figures.words import Row, Words, read_data
from course.html.nodes import node, verbatim
from course.html.scene import Scene
from course.model import Block

COLUMNS = ("who", "when", "purpose", "omits")
INFERRED = "omits"


def build_definitions(block: Block, scene: Scene) -> Element:
    """A real table, so that it can be read cell by cell; on a phone it becomes cards."""
    words = Words(scene, "four-definitions")
    heads = [node("th", verbatim(words.say("name")), scope="col")]
    for name in COLUMNS:
        inferred = name == INFERRED
        tag = node("span", scene.say("figure.tag"), class_="tag") if inferred else None
        text = node("span", verbatim(words.say(name)))
        class_ = "is-inferred" if inferred else None
        heads.append(node("th", text, " ", tag, scope="col", class_=class_))
    rows = [_row(row, words, scene) for row in read_data(scene, "definitions")]
    table = node(
        "table",
        node("thead", node("tr", *heads)),
        node("tbody", *rows),
        class_="tbl stack defs",
    )
    return node("figure", table, words.caption(), class_="fig fig--table")


def _row(row: Row, words: Words, scene: Scene) -> Element:
    sign = Canvas(48)
    draw_definition(sign, str(row.get("sign", "")))
    title = node(
        "span", node("b", scene.pick(row["stress"])), " ", node("small", scene.pick(row["name"]))
    )
    head = node("th", node("div", build_sign(sign, "sign"), title), scope="row")
    made = node("tr", head)
    for name in COLUMNS:
        made.append(
            node(
                "td",
                node("span", scene.pick(row[name])),
                class_="is-inferred" if name == INFERRED else None,
                data_label=words.say(name),
            )
        )
    return made
