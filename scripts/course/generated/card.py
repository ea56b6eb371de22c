"""A flashcard in all languages at once, and what makes its words and its wrong answers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from course.model import Course, Locale, Localized, Option, Page, Question, QuestionKind, fold

OPTIONS = 4
"""Answers of a choice, the right one included."""

_MARKS = re.compile(r"([\\`*_\[\]])")
_TERM = re.compile(r"\]\(term:([a-z0-9-]+)\)")


@dataclass(frozen=True)
class Choice:
    """An answer, or a row of an ordering; texts are Markdown."""

    text: Localized
    feedback: Localized = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    """A flashcard.

    Attributes:
        id: begins with `gen-`.
        choices: the right answer first; of an ordering, the rows in the right order.
        feedback: of an ordering, else empty.
        facts: what the key rests on.
        judges: `fact` where the status of the fact is asked for.
        lesson: key of the lesson that it belongs to, empty where no lesson has it.
        page: key of the page that says it.
        anchor: id on that page.
    """

    id: str
    kind: QuestionKind
    context: Localized
    stem: Localized
    choices: tuple[Choice, ...]
    facts: tuple[str, ...]
    lesson: str
    page: str
    anchor: str
    feedback: Localized = field(default_factory=dict)
    judges: str = ""

    def ask(self, course: Course, locale: Locale) -> Question:
        """The card as a question in that language."""
        choice = self.kind == "single"
        options = tuple(
            Option(
                f"o{n}",
                course.pick(one.text, locale),
                0,
                key=choice and n == 1,
                feedback=course.pick(one.feedback, locale),
            )
            for n, one in enumerate(self.choices, 1)
        )
        return Question(
            self.id,
            self.kind,
            course.pick(self.context, locale),
            course.pick(self.stem, locale),
            options,
            course.pick(self.feedback, locale),
            heads=(),
            objective="",
            section=self.anchor,
            facts=self.facts,
            judges=self.judges,
            final=False,
            line=0,
        )


def say(course: Course, key: str, **values: Localized | int) -> Localized:
    """A string of the interface in every language, its holes filled in each."""
    found = {}
    for locale in course.locales:
        filled = {
            name: value if isinstance(value, int) else course.pick(value, locale)
            for name, value in values.items()
        }
        found[locale] = course.word(locale, f"generated.{key}", **filled)
    return found


def quote(course: Course, text: Localized) -> Localized:
    """A text of a data file as Markdown that shows it to the letter, in every language."""
    return {locale: _MARKS.sub(r"\\\1", course.pick(text, locale)) for locale in course.locales}


def rank(names: Iterable[str], salt: str) -> list[str]:
    """Names in an order that looks random but depends on them and on `salt` alone."""
    return sorted(names, key=lambda name: hashlib.sha256(f"{salt}/{name}".encode()).digest())


def choose(key: Choice, others: Iterable[Choice], number: int = OPTIONS) -> tuple[Choice, ...]:
    """The right answer and the first others that differ from all before, in every language."""
    found = [key]
    for other in others:
        if len(found) == number:
            break
        if not any(_is_same(other.text, known.text) for known in found):
            found.append(other)
    return tuple(found)


def _is_same(text: Localized, other: Localized) -> bool:
    return any(fold(text[locale]) == fold(other.get(locale, "")) for locale in text)


def source_lessons(course: Course) -> tuple[Page, ...]:
    """The lessons in the language that decides which cards there are."""
    return course.lessons(course.source_locale)


def find_uses(course: Course) -> dict[str, list[str]]:
    """Term → keys of the lessons that link it, in order."""
    found: dict[str, list[str]] = {}
    for lesson in source_lessons(course):
        for part in lesson.parts:
            if getattr(part, "kind", "") == "notes":
                continue
            for name in _TERM.findall(part.source):
                keys = found.setdefault(name, [])
                if lesson.key not in keys:
                    keys.append(lesson.key)
    return found


def spread(rows: Sequence[str], number: int, salt: str) -> list[str]:
    """So many of the rows, in their order."""
    chosen = set(rank(rows, salt)[:number])
    return [row for row in rows if row in chosen]
