"""What the templates know: words, languages, the page as the model has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course.checks.report import RULES_PAGE
from course.html.marks import GLOSSARY
from course.html.nodes import lesson_number
from course.html.targets import site_path
from course.model import Course, Locale, Page
from course.site.assets import LATER
from course.site.facts import write_data
from course.site.preview import Panel
from course.site.trails import build_trails
from course.translation import follow

STORE = "ccip"
"""Prefix of everything the site keeps in the browser. A change loses every answer."""

PRIVACY = "review/privacy"
OFFLINE = "review/offline"
TRAINERS = "teach/index"


@dataclass(frozen=True)
class Language:
    """A language of the page: addresses of the page and of its root, from the root of the site."""

    locale: Locale
    name: str
    url: str
    root: str
    current: bool


@dataclass(frozen=True)
class SiteContext:
    """The variable `course` of every template.

    Attributes:
        url: address of the page below the root of its language, empty on the 404 page.
        page: the page of the model, `None` on the 404 page.
        scripts: address of the script that must run before Material's.
        search: address of the script that is loaded when the reader searches.
        worker: file name of Material's search worker.
        parts: addresses of the scripts that only some pages need, by name, e.g. `progress`.
        sheets: addresses of the style sheets that only some pages need.
        facts: what the page's scripts know of the lessons, as JSON like `strings`.
        serving: whether this is a preview.
        panel: findings that a preview shows on the page.
    """

    course: Course
    locale: Locale
    url: str
    page: Page | None
    scripts: str
    search: str
    worker: str
    parts: Mapping[str, str]
    sheets: Sequence[str]
    facts: str
    serving: bool = False
    panel: Panel | None = None

    @property
    def store(self) -> str:
        """Prefix of the keys under which the browser keeps answers."""
        return STORE

    def say(self, key: str, **values: object) -> str:
        """A string of the interface."""
        return self.course.word(self.locale, key, **values)

    @property
    def languages(self) -> list[Language]:
        """Every language with the address of this page in it."""
        found = []
        for locale in self.course.locales:
            prefix = "" if locale == self.course.source_locale else f"{locale}/"
            name = self.course.word(locale, "language.name")
            current = locale == self.locale
            found.append(Language(locale, name, prefix + self.url or ".", prefix or ".", current))
        return found

    @property
    def text_locale(self) -> Locale:
        """The language of the text itself: not the reader's on a page that fell back."""
        return self.page.locale if self.page and self.page.locale else self.locale

    @property
    def base(self) -> str:
        """Root of the language, relative to the root of the site, for the search."""
        return "" if self.locale == self.course.source_locale else f"/{self.locale}/"

    @property
    def eyebrow(self) -> str:
        """The line above the H1 of a lesson."""
        if self.page is None or not self.page.is_lesson:
            return ""
        total = len(self.course.lessons(self.course.source_locale))
        return self.say("lesson.number", n=lesson_number(self.page.key), all=total)

    @property
    def strings(self) -> str:
        """The words that the page's scripts need, as JSON that cannot end a script element.

        Keys are `js.check` for every page, `js-progress.weak` for pages with that part.
        """
        starts = ("js.", *(f"js-{part}." for part in self.parts))
        return write_words(self.course, self.locale, starts)

    @property
    def later(self) -> dict[str, str]:
        """Addresses of the scripts that wait for the reader, by the element that needs them."""
        return {LATER[name]: path for name, path in self.parts.items() if self._waits(name)}

    @property
    def at_once(self) -> list[str]:
        """Addresses of the other scripts of `parts`."""
        return [path for name, path in self.parts.items() if not self._waits(name)]

    def _waits(self, part: str) -> bool:
        return part in LATER and self.page is not None and self.page.is_lesson

    @property
    def minutes(self) -> int:
        """How long a lesson takes on one's own, 0 on other pages."""
        return self.page.minutes("self") if self.page and self.page.is_lesson else 0

    @property
    def trails(self) -> str:
        """The learning paths through this page, as JSON like `strings`; empty where none is."""
        found = build_trails(self.course, self.locale, self.page)
        return write_data(found) if found else ""

    @property
    def root(self) -> str:
        """The root of the language, relative to this page."""
        return "../" * self.url.count("/")

    @property
    def privacy(self) -> str:
        """Address of the page that says what is stored, empty where the course has none."""
        return self._address(PRIVACY)

    @property
    def offline(self) -> str:
        """Address of the page that offers the course to download, empty where there is none."""
        return self._address(OFFLINE)

    @property
    def trainers(self) -> str:
        """Address of the trainer's room, empty where the course has none."""
        return self._address(TRAINERS)

    @property
    def glossary(self) -> str:
        """Address of the glossary, empty where the course has none."""
        return self._address(GLOSSARY)

    def _address(self, key: str) -> str:
        source = self.course.source_locale
        return site_path(key, self.locale, source) if self.course.page(key, source) else ""

    def rules(self, rule: str) -> str:
        """Address of a rule on the page that explains it."""
        prefix = "" if self.locale == self.course.source_locale else f"{self.locale}/"
        return f"{prefix}{RULES_PAGE}/#{rule}"

    @property
    def late(self) -> list[tuple[str, str]]:
        """Id and title of the sections whose source has changed since they were translated."""
        if self.page is None or self.text_locale != self.locale:
            return []
        sections = follow(self.course, self.page)
        return [(s.id, s.title) for s in sections if s.state == "outdated"]

    def offer(self, locale: Locale, key: str) -> str:
        """A string in another language, for the offer to switch to it."""
        return self.course.word(locale, key)


def write_words(course: Course, locale: Locale, starts: tuple[str, ...]) -> str:
    """The words whose keys begin in one of these ways, as JSON with placeholders still in it.

    Keys are without their leading `js.` or `js-`.
    """
    source = course.strings[course.source_locale]
    own = course.strings.get(locale, {})
    return write_data({k[3:]: own.get(k) or source[k] for k in source if k.startswith(starts)})
