"""The facilitator's log: a form for paper, from which its script makes one for the screen."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.nodes import add, node, verbatim
from course.html.paths import lesson_name
from course.html.scene import Scene
from course.lessons import choose_lessons, find_lessons
from course.model import Page
from course.paths import LearningPath, read_paths
from course.teaching import plan_lesson

QUIZ = "quiz"
"""Id of the section that holds a lesson's questions."""

FIELDS = (("unit", 1), ("people", 1), ("over", 4), ("failed", 3), ("change", 4))
"""Lines of the paper form: name and room to write."""


def build_log(scene: Scene) -> Element:
    """A sheet to fill in after the room, then the planned minutes to compare with."""
    say = scene.say
    units = node("section", node("h3", say("teach.planned"), id="planned"))
    for name, lesson in choose_lessons(scene.course, scene.locale).items():
        units.append(_lesson(name, lesson, scene))
    for path in read_paths(scene.course):
        if path.room:
            units.append(_path(path, scene))
    return node("course-log", _sheet(scene), units, data_search_exclude="true")


def _sheet(scene: Scene) -> Element:
    head = node("p", class_="sheet-head")
    for field in ("name", "date"):
        head.append(node("span", scene.say(f"practice.{field}")))
    rows = node("tbody")
    for field, lines in FIELDS:
        label = node("th", node("b", scene.say(f"teach.log.{field}")), scope="row")
        label.append(node("small", scene.say(f"teach.log.{field}.hint")))
        rows.append(node("tr", label, node("td", class_=f"room room-{lines}")))
    return node("section", head, node("table", rows, class_="tbl sheet-form"), class_="sheet")


def _lesson(name: str, lesson: Page, scene: Scene) -> Element:
    title = lesson_name(lesson, scene)
    made = _unit(name, title, lesson.minutes("room"), scene)
    body = node("tbody")
    for stretch in plan_lesson(lesson):
        words = verbatim(scene.plain(stretch.heading.text))
        body.append(_row(stretch.heading.id or "", words, stretch.minutes))
    made.append(_table(body, scene))
    add(made, _questions([(name, lesson)], scene))
    return made


def _path(path: LearningPath, scene: Scene) -> Element:
    made = _unit(path.id, scene.pick(path.title), path.minutes, scene)
    lessons, sources = choose_lessons(scene.course, scene.locale), find_lessons(scene.course)
    body = node("tbody")
    asked: dict[str, Page] = {}
    for step in path.steps:
        lesson = lessons.get(step.lesson)
        text = scene.pick(step.text or {})
        words = text or (lesson_name(lesson, scene) if lesson else "")
        if step.pause:
            words = scene.say("paths.break")
        body.append(_row(str(step.number), verbatim(words), step.minutes))
        if step.lesson in sources and (not step.sections or QUIZ in step.sections):
            asked[step.lesson] = lessons[step.lesson]
    made.append(_table(body, scene))
    add(made, _questions(list(asked.items()), scene))
    return made


def _unit(name: str, title: str, minutes: int, scene: Scene) -> Element:
    total = scene.say("lesson.minutes", n=minutes)
    summary = node("summary", node("span", verbatim(title)), verbatim(f" · {total}"))
    return node("details", summary, class_="log-unit", data_unit=name)


def _row(part: str, words: str, minutes: int) -> Element:
    return node(
        "tr",
        node("th", words, scope="row"),
        node("td", verbatim(str(minutes)), class_="num"),
        node("td", class_="room room-1"),
        data_part=part,
        data_minutes=str(minutes),
    )


def _table(body: Element, scene: Scene) -> Element:
    head = (node("th", scene.say(f"teach.{key}"), scope="col") for key in ("step", "plan", "used"))
    return node("table", node("thead", node("tr", *head)), body, class_="tbl log-minutes")


def _questions(lessons: list[tuple[str, Page]], scene: Scene) -> Element | None:
    """What the lessons' questions ask, without options or keys."""
    rows = node("ol", class_="plain log-questions")
    for _, lesson in lessons:
        for question in lesson.learner_questions:
            context = verbatim(scene.plain(" ".join(question.context.split())))
            row = node("li", data_question=question.id)
            if context:
                row.append(node("small", context))
            row.append(node("span", verbatim(scene.plain(question.stem))))
            rows.append(row)
    return rows if len(rows) else None
