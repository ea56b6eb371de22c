"""The lines of checklists: what each is called, what it says, whether it was edited since.

A reader's tick is kept under the id of the checklist and of the line, in all languages alike, so
that lines may be put in, moved and reworded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from course.model import Block, Course, Page, hash_wording
from course.source.inline import strip_marks

_ITEM = re.compile(r"[-*+] +")


@dataclass(frozen=True)
class CheckLine:
    """A line to tick: its id within the checklist, and its inline Markdown."""

    id: str
    text: str

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
    ids = block.names("lines")
    return tuple(
        CheckLine(ids[n] if n < len(ids) else str(n + 1), text) for n, text in enumerate(texts)
    )


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
