"""What several checks look at, found once: text outside code, citations, links, sections."""

from __future__ import annotations

import difflib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from course.model import Block, Course, Heading, Page
from course.source.inline import Mark, find_citations, find_links, mask_code
from course.source.page import write_page


@dataclass(frozen=True)
class Passage:
    """Markdown of a page, code blanked out: prose, or the body of a block."""

    text: str
    line: int
    block: Block | None = None

    @property
    def kind(self) -> str:
        """The block's kind, `prose` outside blocks."""
        return self.block.kind if self.block else "prose"

    def line_at(self, offset: int) -> int:
        """Line in the author's file of a place in `text`."""
        return self.line + self.text.count("\n", 0, offset)


class Leaf:
    """A page, with what is found in it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def source(self) -> str:
        """The file below its front matter."""
        return write_page(self.page)[len(self.page.front) :]

    @cached_property
    def first(self) -> int:
        """Line of the first character of `source`."""
        return self.page.front.count("\n") + 1

    @cached_property
    def text(self) -> str:
        """The file, code blanked out. The front matter has no code: it stays as it is."""
        return self.page.front + mask_code(self.source)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        found = []
        for part in self.page.parts:
            if isinstance(part, Block):
                found.append(Passage(mask_code(part.body), part.body_line, part))
            else:
                found.append(Passage(mask_code(part.source), part.line))
        return tuple(found)

    @cached_property
    def citations(self) -> tuple[Mark, ...]:
        return tuple(m for p in self.passages for m in find_citations(p.text, p.line))

    @cached_property
    def links(self) -> tuple[Mark, ...]:
        """Inline links and images, term links included."""
        return tuple(m for p in self.passages for m in find_links(p.text, p.line))

    @cached_property
    def cited(self) -> frozenset[str]:
        """Facts cited in what the learner reads: the rows that `sure` can show."""
        hidden = ("notes", "question", "place")
        return frozenset(
            mark.target
            for passage in self.passages
            if passage.kind not in hidden
            for mark in find_citations(passage.text)
        )

    @cached_property
    def chapters(self) -> tuple[Heading, ...]:
        """The H2 headings, with or without an id."""
        return tuple(h for h in self.page.headings if h.level == 2)

    def chapter_at(self, line: int) -> Heading | None:
        """The H2 above a line."""
        at = bisect_right([h.line for h in self.chapters], line)
        return self.chapters[at - 1] if at else None

    def section_at(self, line: int) -> str:
        """Id of the H2 or H3 above a line, empty before the first."""
        sections = self.page.sections
        at = bisect_right([h.line for h in sections], line)
        return sections[at - 1].id or "" if at else ""


class Survey:
    """The course, with its pages as leaves."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.leaves = tuple(Leaf(page) for _, page in sorted(course.pages.items()))

    @cached_property
    def by_path(self) -> dict[str, Leaf]:
        return {leaf.page.path: leaf for leaf in self.leaves}

    def leaf(self, key: str, locale: str) -> Leaf | None:
        """The page of that key in that language."""
        return self.by_path.get(f"{key}.{locale}.md")


def suggest(name: str, names: Iterable[str], cutoff: float = 0.75) -> str:
    """The known name that is most like a mistyped one, empty where none is near."""
    near = difflib.get_close_matches(name, sorted(names), n=1, cutoff=cutoff)
    return near[0] if near else ""
