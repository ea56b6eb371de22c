"""Slides of the model as slides of PowerPoint."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any
from xml.etree.ElementTree import Element

from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation
from pptx.util import Pt

from course.html.engine import Engine
from course.html.figures.ink import Inks
from course.html.nodes import lesson_number, node
from course.html.paper import LETTERS, write_key
from course.html.places import build_place
from course.html.question import match_choices, shown_options
from course.html.scene import Nest, Scene
from course.model import Question
from course.outputs.pptx_drawing import add_drawing, fit_frame
from course.outputs.pptx_fit import count_lines, fit, measure
from course.outputs.pptx_frame import bare, bullet, place, unlist
from course.outputs.pptx_table import add_table
from course.outputs.pptx_template import BOTTOM, CONTENT, FREE, LEFT, RIGHT, TITLE, TOP
from course.outputs.pptx_text import (
    QUIET,
    WRONG,
    Run,
    Runs,
    plain,
    read_paragraphs,
    read_runs,
    write_runs,
)
from course.outputs.pptx_text import (
    RIGHT as GREEN,
)
from course.slides import Slide
from course.slides.text import width

SIZES = (21.0, 18.5, 16.5, 14.5, 13.0)
"""Points of text: the largest at which a slide's text fits."""
_TONES = {"verified": GREEN, "doubtful": WRONG, "wrong": WRONG}


