"""A question on a slide: stem and options for the room; then the key with its feedback."""

from __future__ import annotations

import hashlib
from xml.etree.ElementTree import Element

from course.html.nodes import node, verbatim
from course.html.question import match_ids
from course.html.scene import Nest, Scene
from course.model import Option, Question

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def build_asked(body: Element, question: Question, scene: Scene, nest: Nest, answers: bool) -> None:
    """Put a question into the body of its slide.

    Args:
        body: the element to fill.
        question: what to ask; its options stand in the order that its page shows.
        scene: the page.
        nest: renders Markdown into an element.
        answers: whether the key and the feedback are in it, as one fragment.
    """
    if question.context:
        context = node("div", class_="context")
        nest(context, question.context)
        body.append(context)
    body.append(node("h2", node("span", question.stem), class_="stem"))
    shown = [question.find(name) for name in question.order]
    if question.kind == "matching":
        body.append(_matching(shown, answers))
        body.append(_choices(question))
    elif question.kind == "ordering":
        body.append(_ordering(question, shown, answers))
    else:
        body.append(_options(question, shown, scene, nest, answers))
    if answers and question.feedback:
        feedback = node("div", class_="answer fragment", data_fragment_index="0")
        nest(feedback, question.feedback)
        body.append(feedback)


def _row(n: int, option: Option) -> Element:
    return node(
        "li",
        node("b", verbatim(LETTERS[n % 26]), class_="letter"),
        node("span", option.text, class_="text"),
        class_="option",
        data_option=option.id,
    )


def _options(
    question: Question, shown: list[Option], scene: Scene, nest: Nest, answers: bool
) -> Element:
    rows = node("ol", class_=f"options options--{question.kind}", data_question=question.id)
    for n, option in enumerate(shown):
        row = _row(n, option)
        if answers:
            state = "right" if option.key else "wrong"
            verdict = scene.say(f"question.{state}")
            feedback = node(
                "div", node("span", verdict, class_=f"st st--{state}"), class_="fb fragment"
            )
            feedback.set("data-fragment-index", "0")
            nest(feedback, option.feedback)
            row.append(feedback)
            if option.key:
                row.set("data-key", "")
        rows.append(row)
    return rows


def _ordering(question: Question, shown: list[Option], answers: bool) -> Element:
    rows = node("ol", class_="options options--ordering")
    for n, option in enumerate(shown):
        row = _row(n, option)
        if answers:
            place = question.options.index(option) + 1
            rank = node("b", verbatim(str(place)), class_="rank num fragment")
            rank.set("data-fragment-index", "0")
            row.append(rank)
        rows.append(row)
    return rows


def _matching(shown: list[Option], answers: bool) -> Element:
    rows = node("ol", class_="options options--matching")
    for n, option in enumerate(shown):
        row = _row(n, option)
        gap = node("span", class_="gap")
        if answers:
            match = node("span", option.match, class_="fragment", data_fragment_index="0")
            gap.append(match)
        row.append(gap)
        rows.append(row)
    return rows


def _choices(question: Question) -> Element:
    """What can be matched, each once, in an order that gives nothing away."""
    ids = match_ids(question)
    order = sorted(
        ids.items(), key=lambda pair: hashlib.sha256(f"{question.id}/{pair[1]}".encode()).digest()
    )
    line = node("p", node("b", verbatim(question.heads[1] if len(question.heads) > 1 else "")))
    for text, _ in order:
        line.append(node("span", text))
    line.set("class", "choices")
    return line
