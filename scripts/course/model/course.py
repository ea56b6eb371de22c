"""The course: everything that is read, under the name by which it is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from course.model.file import DataFile, LooseFile
from course.model.locale import Locale, Localized
from course.model.page import Page
from course.model.question import Question
from course.model.record import Fact, Source, Term


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
        """The language that is written first and that the others follow."""
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
