"""The page that is being rendered and the course around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from course.html.nodes import link_to, verbatim
from course.model import Course, Fact, Heading, Locale, Localized, Page
from course.source.inline import find_citations

Nest = Callable[[Element, str], None]
"""Renders Markdown into the element given."""

_MARKUP = re.compile(r"(\*\*|__|\*|`)(.+?)\1|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Scene:
    """Where rendering happens.

    Attributes:
        course: everything.
        page: the page, its texts in `page.locale`.
        locale: language of the words around the text. It differs from the page's own on a
            page that falls back to the source language.
    """

    course: Course
    page: Page
    locale: Locale

    def say(self, key: str, **values: object) -> AtomicString:
        """A string of the interface in the page's language, verbatim."""
        return verbatim(self.course.word(self.locale, key, **values))

    def pick(self, text: Localized) -> AtomicString:
        """A text of a data file in the page's language, verbatim."""
        return verbatim(self.course.pick(text, self.locale))

    def link(self, key: str, anchor: str = "") -> str:
        """Relative address of another page of the course, as an author writes it."""
        return link_to(key, anchor, self.page.path)

    def heading(self, anchor: str) -> Heading | None:
        """The page's heading with that id."""
        return next((h for h in self.page.headings if h.id == anchor), None)

    def plain(self, markdown: str) -> str:
        """Inline Markdown as bare text, for places that can hold no markup."""
        return _MARKUP.sub(lambda m: m[2] or m[3] or "", markdown)

    def cited(self) -> tuple[Fact, ...]:
        """Facts that the page cites in what the learner reads, in order of first citation."""
        found: dict[str, Fact] = {}
        for part in self.page.parts:
            kind = getattr(part, "kind", "prose")
            if kind in ("notes", "question", "place"):
                continue
            for mark in find_citations(part.source):
                fact = self.course.facts.get(mark.target)
                if fact:
                    found.setdefault(fact.id, fact)
        return tuple(found.values())
