"""Texts of the figures from docs/data, and captions with their citations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from course.html.figures.measure import FigureError
from course.html.marks import build_citation
from course.html.nodes import add, node, verbatim
from course.html.scene import Scene

Row = Mapping[str, Any]

_CITATION = re.compile(r"\[@([^\[\]\s]+)\]")


def read_data(scene: Scene, name: str) -> Any:
    """The plain value of `docs/data/<name>.yml`.

    Raises:
        FigureError: there is no such file or it is empty.
    """
    file = scene.course.data.get(name)
    if file is None or file.value is None:
        raise FigureError(f"there is no docs/data/{name}.yml to draw from")
    return file.value


class Words:
    """The texts of one figure in the page's language, from docs/data/figures.yml."""

    def __init__(self, scene: Scene, name: str) -> None:
        self._scene = scene
        self._name = name
        self._texts: Row = read_data(scene, "figures").get(name) or {}

    def say(self, key: str, **values: object) -> str:
        """The text of that key with its values filled in.

        Raises:
            FigureError: the figure has no such text.
        """
        text = self._texts.get(key)
        if not isinstance(text, Mapping):
            raise FigureError(f"docs/data/figures.yml has no '{self._name}: {key}:'")
        return str(self._scene.pick(text)).format(**values)

    def pick(self, text: object) -> str:
        """A row of `rows`, or a text in one, in the page's language.

        Raises:
            FigureError: it is none.
        """
        if not isinstance(text, Mapping):
            raise FigureError(f"a text of '{self._name}' in docs/data/figures.yml is missing")
        return str(self._scene.pick(text))

    def caption(self, **values: object) -> Element:
        """The `<figcaption>`, from the text `caption`.

        Raises:
            FigureError: the figure has no such text.
        """
        return build_caption(self.say("caption", **values), self._scene)

    @property
    def keep(self) -> tuple[str, ...]:
        """Words that no line break may split: `unbroken` and the terms of the glossary."""
        scene = self._scene
        listed = (read_data(scene, "figures").get("unbroken") or {}).get(scene.locale) or []
        terms = (scene.pick(term.name) for term in scene.course.terms.values())
        return tuple(str(word) for word in listed) + tuple(str(t) for t in terms if " " not in t)

    def rows(self, key: str) -> list[Row]:
        """The list of that key, empty where there is none."""
        value = self._texts.get(key)
        return list(value) if isinstance(value, list) else []


def join_sentences(texts: list[str]) -> str:
    """Texts as sentences in a row; Chinese ones need no space between them."""
    made = ""
    for text in texts:
        ended = text if text[-1:] in "。？！.?!" else text + ("。" if _is_chinese(text) else ".")
        made += ended if not made or _is_chinese(ended) else f" {ended}"
    return made


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def cite(parent: Element, text: str, scene: Scene) -> Element:
    """Put a text with its `[@fact]` marks into `parent` and return it.

    Raises:
        FigureError: the evidence ledger has no such fact.
    """
    start = 0
    for match in _CITATION.finditer(text):
        add(parent, verbatim(text[start : match.start()]))
        fact = scene.course.facts.get(match[1])
        if fact is None:
            raise FigureError(f"docs/data cites '{match[1]}', which facts.yml does not have")
        parent.append(build_citation(fact, scene))
        start = match.end()
    add(parent, verbatim(text[start:]))
    return parent


def build_caption(text: str, scene: Scene) -> Element:
    """A caption; `[@fact]` in it becomes a citation."""
    return cite(node("figcaption"), text, scene)
