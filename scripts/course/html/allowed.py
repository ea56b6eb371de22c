"""The list of what may stand in a page; whatever else turns up is a finding, never stripped.

It is applied to the finished tree of every page, after all that Markdown and our blocks have
made of it, so it does not matter how something got there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.shadow import SHADOWED
from course.model import Page


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXT = (
    "a abbr article aside b blockquote br button caption cite code col colgroup dd del details "
    "dfn div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img "
    "input ins kbd label legend li mark meter nav ol optgroup option output p pre progress q "
    "s samp section select small span strong sub summary sup table tbody td template textarea "
    "tfoot th thead time tr ul var"
)
_DRAWING = (
    "svg circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon "
    "polyline rect stop text title tspan"
)
TAGS = _words(f"{_TEXT} {_DRAWING}")
"""Elements, apart from ours, whose names begin with `course-`. None of them loads or runs
anything but `img`, and its address is looked at."""

_ANYWHERE = _words("class dir hidden id lang role tabindex title translate inert")
_DRAWN = _words(
    "cx cy d dx dy fill font-size gradientUnits height marker-end marker-mid marker-start "
    "markerHeight markerUnits markerWidth mask offset orient patternUnits points "
    "preserveAspectRatio r refX refY rx ry stroke stroke-dasharray stroke-linecap "
    "stroke-linejoin stroke-width text-anchor transform viewBox width x x1 x2 xmlns y y1 y2"
)
_OWN: Mapping[str, frozenset[str]] = {
    "a": _words("href hreflang download rel target"),
    "button": _words("type value name disabled"),
    "details": frozenset({"open", "name"}),
    "fieldset": frozenset({"disabled"}),
    "form": frozenset({"novalidate"}),
    "img": _words("src alt width height loading decoding"),
    "input": _words(
        "type name value checked disabled readonly min max step placeholder autocomplete accept "
        "inputmode maxlength multiple required size"
    ),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "meter": _words("value min max low high optimum"),
    "ol": _words("start reversed type"),
    "option": _words("value selected disabled"),
    "output": frozenset({"for", "name"}),
    "progress": frozenset({"value", "max"}),
    "select": _words("name disabled required multiple"),
    "td": _words("colspan rowspan headers"),
    "textarea": _words("name rows cols placeholder maxlength readonly spellcheck"),
    "th": _words("scope colspan rowspan abbr headers"),
    "time": frozenset({"datetime"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
}
_ADDRESSES = frozenset({"href", "src"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_CODE = re.compile(r'<pre><code(?: class="language-[\w#.+-]+")?>[^<>]*</code></pre>')
_ENTITY = re.compile(r"&#?\w+;")
_AMP = "\x02amp\x03"
"""How Python-Markdown keeps an `&` that it must not escape."""


@dataclass(frozen=True)
class Danger:
    """Something that is not on the list: what it is, and a text by which its line is found."""

    what: str
    needle: str


def find_dangers(root: Element, stash: list[object] | None = None) -> Iterator[Danger]:
    """What in a finished tree is not on the list.

    Args:
        root: of the page.
        stash: HTML that Markdown puts in after the tree is written: code and entities.
    """
    for element in root.iter():
        tag = str(element.tag)
        if tag not in TAGS and not re.fullmatch(r"course-[a-z-]+", tag):
            if element is not root:
                yield Danger(f"the element <{tag[:30]}>", tag)
            continue
        for name, value in element.items():
            yield from _attribute(tag, name, str(value))
    for piece in stash or ():
        text = str(piece).strip()
        if not (_CODE.fullmatch(text) or _ENTITY.fullmatch(text)):
            yield Danger("raw HTML", text.split("\n")[0][:40])


def _attribute(tag: str, name: str, value: str) -> Iterator[Danger]:
    known = name in _ANYWHERE or name in _OWN.get(tag, ()) or name in _DRAWN
    if not known and not re.fullmatch(r"(?:data|aria)-[a-z0-9-]+", name):
        yield Danger(f"the attribute {name[:30]} of <{tag}>", value or name)
    elif name in _ADDRESSES:
        yield from _address(tag, name, value)
    elif name in ("id", "name") and value in SHADOWED:
        yield Danger(f'{name}="{value}", the name of something in the browser', value)
    elif name in _DRAWN and re.search(r"url\((?!\s*#)|[a-z]+script:", value, re.IGNORECASE):
        yield Danger(f"an address in {name} of <{tag}>", value)


def _address(tag: str, name: str, value: str) -> Iterator[Danger]:
    """Links stay in the course or open a mail; images stay in the course."""
    bare = html.unescape(value.replace(_AMP, "&"))
    bare = "".join(c for c in bare if c > " " and c != "\x7f").replace("\\", "/").lower()
    scheme = _SCHEME.match(bare)
    allowed = {"mailto"} if tag == "a" else set()
    if bare.startswith("//") or (scheme and scheme[1] not in allowed):
        yield Danger(f'the address "{bare[:40]}" in {name} of <{tag}>', value)


def explain_danger(page: Page, danger: Danger) -> Finding:
    """The finding, at the line that makes it."""
    return make_finding(
        "unsafe-html",
        page.path,
        locate(page, danger.needle),
        f"the page would hold {danger.what}, which is not on the list of what is safe",
        "write it in Markdown, or as a block of the grammar",
    )


def locate(page: Page, needle: str) -> int:
    """The line of the author's file that holds a text, else the first below the front matter."""
    front = page.front.count("\n")
    wanted = "".join(html.unescape(needle.replace(_AMP, "&")).split()).lower()
    number = front
    for part in page.parts:
        for line in part.source.removesuffix("\n").split("\n"):
            number += 1
            if wanted and wanted in "".join(html.unescape(line).split()).lower():
                return number
    return front + 1
