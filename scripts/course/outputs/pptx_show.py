"""Slides of PowerPoint as they are begun: title, label, footer, notes; texts put on them."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from pptx.presentation import Presentation
from pptx.util import Pt

from course.html.engine import Engine
from course.html.figures.ink import Inks
from course.html.nodes import lesson_number, node
from course.html.scene import Nest, Scene
from course.model import Locale
from course.outputs.pptx_fit import fit
from course.outputs.pptx_frame import bare, place
from course.outputs.pptx_template import LEFT, RIGHT
from course.outputs.pptx_text import QUIET, Run, Runs, plain, read_paragraphs, read_runs, write_runs
from course.slides import Slide
from course.slides.text import width

SIZES = (21.0, 18.5, 16.5, 14.5, 13.0)
"""Points of text: the largest at which a slide's text fits."""


@dataclass(frozen=True)
class Show:
    """A presentation that slides are added to, in one language.

    Attributes:
        presentation: made from our template.
        scene: the lesson, and the language of the words around it.
        engine: renders Markdown.
        inks: how figures are coloured.
    """

    presentation: Presentation
    scene: Scene
    engine: Engine
    inks: Inks

    @property
    def locale(self) -> Locale:
        """The language of the text."""
        return self.scene.page.locale or self.scene.locale

    def open(self, slide: Slide, layout: int, title: Runs = (), key: Run | None = None) -> Any:
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

    def name(self, slide: Slide) -> str:
        """The title as bare text, for those who hear what a table or a drawing is."""
        return plain(self._title(slide))

    def write(
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

    def inline(self, text: str) -> Runs:
        """Inline Markdown as runs."""
        return read_runs(self.engine.render(self.scene, lambda _nest: [node("p", text)]))

    def nested(self, text: str) -> Element:
        """Markdown in paragraphs."""

        def build(nest: Nest) -> Iterable[Element]:
            made = node("div")
            nest(made, text)
            return [made]

        return self.engine.render(self.scene, build)

    def _title(self, slide: Slide) -> Runs:
        """Of all slides, the objectives alone have no words of an author above them."""
        runs = self.inline(slide.title) or (Run(self.scene.say("lesson.aims")),)
        if slide.part[1] > 1:
            runs = (*runs, Run(f"　{slide.part[0]}/{slide.part[1]}", False, QUIET, 0.7))
        return runs

    def _above(self, made: Any, slide: Slide, key: Run | None) -> None:
        """What kind of slide it is, small above its title."""
        say = self.scene.say
        words = [plain(self.inline(slide.label))] if slide.label else []
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
            paragraphs += read_paragraphs(self.nested(slide.notes))
        if not paragraphs:
            return
        frame = made.notes_slide.notes_text_frame
        for n, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            write_runs(paragraph, runs, 0, self.locale)
