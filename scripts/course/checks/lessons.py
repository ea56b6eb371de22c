"""The shape of a lesson: sections, minutes, and what each block has to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from course.checks.finding import Finding
from course.checks.options import BLOCKS
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Survey
from course.model import Block, Heading

CLOSING = {
    "practice": "activity",
    "checklist": "check",
    "sure": "place",
    "other-side": "other",
    "quiz": "question",
    "take": "take",
}
"""The sections that end a lesson, in this order, and the block that each is for."""

SILENT = frozenset({"quiz", "take"})
"""Closing sections that explain nothing: a question cannot send its reader there."""

SHOWING = frozenset({"practice", "checklist"})
"""Closing sections that show how a thing is done."""

_ITEM = re.compile(r"(?m)^(?:[-*+]|\d+[.)])[ \t]+")
_STEP = re.compile(r"(?m)^\d+[.)][ \t]+")
_MINUTES = re.compile(r"[（(]\s*(\d+)\s*(?:分钟|min(?:utes?)?)\s*[)）]")


def check_lessons(survey: Survey) -> Iterator[Finding]:
    """Every lesson; what blocks hold, on every page."""
    for leaf in survey.leaves:
        for block in leaf.page.blocks():
            yield from _block(leaf, block)
        if leaf.page.is_lesson:
            yield from _sections(leaf)
            yield from _notes(leaf)
            yield from _room(leaf)


def _sections(leaf: Leaf) -> Iterator[Finding]:
    """The closing sections stand in order, and teaching sections have key points."""
    page = leaf.page
    chapters = {h.id: h for h in leaf.chapters if h.id}
    before = 0
    for name, kind in CLOSING.items():
        heading = chapters.get(name)
        if heading is None:
            yield make_finding(
                "lesson-section",
                page.path,
                page.headings[-1].line if page.headings else 1,
                f"the lesson has no section {{#{name}}}",
                f"write '## … {{#{name}}}' with its {kind} block",
            )
            continue
        if heading.line < before:
            yield make_finding(
                "lesson-section",
                page.path,
                heading.line,
                f"the section {{#{name}}} stands too early",
                f"the order is {', '.join(CLOSING)}",
            )
        before = max(before, heading.line)
        kinds = {b.kind for b in leaf.by_chapter.get(heading.line, ())}
        if kind not in kinds and kinds <= BLOCKS.keys():
            yield make_finding(
                "lesson-section",
                page.path,
                heading.line,
                f"the section {{#{name}}} has no {kind} block",
                f"put the {kind} block of the lesson here",
            )
    below = _below_keys(leaf)
    lost = {kind for name, kind in CLOSING.items() if name not in chapters}
    for heading in leaf.chapters:
        kinds = {b.kind for b in leaf.by_chapter.get(heading.line, ())}
        # A closing section under another id is reported above, a block of no kind elsewhere.
        if is_teaching(heading) and not kinds & lost and kinds <= BLOCKS.keys():
            yield from _keys(leaf, heading, below)


def is_teaching(heading: Heading) -> bool:
    """Whether an H2 of a lesson teaches: all do but the closing sections, the story too."""
    return heading.id not in CLOSING


def _keys(leaf: Leaf, heading: Heading, below: Mapping[int, int]) -> Iterator[Finding]:
    """A teaching section closes with its key points; only the notes stand below them."""
    path = leaf.page.path
    keys = _in(leaf, heading, "key")
    if not keys:
        yield make_finding(
            "key-points",
            path,
            heading.line,
            f'the section "{heading.text}" has no key block',
            "end it with '/// key' and 2 to 4 points: they become its slide",
        )
        return
    for extra in keys[1:]:
        yield make_finding(
            "key-points",
            path,
            extra.line,
            f'this is a second key block in the section "{heading.text}"',
            f"put its points with those in line {keys[0].line}, or begin a section here",
        )
    if keys[-1].line in below:
        yield make_finding(
            "key-points",
            path,
            below[keys[-1].line],
            f'the section "{heading.text}" goes on below its key points',
            f"move this above the key block in line {keys[-1].line}: it closes the section",
        )


def _below_keys(leaf: Leaf) -> dict[int, int]:
    """Line of each key block → line of what its section still has for the reader below it."""
    found: dict[int, int] = {}
    chapters = {heading.line for heading in leaf.chapters}
    key = 0
    for part in leaf.page.parts:
        if isinstance(part, Block):
            if part.kind not in ("notes", "key") and key:
                found[key] = part.line
            if part.kind != "notes":
                key = part.line if part.kind == "key" else 0
        elif key and part.source.strip():
            first = part.line + part.source[: -len(part.source.lstrip())].count("\n")
            if first not in chapters:
                found[key] = first
            key = 0
    return found


def _in(leaf: Leaf, heading: Heading, kind: str) -> list[Block]:
    return [b for b in leaf.by_chapter.get(heading.line, ()) if b.kind == kind]


def _notes(leaf: Leaf) -> Iterator[Finding]:
    """One block of notes for each H2."""
    page = leaf.page
    for heading in leaf.chapters:
        notes = _in(leaf, heading, "notes")
        if not notes:
            yield make_finding(
                "section-notes",
                page.path,
                heading.line,
                f'the section "{heading.text}" has no notes for the trainer',
                "end it with a notes block that has its minutes",
            )
        for extra in notes[1:]:
            yield make_finding(
                "section-notes",
                page.path,
                extra.line,
                f'these are second notes in the section "{heading.text}"',
                f"put them together with those in line {notes[0].line}",
            )
        minutes = sum(_number(block) for block in notes)
        for activity in _in(leaf, heading, "activity"):
            if notes and _number(activity) > minutes:
                yield make_finding(
                    "room-minutes",
                    page.path,
                    activity.option_lines.get("minutes", activity.line),
                    f"the activity takes {_number(activity)} minutes, the notes of its "
                    f"section only {minutes}",
                    f"give the notes in line {notes[0].line} at least "
                    f"'minutes: {_number(activity)}': an activity lies inside them",
                )


def _number(block: Block) -> int:
    value = block.options.get("minutes")
    return value if isinstance(value, int) else 0


def _room(leaf: Leaf) -> Iterator[Finding]:
    page = leaf.page
    total = sum(_number(block) for block in page.blocks("notes"))
    room = page.minutes("room")
    if room and total and room != total:
        yield make_finding(
            "room-minutes",
            page.path,
            page.meta_lines.get("minutes.room", page.meta_lines.get("minutes", 1)),
            f"the lesson says {room} minutes in the room, its notes add up to {total}",
            f"write 'room: {total}', or change the minutes of some notes",
        )


def _block(leaf: Leaf, block: Block) -> Iterator[Finding]:
    """What the body of a block has to hold."""
    path = leaf.page.path
    items = len(_ITEM.findall(block.body))

    def wrong(message: str, fix: str, line: int = 0) -> Finding:
        return make_finding("block-body", path, line or block.line, message, fix)

    if block.kind in BODIES and not block.body:
        yield wrong(f"the {block.kind} block is empty", "write its text, or remove the block")
    elif block.kind == "place" and block.body:
        yield wrong(
            "a place block has text, which nothing shows",
            "move the text above or below the block",
            block.body_line,
        )
    elif block.kind == "key" and not 2 <= items <= 4:
        yield wrong(f"the key block has {_count(items, 'point')}", 'write 2 to 4 "- " lines')
    elif block.kind == "take" and items != 2:
        yield wrong(f"the take block has {_count(items, 'sentence')}", 'write two "- " lines')
    elif block.kind == "check":
        lines = block.names("lines")
        if len(lines) != items:
            yield wrong(
                f"the checklist has {_count(items, 'line')} and {_count(len(lines), 'id')}",
                "give each line one id in 'lines:', in the same order",
                block.option_lines.get("lines", 0),
            )
        places = block.names("explained")
        if places and len(places) != items:
            yield wrong(
                f"the checklist has {_count(items, 'line')}, and 'explained' "
                f"{_count(len(places), 'section')}",
                "name for each line the section that explains it, in the same order",
                block.option_lines["explained"],
            )
    elif block.kind == "activity":
        steps = _steps(block)
        if not steps:
            yield wrong("the activity has no steps", 'write its steps as a numbered list: "1. …"')
        minutes = [sum(map(int, _MINUTES.findall(step))) for step in steps]
        if minutes and all(minutes) and sum(minutes) != _number(block) > 0:
            yield make_finding(
                "room-minutes",
                path,
                block.option_lines.get("minutes", block.line),
                f"the activity takes {_number(block)} minutes, its steps add up to {sum(minutes)}",
                f"write 'minutes: {sum(minutes)}', or change the minutes of some steps",
            )


BODIES = frozenset({"activity", "case", "check", "key", "notes", "other", "question", "take"})
"""Kinds whose body is shown."""


def _steps(block: Block) -> list[str]:
    starts = [match.start() for match in _STEP.finditer(block.body)]
    return [
        block.body[start:stop].split("\n\n")[0]
        for start, stop in zip(starts, [*starts[1:], len(block.body)], strict=True)
    ]


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
