"""Colours of drawings for media that do not read our style sheets: those of the light scheme."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from course.html.figures.ink import paint, read_inks
from tests.unit.place_page import ROOT

STYLES = ROOT / "docs" / "assets" / "stylesheets"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
FIGURE = (STYLES / "figure.css").read_text(encoding="utf-8")


def test_every_class_of_the_drawings_has_its_colour() -> None:
    inks = read_inks(TOKENS, FIGURE)
    assert inks.classes["f-dot"] == {"fill": "#c24a0b"}
    assert inks.classes["f-dash"] == {"stroke-dasharray": "4 5"}
    assert {"f-line", "f-thin", "f-lead", "f-t1", "f-t4", "f-text", "f-name"} <= set(inks.classes)
    values = [v for ink in inks.classes.values() for v in ink.values()]
    assert not [value for value in values if "var(" in value]


def test_a_drawing_is_painted() -> None:
    svg = fromstring(
        '<svg><path class="f-line f-dash" d="M0 0"/><text class="f-name">x</text></svg>'
    )
    paint(svg, read_inks(TOKENS, FIGURE), "Face")
    assert svg[0].get("stroke") == "#172124" and svg[0].get("stroke-dasharray") == "4 5"
    assert svg[1].get("font-size") == "18" and svg[1].get("font-weight") == "700"


@pytest.mark.parametrize(
    ("tokens", "figure", "message"),
    [
        ("", FIGURE, "no rule"),
        (TOKENS, ".f-x { fill: var(--gone); }", "--gone, which the light scheme"),
    ],
)
def test_what_cannot_be_read_is_named(tokens: str, figure: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_inks(tokens, figure)
