"""A drawing of ours as shapes that PowerPoint can edit: no picture, sharp at any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu

from course.html.figures.canvas import FACES
from course.html.figures.ink import Ink, Inks
from course.model import Locale
from course.outputs.pptx_template import PX, read_colour
from course.outputs.pptx_text import Run, write_runs

_FACES = {face.name: face for face in FACES}
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_ALIGN = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}

Point = tuple[float, float]
Step = tuple[str, tuple[Point, ...]]
"""`move` and `line` with a point, `curve` with the control and the end, `close` with none."""


@dataclass(frozen=True)
class Frame:
    """Where a drawing goes: its view box, and the place of its corner on the slide in pixels."""

    x: float
    y: float
    width: float
    height: float
    left: float
    top: float
    scale: float

    def place(self, point: Point) -> tuple[Emu, Emu]:
        """A point of the drawing on the slide."""
        x, y = point
        return (
            Emu(round((self.left + (x - self.x) * self.scale) * PX)),
            Emu(round((self.top + (y - self.y) * self.scale) * PX)),
        )

    def size(self, length: float) -> Emu:
        """A length of the drawing on the slide."""
        return Emu(round(length * self.scale * PX))


def fit_frame(svg: Element, left: float, top: float, width: float, height: float) -> Frame:
    """The frame that shows a drawing as large as a field allows, in its upper middle."""
    x, y, w, h = (float(n) for n in svg.get("viewBox", "0 0 1 1").split())
    scale = min(width / w, height / h)
    return Frame(x, y, w, h, left + (width - w * scale) / 2, top, scale)


def add_drawing(
    shapes: Any, svg: Element, frame: Frame, inks: Inks, name: str, locale: Locale
) -> Any:
    """Draw an SVG as a group of shapes.

    Args:
        shapes: of a slide.
        svg: an SVG of `course.html.figures`.
        frame: where it goes.
        inks: how its classes look.
        name: the group's name for people who edit.
        locale: language of its words.

    Returns:
        The group; its alternative text is the title of the SVG.
    """
    group = shapes.add_group_shape()
    title = svg.find("title")
    properties = group._element.nvGrpSpPr.cNvPr
    properties.set("name", name)
    properties.set("descr", "".join(title.itertext()) if title is not None else name)
    for element in svg:
        ink = inks.mix(element)
        if element.tag == "text":
            _write(group.shapes, element, frame, inks, locale)
        elif element.tag == "path":
            _draw_path(group.shapes, element, frame, ink)
        elif element.tag in ("rect", "circle"):
            _draw_box(group.shapes, element, frame, ink)
    return group


def _number(element: Element, name: str) -> float:
    return float(element.get(name, "0"))


def _draw_box(shapes: Any, element: Element, frame: Frame, ink: Ink) -> None:
    if element.tag == "circle":
        r = _number(element, "r")
        x, y, w, h = _number(element, "cx") - r, _number(element, "cy") - r, 2 * r, 2 * r
        kind = MSO_SHAPE.OVAL
    else:
        x, y = _number(element, "x"), _number(element, "y")
        w, h = _number(element, "width"), _number(element, "height")
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if element.get("rx") else MSO_SHAPE.RECTANGLE
    left, top = frame.place((x, y))
    shape = shapes.add_shape(kind, left, top, frame.size(w), frame.size(h))
    if element.get("rx"):
        shape.adjustments[0] = min(0.5, _number(element, "rx") / min(w, h))
    _colour(shape, frame, ink)


def _draw_path(shapes: Any, element: Element, frame: Frame, ink: Ink) -> None:
    steps = list(read_path(element.get("d", "")))
    points = [point for _, given in steps for point in given]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    x, y = frame.place((left, top))
    width, height = frame.size(right - left), frame.size(bottom - top)
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, x, y, width, height)
    properties = shape._element.spPr
    old = properties.find(qn("a:prstGeom"))
    drawn = etree.Element(qn("a:custGeom"))
    for tag in ("avLst", "gdLst", "ahLst", "cxnLst"):
        etree.SubElement(drawn, qn(f"a:{tag}"))
    etree.SubElement(drawn, qn("a:rect"), l="0", t="0", r="r", b="b")
    paths = etree.SubElement(drawn, qn("a:pathLst"))
    path = etree.SubElement(paths, qn("a:path"), w=str(int(width)), h=str(int(height)))
    if ink.get("fill", "none") == "none":
        path.set("fill", "none")
    tags = {"move": "moveTo", "line": "lnTo", "curve": "quadBezTo", "close": "close"}
    for step, given in steps:
        made = etree.SubElement(path, qn(f"a:{tags[step]}"))
        for px, py in given:
            at = {"x": str(int(frame.size(px - left))), "y": str(int(frame.size(py - top)))}
            etree.SubElement(made, qn("a:pt"), **at)
    properties.replace(old, drawn)
    _colour(shape, frame, ink)


def _colour(shape: Any, frame: Frame, ink: Ink) -> None:
    shape.shadow.inherit = False
    fill, stroke = ink.get("fill", "none"), ink.get("stroke", "none")
    if fill == "none":
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = read_colour(fill)
    if stroke == "none":
        shape.line.fill.background()
        return
    shape.line.color.rgb = read_colour(stroke)
    shape.line.width = frame.size(float(ink.get("stroke-width", "1")))
    line = shape.line._get_or_add_ln()
    if ink.get("stroke-linecap") == "round":
        line.set("cap", "rnd")
    if "stroke-dasharray" in ink:
        line.append(etree.Element(qn("a:prstDash"), val="dash"))
    if ink.get("stroke-linejoin") == "round":
        line.append(etree.Element(qn("a:round")))


def _write(shapes: Any, element: Element, frame: Frame, inks: Inks, locale: Locale) -> None:
    """One line of text, its middle where the drawing has it."""
    face = _FACES[element.get("class", "").split()[0]]
    words = "".join(element.itertext())
    width, height = face.measure(words) * 1.25, face.size * 2
    x, base = _number(element, "x"), _number(element, "y")
    anchor = element.get("text-anchor", "start")
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    # Between the baseline and the top of a capital lies the middle of a line of text.
    at = frame.place((left, base - face.size * 0.4 - height / 2))
    box = shapes.add_textbox(*at, frame.size(width), frame.size(height))
    text = box.text_frame
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = 0
    text.word_wrap = True
    text.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = text.paragraphs[0]
    paragraph.alignment = _ALIGN[anchor]
    tone = inks.mix(element).get("fill", "")
    write_runs(paragraph, [Run(words, face.bold, tone)], face.size * frame.scale * 0.75, locale)


def read_path(d: str) -> Iterator[Step]:
    """The steps of an SVG path in absolute points; of the commands those that our drawings use.

    Source of the rules: W3C, Scalable Vector Graphics 2, 9.3 (path data).

    Raises:
        ValueError: another command.
    """
    tokens = _TOKEN.findall(d)
    at, start, control = (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)
    command, n = "", 0

    def take(count: int) -> list[float]:
        nonlocal n
        n += count
        return [float(token) for token in tokens[n - count : n]]

    while n < len(tokens):
        if tokens[n].isalpha():
            command = tokens[n]
            n += 1
        x, y = at if command.islower() else (0.0, 0.0)
        match command.upper():
            case "Z":
                at = start
                yield "close", ()
            case "M":
                dx, dy = take(2)
                at = start = (x + dx, y + dy)
                yield "move", (at,)
                command = "l" if command == "m" else "L"
            case "L":
                dx, dy = take(2)
                at = (x + dx, y + dy)
                yield "line", (at,)
            case "H":
                at = (x + take(1)[0], at[1])
                yield "line", (at,)
            case "V":
                at = (at[0], y + take(1)[0])
                yield "line", (at,)
            case "Q" | "T":
                if command.upper() == "Q":
                    cx, cy = take(2)
                    control = (x + cx, y + cy)
                else:
                    control = (2 * at[0] - control[0], 2 * at[1] - control[1])
                dx, dy = take(2)
                at = (x + dx, y + dy)
                yield "curve", (control, at)
            case _:
                raise ValueError(f"'{command}' is no path command of our drawings: {d}")