class Writer:
    """Adds slides to a presentation, in one language."""

    def __init__(
        self, presentation: Presentation, scene: Scene, engine: Engine, inks: Inks
    ) -> None:
        self.presentation = presentation
        self.scene = scene
        self.engine = engine
        self.inks = inks
        self.locale = scene.page.locale or scene.locale

    def add(self, slide: Slide) -> None:
        """Add a slide; a question becomes two, what is asked and what is right."""
        if slide.question:
            self._ask(slide, slide.question)
            self._answer(slide, slide.question)
        elif slide.kind == "title":
            self._cover(slide)
        elif slide.place:
            self._place(slide)
        elif slide.table:
            made = self._open(slide, FREE)
            head = [self._inline(cell) for cell in slide.table.head]
            rows = [[self._inline(cell) for cell in row] for row in slide.table.rows]
            add_table(made, head, rows, TOP, self._name(slide), self.locale)
        elif slide.kind == "sure":
            self._sure(slide)
        else:
            self._text(slide)

    # The parts of a slide

    def _open(self, slide: Slide, layout: int, title: Runs = (), key: Run | None = None) -> Any:
        """A slide with its title, the line above it, its footer, and its notes."""
        made = self.presentation.slides.add_slide(self.presentation.slide_layouts[layout])
        runs = title or self._title(slide)
        frame = made.shapes.title.text_frame
        long = width(plain(runs)) > 46
        write_runs(frame.paragraphs[0], runs, 22 if long else 0, self.locale)
        self._above(made, slide, key)
        self._foot(made, layout)
        self._notes(made, slide)
        return made

    def _title(self, slide: Slide) -> Runs:
        words = {
            "objectives": "lesson.aims",
            "sure": "",
            "other": "",
        }
        key = words.get(slide.kind, "")
        runs = self._inline(slide.title) if slide.title or not key else ()
        runs = runs or (Run(self.scene.say(key)),)
        if slide.part[1] > 1:
            runs = (*runs, Run(f"　{slide.part[0]}/{slide.part[1]}", False, QUIET, 0.7))
        return runs

    def _name(self, slide: Slide) -> str:
        return plain(self._title(slide))

    def _above(self, made: Any, slide: Slide, key: Run | None) -> None:
        """What kind of slide it is, small above its title."""
        say = self.scene.say
        words = [plain(self._inline(slide.label))] if slide.label else []
        if slide.kind == "case":
            words.append(say("block.case"))
            if slide.fictional:
                words.append(say("case.fictional"))
        elif slide.kind == "activity":
            sizes = {1: "alone", 2: "pairs"}
            people = say(f"activity.{sizes.get(slide.group, 'group')}", n=slide.group)
            minutes = say("lesson.minutes", n=slide.countdown)
            words.append(say("block.activity"))
            words.append(say("activity.meta", minutes=minutes, people=people))
        elif slide.question:
            words.append(say(f"question.{slide.question.kind}"))
        if not words:
            return
        box = made.shapes.add_textbox(*place(LEFT, 40, RIGHT - LEFT, 28))
        box.name = "Label"
        bare(box.text_frame)
        runs = [Run(" · ".join(words), True, QUIET), *([key] if key else [])]
        write_runs(box.text_frame.paragraphs[0], runs, 12, self.locale)

    def _foot(self, made: Any, layout: int) -> None:
        """Lesson and number, in the placeholders of the layout."""
        page = self.scene.page
        words = self.scene.say("print.lesson", n=lesson_number(page.key), title=page.title)
        own: Any = self.presentation.slide_layouts[layout]
        for shape in list(own.placeholders):
            kind = shape._element.ph.get("type")
            if kind not in ("ftr", "sldNum"):
                continue
            copied = copy.deepcopy(shape._element)
            made.shapes._spTree.append(copied)
            if kind == "ftr":
                paragraph = made.shapes[-1].text_frame.paragraphs[0]
                write_runs(paragraph, [Run(str(words))], 0, self.locale)

    def _notes(self, made: Any, slide: Slide) -> None:
        """What the trainer reads: planned minutes, then the notes of the section."""
        paragraphs: list[Runs] = []
        if slide.minutes:
            minutes = self.scene.say("lesson.minutes", n=slide.minutes)
            paragraphs.append((Run(self.scene.say("pptx.planned", minutes=minutes), True),))
        if slide.notes:
            paragraphs += read_paragraphs(self._nested(slide.notes))
        if not paragraphs:
            return
        frame = made.notes_slide.notes_text_frame
        for n, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            write_runs(paragraph, runs, 0, self.locale)

    # Kinds of slides

    def _cover(self, slide: Slide) -> None:
        made = self._open(slide, TITLE)
        made.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(40)
        for text in slide.text[:1]:
            frame = made.placeholders[1].text_frame
            write_runs(frame.paragraphs[0], self._inline(text), 20, self.locale)

    def _text(self, slide: Slide) -> None:
        """Points, or a text in paragraphs."""
        made = self._open(slide, CONTENT)
        rows = [self._inline(text) for text in slide.points]
        rows += [runs for text in slide.text for runs in read_paragraphs(self._nested(text))]
        last: list[Runs] = []
        if slide.output:
            last = [
                (Run(f"{self.scene.say('activity.output')}　", True), *self._inline(slide.output))
            ]
        size = fit([*rows, *last], RIGHT - LEFT - 28, BOTTOM - TOP, SIZES)
        frame = made.placeholders[1].text_frame
        numbered = slide.kind in ("objectives", "activity")
        for n, runs in enumerate([*rows, *last]):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size * 0.5)
            if n >= len(rows) or slide.text:
                unlist(paragraph)
            elif numbered:
                bullet(paragraph, "buAutoNum", type="arabicPeriod", startAt=str(slide.first))
            elif slide.kind == "checklist":
                bullet(paragraph, "buChar", char="☐")
            elif slide.kind == "takeaways":
                unlist(paragraph)
            big = 1.25 if slide.kind == "takeaways" else 1.0
            write_runs(paragraph, runs, size * big, self.locale)

    def _place(self, slide: Slide) -> None:
        """A figure, or a table made from data."""
        assert slide.place is not None
        block = slide.place

        def build(nest: Nest) -> Iterator[Element]:
            element = build_place(block, self.scene, nest)
            if element is not None:
                yield element

        tree = self.engine.render(self.scene, build)
        made = self._open(slide, FREE)
        caption = tree.find(".//figcaption")
        note = read_runs(caption) if caption is not None else ()
        table = tree.find(".//table")
        if table is not None:
            head = [read_runs(cell) for cell in table.iterfind("thead/tr/th")]
            rows = [[read_runs(cell) for cell in row] for row in table.iterfind("tbody/tr")]
            add_table(made, head, rows, TOP, self._name(slide), self.locale, room=BOTTOM - TOP - 48)
        else:
            svg = next(s for s in tree.iter("svg") if "narrow" not in s.get("class", "").split())
            frame = fit_frame(svg, LEFT, TOP + 4, RIGHT - LEFT, BOTTOM - TOP - 60)
            add_drawing(made.shapes, svg, frame, self.inks, self._name(slide), self.locale)
        if note:
            box = made.shapes.add_textbox(*place(LEFT, BOTTOM - 44, RIGHT - LEFT, 44))
            box.name = "Caption"
            bare(box.text_frame)
            box.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
            write_runs(box.text_frame.paragraphs[0], note, 11, self.locale)

    def _sure(self, slide: Slide) -> None:
        made = self._open(slide, FREE)
        scene = self.scene
        facts = [scene.course.facts[name] for name in slide.facts if name in scene.course.facts]
        head = [(Run(scene.say(f"sure.{name}"), True),) for name in ("claim", "check", "why")]
        rows = []
        for fact in facts:
            tone = (
                WRONG
                if fact.check in ("doubtful", "wrong")
                else GREEN
                if fact.check == "verified"
                else ""
            )
            status = Run(scene.say(f"status.{fact.check}"), True, tone)
            rows.append([(Run(scene.pick(fact.claim)),), (status,), (Run(scene.pick(fact.note)),)])
        add_table(made, head, rows, TOP, self._name(slide), self.locale, shares=(0.4, 0.15, 0.45))

    def _ask(self, slide: Slide, question: Question) -> None:
        """What is asked, with letters that are the same in every output."""
        made = self._open(slide, FREE, self._inline(question.stem))
        top = self._context(made, question)
        if question.kind == "matching":
            left = [self._inline(o.text) for o in shown_options(question)]
            rows = [[(Run(f"{n}　", True), *runs), ()] for n, runs in enumerate(left, 1)]
            head = [self._inline(text) for text in question.heads]
            choices = [self._inline(text) for text, _ in match_choices(question)]
            line: list[Run] = []
            for letter, runs in zip(LETTERS, choices, strict=False):
                line += [Run(f"{letter}　", True), *runs, Run("　　")]
            one = count_lines(tuple(line), RIGHT - LEFT, SIZES[0]) == 1
            bottom = BOTTOM - (56 if one else 96)
            name = plain(head[0])
            shares = (0.66, 0.34)
            add_table(made, head, rows, top, name, self.locale, bottom - top, shares)
            self._paragraphs(made, [tuple(line)], bottom + 6, BOTTOM - bottom)
            return
        rows_ = [
            (Run(f"{letter}　", True), *self._inline(option.text))
            for letter, option in zip(LETTERS, shown_options(question), strict=False)
        ]
        self._paragraphs(made, rows_, top, BOTTOM - top)

    def _answer(self, slide: Slide, question: Question) -> None:
        """What is right, and why."""
        say = self.scene.say
        answer = Run(f"　{say('book.answers')}", True, GREEN, 0.8)
        about = Slide(slide.id, slide.kind, slide.title, label=slide.label, question=question)
        key = Run(f"　{say('print.key', right=write_key(question))}", True, GREEN, 1.3)
        made = self._open(about, FREE, (*self._inline(question.stem), answer), key)
        feedback = read_paragraphs(self._nested(question.feedback)) if question.feedback else []
        room = BOTTOM - TOP - (110 if feedback else 0)
        if question.kind == "matching":
            head = [self._inline(text) for text in question.heads]
            rows = [[self._inline(o.text), self._inline(o.match)] for o in question.options]
            add_table(made, head, rows, TOP, say("print.right"), self.locale, room)
        elif question.kind == "ordering":
            letters = dict(zip(question.order, LETTERS, strict=False))
            lines = [
                (Run(f"{letters[o.id]}　", True), *self._inline(o.text)) for o in question.options
            ]
            self._paragraphs(made, lines, TOP, room)
        else:
            rows = []
            for letter, option in zip(LETTERS, shown_options(question), strict=False):
                tone = GREEN if option.key else ""
                mark = "✓ " if option.key else ""
                own = [
                    Run(r.text, option.key, tone or r.tone, r.scale)
                    for r in self._inline(option.text)
                ]
                text = (Run(f"{mark}{letter}　", True, tone), *own)
                told = read_paragraphs(self._nested(option.feedback)) if option.feedback else [()]
                rows.append([text, told[0]])
            shares = (0.46, 0.54)
            add_table(made, [], rows, TOP, say("print.right"), self.locale, room, shares)
        if feedback:
            self._paragraphs(made, feedback, BOTTOM - 100, 100, (16.0, 14.0, 12.5, 11.0))

    def _context(self, made: Any, question: Question) -> int:
        """The situation above the options; where they begin."""
        if not question.context:
            return TOP
        rows = read_paragraphs(self._nested(question.context))
        size = fit(rows, RIGHT - LEFT, 130, (18.0, 16.0, 14.0))
        height = ceil(measure(rows, RIGHT - LEFT, size)) + 12
        self._paragraphs(made, rows, TOP, height, (size,))
        return TOP + height + 8

    # Texts

    def _paragraphs(
        self, made: Any, rows: Sequence[Runs], top: int, room: int, sizes: Sequence[float] = SIZES
    ) -> None:
        """A box of text as wide as the slide's."""
        box = made.shapes.add_textbox(*place(LEFT, top, RIGHT - LEFT, room))
        box.name = "Text"
        bare(box.text_frame)
        size = fit(rows, RIGHT - LEFT, room, sizes)
        for n, runs in enumerate(rows):
            paragraph = box.text_frame.paragraphs[0] if n == 0 else box.text_frame.add_paragraph()
            paragraph.space_after = Pt(size * 0.5)
            write_runs(paragraph, runs, size, self.locale)

    def _inline(self, text: str) -> Runs:
        """Inline Markdown as runs."""
        return read_runs(self.engine.render(self.scene, lambda _nest: [node("p", text)]))

    def _nested(self, text: str) -> Element:
        """Markdown in paragraphs."""

        def build(nest: Nest) -> Iterable[Element]:
            made = node("div")
            nest(made, text)
            return [made]

        return self.engine.render(self.scene, build)
