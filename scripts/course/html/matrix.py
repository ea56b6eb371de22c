"""The maturity matrix: ten dimensions by four levels, every cell with its origin and basis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from course.html.figures.canvas import Canvas
from course.html.figures.glyphs import build_sign, draw_level
from course.html.figures.ladder import Level, read_levels
from course.html.figures.measure import FigureError
from course.html.figures.words import read_data
from course.html.marks import LEDGER, build_status
from course.html.nodes import add, node, verbatim
from course.html.scene import Scene
from course.model import STATUSES, Block

MATRIX = "maturity/matrix"
ORIGINS = {"R": "restored", "I": "inferred"}
"""Origins that a cell shows in a word; a cell from a source document shows none."""

Row = Mapping[str, Any]


def build_matrix(block: Block, scene: Scene) -> Element:
    """The matrix as a table whose head is the staircase.

    The option `dimensions` names the rows to show; a link then leads to the whole.

    Raises:
        FigureError: there is no dimension of that name, or a cell cites an unknown fact.
    """
    data = read_data(scene, "maturity")
    levels = read_levels(scene)
    every: list[Row] = data["dimensions"]
    shown = _choose(every, block.names("dimensions"))
    columns = node("colgroup", node("col", class_="dim"), *(node("col") for _ in levels))
    table = node(
        "table",
        node("caption", scene.say("matrix.caption", n=len(shown)), class_="vh"),
        columns,
        _head(levels, scene),
        node("tbody", *(_row(row, levels, scene) for row in shown)),
        class_="mx",
    )
    caption = node("figcaption", node("span", scene.pick(data["caution"])))
    if len(shown) < len(every):
        text = scene.say("matrix.all", n=len(every))
        add(caption, " ")
        caption.append(node("a", text, href=scene.link(MATRIX)))
    return node("figure", _legend(shown, scene), table, caption, class_="matrix")


def _choose(every: list[Row], names: tuple[str, ...]) -> list[Row]:
    if not names:
        return every
    known = {str(row["id"]): row for row in every}
    for name in names:
        if name not in known:
            raise FigureError(
                f"the matrix has no dimension '{name}': use one of {', '.join(known)}"
            )
    return [known[name] for name in names]


def _head(levels: list[Level], scene: Scene) -> Element:
    corner = node("th", node("span", scene.say("matrix.dimension"), class_="vh"), scope="col")
    row = node("tr", corner)
    for level in levels:
        sign = Canvas(48)
        draw_level(sign, level.n, 0, 0, 48)
        step = node(
            "span",
            build_sign(sign, "sign"),
            node("b", scene.say("matrix.level", n=level.n, name=level.name)),
            node("span", verbatim(level.line)),
            class_=f"step s{level.n}",
        )
        row.append(node("th", step, scope="col"))
    return node("thead", row)


def _row(row: Row, levels: list[Level], scene: Scene) -> Element:
    head = node(
        "th", node("span", scene.pick(row)), node("small", _lesson(int(row["lesson"]), scene))
    )
    head.set("scope", "row")
    made = node("tr", head, data_dimension=str(row["id"]))
    for level, cell in zip(levels, row["cells"], strict=True):
        made.append(_cell(cell, level, scene))
    return made


def _cell(cell: Row, level: Level, scene: Scene) -> Element:
    origin = str(cell["origin"])
    words = node("span", scene.pick(cell))
    if origin in ORIGINS:
        add(words, verbatim(" "))
        words.append(node("span", scene.say(f"matrix.{ORIGINS[origin]}"), class_="tag"))
    words.append(_basis(str(cell["fact"]), scene))
    return node(
        "td",
        words,
        class_="is-inferred" if origin == "I" else None,
        data_level=scene.say("matrix.level", n=level.n, name=level.short),
        data_origin=origin,
    )


def _basis(fact_id: str, scene: Scene) -> Element:
    """A mark without words that leads to the fact; its name is read out."""
    fact = scene.course.facts.get(fact_id)
    if fact is None:
        raise FigureError(f"maturity.yml cites '{fact_id}', which facts.yml does not have")
    name = scene.say("matrix.fact", status=scene.say(f"status.{fact.check}"))
    return node(
        "a",
        node("span", name, class_="vh"),
        class_=f"cite cite--bare st st--{fact.check}",
        href=scene.link(LEDGER, fact.id),
        title=scene.pick(fact.claim),
    )


def _lesson(number: int, scene: Scene) -> Element:
    """The lesson that treats the dimension, as a link where the page exists."""
    text = scene.say("matrix.lesson", n=number)
    for page in scene.course.lessons(scene.locale):
        if page.key.rsplit("/", 1)[-1].startswith(f"{number:02d}-"):
            return node("a", text, href=scene.link(page.key))
    return node("span", text)


def _legend(rows: list[Row], scene: Scene) -> Element:
    """What the tags and marks mean; only those that stand in the rows shown."""
    cells = [cell for row in rows for cell in row["cells"]]
    made = node("p", node("span", scene.say("matrix.key.source")), class_="legend")
    for origin, name in ORIGINS.items():
        if any(cell["origin"] == origin for cell in cells):
            tag = node("span", scene.say(f"matrix.{name}"), class_="tag")
            made.append(node("span", tag, " ", node("span", scene.say(f"matrix.key.{name}"))))
    facts = scene.course.facts
    found = {facts[cell["fact"]].check for cell in cells if cell["fact"] in facts}
    basis = node("span", node("span", scene.say("matrix.key.fact")))
    for status in STATUSES:
        if status in found:
            add(basis, " ")
            basis.append(build_status(status, scene))
    made.append(basis)
    return made
