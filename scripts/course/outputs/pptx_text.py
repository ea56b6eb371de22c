"""HTML of the course as runs of text for PowerPoint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from pptx.oxml.ns import qn
from pptx.util import Pt

from course.outputs.pptx_template import TAGS, find_faces, read_colour


@dataclass(frozen=True)
class Run:
    """Text of one look.

    Attributes:
        tone: a colour as `#rrggbb`, empty for that of the text around.
        scale: size in parts of the text around.
    """

    text: str
    bold: bool = False
    tone: str = ""
    scale: float = 1.0


Runs = tuple[Run, ...]

WRONG, QUIET, RIGHT = "#a3263a", "#48555a", "#216330"
_OUTSIDE = {"tip", "vh"}
_BREAKS = {"p", "li", "h1", "h2", "h3", "h4", "tr", "div", "figcaption", "caption"}


def read_runs(element: Element, bold: bool = False) -> Runs:
    """What stands in an element, as runs.

    Tips of terms are left out, and so are citations of claims that stand firm; a shaky claim
    keeps the word that says so.
    """
    return tuple(_merge(_walk(element, Run("", bold))))


def read_paragraphs(element: Element) -> list[Runs]:
    """The runs of each paragraph and list item in an element."""
    found = []
    for child in element.iter():
        if child.tag in _BREAKS and not any(
            c.tag in _BREAKS for c in child.iter() if c is not child
        ):
            runs = read_runs(child)
            if runs:
                found.append(runs)
    return found or ([runs] if (runs := read_runs(element)) else [])


def plain(runs: Iterable[Run]) -> str:
    """The text of runs."""
    return "".join(run.text for run in runs)


def _walk(element: Element, look: Run) -> Iterable[Run]:
    classes = element.get("class", "").split()
    if _OUTSIDE.intersection(classes) or element.tag in ("svg", "title"):
        return
    if "cite" in classes:
        if "cite--bare" not in classes:
            yield Run(f" [{''.join(element.itertext())}]", False, WRONG, 0.75)
        return
    if element.tag in ("b", "strong", "em"):
        look = replace(look, bold=True)
    if "tag" in classes or element.tag == "small":
        look = replace(look, tone=QUIET, scale=0.75, bold=False)
    if element.text:
        yield replace(look, text=element.text)
    before: Element | None = None
    for child in element:
        # On a page these stand on lines of their own.
        apart = child.tag == "small" or (before is not None and before.tag == "b")
        if child.tag == "br" or (apart and before is not None and not before.tail):
            yield replace(look, text=" ")
        before = child
        yield from _walk(child, look)
        if child.tail:
            yield replace(look, text=child.tail)


def _merge(runs: Iterable[Run]) -> Iterable[Run]:
    """Join runs of one look; line breaks of the source and U+2060 are no text."""
    last: Run | None = None
    for run in runs:
        text = run.text.replace("\n", " ").replace("\u2060", "")
        if not text:
            continue
        if last and replace(last, text="") == replace(run, text=""):
            last = replace(last, text=last.text + text)
            continue
        if last:
            yield last
        last = replace(run, text=text)
    if last and (last.text.strip() or last.text):
        yield last


def write_runs(paragraph: Any, runs: Sequence[Run], size: float, locale: str) -> None:
    """Put runs into a paragraph.

    Args:
        paragraph: of python-pptx.
        runs: what to write.
        size: points of the text; 0 leaves it to the layout.
        locale: language, for fonts and the spelling checker.
    """
    latin, eastern = find_faces(locale)
    for n, run in enumerate(runs):
        made = paragraph.add_run()
        text = run.text.lstrip() if n == 0 else run.text
        made.text = text.rstrip() if n == len(runs) - 1 else text
        if size:
            made.font.size = Pt(round(size * run.scale * 2) / 2)
        if run.bold:
            made.font.bold = True
        if run.tone:
            made.font.color.rgb = read_colour(run.tone)
        properties = made._r.get_or_add_rPr()
        properties.set("lang", TAGS.get(locale, locale))
        made.font.name = latin
        faces = properties.makeelement(qn("a:ea"), {"typeface": eastern})
        properties.find(qn("a:latin")).addnext(faces)
