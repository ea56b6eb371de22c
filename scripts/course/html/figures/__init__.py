"""Figures drawn from the data, by the name that `/// place | figure: name` asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from course.html.figures.allocation import build_allocation
from course.html.figures.chain import build_chain
from course.html.figures.definitions import build_definitions
from course.html.figures.flows import build_flows
from course.html.figures.ladder import build_ladder
from course.html.figures.loop import build_loop
from course.html.figures.measure import FigureError
from course.html.figures.needs import build_needs
from course.html.figures.operations import build_operations
from course.html.figures.organisation import build_organisation
from course.html.figures.rope import build_rope
from course.html.figures.stages import build_stages
from course.html.figures.statuses import build_statuses
from course.html.figures.timeline import build_timeline
from course.html.figures.toolchain import build_toolchain
from course.html.scene import Scene
from course.model import Block

Figure = Callable[[Block, Scene], Element]

FIGURES: Mapping[str, Figure] = {
    "check-statuses": build_statuses,
    "closed-loop": build_loop,
    "experience-stages": build_stages,
    "four-definitions": build_definitions,
    "interaction-chain": build_chain,
    "inverted-organisation": build_organisation,
    "maturity-ladder": build_ladder,
    "three-needs": build_needs,
    "tight-rope": build_rope,
    "time-allocation": build_allocation,
    "timeline": build_timeline,
    "toolchain": build_toolchain,
    "two-flows": build_flows,
    "two-operating-models": build_operations,
}

__all__ = ["FIGURES", "Figure", "FigureError"]
