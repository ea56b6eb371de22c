"""Lines of checklists and fields of worksheets: ids that stay, revisions that tell an edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from course.checklist import find_check, line_revisions, read_lines
from course.html.practice import build_checklist, place_checklist
from course.html.worksheet import place_worksheet
from course.model import Course, Page
from course.source.folder import read_course
from course.source.page import parse_page
from course.worksheet import read_fields
from tests.unit.place_page import LOCALES, course, scene_of, words_of
from tests.unit.test_checks import EN, ZH, change, check, docs

__all__ = ["docs"]

LINES = ("**Who?** A post is named[@plan-2004].", "Others can\n  see it.")


def checklist(*texts: str, ids: str = "who, what") -> Page:
    rows = "\n".join(f"- {text}" for text in texts)
    block = f"/// check | A Two questions\n    id: a\n    lines: [{ids}]\n\n{rows}\n\n///"
    return parse_page("lessons/99-test.zh.md", f"# T\n\n{block}\n")


def revisions(page: Page) -> Mapping[str, str]:
    whole = Course(("zh", "en"), {page.path: page}, {}, {}, {}, {})
    return line_revisions(whole, page, "a")


def test_a_line_is_read_with_its_id_and_its_wrapped_text() -> None:
    block = find_check(checklist(*LINES), "a")
    assert block is not None
    lines = {line.id: line.text for line in read_lines(block)}
    assert lines == {"who": LINES[0], "what": "Others can see it."}
    assert find_check(checklist(*LINES), "b") is None


def test_a_line_keeps_its_revision_wherever_it_stands() -> None:
    before = revisions(checklist(*LINES))
    moved = revisions(checklist("New.", *reversed(LINES), ids="new, what, who"))
    assert {name: moved[name] for name in before} == before


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("**who?** a post is named.", True),
        ("Who? A post[@def-x] is [named](term:post)!", True),
        ("**Who?** A person is named[@plan-2004].", False),
        ("**Who?** A post is not named[@plan-2004].", False),
    ],
)
def test_only_the_words_of_a_line_make_its_revision(text: str, same: bool) -> None:
    before, after = revisions(checklist(*LINES)), revisions(checklist(text, LINES[1]))
    assert (before["who"] == after["who"]) is same
    assert before["what"] == after["what"]


def build(page: Page) -> list[Element]:
    """The checklists of a lesson."""
    scene = replace(scene_of(page.locale, "sure"), page=page)
    return [build_checklist(block, scene) for block in page.blocks("check")]


def rows_of(element: Element, name: str) -> dict[str, str | None]:
    """The lines or fields of an element, each with its revision."""
    rows = ((row.get(name), row.get("data-revision")) for row in element.iter())
    return {row: revision for row, revision in rows if row}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_checklist_has_the_same_lines_on_its_page_and_in_its_lesson(locale: str) -> None:
    for lesson in course().lessons(locale):
        for inside in build(lesson):
            name = inside.get("data-check", "")
            alone = place_checklist(name, scene_of(locale, f"checklist: {name}"))
            assert alone.get("data-check") == name
            assert rows_of(alone, "data-line") == rows_of(inside, "data-line") != {}


def test_a_line_has_one_revision_in_all_languages() -> None:
    zh, en = (
        [rows_of(made, "data-line") for page in course().lessons(locale) for made in build(page)]
        for locale in LOCALES
    )
    assert zh == en


def test_a_worksheet_has_the_same_fields_in_every_language() -> None:
    sheets: Any = course().data["worksheets"].value
    for sheet in sheets:
        zh, en = (place_worksheet(sheet["id"], scene_of(locale, "sure")) for locale in LOCALES)
        assert rows_of(zh, "data-field") == rows_of(en, "data-field")
        assert list(rows_of(zh, "data-field"))[:2] == ["name", "date"]


def test_a_grid_has_a_field_for_each_row_and_column() -> None:
    made = place_worksheet("journey-sheet", scene_of("en", "sure"))
    (table,) = (t for t in made.iter("table") if "sheet-grid" in t.get("class", ""))
    columns = [words_of(th.find("b")) for th in table.findall("thead/tr/th")]
    assert columns == ["Intent", "Response", "Feeling", "Blocker"]
    rows = table.findall("tbody/tr")
    assert len(rows) == 6
    for row in rows:
        cells = row.findall("td")
        assert [cell.get("data-label") for cell in cells] == columns
        ids = [f"{row.get('data-row')}-{name.lower()}" for name in columns]
        assert [cell.get("data-field") for cell in cells] == ids
    # A head that is reworded marks what stands below it, and nothing else.
    sheet: Any = next(s for s in course().data["worksheets"].value if s["id"] == "journey-sheet")
    reworded = [sheet["columns"][0] | {"label": {"zh": "想办成什么"}}, *sheet["columns"][1:]]
    before, after = (
        [f.revision("zh") for f in read_fields(made, sheet["rows"][1])]
        for made in (sheet, sheet | {"columns": reworded})
    )
    assert [a == b for a, b in zip(before, after, strict=True)] == [False, True, True, True]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_line_of_a_checklist_page_leads_to_a_section_that_explains_it(locale: str) -> None:
    elsewhere = 0
    for lesson in course().lessons(locale):
        for block in lesson.blocks("check"):
            made = place_checklist(block.option("id"), scene_of(locale, "checklist: a"))
            links = [row.findall("p[@class='ck-from']/a") for row in made.iter("li")]
            assert len(links) == len(read_lines(block)) and all(len(row) == 1 for row in links)
            targets = [row[0].get("href", "") for row in links]
            assert all("#" in target for target in targets), "each names a section"
            own = lesson.key.removeprefix("lessons/")
            elsewhere += sum(f"/{own}/" not in target for target in targets)
            assert made.findall(".//label//a") == [], "a link in a label would tick the box"
    assert elsewhere > 10, "the lists of lessons 3 and 10 go over the whole course"


# What contributors are told


@pytest.mark.parametrize(
    ("explained", "rule", "message", "fix"),
    [
        ("[look]", "block-body", "the checklist has 2 lines, and 'explained' 1 section", ""),
        ("[look, lok]", "unknown-section", "lessons/01-shop.en.md has no section 'lok'", "'look'"),
        ("[look, l01#lok]", "unknown-section", "has no section 'lok'", "write 'l01#look'"),
        ("[look, l09#look]", "unknown-section", "the course has no lesson 'l09'", "'l02#shift'"),
        ("[look, L1]", "block-option", "the option 'explained'", "a section for each line"),
    ],
)
def test_a_line_that_leads_nowhere_is_named(
    docs: Path, explained: str, rule: str, message: str, fix: str
) -> None:
    for path in (EN, ZH):
        change(docs, path, "[who, what]", f"[who, what]\n    explained: {explained}")
    found = [f for f in check(docs) if f.path == EN]
    (finding,) = (f for f in found if f.rule == rule)
    assert message in finding.message and fix in finding.fix and finding.line == 95


def sheets(docs: Path, *ids: str) -> None:
    rows = "".join(f"    - id: {name}\n      label: {{zh: 谁, en: Who}}\n" for name in ids)
    path = docs / "data" / "worksheets.yml"
    path.write_text(f"- id: card\n  lesson: l01\n  rows:\n{rows}", encoding="utf-8")


def test_ids_of_lines_are_not_repeated_and_never_come_back(docs: Path) -> None:
    for path in (EN, ZH):
        change(docs, path, "lines: [who, what]", "lines: [who, who]")
    change(docs, "data/retired.yml", "[", "['a:who', ")
    found = [(f.path, f.rule, f.message) for f in check(docs)]
    for path in (EN, ZH):
        assert (
            path,
            "retired-id",
            "the checklist line id 'a:who' was withdrawn (data/retired.yml)",
        ) in found
        assert sum(row[:2] == (path, "repeated-id") for row in found) == 1


COLUMNS = "".join(f"    - {{id: {n}, label: {{zh: 栏, en: Column}}}}\n" for n in ("see", "do"))


@pytest.mark.parametrize(
    ("columns", "grid", "rule", "line", "message"),
    [
        (COLUMNS, "act", "", 0, ""),
        ("", "act", "data-schema", 7, "'card' has a grid, but no columns"),
        (COLUMNS, "", "data-schema", 3, "'card' has columns, but no row with a grid"),
        (COLUMNS.replace("do", "see"), "act", "repeated-id", 9, "the id 'act-see' is taken"),
        (COLUMNS.splitlines(keepends=True)[0], "act", "data-schema", 3, "'columns' is a list of 1"),
    ],
)
def test_columns_and_grids_belong_together(
    docs: Path, columns: str, grid: str, rule: str, line: int, message: str
) -> None:
    sheets(docs, "who", "act", "why")
    path = docs / "data" / "worksheets.yml"
    text = path.read_text(encoding="utf-8")
    if columns:
        text = text.replace("  rows:", f"  columns:\n{columns}  rows:")
    if grid:
        text = text.replace(f"- id: {grid}\n", f"- id: {grid}\n      grid: true\n")
    path.write_text(text, encoding="utf-8")
    found = [f for f in check(docs) if f.path == "data/worksheets.yml"]
    assert [f.rule for f in found] == ([rule] if rule else [])
    assert all(message in f.message and f.line == line and f.fix for f in found)


def test_fields_of_a_worksheet_need_ids_of_their_own(docs: Path) -> None:
    sheets(docs, "who", "act", "who")
    change(docs, "data/retired.yml", "[", "['card:act', ")
    found = {(f.rule, f.line, f.message) for f in check(docs) if f.path == "data/worksheets.yml"}
    assert found == {
        ("repeated-id", 8, "the id 'who' is taken by line 4"),
        ("retired-id", 6, "the field id 'card:act' was withdrawn (data/retired.yml)"),
    }
    sheets(docs, "who", "act", "date")
    (finding,) = (f for f in check(docs) if f.rule == "data-schema")
    assert "not 'name' or 'date'" in finding.fix
    assert read_course(docs).retired == {"l01-old-question", "card:act"}
