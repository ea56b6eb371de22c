"""Boxes of text on a slide of PowerPoint."""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu

from course.outputs.pptx_template import PX


def place(left: float, top: float, wide: float, high: float) -> tuple[Emu, Emu, Emu, Emu]:
    """A frame in pixels as PowerPoint counts it."""
    return Emu(round(left * PX)), Emu(round(top * PX)), Emu(round(wide * PX)), Emu(round(high * PX))


def bare(frame: Any) -> None:
    """No margin of its own: the box stands where the grid says."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True


def bullet(paragraph: Any, tag: str, **attributes: str) -> None:
    """Give a paragraph the sign of a list, or take it away with `buNone`."""
    properties = paragraph._p.get_or_add_pPr()
    if tag != "buNone":
        properties.set("marL", str(40 * PX))
        properties.set("indent", str(-40 * PX))
    properties.append(properties.makeelement(qn(f"a:{tag}"), attributes))


def unlist(paragraph: Any) -> None:
    """A paragraph without the sign and the indent that the layout gives it."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    bullet(paragraph, "buNone")
