"""The privacy page: every kind of record that the site keeps, from `data/stored.yml`."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from course.html.figures.words import read_data
from course.html.nodes import node, verbatim
from course.html.scene import Scene


def build_stored(scene: Scene) -> Element:
    """What is stored, why, under which name, and each of its fields in words.

    Raises:
        FigureError: there is no `data/stored.yml`.
    """
    made = node("div", class_="stored")
    rows: list[dict[str, Any]] = read_data(scene, "stored")
    for row in rows:
        title = node("h3", scene.pick(row["name"]), id=f"stored-{row['id']}")
        name = node("p", scene.say("stored.key"), node("code", verbatim(str(row["key"]))))
        part = node("section", title, node("p", scene.pick(row["why"])), name)
        if "fields" in row:
            part.append(_fields(row["fields"], scene))
        made.append(part)
    return made


def _fields(fields: list[dict[str, Any]], scene: Scene) -> Element:
    head = (node("th", scene.say(f"stored.{name}"), scope="col") for name in ("field", "meaning"))
    rows = (
        node(
            "tr",
            node("th", node("code", verbatim(str(field["field"]))), scope="row"),
            node("td", scene.pick(field)),
        )
        for field in fields
    )
    return node("table", node("thead", node("tr", *head)), node("tbody", *rows), class_="tbl")
