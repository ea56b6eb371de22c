"""Guides, planner and log as they are made from the lessons and paths, and their two scripts
without a page: the plan and the calendar file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from course.checks.references import check_references
from course.checks.survey import Survey
from course.html.figures.measure import FigureError
from course.html.guide import place_guide, place_guides, place_notes, place_run
from course.html.log import build_log
from course.html.planner import build_planner
from course.lessons import find_lessons
from course.model import Page
from course.paths import (
    LONGEST,
    LearningPath,
    Step,
    read_paths,
    section_minutes,
    start_times,
    write_clock,
)
from course.source.page import parse_page
from course.teaching import find_guide, find_path_sheets, find_sheets, plan_lesson, step_sheets
from tests.node import evaluate
from tests.unit.place_page import LOCALES, course, scene_of, words_of

LESSONS = tuple(find_lessons(course()))
PATHS = {path.id: path for path in read_paths(course())}


def lesson(name: str, locale: str) -> Page:
    source = find_lessons(course())[name]
    found = course().page(source.key, locale)
    assert found
    return found


# The plan of a lesson


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", LESSONS)
def test_sections_follow_each_other_and_fill_the_lesson(name: str, locale: str) -> None:
    page = lesson(name, locale)
    plan = plan_lesson(page)
    clock = 0
    for stretch in plan:
        assert stretch.start == clock
        assert stretch.minutes == section_minutes(page, stretch.heading.id or "")
        clock += stretch.minutes
    assert clock == page.minutes("room")
    notes = [block for stretch in plan for block in stretch.notes]
    assert notes == list(page.blocks("notes"))
    assert [b for s in plan for b in s.activities] == list(page.blocks("activity"))


def test_a_section_without_minutes_is_left_out() -> None:
    text = "# T\n\n## A {#a}\n\nx\n\n## B {#b}\n\n/// notes\n    minutes: 4\n\ny\n\n///\n"
    plan = plan_lesson(parse_page("lessons/01-x.en.md", text))
    assert [(s.heading.id, s.start, s.minutes) for s in plan] == [("b", 0, 4)]


def test_sheets_are_found_by_data_by_name_and_by_checklist() -> None:
    found = {name: find_sheets(page, course()) for name, page in find_lessons(course()).items()}
    assert found["l01"] == ("practice/worksheet-definition-card", "practice/checklist-a")
    assert found["l02"] == ("practice/checklist-b",)
    assert found["l03"] == ("maturity/self-assessment", "practice/checklist-c")
    assert len(found["l07"]) == 3
    assert all(course().page(key, "zh") for keys in found.values() for key in keys)


def test_a_step_needs_the_sheets_of_its_own_sections() -> None:
    page = find_lessons(course())["l01"]
    card, checklist = find_sheets(page, course())

    def sheets(*sections: str) -> tuple[str, ...]:
        return step_sheets(Step(0, 5, lesson="l01", sections=sections), page, course())

    assert sheets() == (card, checklist)
    assert sheets("practice") == (card,)
    assert sheets("checklist", "take") == (checklist,)
    assert sheets("definitions") == ()


def test_a_path_needs_its_own_sheets_first_and_each_once() -> None:
    found = find_path_sheets(PATHS["workshop"], course())
    assert found[:2] == ("practice/worksheet-four-step-lens", "practice/worksheet-loop-canvas")
    assert "maturity/self-assessment" in found
    assert "practice/worksheet-definition-card" not in found
    assert len(found) == len(set(found))


# Guides

WRITTEN = ("prepare", "timetable", "objections", "goes-wrong", "adapt", "after")
"""Sections that every guide has; what is in them is written, or the timetable."""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("unit", [*LESSONS, *PATHS])
def test_every_lesson_and_path_has_its_guide(unit: str, locale: str) -> None:
    guide = course().page(find_guide(unit, course()), locale)
    assert guide, unit
    places = [block.title for block in guide.blocks("place")]
    ids = [heading.id for heading in guide.sections]
    if unit in LESSONS:
        assert places == [f"guide: {unit}", f"run: {unit}", f"notes: {unit}"]
        assert ids == [
            "prepare", "timetable", "opening", "pairs", "objections", "goes-wrong", "adapt",
            "after", "notes",
        ]  # fmt: skip
    else:
        assert places == [f"guide: {unit}", f"path: {unit}"]
        assert [name for name in ids if name in WRITTEN] == list(WRITTEN)


def nest(parent: Element, text: str) -> None:
    SubElement(parent, "p").text = text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", LESSONS)
def test_a_guide_shows_minutes_that_add_up_and_every_note(name: str, locale: str) -> None:
    page, scene = lesson(name, locale), scene_of(locale, f"guide: {name}")
    *rows, end = place_run(name, scene).findall("table//tr")[1:]
    clock = 0
    for row in rows:
        assert words_of(row[0]) == write_clock(clock)
        clock += int(words_of(row[2]))
    assert words_of(end[2]) == str(clock) == str(page.minutes("room"))
    notes = place_notes(name, scene, nest)
    anchors = [heading.get("id") for heading in notes.iter("h3")]
    links = [link.get("href") for row in rows for link in row.iter("a")]
    assert links == [f"#{anchor}" for anchor in anchors]
    texts = [p.text for p in notes.iter("p")]
    for block in [*page.blocks("notes"), *page.blocks("key")]:
        assert block.body in texts
    facts = words_of(place_guide(name, scene))
    assert all(text in facts for text in page.objectives.values())


def test_what_does_not_exist_has_no_guide() -> None:
    scene = scene_of("en", "guide: l99")
    for make in (place_guide, place_run, lambda n, s: place_notes(n, s, nest), place_guides):
        with pytest.raises(FigureError, match="l99"):
            make("l99", scene)


@pytest.mark.parametrize("place", ["guide: l99", "run: half-day", "notes: l00", "guides: people"])
def test_the_check_names_a_guide_that_cannot_be(place: str) -> None:
    page = parse_page("teach/guide-x.en.md", f"# T\n\n/// place | {place}\n///\n")
    whole = replace(course(), pages={**course().pages, page.path: page})
    found = [f for f in check_references(Survey(whole)) if f.path == page.path]
    assert [f.rule for f in found] == ["unknown-entry"]


# The planner and the log as they are without a script


@pytest.mark.parametrize("locale", LOCALES)
def test_the_planner_has_the_minutes_of_all_paths_and_lessons(locale: str) -> None:
    scene = scene_of(locale, "planner")
    made = build_planner(scene)
    rooms = [path for path in PATHS.values() if path.room]
    plans = [plan for plan in made.iter("div") if plan.get("data-plan")]
    parts = [part for path in rooms for part in path.parts]
    assert len(plans) == len(parts)
    for plan, part in zip(plans, parts, strict=True):
        rows = [row for row in plan.iter("tr") if row.get("data-ref")]
        assert [int(row.get("data-minutes", "")) for row in rows] == [s.minutes for s in part]
        assert [row.get("data-rest") is not None for row in rows] == [s.pause for s in part]
        assert str(sum(step.minutes for step in part)) in words_of(next(plan.iter("caption")))
    lessons = [
        row for row in made.iter("tr") if row.get("data-lesson") and row.get("data-ref") is None
    ]
    assert {row.get("data-lesson"): int(row.get("data-minutes", "")) for row in lessons} == {
        name: page.minutes("room") for name, page in find_lessons(course()).items()
    }
    assert made.get("data-longest") == str(LONGEST)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_log_has_every_section_and_question_and_no_answer(locale: str) -> None:
    scene = scene_of(locale, "log")
    made = build_log(scene)
    units = {unit.get("data-unit", ""): unit for unit in made.iter("details")}
    assert list(units) == [*LESSONS, *(path.id for path in PATHS.values() if path.room)]
    for name, unit in units.items():
        rows = [int(row.get("data-minutes", "")) for row in unit.iter("tr") if row.get("data-part")]
        planned = PATHS[name].minutes if name in PATHS else lesson(name, locale).minutes("room")
        assert sum(rows) == planned
    asked = [row.get("data-question") for row in units["l01"].iter("li")]
    page = lesson("l01", locale)
    assert asked == [question.id for question in page.learner_questions]
    words = words_of(made)
    for question in page.questions:
        assert not any(option.text in words for option in question.options)
    assert not list(units["half-day"].iter("li"))
    assert [row.get("data-question") for row in units["taster"].iter("li")] == asked


# The scripts, run by Node.js


def run_script(module: str, body: str, data: Any) -> Any:
    """What `body` returns in JavaScript; `m` is the module, `data` the argument."""
    return evaluate(f"((data) => {{ {body} }})(given)", data, m=module)


def rows_of(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    return [
        {"ref": "break" if s.pause else f"p.{n}", "minutes": s.minutes, "rest": s.pause}
        for n, s in enumerate(steps)
    ]


def measure(steps: tuple[Step, ...]) -> dict[str, Any]:
    """What Python makes of a plan: when each step starts, and how long people sit."""
    path = LearningPath("p", True, {}, {}, {}, (), steps)
    sittings = [sum(step.minutes for step in sitting) for sitting in path.sittings]
    return {"starts": list(start_times(steps)), "sittings": sittings}


MEASURE = """return data.map((rows) => ({
  starts: m.findStarts(rows), sittings: m.findSittings(rows).map((s) => s.minutes),
}))"""

STEP = st.builds(Step, st.just(0), st.integers(1, 120), pause=st.booleans())
PLANS = st.lists(st.lists(STEP, max_size=14).map(tuple), min_size=20, max_size=40)


def test_script_and_course_agree_on_every_path() -> None:
    parts = [part for path in PATHS.values() if path.room for part in path.parts]
    found = run_script("plan.js", MEASURE, [rows_of(part) for part in parts])
    assert found == [measure(part) for part in parts]
    half_day = found[[*PATHS].index("half-day")]
    assert half_day["starts"][-1] == PATHS["half-day"].minutes == 260
    assert max(half_day["sittings"]) <= LONGEST


@settings(max_examples=3, deadline=None)
@given(PLANS)
def test_script_and_course_agree_on_any_plan(plans: list[tuple[Step, ...]]) -> None:
    rows = [rows_of(plan) for plan in plans]
    assert run_script("plan.js", MEASURE, rows) == [measure(plan) for plan in plans]
    body = f"return data.map((rows) => m.addBreaks(rows, {LONGEST}, 10))"
    for before, after in zip(rows, run_script("plan.js", body, rows), strict=True):
        kept = list(after)
        for row in before:
            while kept[0] != row:
                assert kept.pop(0) == {"ref": "break", "minutes": 10, "rest": True}
            kept.pop(0)
        assert kept == []
        sitting = 0
        for row in after:
            sitting = 0 if row["rest"] else sitting + row["minutes"]
            assert sitting <= max(LONGEST, row["minutes"])


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=3, deadline=None)
@given(PLANS, st.lists(LINE, min_size=40, max_size=40))
def test_a_link_carries_the_whole_plan(plans: list[tuple[Step, ...]], words: list[str]) -> None:
    sent = []
    for steps, text in zip(plans, words, strict=False):
        said = " ".join(text.split())
        own = [{"ref": "own", "minutes": 5, "rest": False, **({"text": said} if said else {})}]
        sent.append(
            {"source": "half-day", "rows": own + rows_of(steps), "date": "2026-12-01",
             "start": "09:05", "end": "", "place": said}
        )  # fmt: skip
    body = """const known = /^(own|p\\.\\d+)$/
    const isRest = (ref) => (ref === 'break' || (known.test(ref) ? false : null))
    return data.map((plan) => m.readLink('#' + m.writeLink(plan), isRest))"""
    assert run_script("plan.js", body, sent) == [{"plan": plan, "lost": 0} for plan in sent]


def test_a_link_that_was_cut_or_comes_from_another_edition() -> None:
    body = """const isRest = (ref) => (ref === 'l01' ? false : ref === 'break' ? true : null)
    return data.map((hash) => m.readLink(hash, isRest))"""
    links = [
        "",
        "#r=",
        "#r=l09~5",
        "#r=l01~0",
        "#r=l01~35_l0",
        "#r=l01~35&d=2026-13-01&s=25:00&w=%E4",
    ]
    none, empty, other, nought, cut, odd = run_script("plan.js", body, links)
    assert none is empty is other is nought is None
    assert cut["lost"] == 1 and len(cut["plan"]["rows"]) == 1
    assert (odd["plan"]["date"], odd["plan"]["start"], odd["plan"]["place"]) == ("", "09:00", "")


@settings(max_examples=4, deadline=None)
@given(
    st.lists(LINE, min_size=4, max_size=4),
    st.integers(0, 10**9),
    st.lists(st.integers(1, 600), min_size=1, max_size=12),
)
def test_another_program_reads_the_calendar(
    words: list[str], second: int, minutes: list[int]
) -> None:
    begin = datetime.fromtimestamp(second + 10**9, UTC).replace(microsecond=0)
    entries, start = [], begin
    title, text, place, _ = (" ".join(word.split()) for word in words)
    for n, length in enumerate(minutes):
        end = start + timedelta(minutes=length)
        times = {"start": start.isoformat(), "end": end.isoformat()}
        entries.append(
            {"id": f"x-{n}@c", "title": title or "T", "text": text, "place": place, **times}
        )
        start = end
    body = """const date = (e) => ({ ...e, start: new Date(e.start), end: new Date(e.end) })
    return m.writeCalendar(data.map(date), { product: 'ccip, 1', stamp: new Date(0) })"""
    written = run_script("calendar.js", body, entries)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert "\n" not in written.replace("\r\n", "")
    found = Calendar.from_ical(written)
    assert found.errors == []
    events = found.walk("VEVENT")
    assert [e.decoded("dtend") - e.decoded("dtstart") for e in events] == [
        timedelta(minutes=n) for n in minutes
    ]
    assert events[0].decoded("dtstart") == begin and events[-1].decoded("dtend") == start
    for event in events:
        assert event.errors == []
        assert str(event["summary"]) == (title or "T")
        assert str(event.get("description", "")) == text
        assert str(event.get("location", "")) == place
    assert len({str(event["uid"]) for event in events}) == len(minutes)


def test_a_session_as_text_for_an_issue() -> None:
    session = {
        "unit": "l01", "date": "2026-12-01", "people": "12 | two\nteams",
        "planned": {"a": 5, "b": 6, "gone": 2}, "used": {"a": 9, "b": 6},
        "failed": ["q-1", "q-old"], "change": "Shorten a.\n",
    }  # fmt: skip
    body = """const parts = [['a', { name: 'A|B', minutes: 5 }], ['b', { name: 'B', minutes: 6 }]]
    const unit = { title: 'L1', parts: new Map(parts), questions: new Map([['q-1', 'Which?']]) }
    const text = (key, said = {}) => [key.replace('log.md.', ''), ...Object.values(said)].join(' ')
    const bare = { ...data, used: {}, failed: [], change: ' ' }
    return [m.writeSession(data, unit, text), m.writeSession(bare, undefined, text)]"""
    full, bare = run_script("log-text.js", body, session)
    assert full.split("\n") == [
        "## title L1 2026-12-01", "", "- unit l01", r"- people 12 \| two teams", "- time 13 17 +4",
        "", "### over", "", "| part | plan | used | gap |", "| --- | ---: | ---: | ---: |",
        r"| A\|B | 5 | 9 | +4 |", "", "### failed", "", "- `q-1` Which?", "- `q-old`", "",
        "### change", "", "Shorten a.", "",
    ]  # fmt: skip
    assert bare.split("\n") == [
        "## title l01 2026-12-01", "", "- unit l01", r"- people 12 \| two teams",
        "- untimed 13", "",
    ]  # fmt: skip
