"""The colours of the drawings, for media that do not read our style sheets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course.html.figures.canvas import FACES

_RULE = re.compile(r"^\.(f-[a-z0-9]+) \{([^}]*)\}", re.MULTILINE)
_SCHEME = re.compile(r"^\[data-md-color-scheme\] \{(.*?)^\}", re.MULTILINE | re.DOTALL)
_TOKEN = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
_USE = re.compile(r"var\((--[a-z0-9-]+)\)")
_PROPERTIES = (
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
)
_FACES = {face.name: face for face in FACES}

Ink = Mapping[str, str]
"""SVG properties with their values, e.g. `{"fill": "#fcfcfa"}`."""


@dataclass(frozen=True)
class Inks:
    """How the drawings are coloured in the light scheme: properties by class, tokens by name."""

    classes: Mapping[str, Ink]
    tokens: Mapping[str, str]

    def mix(self, element: Element) -> dict[str, str]:
        """The properties of an element by its classes, those of later classes last."""
        found: dict[str, str] = {}
        for name in element.get("class", "").split():
            found.update(self.classes.get(name, {}))
        return found


def read_inks(tokens: str, figure: str) -> Inks:
    """Read them where browsers do.

    Args:
        tokens: the text of tokens.css.
        figure: the text of figure.css.

    Raises:
        ValueError: the light scheme is not there, or a rule uses a token that it does not have.
    """
    scheme = _SCHEME.search(tokens)
    if scheme is None:
        raise ValueError("tokens.css has no rule [data-md-color-scheme]")
    values = dict(_TOKEN.findall(scheme[1]))
    classes = {}
    for name, body in _RULE.findall(figure):
        pairs = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
        given = {key.strip(): value.strip() for key, value in pairs.items()}
        missing = [t for v in given.values() for t in _USE.findall(v) if t not in values]
        if [token for token in missing if token != "--sans"]:
            raise ValueError(f".{name} uses {missing[0]}, which the light scheme does not have")
        classes[name] = {
            key: _USE.sub(lambda m: values[m[1]], given[key]) for key in _PROPERTIES if key in given
        }
    return Inks(classes, values)


def paint(svg: Element, inks: Inks, family: str) -> None:
    """Write colours, widths and fonts into the drawing itself.

    Args:
        svg: changed in place.
        inks: how its classes look.
        family: names of the font for its words, as in CSS.
    """
    for element in svg.iter():
        for key, value in inks.mix(element).items():
            element.set(key, value)
        face = _FACES.get(element.get("class", ""))
        if face is not None:
            element.set("font-family", family)
            element.set("font-size", f"{face.size:g}")
            element.set("font-weight", "700" if face.bold else "400")
