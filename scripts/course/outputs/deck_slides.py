"""Slides as HTML text: the slides of a page are rendered once for all decks that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring, tostring

from course.html.deck import build_slide
from course.html.engine import Engine, EngineError
from course.html.figures.measure import FigureError
from course.html.nodes import node
from course.html.scene import Nest, Scene
from course.html.targets import point_links, site_path
from course.slides import Slide, deck_address


@dataclass(frozen=True)
class RenderedSlide:
    """HTML of a slide.

    Attributes:
        trainer: a `<section>` with its answers, without notes.
        learner: the same without answers; the same text where there are none.
        notes: the notes as HTML, empty on all but the first slide of a section.
    """

    slide: Slide
    trainer: str
    learner: str
    notes: str

    def write(self, reader: str) -> str:
        """The section for a `learner`, else with answers and notes."""
        if reader == "learner":
            return self.learner
        if not self.notes:
            return self.trainer
        return f"{self.trainer.removesuffix(_END)}{self.notes}{_END}"


_END = "</section>"


def render_slides(
    slides: Sequence[Slide], scene: Scene, engine: Engine, site_url: str
) -> tuple[RenderedSlide, ...]:
    """Render slides of one page.

    Args:
        slides: in order.
        scene: the page.
        engine: renders Markdown.
        site_url: address of the site, empty where nobody knows it: then there is no QR code.

    Raises:
        EngineError: a figure cannot be drawn from its data.
    """
    source = scene.course.source_locale
    code = _code(scene, site_url) if site_url else None

    def build(nest: Nest) -> Iterator[Element]:
        for slide in slides:
            for answers in (True, False) if slide.question else (True,):
                try:
                    yield build_slide(slide, scene, nest, answers, code)
                except FigureError as error:
                    line = slide.place.line if slide.place else 1
                    where = f"{scene.page.path}:{line}"
                    raise EngineError(f"{where}: cannot be drawn: {error}") from error
            notes = node("aside", class_="notes")
            nest(notes, slide.notes)
            yield notes

    tree = engine.render(scene, build)
    _unhook(tree)
    address = deck_address(scene.course, scene.locale, "any")
    point_links(tree, scene.page.path, address, scene.locale, source)
    texts = (tostring(child, encoding="unicode", method="html").strip() for child in tree)
    made = []
    for slide in slides:
        trainer = next(texts)
        learner = next(texts) if slide.question else trainer
        notes = next(texts)
        made.append(RenderedSlide(slide, trainer, learner, notes if slide.notes else ""))
    return tuple(made)


def _unhook(tree: Element) -> None:
    """Take off what needs the page: tips of terms, ids that Markdown gives to headings.

    And what a room cannot use and every deck would carry: titles of citations, marks for search.
    """
    for parent in list(tree.iter()):
        for place, child in enumerate(list(parent)):
            link = child.find("a") if child.tag == "course-term" else None
            if link is not None:
                link.attrib.pop("aria-describedby", None)
                link.tail = child.tail
                parent[place] = link
            elif child.tag in ("h1", "h2"):
                child.attrib.pop("id", None)
    for element in tree.iter():
        element.attrib.pop("data-search-exclude", None)
        if element.tag == "a":
            element.attrib.pop("title", None)


def _code(scene: Scene, site_url: str) -> Element:
    """A QR code that leads to the page."""
    path = site_path(scene.page.key, scene.locale, scene.course.source_locale)
    # Here: a build without an address needs no QR codes, and loading this takes a while.
    import segno

    made = segno.make(f"{site_url.rstrip('/')}/{path}", error="m")
    svg = fromstring(made.svg_inline(omitsize=True, svgclass="code", lineclass=None))
    svg.set("role", "img")
    svg.set("aria-label", scene.course.word(scene.locale, "deck.code"))
    return svg
