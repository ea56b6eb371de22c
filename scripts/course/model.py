"""The course as data: frozen dataclasses, no reading, no writing, no HTML.

Every part that an author wrote carries `line`, counted from 1 in the file that the author
edits, front matter included. Text fields are Markdown unless they say otherwise.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

Locale = str
"""A language of the site, as in file names: `zh`, `en`."""

QuestionKind = Literal["single", "multiple", "ordering", "matching"]
CheckStatus = Literal["verified", "plausible", "unverified", "doubtful", "wrong"]

STATUSES: tuple[CheckStatus, ...] = ("verified", "plausible", "unverified", "doubtful", "wrong")
SHAKY: frozenset[CheckStatus] = frozenset({"unverified", "doubtful", "wrong"})
"""Statuses that no quiz key may rest on, unless the item asks for the status itself."""

Localized = Mapping[Locale, str]


@dataclass(frozen=True)
class Problem:
    """Something the parser could not read as the grammar asks.

    Attributes:
        line: line in the author's file, from 1.
        rule: id of the rule that it breaks.
        message: one sentence in English, without the remedy.
        fix: what to do about it.
    """

    line: int
    rule: str
    message: str
    fix: str


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


@dataclass(frozen=True)
class Option:
    """An answer of a choice question, a row of an ordering or of a matching.

    Attributes:
        id: `o1`, `o2`, … by the author's order; the same in every language.
        text: inline Markdown. In a matching, the left-hand side.
        key: whether it is right (choice questions only).
        feedback: Markdown, empty where there is none.
        match: right-hand side of a matching, else empty.
    """

    id: str
    text: str
    line: int
    key: bool = False
    feedback: str = ""
    match: str = ""


@dataclass(frozen=True)
class Question:
    """A self-check question; ordering options stand in the right order.

    Attributes:
        context: Markdown before the question itself (a situation), may be empty.
        stem: the paragraph that asks.
        feedback: of an ordering or a matching; choice questions have it on each option.
        heads: column titles of a matching, else empty.
        section: id of the heading whose text answers it.
        facts: what the key rests on.
        misconceptions: what leads to each distractor, in the order of the distractors.
    """

    id: str
    kind: QuestionKind
    context: str
    stem: str
    options: tuple[Option, ...]
    feedback: str
    heads: tuple[str, ...]
    objective: str
    section: str
    facts: tuple[str, ...]
    judges: str
    final: bool
    line: int
    misconceptions: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Ids of the right options, in the author's order (all of them for an ordering)."""
        if self.kind in ("single", "multiple"):
            return tuple(option.id for option in self.options if option.key)
        return tuple(option.id for option in self.options)

    @property
    def order(self) -> tuple[str, ...]:
        """Option ids as they are shown: shuffled by the question's id alone, so that the
        order is the same in every language and build. An ordering is never shown solved."""
        ids = [option.id for option in self.options]
        shown = sorted(ids, key=lambda i: hashlib.sha256(f"{self.id}/{i}".encode()).hexdigest())
        if self.kind == "ordering" and shown == ids:
            shown = [*shown[1:], shown[0]]
        return tuple(shown)

    @cached_property
    def revision(self) -> str:
        """Eight hex digits that change when what is asked changes.

        Feedback, letter case, width, spaces and punctuation do not count: mending them
        leaves a learner's answer valid.
        """
        parts = [self.kind, fold(self.context), fold(self.stem)]
        parts += [f"{fold(o.text)}={fold(o.match)}{'*' if o.key else ''}" for o in self.options]
        text = json.dumps(parts, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:8]

    def find(self, option_id: str) -> Option:
        """The option of that id.

        Raises:
            KeyError: there is none.
        """
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


