"""The review: the lessons' quizzes to begin with, and every card in a `<template>`.

Without JavaScript this is a list of links. The element `course-review`
(docs/assets/javascripts/review.js) takes the cards out of the template, so that it works from
disk too, where nothing can be fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from course.generated import Card, derive_cards
from course.html.nodes import lesson_number, node
from course.html.question import build_pairs, write_keys
from course.html.scene import Nest, Scene
from course.model import Page, Question

QUIZ = "quiz"
"""Id of the section that holds a lesson's questions."""


def build_review(scene: Scene, nest: Nest) -> Element:
    """What there is to review: the questions of the lessons, none that is reserved for the
    final assessment, and the flashcards made from the data."""
    bank = node("template")
    for item in _questions(scene, nest):
        bank.append(item)
    names = {page.key: page.id for page in _lessons(scene)}
    for card in derive_cards(scene.course):
        bank.append(_card(card, names.get(card.lesson, ""), scene, nest))
    return node(
        "course-review",
        node("p", scene.say("review.static"), class_="without-script"),
        _quizzes(scene),
        bank,
        data_search_exclude="true",
    )


def _lessons(scene: Scene) -> tuple[Page, ...]:
    return scene.course.lessons(scene.course.source_locale)


def _quizzes(scene: Scene) -> Element:
    rows = node("ul", class_="plain quizzes without-script")
    for source in _lessons(scene):
        page = scene.course.page(source.key, scene.locale) or source
        words = scene.say("progress.title", n=lesson_number(page.key), title=page.title)
        lang = page.locale if page.locale != scene.locale else None
        link = node("a", words, href=scene.link(page.key, QUIZ), lang=lang)
        count = scene.say("lesson.items", n=len(source.learner_questions))
        rows.append(node("li", link, node("span", count, class_="num")))
    return rows


def _questions(scene: Scene, nest: Nest) -> Iterator[Element]:
    """The questions that the lessons show: which there are is the source language's to say."""
    for source in _lessons(scene):
        page = scene.course.page(source.key, scene.locale) or source
        own = {question.id: question for question in page.learner_questions}
        for question in source.learner_questions:
            lesson = page if question.id in own else source
            item = _item(own.get(question.id, question), lesson, scene, nest)
            item.set("data-revision", question.revision)
            item.set("data-lesson", source.id)
            heading = next((h for h in lesson.sections if h.id == question.section), None)
            if heading:
                title = scene.plain(heading.text)
                words = scene.say("final.back", n=lesson_number(lesson.key), section=title)
                back = node("a", words, href=scene.link(lesson.key, question.section))
                item.append(node("p", back, class_="q-back"))
            yield item


def _card(card: Card, lesson: str, scene: Scene, nest: Nest) -> Element:
    """A flashcard, marked as made from the data, with the way back to the page that says it."""
    course = scene.course
    item = _item(card.ask(course, scene.locale), scene.page, scene, nest)
    # All languages share one revision, as with the questions of the lessons.
    item.set("data-revision", card.ask(course, course.source_locale).revision)
    item.set("data-made", "")
    if lesson:
        item.set("data-lesson", lesson)
    page = course.page(card.page, scene.locale) or course.page(card.page, course.source_locale)
    if page is not None:
        words = scene.say("review.back", title=page.title)
        back = node("a", words, href=scene.link(card.page, card.anchor))
        item.append(node("p", back, class_="q-back"))
    return item


def _item(question: Question, page: Page, scene: Scene, nest: Nest) -> Element:
    """A question as the script needs it: the answer, which has the words of every option.

    The script makes the form from it; with a form each, hundreds of cards would be too heavy.
    """
    item = node(
        "div",
        data_question=question.id,
        data_kind=question.kind,
        data_keys=" ".join(write_keys(question)),
        lang=page.locale if page.locale != scene.locale else None,
    )
    if question.context:
        context = node("div")
        nest(context, question.context)
        item.append(context)
    item.append(node("p", question.stem))
    item.append(_answer(question, nest))
    if question.feedback:
        feedback = node("div")
        nest(feedback, question.feedback)
        item.append(feedback)
    return item


def _answer(question: Question, nest: Nest) -> Element:
    if question.kind == "matching":
        return build_pairs(question)
    if question.kind == "ordering":
        return node("ol", *(node("li", node("span", o.text)) for o in question.options))
    rows = node("ul")
    for name in question.order:
        option = question.find(name)
        row = node("li", node("span", option.text), data_feedback=name)
        nest(row, option.feedback)
        rows.append(row)
    return rows
