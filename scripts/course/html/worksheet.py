"""A worksheet as a form: one page of paper, and fields once its script is there."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from course.html.figures.measure import FigureError
from course.html.figures.words import read_data
from course.html.nodes import node
from course.html.practice import build_explained
from course.html.scene import Scene
from course.lessons import find_lessons
from course.worksheet import Field, Row, read_columns, read_fields


def place_worksheet(name: str, scene: Scene) -> Element:
    """A form to fill in: what to write in each field, and room for it.

    On paper it is filled in by hand; `course-worksheet` makes fields of it that keep their text.

    Raises:
        FigureError: `data/worksheets.yml` has no worksheet of that id.
    """
    sheets: list[dict[str, Any]] = read_data(scene, "worksheets")
    sheet = next((row for row in sheets if row["id"] == name), None)
    if sheet is None:
        raise FigureError(f"worksheets.yml has no worksheet '{name}'")
    made = node("course-worksheet", class_="sheet", data_sheet=name)
    head = node("p", class_="sheet-head")
    for field in ("name", "date"):
        head.append(node("span", scene.say(f"practice.{field}"), data_field=field))
    made.append(head)
    for is_grid, rows in groupby(sheet["rows"], key=lambda row: bool(row.get("grid"))):
        build = _build_grid if is_grid else _build_rows
        made.append(build(sheet, list(rows), scene))
    if "check" in sheet:
        made.append(node("p", scene.pick(sheet["check"]), class_="sheet-check"))
    page = find_lessons(scene.course, scene.page.locale).get(sheet["lesson"])
    if page is not None:
        made.append(build_explained(page, "practice", scene))
    return made


def _build_rows(sheet: Row, rows: list[Row], scene: Scene) -> Element:
    """Rows of one field each."""
    body = node("tbody")
    for row in rows:
        (field,) = read_fields(sheet, row)
        line = node("tr", _head(row, "row", scene), _room(row))
        body.append(_keep(line, field, scene))
    return node("table", body, class_="tbl sheet-form")


def _build_grid(sheet: Row, rows: list[Row], scene: Scene) -> Element:
    """Rows with a field under each column."""
    columns = read_columns(sheet)
    head = node("tr", node("td"), *(_head(column, "col", scene) for column in columns))
    body = node("tbody")
    for row in rows:
        line = node("tr", _head(row, "row", scene), data_row=str(row["id"]))
        for field in read_fields(sheet, row):
            room = _room(row)
            # On a phone the heads of the columns are out of sight.
            room.set("data-label", scene.pick(field.column["label"] if field.column else {}))
            line.append(_keep(room, field, scene))
        body.append(line)
    return node("table", node("thead", head), body, class_="tbl sheet-form sheet-grid")


def _head(part: Row, scope: str, scene: Scene) -> Element:
    """What a row or a column is called, and what to write there."""
    label = node("th", node("b", scene.pick(part["label"])), scope=scope)
    if "hint" in part:
        label.append(node("small", scene.pick(part["hint"])))
    return label


def _room(row: Row) -> Element:
    lines = min(max(int(row.get("lines", 2)), 1), 6)
    return node("td", class_=f"room room-{lines}")


def _keep(place: Element, field: Field, scene: Scene) -> Element:
    """Under which id the script keeps what is written there, and for which wording."""
    place.set("data-field", field.id)
    place.set("data-revision", field.revision(scene.course.source_locale))
    return place
