"""Markdown of the course as HTML outside MkDocs, for outputs that are no page of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

from course.html.compose import compose
from course.html.extension import CourseExtension, make_markdown
from course.html.scene import Nest, Scene

Build = Callable[[Nest], Iterable[Element]]
"""Makes elements; the function that it gets renders Markdown into one of them."""


class EngineError(Exception):
    """A block could not be drawn from the data; the message names page, line and reason."""


class Engine:
    """One Markdown engine with the extensions of mkdocs.yml and ours."""

    def __init__(self, names: Iterable[str], options: Mapping[str, Mapping[str, Any]]) -> None:
        """Set up.

        Args:
            names: names of the extensions.
            options: their options by name.
        """
        self._extension = CourseExtension()
        given = {name: dict(values) for name, values in options.items() if values}
        self._markdown = make_markdown(self._extension, list(names), given)

    def render_page(self, scene: Scene) -> Element:
        """A whole page; links to other pages stay as an author writes them.

        Returns:
            A `<div>` with what MkDocs would show.

        Raises:
            EngineError: a block of the page cannot be drawn.
        """
        return self._convert(scene, compose(scene.page))

    def render(self, scene: Scene, build: Build) -> Element:
        """Elements whose texts are inline Markdown, such as the builders of `course.html` make.

        Args:
            scene: the page that they belong to.
            build: makes them.

        Returns:
            A `<div>` around them, every text rendered.

        Raises:
            EngineError: a block cannot be drawn.
        """
        self._extension.build = build
        return self._convert(scene, self._extension.INSERT)

    def _convert(self, scene: Scene, text: str) -> Element:
        self._extension.scene = scene
        self._extension.failures.clear()
        html = self._markdown.reset().convert(text)
        for block, reason in self._extension.failures:
            line = block.line if block else 1
            raise EngineError(f"{scene.page.path}:{line}: cannot be drawn: {reason}")
        # Python-Markdown writes XHTML, and raw HTML is switched off.
        return fromstring(f"<div>{html}</div>")


def write_html(element: Element) -> str:
    """What stands in an element, as HTML."""
    inner = tostring(element, encoding="unicode", method="html")
    return inner[inner.index(">") + 1 : inner.rindex("<")]
