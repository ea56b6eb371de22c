"""What is done to the tree that Markdown has made of a page, in the order in which it is done."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from course.html.marks import build_term
from course.html.nodes import APART
from course.html.scene import Scene
from course.teaching import GUIDES

ReadScene = Callable[[], "Scene | None"]
"""Gives what is being rendered, which is another scene for each page."""

TITLE = "title-of-page"
"""Id of every H1: a Chinese title would get `_1`."""
# It gives back nothing that it has passed: each text is read in linear time.
_HEADING_ID = re.compile(r"(?<![ \t])[ \t]*+\{ *+#([^{}\s]++) *+\}[ \t]*+$")
_SIGN = re.compile(rf"[\\`*_\[!<&{STX}]|  \n")
"""What an inline pattern begins with: of Python-Markdown, of ours, or of its own stash."""


class HeadingIds(Treeprocessor):
    """Take `{#id}` off a heading before its text is read; the H1 needs none.

    Of a facilitator's guide the search knows title and lead alone: the rest would give answers
    away to learners, and would be found in place of the lessons.
    """

    def __init__(self, md: Markdown, read_scene: ReadScene) -> None:
        super().__init__(md)
        self.read_scene = read_scene

    def run(self, root: Element) -> None:
        scene = self.read_scene()
        guide = scene is not None and scene.page.key.startswith(GUIDES)
        for element in root.iter():
            if guide and re.fullmatch("h[2-6]", str(element.tag)):
                element.set("data-search-exclude", "true")
            if element.tag == "h1":
                element.set("id", TITLE)
            if re.fullmatch("h[1-6]", str(element.tag)) and element.text:
                match = _HEADING_ID.search(element.text)
                if match:
                    element.set("id", match[1])
                    element.text = element.text[: match.start()]


class PlainTexts(Treeprocessor):
    """Spare a text the two dozen inline patterns that holds no sign with which one begins.

    Most texts are such, since labels and drawings are made by us: a fifth of the time of a page.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _SIGN.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _SIGN.search(element.tail):
                element.tail = AtomicString(element.tail)


class Terms(Treeprocessor):
    """Turn `<a href="term:id">` into the term element."""

    def __init__(self, md: Markdown, read_scene: ReadScene) -> None:
        super().__init__(md)
        self.read_scene = read_scene

    def run(self, root: Element) -> None:
        scene = self.read_scene()
        if scene is None:
            return
        count = 0
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                href = child.get("href", "")
                term = scene.course.terms.get(href[5:]) if href.startswith("term:") else None
                if child.tag != "a" or term is None:
                    continue
                count += 1
                made = build_term(child, term, count, scene)
                made.tail, child.tail = child.tail, None
                parent[place] = made


class Tables(Treeprocessor):
    """Give an author's table row headings, and each cell the title of its column.

    On a phone a row then becomes a card, so that no table scrolls sideways.
    """

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            if table.get("class"):
                continue
            table.set("class", "tbl stack cards")
            titles = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
            for cell in table.iter("th"):
                cell.set("scope", "col")
            for row in table.iter("tr"):
                cells = row.findall("td")
                for place, cell in enumerate(cells):
                    if place == 0:
                        cell.tag = "th"
                        cell.set("scope", "row")
                    elif place < len(titles) and titles[place]:
                        cell.set("data-label", titles[place])


class LinksApart(Treeprocessor):
    """Let links lead to pages and files of the site that MkDocs does not make."""

    def run(self, root: Element) -> None:
        for link in root.iter("span"):
            address = link.attrib.pop(APART, "")
            if address:
                link.tag = "a"
                link.set("href", address)
