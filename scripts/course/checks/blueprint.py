"""The final assessment: its numbers add up, and the questions of the lessons can fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from course.blueprint import (
    Aim,
    Blueprint,
    Part,
    can_fill,
    find_bank,
    read_blueprint,
)
from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey, suggest
from course.lessons import find_lessons
from course.model import DataFile, Page


def check_blueprint(survey: Survey) -> Iterator[Finding]:
    """`data/blueprint.yml` against itself and the lessons."""
    course = survey.course
    file = course.data.get("blueprint")
    blueprint = read_blueprint(course)
    if file is None or blueprint is None:
        return
    lessons = find_lessons(course)
    yield from _sums(file, blueprint)
    for part in blueprint.parts:
        lacking = [finding for aim in part.aims for finding in _aim(file, part, aim, lessons)]
        yield from lacking
        if not lacking and not can_fill(part, lessons):
            wanted = ", ".join(f"{kind} {least}" for kind, least in part.forms.items())
            yield make_finding(
                "blueprint-bank",
                file.path,
                file.lines.get(("blocks", part.number, "forms"), 1),
                f"no {part.items} questions of the block '{part.id}' have the forms {wanted}",
                "ask for fewer, or write a question of the form that is missing",
            )
    yield from _unused(blueprint, lessons)


def _sums(file: DataFile, blueprint: Blueprint) -> Iterator[Finding]:
    total = sum(part.items for part in blueprint.parts)
    if total != blueprint.items:
        yield make_finding(
            "blueprint-sum",
            file.path,
            file.lines.get(("items",), 1),
            f"the blocks have {total} items, the assessment {blueprint.items}",
            f"write 'items: {total}', or change a block",
        )
    for part in blueprint.parts:
        total = sum(aim.items for aim in part.aims)
        if total != part.items:
            yield make_finding(
                "blueprint-sum",
                file.path,
                file.lines.get(("blocks", part.number, "items"), 1),
                f"the objectives of '{part.id}' have {total} items, the block {part.items}",
                f"write 'items: {total}', or change an objective",
            )


def _aim(file: DataFile, part: Part, aim: Aim, lessons: Mapping[str, Page]) -> Iterator[Finding]:
    at: tuple[str | int, ...] = ("blocks", part.number, "objectives", aim.lesson)
    lesson = lessons.get(aim.lesson)
    if lesson is None or aim.objective not in lesson.objectives:
        known = lessons if lesson is None else lesson.objectives
        name = aim.lesson if lesson is None else aim.objective
        what = "a lesson" if lesson is None else f"an objective of {aim.lesson}"
        near = suggest(name, known)
        yield make_finding(
            "blueprint-bank",
            file.path,
            file.lines.get(at if lesson is None else (*at, aim.objective), 1),
            f"'{name}' is not {what}",
            f"write '{near}'" if near else f"use one of {', '.join(known)}",
        )
        return
    bank = find_bank(lesson, aim.objective)
    have = len(bank.reserved) + len(bank.free)
    if have < aim.items:
        yield make_finding(
            "blueprint-bank",
            file.path,
            file.lines.get((*at, aim.objective), 1),
            f"the objective '{aim.objective}' of {aim.lesson} has {have} of {aim.items} questions",
            "write the questions first, or take the items from another objective of the block",
        )


def _unused(blueprint: Blueprint, lessons: Mapping[str, Page]) -> Iterator[Finding]:
    """Reserved questions that no form holds: nobody would ever see them."""
    places = {aim.id: aim.items for part in blueprint.parts for aim in part.aims}
    for name, lesson in lessons.items():
        for objective in lesson.objectives:
            reserved = find_bank(lesson, objective).reserved
            for question in reserved[places.get(f"{name}-{objective}", 0) :]:
                yield make_finding(
                    "blueprint-bank",
                    lesson.path,
                    question.line,
                    f"'{question.id}' is reserved, but the blueprint has no place for it",
                    "remove 'final: true', or give its objective an item in data/blueprint.yml",
                )
