"""What the tests of figures and matrix share: a page with one place on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from course.html.scene import Scene
from course.model import Block, Course, DataFile
from course.source.folder import read_course
from course.source.page import parse_page

ROOT = Path(__file__).parents[2]
LOCALES = ("zh", "en")


@cache
def course() -> Course:
    return read_course(ROOT / "docs")


def scene_of(locale: str, *places: str, data: dict[str, Any] | None = None) -> Scene:
    """A page with these places; `data` replaces data files by name."""
    text = "".join(f"/// place | {place}\n///\n\n" for place in places)
    page = parse_page(f"lessons/99-test.{locale}.md", f"# T\n\n{text}")
    whole = course()
    if data:
        files = {name: DataFile(f"data/{name}.yml", value, {}) for name, value in data.items()}
        whole = replace(whole, data={**whole.data, **files})
    return Scene(whole, page, locale)


def block_of(scene: Scene, n: int = 0) -> Block:
    return list(scene.page.blocks("place"))[n]


def words_of(element: Element) -> str:
    return "".join(element.itertext())
