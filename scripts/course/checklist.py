"""The lines of checklists: what each is called, what it says, whether it was edited since.

A reader's tick is kept under the id of the checklist and of the line, in all languages alike, so
that lines may be put in, moved and reworded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from course.model import Block, Course, Heading, Page, hash_wording
from course.source.inline import strip_marks

_ITEM = re.compile(r"[-*+] +")


@dataclass(frozen=True)
class CheckLine:
    """A line to tick.

    Attributes:
        id: within the checklist.
        text: inline Markdown.
        explained: the section that explains it, of the same lesson or, as in `l02#shift`, of
            another; empty where the list names none.
    """

    id: str
    text: str
    explained: str = ""

    @property
    def revision(self) -> str:
        """Eight hex digits that change with the wording; citations and marks do not count."""
        return hash_wording(strip_marks(self.text))


def read_lines(block: Block) -> tuple[CheckLine, ...]:
    """The lines of a `check` block, wrapped ones joined; one without an id gets its number."""
    texts: list[str] = []
    for raw in block.body.split("\n"):
        match = _ITEM.match(raw)
        if match:
            texts.append(raw[match.end() :].strip())
        elif texts and raw.strip():
            texts[-1] += " " + raw.strip()
    ids, places = block.names("lines"), block.names("explained")
    return tuple(
        CheckLine(
            ids[n] if n < len(ids) else str(n + 1), text, places[n] if n < len(places) else ""
        )
        for n, text in enumerate(texts)
    )


def find_explanation(
    page: Page, place: str, lessons: Mapping[str, Page]
) -> tuple[Page | None, Heading | None]:
    """Where a line of a checklist is explained.

    Args:
        page: the lesson with the checklist.
        place: as in `CheckLine.explained`.
        lessons: of the page's language, by their id.

    Returns:
        The lesson and its section; `None` for what does not exist or is not named.
    """
    name, _, section = place.rpartition("#")
    lesson = lessons.get(name) if name else page
    headings = lesson.sections if lesson else ()
    return lesson, next((h for h in headings if h.id == section), None)


def find_check(page: Page | None, name: str) -> Block | None:
    """The checklist of that id on a page."""
    blocks = page.blocks("check") if page else ()
    return next((block for block in blocks if block.option("id") == name), None)


def line_revisions(course: Course, page: Page, name: str) -> dict[str, str]:
    """The revision of each line that a stored tick keeps: the source language's in all."""
    found = {}
    for locale in (page.locale, course.source_locale):
        block = find_check(course.page(page.key, locale), name)
        found.update({line.id: line.revision for line in read_lines(block)} if block else {})
    return found