def hash_wording(*texts: str) -> str:
    """Eight hex digits for words; letter case, width, spaces and punctuation do not count."""
    text = json.dumps([fold(words) for words in texts], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class _Wording(dict[int, int | None]):
    """For `str.translate`: a letter, digit or symbol as it is, everything else dropped."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if unicodedata.category(chr(code))[0] in "LNS" else None
        return self[code]


_WORDING = _Wording()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Letters, digits and symbols alone, in one case and width: for comparing wording."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_WORDING)


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
        return self.path.startswith("lessons/") and not self.key.endswith("/index")

    @property
    def title(self) -> str:
        """The title of the front matter, else the first H1, else the key."""
        title = self.meta.get("title")
        if isinstance(title, str):
            return title
        return next((h.text for h in self.headings if h.level == 1), self.key)

    @property
    def objectives(self) -> Mapping[str, str]:
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


@dataclass(frozen=True)
class Fact:
    """A claim of the evidence ledger with its honest status."""

    id: str
    source: str
    where: str
    kind: str
    claim: Localized
    check: CheckStatus
    note: Localized
    publish: bool
    line: int
    background: bool = False
    """Kept for those who look things up; no lesson rests on it."""


@dataclass(frozen=True)
class Term:
    """A glossary term; `name` is the one term used in each language."""

    id: str
    name: Localized
    definition: Localized
    sources: tuple[str, ...]
    origin: str
    near: tuple[str, ...]
    usage: Localized
    line: int
    avoid: Mapping[Locale, tuple[str, ...]] = field(default_factory=dict)
    """Other words for it, which the course does not use."""
    forms: Mapping[Locale, tuple[str, ...]] = field(default_factory=dict)
    """Short forms of the name, which a link to the term may show."""


@dataclass(frozen=True)
class Source:
    """A work of the bibliography."""

    key: str
    title: str
    fields: Mapping[str, object]
    line: int


@dataclass(frozen=True, eq=False)
class DataFile:
    """A YAML file of docs/data: its plain value and the line of each path in it.

    Like a page, it equals itself alone.
    """

    path: str
    value: object
    lines: Mapping[tuple[str | int, ...], int]
    problems: tuple[Problem, ...] = ()

    def texts(self) -> Iterator[tuple[int, str]]:
        """Every text in it, keys apart, with the line it starts on."""
        stack: list[tuple[tuple[str | int, ...], object]] = [((), self.value)]
        while stack:
            path, value = stack.pop()
            if isinstance(value, dict):
                stack += [((*path, str(k)), v) for k, v in value.items()]
            elif isinstance(value, list):
                stack += [((*path, n), v) for n, v in enumerate(value)]
            elif isinstance(value, str):
                yield self.lines.get(path, 1), value


@dataclass(frozen=True)
class LooseFile:
    """A file that is neither page nor data: the site would hand it out as it is.

    Attributes:
        path: relative to the docs folder, with forward slashes.
        link: whether it stands for a file elsewhere; then it may be named like a page.
        drawing: the text of an SVG file, else empty.
    """

    path: str
    link: bool = False
    drawing: str = ""


@dataclass(frozen=True, eq=False)
class Course:
    """Everything the outputs need.

    A course equals itself alone, so that what is computed from it can be kept.

    Attributes:
        locales: languages in the order of the site; the first is the source language.
        strings: words of the interface by locale, then by key.
        data: every data file by its name without suffix.
        loose: all other files of the docs folder.
    """

    locales: tuple[Locale, ...]
    pages: Mapping[str, Page]
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]
    sources: Mapping[str, Source]
    strings: Mapping[Locale, Mapping[str, str]]
    retired: frozenset[str] = frozenset()
    data: Mapping[str, DataFile] = field(default_factory=dict)
    loose: tuple[LooseFile, ...] = ()

    @property
    def source_locale(self) -> Locale:
        return self.locales[0]

    def page(self, key: str, locale: Locale) -> Page | None:
        """The page of that key in that language, `None` where there is none."""
        return self.pages.get(f"{key}.{locale}.md")

    def lessons(self, locale: Locale) -> tuple[Page, ...]:
        """The lessons in that language by file name, which is the order of the course."""
        # By name first, so that what lists the lessons has read them and not all pages.
        end = f".{locale}.md"
        names = sorted(n for n in self.pages if n.startswith("lessons/") and n.endswith(end))
        return tuple(page for name in names if (page := self.pages[name]).is_lesson)

    def word(self, locale: Locale, key: str, **values: object) -> str:
        """A string of the interface with its values filled in.

        A further language that lacks the string shows the source language's.

        Raises:
            KeyError: no language has it.
        """
        for name in (locale, self.source_locale):
            if key in self.strings.get(name, {}):
                return self.strings[name][key].format(**values)
        raise KeyError(f"no string '{key}' in docs/data/strings.yml")

    def pick(self, text: Localized, locale: Locale) -> str:
        """The text in that language, else in the source language, else empty."""
        return text.get(locale) or text.get(self.source_locale, "")

    def revision(self, page: Page, question: Question) -> str:
        """The revision that a stored answer keeps: the source language's for every locale."""
        source = self.page(page.key, self.source_locale)
        for other in source.questions if source else ():
            if other.id == question.id:
                return other.revision
        return question.revision
