"""The session planner: timetables to read on paper, from which its script makes a plan.

Without JavaScript these are the minutes of every path in a room and of every lesson. What the
script needs besides the words stands in attributes of the rows.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.guide import link_deck, list_pages
from course.html.nodes import node, verbatim
from course.html.paths import build_timetable, lesson_name
from course.html.scene import Scene
from course.lessons import choose_lessons, find_lessons
from course.paths import LONGEST, LearningPath, Step, read_paths
from course.teaching import find_guide, find_sheets, step_sheets


def build_planner(scene: Scene) -> Element:
    """Every half day of every path in a room, then the lessons with guide and sheets."""
    say = scene.say
    plans = node("section", node("h3", say("teach.paths"), id="path-minutes"))
    for path in read_paths(scene.course):
        if path.room:
            for number, part in enumerate(path.parts):
                plans.append(_plan(path, number, part, scene))
    lessons = node("section", node("h3", say("teach.lessons"), id="lesson-minutes"))
    lessons.append(_lessons(scene))
    return node(
        "course-planner",
        node("p", say("teach.static"), class_="without-script"),
        plans,
        lessons,
        data_longest=str(LONGEST),
        data_search_exclude="true",
    )


def _plan(path: LearningPath, number: int, part: tuple[Step, ...], scene: Scene) -> Element:
    """The timetable of one half day, its rows marked for the script."""
    made = build_timetable(part, choose_lessons(scene.course, scene.locale), scene)
    made.set("data-plan", path.id if len(path.parts) == 1 else f"{path.id}.{number + 1}")
    made.set("data-unit", path.id)
    title = scene.pick(path.title)
    half = scene.pick(part[0].part) if part[0].part else ""
    name = scene.say("teach.part", title=title, part=half) if half else title
    made.set("data-name", name)
    made.set("data-title", title)
    links = node("p", link_deck(path.id, "trainer", scene), class_="plan-guide")
    guide = find_guide(path.id, scene.course)
    if guide:
        links.append(_guide(guide, scene))
    made.append(links)
    table = next(made.iter("table"))
    for caption in table.findall("caption"):
        table.remove(caption)
    total = scene.say("lesson.minutes", n=sum(step.minutes for step in part))
    table.insert(0, node("caption", verbatim(f"{name} · {total}")))
    sources = find_lessons(scene.course)
    for step, row in zip(part, table.iterfind("tbody/tr"), strict=True):
        row.set("data-ref", f"{path.id}.{step.number}")
        row.set("data-minutes", str(step.minutes))
        if step.pause:
            row.set("data-rest", "")
        lesson = sources.get(step.lesson)
        if lesson is not None:
            row.set("data-lesson", step.lesson)
            row.set("data-sheets", " ".join(step_sheets(step, lesson, scene.course)))
    return made


def _lessons(scene: Scene) -> Element:
    """Each lesson with its minutes in the room, its guide and what is printed for it."""
    say = scene.say
    body = node("tbody")
    for name, lesson in choose_lessons(scene.course, scene.locale).items():
        sheets = find_sheets(lesson, scene.course)
        guide = find_guide(name, scene.course)
        minutes = lesson.minutes("room")
        link = node("a", verbatim(lesson_name(lesson, scene)), href=scene.link(lesson.key))
        printed = node("td", list_pages(sheets, scene), data_label=say("teach.print"))
        for key, entry in zip(sheets, printed.iter("li"), strict=True):
            entry.set("data-sheet", key)
        guides = node("td", link_deck(name, "trainer", scene), data_label=say("teach.lead"))
        if guide:
            guides.append(_guide(guide, scene))
        body.append(
            node(
                "tr",
                node("th", link, scope="row"),
                node("td", say("lesson.minutes", n=minutes), data_label=say("teach.time")),
                guides,
                printed,
                data_lesson=name,
                data_minutes=str(minutes),
            )
        )
    names = ("lesson", "time", "lead", "print")
    head = (node("th", say(f"teach.{key}"), scope="col") for key in names)
    return node(
        "table",
        node("thead", node("tr", *head)),
        body,
        class_="tbl stack cards guides plan-lessons",
    )


def _guide(key: str, scene: Scene) -> Element:
    return node("a", scene.say("teach.guide.open"), href=scene.link(key), data_guide="")
