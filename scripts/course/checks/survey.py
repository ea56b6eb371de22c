"""What several checks look at, found once: text outside code, citations, links, sections."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from course.checks.finding import Finding
from course.model import Block, Course, DataFile, Heading, Page
from course.source.inline import LINK, Mark, find_citations, find_links, mask_code
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


_CITED = re.compile(r"\[@[^\]\s]{0,200}+\]|\{#[^}\n]{0,200}+\}")
_TITLES = ("title", "lead")


@dataclass(frozen=True)
class Text:
    """What a reader sees in one language, wherever it stands: a passage, a title, a data value.

    Attributes:
        source: Markdown as written.
        line: where it begins in the author's file.
        title: whether it is set as a title.
    """

    path: str
    locale: str
    source: str
    line: int
    title: bool = False

    @cached_property
    def words(self) -> str:
        """The source with code, citations, ids and addresses blanked out, place by place."""
        text = mask_code(self.source) if "`" in self.source else self.source
        if "](" in text:
            text = LINK.sub(_keep_label, text)
        return _CITED.sub(_blank, text) if "[@" in text or "{#" in text else text

    def line_at(self, offset: int) -> int:
        """Line in the author's file of a place in `source`."""
        return self.line + bisect_left(self._breaks, offset)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.source)]


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _keep_label(match: re.Match[str]) -> str:
    """Blanks but for the text of a link."""
    start, stop = (at - match.start() for at in match.span(2))
    blank = _blank(match)
    return blank[:start] + match[2] + blank[stop:]


class _Kept:
    """What stays as it is, with what was found in it: a preview does not look again."""

    def __init__(self) -> None:
        self._found: dict[object, tuple[tuple[object, ...], tuple[Finding, ...]]] = {}

    def once(self, find: Callable[..., Iterator[Finding]], *given: object) -> tuple[Finding, ...]:
        """What `find` finds; it looks at this and at what else it is given, and nothing else."""
        before = self._found.get(find)
        if before is None or before[0] != given:
            before = self._found[find] = (given, tuple(find(self, *given)))
        return before[1]


class Leaf(_Kept):
    """A page, with what is found in it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
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
    def texts(self) -> tuple[Text, ...]:
        """Front matter, prose and blocks, with the titles and outputs of blocks."""
        page = self.page

        def text(source: object, line: int, title: bool = False) -> Iterator[Text]:
            if isinstance(source, str) and source:
                yield Text(page.path, page.locale, source, line, title)

        found: list[Text] = []
        for name in _TITLES:
            line = page.meta_lines.get(name, 1)
            found += text(page.meta.get(name), line, name == "title")
        for name, goal in page.objectives.items():
            found += text(goal, page.meta_lines.get(f"objectives.{name}", 1))
        for part in page.parts:
            if isinstance(part, Block):
                if part.kind not in ("place", "question"):
                    found += text(part.title, part.line)
                found += text(part.options.get("output"), part.option_lines.get("output", 1))
                found += text(part.body, part.body_line)
            else:
                found += text(part.source, part.line)
        return tuple(found)

    def texts_in(self, locales: frozenset[str]) -> tuple[Text, ...]:
        """The same, if the page is in one of these languages."""
        return self.texts if self.page.locale in locales else ()

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
    def cited_by_section(self) -> Mapping[str, frozenset[str]]:
        """Facts cited below each H2 or H3, by its id."""
        found: dict[str, set[str]] = defaultdict(set)
        for mark in self.citations:
            found[self.section_at(mark.line)].add(mark.target)
        return {section: frozenset(facts) for section, facts in found.items()}

    @cached_property
    def by_chapter(self) -> Mapping[int, tuple[Block, ...]]:
        """The blocks below each H2, by its line; those above the first one under 0."""
        found: dict[int, list[Block]] = defaultdict(list)
        for block in self.page.blocks():
            chapter = self.chapter_at(block.line)
            found[chapter.line if chapter else 0].append(block)
        return {line: tuple(blocks) for line, blocks in found.items()}

    @cached_property
    def chapters(self) -> tuple[Heading, ...]:
        """The H2 headings, with or without an id."""
        return tuple(h for h in self.page.headings if h.level == 2)

    @cached_property
    def _chapter_lines(self) -> list[int]:
        return [heading.line for heading in self.chapters]

    @cached_property
    def _sections(self) -> tuple[Heading, ...]:
        return self.page.sections

    @cached_property
    def _section_lines(self) -> list[int]:
        return [heading.line for heading in self._sections]

    def chapter_at(self, line: int) -> Heading | None:
        """The H2 above a line."""
        at = bisect_right(self._chapter_lines, line)
        return self.chapters[at - 1] if at else None

    def section_at(self, line: int) -> str:
        """Id of the H2 or H3 above a line, empty before the first."""
        sections = self._sections
        at = bisect_right(self._section_lines, line)
        return sections[at - 1].id or "" if at else ""


class Record(_Kept):
    """A data file, with what is found in it."""

    def __init__(self, file: DataFile) -> None:
        super().__init__()
        self.file = file
        self._texts: tuple[frozenset[str], tuple[Text, ...]] | None = None

    def texts_in(self, locales: frozenset[str]) -> tuple[Text, ...]:
        """Texts, and lists of texts, that stand under the name of a language."""
        if self._texts is None or self._texts[0] != locales:
            file = self.file
            found = _values(file.value, (), locales)
            texts = (Text(file.path, str(at[-1]), v, file.lines.get(at, 1)) for at, v in found)
            self._texts = (locales, tuple(texts))
        return self._texts[1]


_leaf = lru_cache(maxsize=1024)(Leaf)
_record = lru_cache(maxsize=128)(Record)


class Survey:
    """The course, with its pages as leaves and its data files as records."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.leaves = tuple(_leaf(page) for _, page in sorted(course.pages.items()))
        self.records = tuple(_record(file) for file in course.data.values())

    @cached_property
    def by_path(self) -> dict[str, Leaf]:
        return {leaf.page.path: leaf for leaf in self.leaves}

    @cached_property
    def locales(self) -> frozenset[str]:
        """The languages of the course."""
        return frozenset(self.course.locales)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Of the pages in one of the languages, then of the data files."""
        parts: tuple[Leaf | Record, ...] = (*self.leaves, *self.records)
        return tuple(text for part in parts for text in part.texts_in(self.locales))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Of all pages that say their language."""
        return frozenset(leaf.page.key for leaf in self.leaves if leaf.page.locale)

    def leaf(self, key: str, locale: str) -> Leaf | None:
        """The page of that key in that language."""
        return self.by_path.get(f"{key}.{locale}.md")


def _values(
    value: object, at: tuple[str | int, ...], locales: frozenset[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Texts, and lists of texts, that stand under the name of a language."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str):
                if key in locales:
                    yield (*at, key), item
            else:
                yield from _values(item, (*at, key), locales)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if not isinstance(item, str):
                yield from _values(item, (*at, number), locales)


def suggest(name: str, names: Iterable[str], cutoff: float = 0.75) -> str:
    """The known name that is most like a mistyped one, empty where none is near."""
    near = difflib.get_close_matches(name, sorted(names), n=1, cutoff=cutoff)
    return near[0] if near else ""
