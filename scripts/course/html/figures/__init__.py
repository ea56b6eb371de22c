"""Figures drawn from the data, by the name that `/// place | figure: name` asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from course.html.figures.definitions import build_definitions
from course.html.figures.flows import build_flows
from course.html.figures.ladder import build_ladder
from course.html.figures.measure import FigureError
from course.html.figures.organisation import build_organisation
from course.html.figures.timeline import build_timeline
from course.html.scene import Scene
from course.model import Block

Figure = Callable[[Block, Scene], Element]

FIGURES: Mapping[str, Figure] = {
    "four-definitions": build_definitions,
    "inverted-organisation": build_organisation,
    "maturity-ladder": build_ladder,
    "timeline": build_timeline,
    "two-flows": build_flows,
}

__all__ = ["FIGURES", "Figure", "FigureError"]
