"""Questions and their options."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from course.model.wording import fold

QuestionKind = Literal["single", "multiple", "ordering", "matching"]


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
