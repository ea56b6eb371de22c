"""A lesson → its slides.

A section is a slide: its heading and key points. A figure, a table, a case, an activity and a
question are slides of their own, in the order of the page. Long ones take several.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from course.model import Block, Course, Heading, Page, Prose, Question
from course.slides import rules
from course.slides.model import Deck, Slide, Table
from course.slides.question_size import choose_question_size
from course.slides.text import find_tables, list_items, paragraphs
from course.slides.timeline import build_timeline_table
from course.source.inline import find_citations

Item = Block | Table


def build_lesson_deck(course: Course, lesson: Page) -> Deck:
    """The slides of a lesson in its language.

    Args:
        course: for the questions that are shown and the facts that are known.
        lesson: a page of `lessons/`.
    """
    name = lesson.id
    slides = [
        Slide(name, "title", lesson.title, lesson.key, text=(str(lesson.meta.get("lead", "")),)),
        *split_objectives(lesson),
    ]
    headings = {}
    for heading, items in read_sections(lesson):
        made = build_section(course, lesson, heading, items)
        slides.extend(made)
        headings[made[0].segment] = heading.text
    return Deck(name, lesson.locale, lesson.title, lesson.key, tuple(slides), headings)


def split_objectives(lesson: Page) -> list[Slide]:
    """What learners can do after it."""
    points = tuple(lesson.objectives.values())
    name = f"{lesson.meta.get('id', '')}-objectives"
    return _name(_parts(Slide(name, "objectives", "", lesson.key), points), name)


def read_sections(lesson: Page) -> list[tuple[Heading, list[Item]]]:
    """Every H2 that has an id, with the blocks and the tables below it in their order."""
    chapters = [h for h in lesson.headings if h.level == 2 and h.id]
    found: list[tuple[Heading, list[Item]]] = [(heading, []) for heading in chapters]

    def below(line: int) -> list[Item] | None:
        above = [items for heading, items in found if heading.line < line]
        return above[-1] if above else None

    for part in lesson.parts:
        if isinstance(part, Prose):
            for line, table in find_tables(part.source, part.line):
                items = below(line)
                if items is not None:
                    items.append(table)
        else:
            items = below(part.line)
            if items is not None:
                items.append(part)
    return found


def build_section(
    course: Course, lesson: Page, heading: Heading, items: list[Item]
) -> tuple[Slide, ...]:
    """The slides of one section, at least one.

    Args:
        course: everything.
        lesson: the page.
        heading: its H2.
        items: what stands below it.
    """
    anchor = heading.id or ""
    base = Slide("", "section", heading.text, lesson.key, anchor)
    name = f"{lesson.meta.get('id', '')}-{anchor}"
    cited = cited_facts(course, lesson, anchor)
    slides: list[Slide] = []
    shown = 0
    for item in items:
        if isinstance(item, Table):
            made = _table_slides(item, base)
        else:
            made = _block_slides(course, lesson, item, base, cited)
        if made and not made[0].question:
            shown += 1
            made = _name(made, name if shown == 1 else f"{name}-{shown}")
        slides.extend(made)
    slides = slides or _name([base], name)
    notes = [item for item in items if isinstance(item, Block) and item.kind == "notes"]
    minutes = [block.options.get("minutes") for block in notes]
    slides[0] = replace(
        slides[0],
        minutes=sum(m for m in minutes if isinstance(m, int)),
        notes="\n\n".join(block.body for block in notes),
    )
    return tuple(slides)


def cited_facts(course: Course, lesson: Page, section: str) -> tuple[str, ...]:
    """Facts that a section cites in what learners read, in order of first citation."""
    found: dict[str, None] = {}
    chapters = [h for h in lesson.headings if h.level == 2]
    for part in lesson.parts:
        if isinstance(part, Block) and part.kind in ("notes", "question", "place"):
            continue
        for mark in find_citations(part.source, part.line):
            above = [h.id for h in chapters if h.line < mark.line]
            if above and above[-1] == section and mark.target in course.facts:
                found.setdefault(mark.target)
    return tuple(found)


def _name(slides: list[Slide], name: str) -> list[Slide]:
    """Ids for the slides of one item: its own, and for what does not fit its own with a letter.

    So a language that takes a slide more changes no other slide's id.
    """
    ends = ("", *(f"-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"))
    return [replace(s, id=name + ends[n]) for n, s in enumerate(slides)]


def _table_slides(table: Table, base: Slide) -> list[Slide]:
    parts = rules.split_table(table)
    return [replace(base, table=t, part=(n, len(parts))) for n, t in enumerate(parts, 1)]


def _block_slides(
    course: Course, lesson: Page, block: Block, base: Slide, cited: tuple[str, ...]
) -> list[Slide]:
    match block.kind:
        case "key":
            return _parts(replace(base, facts=cited), list_items(block.body))
        case "place":
            return _place_slides(course, lesson, block, base)
        case "case":
            return _case_slides(block, base)
        case "activity":
            return _activity_slides(block, base)
        case "check":
            return _parts(replace(base, kind="checklist"), list_items(block.body))
        case "other":
            first = (rules.split_sentences(text)[0] for text in paragraphs(block.body))
            return _parts(replace(base, kind="other", facts=cited), tuple(first))
        case "take":
            return _parts(replace(base, kind="takeaways"), list_items(block.body))
        case "question":
            asked = (q for q in lesson.learner_questions if q.line == block.line)
            return [_question_slide(question, base) for question in asked]
        case _:
            return []


def _parts(base: Slide, points: tuple[str, ...]) -> list[Slide]:
    slides = _number(base, rules.split_points(points))
    return [replace(slide, part=(n, len(slides))) for n, slide in enumerate(slides, 1)]


def _number(base: Slide, parts: Iterable[tuple[str, ...]]) -> list[Slide]:
    """A slide for each part of the points; counting goes on from slide to slide."""
    slides = []
    first = 1
    for points in parts:
        slides.append(replace(base, points=points, first=first))
        first += len(points)
    return slides


def _place_slides(course: Course, lesson: Page, block: Block, base: Slide) -> list[Slide]:
    name = block.title.replace(" ", "")
    if name == "sure":
        return _sure_slides(course, lesson, block, base)
    if name == "figure:timeline":
        table = build_timeline_table(course, block.option("timeline"), lesson.locale)
        return _table_slides(table, base) if table.rows else []
    return [replace(base, place=block)]


def _sure_slides(course: Course, lesson: Page, block: Block, base: Slide) -> list[Slide]:
    """The claims named, or all that the lesson cites."""
    names = block.names("facts") or tuple(
        name for h in lesson.sections for name in cited_facts(course, lesson, h.id or "")
    )

    room = rules.CLAIMS

    def weigh(name: str) -> float:
        fact = course.facts.get(name)
        row = [course.pick(t, lesson.locale) for t in ((fact.claim, fact.note) if fact else ())]
        # The check between the two takes a sixth of the width.
        return rules.count_row(row, (0.38, 0.46), room.line) + room.gap

    parts = rules.split_even(names, weigh, room.lines - room.head)
    base = replace(base, kind="sure")
    return [replace(base, facts=part, part=(n, len(parts))) for n, part in enumerate(parts, 1)]


def _case_slides(block: Block, base: Slide) -> list[Slide]:
    base = replace(
        base,
        kind="case",
        title=block.title or base.title,
        label=base.title if block.title else "",
        fictional=block.options.get("fictional") is True,
    )
    slides = [replace(base, text=t) for t in rules.split_paragraphs(paragraphs(block.body))]
    for _, table in find_tables(block.body):
        slides.extend(replace(base, table=part) for part in rules.split_table(table))
    return [replace(s, part=(n, len(slides))) for n, s in enumerate(slides, 1)]


def _activity_slides(block: Block, base: Slide) -> list[Slide]:
    """Its steps with the countdown, then the form that it fills in."""
    minutes, group = block.options.get("minutes"), block.options.get("group")
    base = replace(
        base,
        kind="activity",
        title=block.title or base.title,
        label=base.title if block.title else "",
        countdown=minutes if isinstance(minutes, int) else 0,
        group=group if isinstance(group, int) else 1,
    )
    output = block.option("output")
    steps = rules.split_points(list_items(block.body), rules.STEPS)
    slides = _number(replace(base, output=output), steps)
    for _, table in find_tables(block.body):
        # A longer form is for paper, and the steps have said already what people leave with.
        for said in (output, ""):
            parts = rules.split_table(table, rules.leave_room(rules.FORM, said))
            if len(parts) == 1:
                slides.append(replace(base, table=parts[0], output=said))
                break
    return [replace(s, part=(n, len(slides))) for n, s in enumerate(slides, 1)]


def _question_slide(question: Question, base: Slide) -> Slide:
    return replace(
        base,
        id=f"q-{question.id}",
        kind="question",
        title=question.stem,
        label=base.title,
        size=choose_question_size(question, answered=True),
        asked=choose_question_size(question, answered=False),
        question=question,
        facts=question.facts,
    )
