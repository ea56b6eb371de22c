"""A learning path → its slides: what it is, its steps, and the slides of its lessons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from course.lessons import find_lessons
from course.model import Course, Locale
from course.paths import LearningPath, Step
from course.slides import rules
from course.slides.lesson import build_lesson_deck
from course.slides.model import Deck, Slide, Table


def build_path_deck(
    course: Course, path: LearningPath, locale: Locale, lessons: dict[str, Deck] | None = None
) -> Deck:
    """The slides of a path in one language.

    A step with minutes of its own spreads them over its sections as the notes are; all other
    lessons keep the minutes of their notes, on a path that people walk alone too: a deck is for
    a room. So on a path for a room the minutes of the slides add up to those of the path.

    Args:
        course: everything.
        path: an entry of `data/paths.yml`.
        locale: language; what has not been translated is in the source language.
        lessons: decks of the lessons in that language by id, when they are there already.
    """
    pages = find_lessons(course)
    decks = dict(lessons or {})
    slides: list[Slide] = []
    headings: dict[str, str] = {}
    for step in path.steps:
        source = pages.get(step.lesson)
        page = (course.page(source.key, locale) or source) if source else None
        if page and step.lesson not in decks:
            decks[step.lesson] = build_lesson_deck(course, page)
        deck = decks.get(step.lesson)
        title = course.pick(step.text or {}, locale) or (deck.title if deck else "")
        opening = Slide(
            f"{path.id}-{step.number + 1}",
            "break" if step.pause else "step",
            course.word(locale, "deck.break") if step.pause else title,
            deck.page if deck else step.page,
            step.sections[0] if deck and step.sections else "",
            course.pick(step.part or {}, locale),
        )
        if deck:
            # The section is where its link leads; its time belongs to the slides that follow.
            slides.append(opening)
            slides.extend(step_slides(deck, step))
            headings.update(deck.headings)
        else:
            slides.append(replace(opening, minutes=step.minutes, countdown=step.minutes))
    page_key = f"paths/{path.id}"
    title = course.pick(path.title, locale)
    head = Slide(
        path.id,
        "title",
        title,
        page_key,
        text=(course.pick(path.audience, locale),),
        output=course.pick(path.output, locale),
    )
    agenda = _agenda(course, path, locale, slides)
    return Deck(path.id, locale, title, page_key, (head, *agenda, *slides), headings)


def step_slides(deck: Deck, step: Step) -> list[Slide]:
    """Slides of a lesson that a step shows: those of its sections, or all but the title."""
    wanted = [
        slide
        for slide in deck.slides
        if (slide.section in step.sections if step.sections else slide.kind != "title")
    ]
    if not step.given:
        return wanted
    planned = [slide.minutes for slide in wanted]
    return [
        replace(slide, minutes=minutes)
        for slide, minutes in zip(wanted, spread_minutes(step.minutes, planned), strict=True)
    ]


def spread_minutes(total: int, weights: list[int]) -> list[int]:
    """Whole minutes in proportion to the weights that add up to the total.

    By largest remainder; the earlier one wins a tie. Nothing to weigh: the first takes all.
    """
    whole = sum(weights)
    if not whole:
        return [total, *[0] * (len(weights) - 1)] if weights else []
    shares = [total * weight / whole for weight in weights]
    found = [int(share) for share in shares]
    rest = sorted(range(len(shares)), key=lambda n: (found[n] - shares[n], n))
    for n in rest[: total - sum(found)]:
        found[n] += 1
    return found


def _agenda(
    course: Course, path: LearningPath, locale: Locale, slides: list[Slide]
) -> Iterator[Slide]:
    """The steps with their minutes, breaks included."""
    minutes: dict[str, int] = {}
    current = ""
    for slide in slides:
        if slide.kind in ("step", "break"):
            current = slide.id
        minutes[current] = minutes.get(current, 0) + slide.minutes
    rows = tuple(
        (slide.title, course.word(locale, "lesson.minutes", n=minutes[slide.id]))
        for slide in slides
        if slide.kind in ("step", "break")
    )
    parts = rules.split_even(rows, lambda _: 1.0, 8)
    for n, part in enumerate(parts, 1):
        yield Slide(
            f"{path.id}-agenda{'' if n == 1 else f'-{n}'}",
            "agenda",
            course.word(locale, "deck.agenda"),
            f"paths/{path.id}",
            table=Table((), part),
            part=(n, len(parts)),
        )
