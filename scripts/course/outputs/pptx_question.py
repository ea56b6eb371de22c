"""A question as two slides of PowerPoint: what is asked, and what is right."""

from __future__ import annotations

from math import ceil
from typing import Any

from course.html.paper import LETTERS, write_key
from course.html.question import match_choices, shown_options
from course.model import Question
from course.outputs.pptx_fit import count_lines, fit, measure
from course.outputs.pptx_show import SIZES, Show
from course.outputs.pptx_table import add_table
from course.outputs.pptx_template import BOTTOM, FREE, LEFT, RIGHT, TOP
from course.outputs.pptx_text import RIGHT as GREEN
from course.outputs.pptx_text import Run, plain, read_paragraphs
from course.slides import Slide


def ask(show: Show, slide: Slide, question: Question) -> None:
    """What is asked, with letters that are the same in every output."""
    made = show.open(slide, FREE, show.inline(question.stem))
    top = _put_context(show, made, question)
    if question.kind == "matching":
        left = [show.inline(o.text) for o in shown_options(question)]
        rows = [[(Run(f"{n}　", True), *runs), ()] for n, runs in enumerate(left, 1)]
        head = [show.inline(text) for text in question.heads]
        choices = [show.inline(text) for text, _ in match_choices(question)]
        line: list[Run] = []
        for letter, runs in zip(LETTERS, choices, strict=False):
            line += [Run(f"{letter}　", True), *runs, Run("　　")]
        one = count_lines(tuple(line), RIGHT - LEFT, SIZES[0]) == 1
        bottom = BOTTOM - (56 if one else 96)
        name = plain(head[0])
        shares = (0.66, 0.34)
        add_table(made, head, rows, top, name, show.locale, bottom - top, shares)
        show.write(made, [tuple(line)], bottom + 6, BOTTOM - bottom)
        return
    rows_ = [
        (Run(f"{letter}　", True), *show.inline(option.text))
        for letter, option in zip(LETTERS, shown_options(question), strict=False)
    ]
    show.write(made, rows_, top, BOTTOM - top)


def answer(show: Show, slide: Slide, question: Question) -> None:
    """What is right, and why."""
    say = show.scene.say
    answer = Run(f"　{say('book.answers')}", True, GREEN, 0.8)
    about = Slide(slide.id, slide.kind, slide.title, label=slide.label, question=question)
    key = Run(f"　{say('print.key', right=write_key(question))}", True, GREEN, 1.3)
    made = show.open(about, FREE, (*show.inline(question.stem), answer), key)
    feedback = read_paragraphs(show.nested(question.feedback)) if question.feedback else []
    room = BOTTOM - TOP - (110 if feedback else 0)
    if question.kind == "matching":
        head = [show.inline(text) for text in question.heads]
        rows = [[show.inline(o.text), show.inline(o.match)] for o in question.options]
        add_table(made, head, rows, TOP, say("print.right"), show.locale, room)
    elif question.kind == "ordering":
        letters = dict(zip(question.order, LETTERS, strict=False))
        lines = [(Run(f"{letters[o.id]}　", True), *show.inline(o.text)) for o in question.options]
        show.write(made, lines, TOP, room)
    else:
        rows = []
        for letter, option in zip(LETTERS, shown_options(question), strict=False):
            tone = GREEN if option.key else ""
            mark = "✓ " if option.key else ""
            own = [
                Run(r.text, option.key, tone or r.tone, r.scale) for r in show.inline(option.text)
            ]
            text = (Run(f"{mark}{letter}　", True, tone), *own)
            told = read_paragraphs(show.nested(option.feedback)) if option.feedback else [()]
            rows.append([text, told[0]])
        shares = (0.46, 0.54)
        add_table(made, [], rows, TOP, say("print.right"), show.locale, room, shares)
    if feedback:
        show.write(made, feedback, BOTTOM - 100, 100, (16.0, 14.0, 12.5, 11.0))


def _put_context(show: Show, made: Any, question: Question) -> int:
    """The situation above the options; where they begin."""
    if not question.context:
        return TOP
    rows = read_paragraphs(show.nested(question.context))
    size = fit(rows, RIGHT - LEFT, 130, (18.0, 16.0, 14.0))
    height = ceil(measure(rows, RIGHT - LEFT, size)) + 12
    show.write(made, rows, TOP, height, (size,))
    return TOP + height + 8
