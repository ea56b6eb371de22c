"""A question as HTML: a form that can be read without JavaScript, its answer in `<details>`.

The element `course-question` (docs/assets/javascripts/question.js) works on this structure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from course.html.nodes import add, label, lesson_number, node, verbatim
from course.html.scene import Nest, Scene
from course.model import Option, Page, Question


def build_question(question: Question, number: int, scene: Scene, nest: Nest) -> Element:
    """The element of one question.

    Args:
        question: what to ask, in the page's language.
        number: its place on the page, from 1.
        scene: the page and the course around it.
        nest: renders Markdown into an element.
    """
    say = scene.say
    count = say("question.count", n=number, all=len(scene.page.learner_questions))
    heading = scene.heading(question.section)
    words = say("question.back", section=scene.plain(heading.text)) if heading else ""
    back = node("a", words, href=f"#{heading.id}") if heading else None
    root = _question("course-question", question, scene.page, count, back, scene, nest)
    root.set("data-search-exclude", "true")
    return root


def build_item(question: Question, lesson: Page, scene: Scene, nest: Nest) -> Element:
    """A question on a page other than its lesson: nothing works on it, its way back leads there.

    Args:
        question: what to ask.
        lesson: the page that holds it, in the same language.
        scene: the page that shows it.
        nest: renders Markdown into an element.
    """
    heading = next((h for h in lesson.sections if h.id == question.section), None)
    back = None
    if heading:
        title = scene.plain(heading.text)
        words = scene.say("final.back", n=lesson_number(lesson.key), section=title)
        back = node("a", words, href=scene.link(lesson.key, question.section))
    root = _question("div", question, lesson, "", back, scene, nest)
    if lesson.locale != scene.locale:
        root.set("lang", lesson.locale)
    return root


def _question(
    tag: str,
    question: Question,
    lesson: Page,
    count: str,
    back: Element | None,
    scene: Scene,
    nest: Nest,
) -> Element:
    say = scene.say
    root = node(
        tag,
        class_="q",
        id=f"q-{question.id}",
        data_question=question.id,
        data_kind=question.kind,
        data_revision=scene.course.revision(lesson, question),
        data_keys=" ".join(write_keys(question)),
    )
    form = node("form")
    root.append(form)
    form.append(label(count, say(f"question.{question.kind}")))
    fieldset = node("fieldset")
    if question.context:
        context = node("div", class_="q-context", id=f"q-{question.id}-context")
        nest(context, question.context)
        form.append(context)
        fieldset.set("aria-describedby", f"q-{question.id}-context")
    fieldset.append(node("legend", question.stem))
    form.append(fieldset)
    answer = node("details", node("summary", say("question.answer")), class_="q-answer")
    if question.kind == "matching":
        fieldset.append(_match_form(question, scene))
        answer.append(build_pairs(question))
    elif question.kind == "ordering":
        fieldset.append(
            node(
                "ol",
                *(
                    node("li", node("span", o.text), class_="opt", data_option=o.id)
                    for o in shown_options(question)
                ),
                class_="q-rows plain",
            )
        )
        answer.append(node("ol", *(node("li", o.text) for o in question.options)))
    else:
        kind = "radio" if question.kind == "single" else "checkbox"
        for option in shown_options(question):
            fieldset.append(_choice(question, option, kind))
        answer.append(_choice_answer(question, scene, nest))
    if question.feedback:
        feedback = node("div", class_="fb", data_feedback="all")
        nest(feedback, question.feedback)
        answer.append(feedback)
    if back is not None:
        answer.append(node("p", back, class_="q-back"))
    root.append(answer)
    return root


def shown_options(question: Question) -> list[Option]:
    """The options, rows or lines in the order in which they are shown."""
    return [question.find(name) for name in question.order]


def _choice(question: Question, option: Option, kind: str) -> Element:
    return node(
        "div",
        node(
            "label",
            node("input", type=kind, name=question.id, value=option.id),
            node("span", option.text),
        ),
        class_="opt",
        data_option=option.id,
    )


def _choice_answer(question: Question, scene: Scene, nest: Nest) -> Element:
    rows = node("ul", class_="plain")
    for option in shown_options(question):
        verdict = scene.say("question.right" if option.key else "question.wrong")
        head = node("p", node("span", option.text), verbatim(" "), class_="q-option")
        state = "right" if option.key else "wrong"
        head.append(node("span", verdict, class_=f"st st--{state}"))
        row = node("li", head, data_feedback=option.id, data_right="" if option.key else None)
        feedback = node("div", class_="fb")
        nest(feedback, option.feedback)
        add(row, feedback)
        rows.append(row)
    return rows


def match_ids(question: Question) -> Mapping[str, str]:
    """Right-hand texts of a matching to their ids `m1`, `m2`, … by the author's order.

    Rows with the same text share one id, so the ids are the same in both languages.
    """
    ids: dict[str, str] = {}
    for option in question.options:
        ids.setdefault(option.match, f"m{len(ids) + 1}")
    return ids


def match_choices(question: Question) -> list[tuple[str, str]]:
    """Right-hand texts of a matching with their ids, in the order in which they are offered."""

    def place(pair: tuple[str, str]) -> bytes:
        return hashlib.sha256(f"{question.id}/{pair[1]}".encode()).digest()

    return sorted(match_ids(question).items(), key=place)


def _match_form(question: Question, scene: Scene) -> Element:
    choices = match_choices(question)
    body = node("tbody")
    for option in shown_options(question):
        name = f"q-{question.id}-{option.id}"
        select = node("select", name=f"{question.id}/{option.id}", aria_labelledby=name)
        select.append(node("option", scene.say("question.choose"), value=""))
        for text, value in choices:
            select.append(node("option", verbatim(scene.plain(text)), value=value))
        body.append(
            node(
                "tr",
                node("th", option.text, scope="row", id=name),
                node("td", select),
                class_="opt",
                data_option=option.id,
            )
        )
    return node("table", _head(question), body, class_="q-match")


def build_pairs(question: Question) -> Element:
    """The answer of a matching: its rows as the author wrote them."""
    rows = (
        node("tr", node("th", o.text, scope="row"), node("td", o.match)) for o in question.options
    )
    return node("table", _head(question), node("tbody", *rows), class_="q-pairs")


def _head(question: Question) -> Element:
    cells = (node("th", title, scope="col") for title in question.heads)
    return node("thead", node("tr", *cells))


def write_keys(question: Question) -> list[str]:
    """What is right, as the script reads it: option ids, of a matching pairs like `o1=m2`."""
    if question.kind == "matching":
        ids = match_ids(question)
        return [f"{option.id}={ids[option.match]}" for option in question.options]
    return list(question.keys)
