"""Pages and what they are made of: prose, blocks, headings, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from course.model.file import Problem
from course.model.locale import Locale
from course.model.question import Question


@dataclass(frozen=True)
class Heading:
    """A Markdown heading outside code: level 1-6, text without marks of its id."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True)
class Prose:
    """Markdown between two blocks, as written, from `line` on."""

    source: str
    line: int


@dataclass(frozen=True)
class Block:
    """A block `/// kind | title` with its options and body.

    Attributes:
        options: the indented `key: value` lines as YAML values.
        option_lines: line of each option key.
        body: Markdown between options and closing fence, without surrounding blank lines.
        body_line: line of the first line of `body`.
        section: id of the H2 or H3 above it, `None` before the first.
        source: all its lines as written, fences included.
    """

    kind: str
    title: str
    options: Mapping[str, object]
    option_lines: Mapping[str, int]
    body: str
    body_line: int
    line: int
    section: str | None
    source: str

    def option(self, name: str, default: str = "") -> str:
        """The option as text; `default` where it is absent or not a scalar."""
        value = self.options.get(name, default)
        return str(value) if isinstance(value, (str, int)) else default

    def names(self, name: str) -> tuple[str, ...]:
        """The option as a tuple of names; a single name counts as a list of one."""
        value = self.options.get(name)
        if isinstance(value, (list, tuple)):
            return tuple(str(item) for item in value)
        return (str(value),) if isinstance(value, (str, int)) else ()


@dataclass(frozen=True, eq=False)
class Page:
    """One Markdown file in one language.

    A page equals itself alone, so that what is found in it can be kept.

    Attributes:
        path: the file, relative to the docs folder, with forward slashes.
        key: `path` without locale and suffix; the same for both pages of a pair.
        locale: language by the file's name, empty when the name has none.
        meta: the front matter as plain values.
        meta_lines: line of each front-matter key, nested keys joined by a dot.
        front: the front matter as written, fences included, empty where there is none.
        parts: prose and blocks in the order of the file; `front` and the `source` of all
            parts together are the file, to the letter.
        questions: all question blocks that could be read, `final` ones included.
        problems: what could not be read.
    """

    path: str
    key: str
    locale: Locale
    front: str
    meta: Mapping[str, object]
    meta_lines: Mapping[str, int]
    parts: tuple[Prose | Block, ...]
    headings: tuple[Heading, ...]
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def is_lesson(self) -> bool:
        """Whether it is a page of `lessons/`, their list apart."""
        return self.path.startswith("lessons/") and not self.key.endswith("/index")

    @property
    def id(self) -> str:
        """The id of the front matter, by which a lesson is named; empty where there is none."""
        value = self.meta.get("id")
        return value if isinstance(value, str) else ""

    @property
    def title(self) -> str:
        """The title of the front matter, else the first H1, else the key."""
        title = self.meta.get("title")
        if isinstance(title, str):
            return title
        return next((h.text for h in self.headings if h.level == 1), self.key)

    @property
    def objectives(self) -> Mapping[str, str]:
        """What the learner can do afterwards, by id, as the front matter says it."""
        value = self.meta.get("objectives")
        return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}

    @property
    def sections(self) -> tuple[Heading, ...]:
        """H2 and H3 headings that have an id."""
        return tuple(h for h in self.headings if h.level in (2, 3) and h.id)

    def minutes(self, name: str) -> int:
        """`self` or `room` minutes of the front matter, 0 where there are none."""
        value = self.meta.get("minutes")
        number = value.get(name) if isinstance(value, dict) else None
        return number if isinstance(number, int) else 0

    def blocks(self, *kinds: str) -> Iterator[Block]:
        """Blocks of the kinds named (all when none is), in order."""
        if not kinds:
            yield from self._blocks
        elif len(kinds) == 1:
            yield from self._by_kind.get(kinds[0], ())
        else:
            yield from (block for block in self._blocks if block.kind in kinds)

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        return tuple(part for part in self.parts if isinstance(part, Block))

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Block]]:
        found: dict[str, list[Block]] = {}
        for block in self._blocks:
            found.setdefault(block.kind, []).append(block)
        return found

    @property
    def learner_questions(self) -> tuple[Question, ...]:
        """The questions that the lesson page shows."""
        return tuple(q for q in self.questions if not q.final)
