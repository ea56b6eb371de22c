"""The template of the slides for PowerPoint: 16:9, our fonts and colours, three layouts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Pt

PX = 9525
"""EMU of a pixel: a slide is 1280 by 720 of them."""
WIDTH, HEIGHT = 1280, 720
LEFT, RIGHT = 72, 1208
TOP, BOTTOM = 176, 652
"""Where the text of a slide begins and ends."""

TITLE, CONTENT, FREE = 0, 1, 2
"""Layouts: a title slide; title and text; a title above what is drawn."""

FACES: Mapping[str, tuple[str, str]] = {"zh": ("Microsoft YaHei", "Microsoft YaHei")}
"""Latin and East Asian font by language. In Chinese both are one, or quotation marks are narrow.
Where a machine does not have it, PowerPoint and LibreOffice take another Chinese font."""
_OTHER = ("Arial", "Microsoft YaHei")
TAGS: Mapping[str, str] = {"zh": "zh-CN", "en": "en-GB"}
"""Language tags for the spelling checker."""

COLOURS = {
    "dk1": "172124",
    "lt1": "FFFFFF",
    "dk2": "48555A",
    "lt2": "F1F4F2",
    "accent1": "0B5468",
    "accent2": "C24A0B",
    "accent3": "216330",
    "accent4": "A3263A",
    "accent5": "6B5608",
    "accent6": "7F8B89",
    "hlink": "0B5468",
    "folHlink": "083E4D",
}
PAPER = "FCFCFA"

_BOXES: Mapping[str, tuple[int, int, int, int]] = {
    "title": (LEFT, 72, RIGHT - LEFT, 92),
    "body": (LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP),
    "ftr": (LEFT, 672, 900, 28),
    "sldNum": (RIGHT - 120, 672, 120, 28),
}
_COVER = {"ctrTitle": (LEFT, 200, RIGHT - LEFT, 150), "subTitle": (LEFT, 372, 900, 180)}


def make_template(locale: str) -> Deck:
    """An empty presentation with our master.

    Args:
        locale: language of the slides, for fonts.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH * PX), Emu(HEIGHT * PX)
    master = deck.slide_master
    kept = [deck.slide_layouts[n] for n in (0, 1, 5)]
    for layout in list(deck.slide_layouts):
        if layout not in kept:
            deck.slide_layouts.remove(layout)
    _set_theme(master.part.part_related_by(RT.THEME), locale)
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = read_colour(PAPER)
    _place(master)
    for layout in kept:
        _place(layout)
    _set_styles(master)
    return deck


def read_colour(value: str) -> RGBColor:
    """`#rrggbb` or `rrggbb`."""
    red, green, blue = bytes.fromhex(value.removeprefix("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


def find_faces(locale: str) -> tuple[str, str]:
    """Latin and East Asian font of a language."""
    return FACES.get(locale, _OTHER)


def _set_theme(part: Any, locale: str) -> None:
    """Our fonts and colours in the place of Office's."""
    tree = etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    latin, eastern = find_faces(locale)
    for fonts in tree.iterfind(".//a:fontScheme/*", space):
        fonts.find("a:latin", space).set("typeface", latin)
        fonts.find("a:ea", space).set("typeface", eastern)
    scheme = tree.find(".//a:clrScheme", space)
    scheme.set("name", "Course")
    for name, value in COLOURS.items():
        slot = scheme.find(f"a:{name}", space)
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{{{space['a']}}}srgbClr").set("val", value)
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(layout: Any) -> None:
    """Put every placeholder where it belongs on 16:9, and take the date away."""
    for shape in list(layout.placeholders):
        kind = shape._element.ph.get("type", "body")
        box = _COVER.get(kind) or _BOXES.get("title" if kind == "title" else kind)
        if kind == "obj" or (kind == "body" and box is None):
            box = _BOXES["body"]
        if kind == "dt" or box is None:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = (Emu(n * PX) for n in box)
        if kind == "subTitle":
            level = shape._element.txBody.find(qn("a:lstStyle")).find(qn("a:lvl1pPr"))
            level.set("algn", "l")
            _run(level, Pt(20), colour="dk2")


def _set_styles(master: Any) -> None:
    """Sizes, weights and bullets of titles and text, for all layouts."""
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    _run(title, Pt(28), bold=True)
    body = styles.find(qn("p:bodyStyle"))
    for n in range(1, 10):
        level = body.find(qn(f"a:lvl{n}pPr"))
        if level is None:
            continue
        level.set("marL", str(28 * PX * n))
        level.set("indent", str(-28 * PX))
        level.set("algn", "l")
        bullet = level.find(qn("a:buChar"))
        if bullet is not None:
            bullet.set("char", "–")
        _run(level, Pt(20))
    for shape in master.placeholders:
        frame = shape._element.txBody.find(qn("a:bodyPr"))
        for side in ("lIns", "rIns", "tIns", "bIns"):
            frame.set(side, "0")
        kind = shape._element.ph.get("type")
        frame.set("anchor", "b" if kind == "title" else "ctr" if kind != "body" else "t")
        for fit in list(frame):
            frame.remove(fit)
        if kind in ("ftr", "sldNum"):
            level = shape._element.txBody.find(qn("a:lstStyle")).find(qn("a:lvl1pPr"))
            level.set("algn", "l" if kind == "ftr" else "r")
            _run(level, Pt(10.5), colour="dk2")


def _run(level: Any, size: Any, bold: bool = False, colour: str = "dk1") -> None:
    """Default look of runs at a level."""
    run = level.find(qn("a:defRPr"))
    run.set("sz", str(int(size.pt * 100)))
    run.set("b", "1" if bold else "0")
    for fill in run.findall(qn("a:solidFill")):
        run.remove(fill)
    fill = etree.SubElement(run, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", {"dk1": "tx1", "dk2": "tx2"}[colour])
    run.insert(0, fill)
