"""Learning paths: arithmetic, checks, and what is drawn from them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from course.checks.finding import Finding
from course.checks.paths import check_paths
from course.checks.survey import Survey
from course.html.figures import FigureError
from course.html.paths import build_paths, place_path
from course.model import Course, DataFile
from course.paths import (
    LONGEST,
    LearningPath,
    read_paths,
    section_minutes,
    start_times,
    write_clock,
)
from course.site.navigation import build_navigation
from course.source.folder import build_course
from course.source.page import parse_page
from course.source.yaml_tree import read_tree
from tests.unit.place_page import LOCALES, course, scene_of, words_of

LESSON = """---
id: {id}
title: "{title}"
minutes: {{self: 20, room: 30}}
---
# {title}

## One {{#one}}

/// notes
    minutes: 12

Say it.

///

### Inside {{#inside}}

/// notes
    minutes: 3

Say more.

///

## Two {{#two}}

/// notes
    minutes: 15

Ask.

///
"""

HEAD = "- {id: p, room: %s, title: {en: P}, for: {en: all}, output: {en: a card}, steps: [%s]}\n"


def made(steps: str, room: bool = True, more: str = "") -> Course:
    """A course of two lessons and one path."""
    pages = {
        f"lessons/0{n}-x.en.md": parse_page(
            f"lessons/0{n}-x.en.md", LESSON.format(id=f"l0{n}", title=f"T{n}")
        )
        for n in (1, 2)
    }
    texts = {"paths": HEAD % (str(room).lower(), steps), "course": f"locales: [en]\n{more}"}
    files = {}
    for name, text in texts.items():
        tree = read_tree(text)
        files[name] = DataFile(f"data/{name}.yml", tree.value, tree.lines, tree.problems)
    return build_course(("en",), pages, files)


def path_of(steps: str, room: bool = True) -> LearningPath:
    return read_paths(made(steps, room))[0]


def findings(steps: str, room: bool = True, more: str = "") -> list[Finding]:
    return list(check_paths(Survey(made(steps, room, more))))


# Arithmetic


@pytest.mark.parametrize(
    ("step", "room", "minutes"),
    [
        ("{lesson: l01}", True, 30),
        ("{lesson: l01}", False, 20),
        ("{lesson: l01, minutes: 7}", True, 7),
        ("{lesson: l01, sections: [two]}", True, 15),
        ("{lesson: l01, sections: [one, two]}", True, 30),
        ("{lesson: l01, sections: [two]}", False, 0),
        ("{lesson: l09}", True, 0),
        ("{minutes: 5, en: talk}", True, 5),
        ("{minutes: true, en: talk}", True, 0),
    ],
)
def test_a_step_takes_its_minutes_from_the_lesson(step: str, room: bool, minutes: int) -> None:
    assert path_of(step, room).minutes == minutes


def test_notes_below_a_deeper_heading_count_for_their_chapter() -> None:
    lesson = made("{lesson: l01}").pages["lessons/01-x.en.md"]
    assert section_minutes(lesson, "one") == 15
    assert section_minutes(lesson, "inside") == 0


DAYS = (
    "{part: {en: Day one}, lesson: l01}, {break: true, minutes: 10}, {lesson: l02}, "
    "{part: {en: Day two}, minutes: 40, en: talk}, {break: true, minutes: 5}, "
    "{break: true, minutes: 5}, {minutes: 20, en: more}"
)


def test_sums_parts_and_sittings() -> None:
    path = path_of(DAYS)
    assert (path.minutes, path.rest, path.work) == (140, 20, 120)
    assert [len(part) for part in path.parts] == [3, 4]
    assert [[s.minutes for s in sitting] for sitting in path.sittings] == [[30], [30], [40], [20]]
    assert start_times(path.parts[0]) == (0, 30, 40, 70)


def test_a_path_that_names_no_half_day_is_one_part() -> None:
    assert [len(part) for part in path_of("{lesson: l01}, {lesson: l02}").parts] == [2]


@pytest.mark.parametrize(("minutes", "clock"), [(0, "0:00"), (9, "0:09"), (75, "1:15")])
def test_clock(minutes: int, clock: str) -> None:
    assert write_clock(minutes) == clock


# Checks


@pytest.mark.parametrize(
    ("steps", "room", "found"),
    [
        ("{lesson: l01}, {minutes: 20, en: talk}", True, []),
        ("{lesson: l01}, {minutes: 21, en: talk}", True, ["path-break"]),
        ("{lesson: l01}, {minutes: 21, en: talk}", False, []),
        ("{lesson: l01}, {break: true, minutes: 5}, {lesson: l02}", True, []),
        ("{lesson: l01}, {part: {en: later}, lesson: l02}", True, []),
        ("{minutes: 51, en: talk}", True, ["path-break"]),
        ("{lesson: l01, minutes: 30}", True, []),
        ("{lesson: l01, minutes: 31}", True, ["path-minutes"]),
        ("{lesson: l01, minutes: 21}", False, ["path-minutes"]),
        ("{lesson: l01, sections: [two]}", False, ["path-minutes"]),
        ("{en: talk}", True, ["path-minutes"]),
        ("{lesson: l09}", True, ["path-lesson"]),
        ("{lesson: l01, sections: [tow]}", True, ["path-lesson", "path-minutes"]),
        ("{minutes: 5, page: lessons/03-x, en: look}", True, ["broken-link"]),
        ("{minutes: 5, page: lessons/01-x, en: look}", True, []),
    ],
)
def test_path_rules(steps: str, room: bool, found: list[str]) -> None:
    assert [finding.rule for finding in findings(steps, room)] == found


def test_a_step_that_is_too_long_by_itself_is_to_be_cut() -> None:
    (finding,) = findings("{break: true, minutes: 5}, {minutes: 51, en: talk}")
    assert "51 minutes" in finding.message and finding.fix.startswith("cut the step in two")


def test_a_section_that_is_mistyped_is_guessed() -> None:
    assert findings("{lesson: l01, minutes: 5, sections: [ones]}")[0].fix == "write 'one'"


def test_groups_of_lessons_name_lessons_that_exist() -> None:
    more = "groups:\n  - title: {en: G}\n    lessons: [l01, l07]\n"
    (finding,) = findings("{lesson: l01}", more=more)
    assert (finding.path, finding.line, finding.rule) == ("data/course.yml", 4, "path-lesson")
    assert "a group names the lesson 'l07'" in finding.message


def test_a_sheet_must_be_a_page_of_practice() -> None:
    data = made("{lesson: l01}").data["paths"]
    row = {**data.value[0], "sheets": ["no-sheet"]}  # type: ignore[index]
    whole = made("{lesson: l01}")
    file = DataFile(data.path, [row], data.lines)
    whole = replace(whole, data={**whole.data, "paths": file})
    (finding,) = check_paths(Survey(whole))
    assert finding.rule == "broken-link" and "'no-sheet'" in finding.message


# The paths of the course

PLANNED = {
    "taster": (30, 30),
    "workshop": (90, 85),
    "half-day": (260, 215),
    "whole-course": (525, 435),
    "self-study": (310, 310),
    "manager": (105, 105),
    "front-line": (75, 75),
    "contributor": (45, 45),
}
"""With and without breaks, as the texts of the pages and the curriculum promise."""


def test_the_eight_paths_take_as_long_as_planned() -> None:
    found = {path.id: (path.minutes, path.work) for path in read_paths(course())}
    assert found == PLANNED


def test_nobody_sits_too_long_in_a_room() -> None:
    for path in read_paths(course()):
        if path.room:
            for sitting in path.sittings:
                assert sum(step.minutes for step in sitting) <= LONGEST, path.id


@pytest.mark.parametrize("locale", LOCALES)
def test_every_path_has_its_page_and_the_navigation_their_order(locale: str) -> None:
    pages = [f"paths/{path.id}.md" for path in read_paths(course())]
    for page in pages:
        assert page.replace(".md", f".{locale}.md") in course().pages
    sections = [entry for entry in build_navigation(course(), locale) if isinstance(entry, dict)]
    (found,) = [files for entry in sections for files in entry.values() if pages[0] in files]
    assert found == ["paths/index.md", *pages]


# Drawing


def drawn(name: str, locale: str = "en") -> Element:
    return place_path(name, scene_of(locale, f"path: {name}"))


def rows_of(table: Element) -> list[Element]:
    return [*table.findall("tbody/tr"), *table.findall("tfoot/tr")]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", PLANNED)
def test_the_timetable_adds_up(name: str, locale: str) -> None:
    total = 0
    for table in drawn(name, locale).iterfind("div/table"):
        clock = 0
        *steps, end = rows_of(table)
        for row in steps:
            assert words_of(row[0]) == write_clock(clock)
            assert words_of(row[1])
            clock += int(words_of(row[2]))
        assert words_of(end[0]) == write_clock(clock)
        assert words_of(end[2]) == str(clock)
        total += clock
    assert total == PLANNED[name][0]


def test_minutes_are_told_with_and_without_breaks() -> None:
    assert "260 min215 min of content, 45 min of breaks" in words_of(drawn("half-day"))
    assert "30 minno breaks in it" in words_of(drawn("taster"))
    assert "breaks" not in words_of(drawn("manager"))


def test_breaks_are_rows_of_their_own() -> None:
    rows = drawn("half-day").findall("div/table/tbody/tr")
    assert [words_of(row[1]) for row in rows if row.get("class") == "is-break"] == ["Break"] * 4


def test_a_half_day_begins_at_naught_and_has_a_title() -> None:
    tables = drawn("whole-course", "zh").findall("div/table")
    assert [t.findtext("caption") for t in tables] == ["第一个半天", "第二个半天"]
    assert [words_of(rows_of(table)[0][0]) for table in tables] == ["0:00", "0:00"]


def links(element: Element) -> list[str | None]:
    return [link.get("href") for link in element.iter("a")]


def test_steps_lead_to_the_lesson_or_its_sections() -> None:
    taster = links(drawn("taster"))
    assert "01-shared-words.md#practice" in taster
    assert "04-experience.md#what-it-is" in taster
    assert "06-turning.md" in links(drawn("manager"))
    assert "../reference/ledger.md" in links(drawn("contributor"))


def test_the_output_leads_to_the_sheets_that_exist() -> None:
    output = drawn("workshop").findall("dl/div/dd")[-1]
    assert links(output) == [
        "../practice/worksheet-four-step-lens.md",
        "../practice/worksheet-loop-canvas.md",
    ]
    assert links(drawn("front-line").findall("dl/div/dd")[-1]) == []


def test_the_line_shows_steps_and_leaves_the_breaks_empty() -> None:
    (line,) = drawn("workshop").findall("div/svg")
    assert line.get("viewBox") == "0 0 90 6"
    starts = [rect.get("x") for rect in line]
    assert starts == ["0", "10", "40", "65", "80"]
    ends = [float(r.get("x", "")) + float(r.get("width", "")) for r in line]
    assert 34 < ends[1] <= 35 and ends[-1] <= 90


def test_an_unknown_path_is_named() -> None:
    with pytest.raises(FigureError, match="'tour'"):
        place_path("tour", scene_of("en", "path: tour"))


def test_all_paths_in_one_table_lead_to_their_pages() -> None:
    scene = scene_of("zh", "paths")
    table = build_paths(scene)
    rows = table.findall("tbody/tr")
    assert [links(row)[0] for row in rows] == [f"../paths/{name}.md" for name in PLANNED]
    minutes = [row.findtext("td/div/span") for row in rows]
    assert minutes == [f"{total} 分钟" for total, _ in PLANNED.values()]


def test_a_lesson_that_is_only_partly_taught_says_so() -> None:
    scene = scene_of("en", "paths")
    rows = build_paths(scene).findall("tbody/tr")
    assert "Lesson 2 (parts)" in words_of(rows[2])
    assert "(parts)" not in words_of(rows[3])


def test_whole_lessons_in_a_row_are_told_as_a_stretch() -> None:
    scene = scene_of("en", "paths")
    rows = build_paths(scene).findall("tbody/tr")
    assert words_of(rows[3][2]) == "Lesson 1 to Lesson 10"
    assert words_of(rows[4][2]) == "Lesson 1 to Lesson 10; Final assessment"
    assert words_of(rows[5][2]) == "Lesson 2; Lesson 6; Lesson 7; Lesson 10"


def data_of(value: Any) -> Course:
    return replace(course(), data={**course().data, "paths": DataFile("data/paths.yml", value, {})})


@pytest.mark.parametrize("value", [None, {}, [None, 3], [{"steps": 4}], [{"steps": [1, {}]}]])
def test_odd_data_are_left_to_the_schema_check(value: Any) -> None:
    for path in read_paths(data_of(value)):
        assert path.minutes == 0
    assert all(finding.rule == "path-minutes" for finding in check_paths(Survey(data_of(value))))
