"""Slides of the model as slides of PowerPoint."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from course.html.places import build_place
from course.html.scene import Nest
from course.outputs.pptx_drawing import add_drawing, fit_frame
from course.outputs.pptx_fit import fit
from course.outputs.pptx_frame import bare, bullet, place, unlist
from course.outputs.pptx_question import answer, ask
from course.outputs.pptx_show import SIZES, Show
from course.outputs.pptx_table import add_table
from course.outputs.pptx_template import BOTTOM, CONTENT, FREE, LEFT, RIGHT, TITLE, TOP
from course.outputs.pptx_text import RIGHT as GREEN
from course.outputs.pptx_text import WRONG, Run, Runs, read_paragraphs, read_runs, write_runs
from course.slides import Slide

_TONES = {"verified": GREEN, "doubtful": WRONG, "wrong": WRONG}


def add_slide(show: Show, slide: Slide) -> None:
    """Add a slide; a question becomes two, what is asked and what is right."""
    if slide.question:
        ask(show, slide, slide.question)
        answer(show, slide, slide.question)
    elif slide.kind == "title":
        _add_cover(show, slide)
    elif slide.place:
        _add_place(show, slide)
    elif slide.table:
        made = show.open(slide, FREE)
        head = [show.inline(cell) for cell in slide.table.head]
        rows = [[show.inline(cell) for cell in row] for row in slide.table.rows]
        add_table(made, head, rows, TOP, show.name(slide), show.locale)
    elif slide.kind == "sure":
        _add_facts(show, slide)
    else:
        _add_text(show, slide)


def _add_cover(show: Show, slide: Slide) -> None:
    """The title of the lesson, and the line below it."""
    made = show.open(slide, TITLE)
    made.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(40)
    for text in slide.text[:1]:
        frame = made.placeholders[1].text_frame
        write_runs(frame.paragraphs[0], show.inline(text), 20, show.locale)


def _add_text(show: Show, slide: Slide) -> None:
    """Points, or a text in paragraphs."""
    made = show.open(slide, CONTENT)
    rows = [show.inline(text) for text in slide.points]
    rows += [runs for text in slide.text for runs in read_paragraphs(show.nested(text))]
    last: list[Runs] = []
    if slide.output:
        last = [(Run(f"{show.scene.say('activity.output')}　", True), *show.inline(slide.output))]
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
        write_runs(paragraph, runs, size * big, show.locale)


def _add_place(show: Show, slide: Slide) -> None:
    """A figure, or a table made from data."""
    assert slide.place is not None
    block = slide.place

    def build(nest: Nest) -> Iterator[Element]:
        element = build_place(block, show.scene, nest)
        if element is not None:
            yield element

    tree = show.engine.render(show.scene, build)
    made = show.open(slide, FREE)
    caption = tree.find(".//figcaption")
    note = read_runs(caption) if caption is not None else ()
    table = tree.find(".//table")
    if table is not None:
        head = [read_runs(cell) for cell in table.iterfind("thead/tr/th")]
        rows = [[read_runs(cell) for cell in row] for row in table.iterfind("tbody/tr")]
        add_table(made, head, rows, TOP, show.name(slide), show.locale, room=BOTTOM - TOP - 48)
    else:
        svg = next(s for s in tree.iter("svg") if "narrow" not in s.get("class", "").split())
        frame = fit_frame(svg, LEFT, TOP + 4, RIGHT - LEFT, BOTTOM - TOP - 60)
        add_drawing(made.shapes, svg, frame, show.inks, show.name(slide), show.locale)
    if note:
        box = made.shapes.add_textbox(*place(LEFT, BOTTOM - 44, RIGHT - LEFT, 44))
        box.name = "Caption"
        bare(box.text_frame)
        box.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        write_runs(box.text_frame.paragraphs[0], note, 11, show.locale)


def _add_facts(show: Show, slide: Slide) -> None:
    """How far what the lesson cites is checked."""
    made = show.open(slide, FREE)
    scene = show.scene
    facts = [scene.course.facts[name] for name in slide.facts if name in scene.course.facts]
    head = [(Run(scene.say(f"sure.{name}"), True),) for name in ("claim", "check", "why")]
    rows = []
    for fact in facts:
        status = Run(scene.say(f"status.{fact.check}"), True, _TONES.get(fact.check, ""))
        rows.append([(Run(scene.pick(fact.claim)),), (status,), (Run(scene.pick(fact.note)),)])
    add_table(made, head, rows, TOP, show.name(slide), show.locale, shares=(0.4, 0.15, 0.45))
