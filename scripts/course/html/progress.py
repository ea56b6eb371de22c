"""The progress page: what there is to learn; `course-progress` fills in what is done."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.nodes import lesson_number, node, verbatim
from course.html.scene import Scene
from course.model import Page

PROGRESS = "review/progress"


def build_progress(scene: Scene) -> Element:
    """Every lesson with its questions, objectives and minutes.

    Without JavaScript this is the plan of the course. What a script can tell stands in
    attributes: the lesson of a row, the questions that prove an objective.
    """
    say, course = scene.say, scene.course
    body = node("tbody")
    for source in course.lessons(course.source_locale):
        body.append(_row(source, course.page(source.key, scene.locale) or source, scene))
    titles = ("lesson", "questions", "aims", "minutes")
    head = (node("th", say(f"progress.{name}"), scope="col") for name in titles)
    return node(
        "course-progress",
        node("p", say("progress.static"), class_="without-script"),
        node("table", node("thead", node("tr", *head)), body, class_="tbl stack cards lessons"),
        data_search_exclude="true",
    )


def _row(source: Page, page: Page, scene: Scene) -> Element:
    say = scene.say
    number = lesson_number(page.key)
    link = node(
        "a",
        say("progress.title", n=number, title=page.title),
        href=scene.link(page.key),
        lang=page.locale if page.locale != scene.locale else None,
        data_n=str(number),
    )
    questions = say("lesson.items", n=len(source.learner_questions))
    minutes = say("lesson.minutes", n=source.minutes("self"))
    return node(
        "tr",
        node("th", link, scope="row"),
        node("td", questions, data_label=say("progress.questions")),
        node("td", _aims(source, page, scene), data_label=say("progress.aims")),
        node("td", minutes, data_label=say("progress.minutes")),
        data_lesson=source.id,
    )


def _aims(source: Page, page: Page, scene: Scene) -> Element:
    """The objectives, each with the questions of the page that prove it."""
    proofs: dict[str, list[str]] = {}
    for question in source.learner_questions:
        proofs.setdefault(question.objective, []).append(question.id)
    rows = node("ul", class_="plain")
    for name, text in page.objectives.items():
        # What only the final assessment asks cannot be reached on the lesson's page.
        names = " ".join(proofs.get(name, [])) or None
        rows.append(node("li", verbatim(scene.plain(text)), data_questions=names))
    summary = node("summary", scene.say("progress.count", n=len(page.objectives)))
    return node("details", summary, rows)
