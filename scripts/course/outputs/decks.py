"""Decks as pages: for the room, for the trainer's own screen, for learners.

A lesson's deck holds its slides. A path's deck holds its own slides alone and takes those of its
lessons, step by step, from one script for each lesson, which works from disk where a request
would not. So no deck is too heavy to open, and nothing is rendered twice.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from course.html.engine import Engine
from course.html.scene import Scene
from course.html.targets import relative_to, site_path
from course.model import Course, Locale, Page
from course.outputs.deck_slides import RenderedSlide, render_slides
from course.paths import read_paths
from course.site.assets import Asset
from course.site.context import STORE, write_words
from course.site.facts import write_data
from course.slides import Deck, Slide, build_lesson_deck, build_path_deck, deck_address
from course.slides.addresses import DeckFor, deck_name
from course.slides.text import plain

READERS: tuple[DeckFor, ...] = ("trainer", "speaker", "learner")
KINDS = ("trainer", "learner")
"""Forms of a slide: with answers and notes, or without."""


@dataclass(frozen=True)
class DeckFile:
    """A file to write: its address from the root of the site, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class _Lesson:
    """A lesson's slides as text, with the scripts that bring them into a path."""

    deck: Deck
    slides: tuple[RenderedSlide, ...]
    scripts: Mapping[str, DeckFile]


class DeckWriter:
    """Makes every deck of the course.

    Args:
        course: everything.
        engine: renders Markdown.
        templates: the folder with `deck.html`.
        assets: the bundles `deck.js`, `speaker.js`, `deck.css`, `speaker.css`.
        site_url: address of the site, empty where nobody knows it.
    """

    def __init__(
        self,
        course: Course,
        engine: Engine,
        templates: Path,
        assets: Mapping[str, Asset],
        site_url: str,
    ) -> None:
        self._course = course
        self._engine = engine
        loader = FileSystemLoader(templates)
        self._template = Environment(loader=loader, autoescape=True).get_template("deck.html")
        self._assets = assets
        self._site_url = site_url

    def files(self) -> Iterator[DeckFile]:
        """Every file, language by language.

        Raises:
            EngineError: a figure cannot be drawn from its data.
        """
        for locale in self._course.locales:
            lessons = {lesson.deck.id: lesson for lesson in self._lessons(locale)}
            for lesson in lessons.values():
                yield from lesson.scripts.values()
                yield from self._pages(lesson.deck, lesson.slides, {}, locale)
            decks = {name: lesson.deck for name, lesson in lessons.items()}
            for path in read_paths(self._course):
                deck = build_path_deck(self._course, path, locale, decks)
                page = self._page(deck.page, locale)
                if page is None:
                    continue
                own = [s for s in deck.slides if s.kind in ("title", "agenda", "step", "break")]
                slides = self._render(own, page, locale)
                shown = {slide.lesson for slide in deck.slides}
                parts = {n: lesson for n, lesson in lessons.items() if lesson.deck.page in shown}
                yield from self._pages(deck, slides, parts, locale)

    def _page(self, key: str, locale: Locale) -> Page | None:
        course = self._course
        return course.page(key, locale) or course.page(key, course.source_locale)

    def _render(
        self, slides: Sequence[Slide], page: Page, locale: Locale
    ) -> tuple[RenderedSlide, ...]:
        scene = Scene(self._course, page, locale)
        return render_slides(slides, scene, self._engine, self._site_url)

    def _lessons(self, locale: Locale) -> Iterator[_Lesson]:
        for source in self._course.lessons(self._course.source_locale):
            page = self._course.page(source.key, locale) or source
            deck = build_lesson_deck(self._course, page)
            slides = self._render(deck.slides, page, locale)
            scripts = {kind: self._script(deck, slides, locale, kind) for kind in KINDS}
            yield _Lesson(deck, slides, scripts)

    def _script(
        self, deck: Deck, slides: Sequence[RenderedSlide], locale: Locale, kind: str
    ) -> DeckFile:
        html = write_data("".join(slide.write(kind) for slide in slides))
        text = f"(self.courseSlides=self.courseSlides||{{}})[{write_data(deck.id)}]={html};\n"
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        address = deck_address(self._course, locale, f"{deck.id}-{kind}")
        return DeckFile(f"{address.removesuffix('.html')}.{digest}.js", text)

    def _pages(
        self,
        deck: Deck,
        slides: Sequence[RenderedSlide],
        lessons: Mapping[str, _Lesson],
        locale: Locale,
    ) -> Iterator[DeckFile]:
        """The pages of one deck, the language of its words being `locale`."""
        course = self._course
        for reader in READERS:
            address = deck_address(course, locale, deck.id, reader)
            script = "speaker" if reader == "speaker" else "deck"
            kind = "learner" if reader == "learner" else "trainer"
            starts = ("js-talk.", f"js-{script}.")
            page = site_path(deck.page, locale, course.source_locale)
            text = self._template.render(
                locale=locale,
                reader=reader,
                title=plain(deck.title),
                say=partial(course.word, locale),
                slides=[Markup(slide.write(kind)) for slide in slides],
                plan=Markup(write_data(self._plan(deck, slides, lessons, kind, locale))),
                words=Markup(write_words(course, locale, starts)),
                store=STORE,
                script=relative_to(self._assets[f"{script}.js"].path, address),
                sheet=relative_to(self._assets[f"{script}.css"].path, address),
                icon=relative_to("assets/images/mark.svg", address),
                page=relative_to(page, address),
                speaker=deck_name(deck.id, "speaker"),
                room=deck_name(deck.id),
            )
            yield DeckFile(address, text)

    def _plan(
        self,
        deck: Deck,
        slides: Sequence[RenderedSlide],
        lessons: Mapping[str, _Lesson],
        kind: str,
        locale: Locale,
    ) -> dict[str, object]:
        """What the scripts know of the deck: its parts with their minutes and slides."""
        here = {rendered.slide.id for rendered in slides}
        owners = {lesson.deck.page: name for name, lesson in lessons.items()}

        def source(slide: Slide) -> str:
            return "" if slide.id in here else owners[slide.lesson]

        return {
            "id": deck.id,
            "parts": [
                {
                    "title": plain(segment.title) or self._course.word(locale, "lesson.aims"),
                    "minutes": segment.minutes,
                    "slides": [slide.id for slide in segment.slides],
                    "from": source(segment.slides[-1]),
                }
                for segment in deck.segments
            ],
            "scripts": {
                name: posixpath.basename(lesson.scripts[kind].path)
                for name, lesson in lessons.items()
            },
        }
