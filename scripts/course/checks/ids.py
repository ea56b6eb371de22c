"""Ids are unique over the course and never come back once they were withdrawn.

Learners' answers are stored under the ids of questions, activities and checklists.
"""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey
from course.model import Course, DataFile, Page


def check_ids(survey: Survey) -> Iterator[Finding]:
    """Pages in each language, then the data files."""
    for locale in survey.course.locales:
        seen: dict[tuple[str, str], tuple[str, int]] = {}
        for leaf in survey.leaves:
            if leaf.page.locale == locale:
                for kind, name, line in _stored(leaf.page):
                    yield from _taken(survey.course, leaf.page, kind, name, line, seen)
    for data in survey.course.data.values():
        yield from _rows(data)
    if "worksheets" in survey.course.data:
        yield from _fields(survey.course, survey.course.data["worksheets"])


def _stored(page: Page) -> Iterator[tuple[str, str, int]]:
    """Kind, id and line of whatever has an id of its own."""
    if page.id:
        yield "page", page.id, page.meta_lines.get("id", 1)
    for block in page.blocks("question"):
        if block.title:
            yield "question", block.title, block.line
    for block in page.blocks("activity", "check"):
        if block.option("id"):
            yield block.kind, block.option("id"), block.option_lines["id"]
    for block in page.blocks("check"):
        for line in block.names("lines"):
            name = f"{block.option('id')}:{line}"
            yield "line", name, block.option_lines.get("lines", block.line)


def _taken(
    course: Course,
    page: Page,
    kind: str,
    name: str,
    line: int,
    seen: dict[tuple[str, str], tuple[str, int]],
) -> Iterator[Finding]:
    noun = {"check": "checklist", "line": "checklist line"}.get(kind, kind)
    if (kind, name) in seen:
        path, other = seen[kind, name]
        yield make_finding(
            "repeated-id",
            page.path,
            line,
            f"the {noun} id '{name}' is taken by {path} line {other}",
            "choose another one, the same in every language",
        )
    seen.setdefault((kind, name), (page.path, line))
    if name in course.retired and kind != "page":
        yield make_finding(
            "retired-id",
            page.path,
            line,
            f"the {noun} id '{name}' was withdrawn (data/retired.yml)",
            "choose a new one: old answers in learners' browsers belong to the old id",
        )


def _rows(data: DataFile) -> Iterator[Finding]:
    """Lists of entries with an id or a key, at the top of a file or one level down."""
    tops = list(data.value.items()) if isinstance(data.value, dict) else []
    lists = [((), data.value), *(((name,), value) for name, value in tops)]
    for path, rows in lists:
        if not isinstance(rows, list):
            continue
        seen: dict[str, int] = {}
        for number, row in enumerate(rows):
            if not isinstance(row, dict):
                continue
            field = "id" if "id" in row else "key"
            name = row.get(field)
            if not isinstance(name, str):
                continue
            line = data.lines.get((*path, number, field), 1)
            if name in seen:
                yield make_finding(
                    "repeated-id",
                    data.path,
                    line,
                    f"the {field} '{name}' is taken by line {seen[name]}",
                    "choose another one, or put the two entries together",
                )
            seen.setdefault(name, line)


def _fields(course: Course, data: DataFile) -> Iterator[Finding]:
    """The fields of worksheets, which keep what a reader writes into them."""
    for n, sheet in enumerate(data.value if isinstance(data.value, list) else []):
        seen: dict[str, int] = {}
        for field, line in _named_fields(sheet, n, data):
            if field in seen:
                yield make_finding(
                    "repeated-id",
                    data.path,
                    line,
                    f"the id '{field}' is taken by line {seen[field]}",
                    "choose another one: what a reader wrote is kept under it",
                )
            seen.setdefault(field, line)
            name = f"{sheet.get('id')}:{field}"
            if name in course.retired:
                yield make_finding(
                    "retired-id",
                    data.path,
                    line,
                    f"the field id '{name}' was withdrawn (data/retired.yml)",
                    "choose a new one: old notes in learners' browsers belong to the old id",
                )


def _named_fields(sheet: object, n: int, data: DataFile) -> Iterator[tuple[str, int]]:
    """Id and line of each field, and of each row of a grid, whose own id keeps what was written
    before it became one."""
    rows = sheet.get("rows") if isinstance(sheet, dict) else None
    for m, row in enumerate(rows if isinstance(rows, list) else []):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            continue
        line = data.lines.get((n, "rows", m, "id"), 1)
        yield row["id"], line
        for column in _columns(sheet) if row.get("grid") else ():
            yield f"{row['id']}-{column}", line


def _columns(sheet: object) -> list[str]:
    columns = sheet.get("columns") if isinstance(sheet, dict) else None
    names = (
        [c.get("id") for c in columns if isinstance(c, dict)] if isinstance(columns, list) else []
    )
    return [name for name in names if isinstance(name, str)]
