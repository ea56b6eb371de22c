"""A drawing: shapes and wrapped texts on one SVG, and the pair of them in a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot
from xml.etree.ElementTree import Element

from course.html.figures.measure import FigureError, measure, wrap
from course.html.nodes import node, verbatim


@dataclass(frozen=True)
class Face:
    """A kind of text in a drawing; docs/assets/stylesheets/figures.css sets the same sizes."""

    name: str
    size: float
    bold: bool
    leading: float

    def measure(self, text: str) -> float:
        """Upper bound of the drawn width of the text in one line."""
        return measure(text, self.size, self.bold)


NAME = Face("f-name", 18, True, 24)
TEXT = Face("f-text", 15, False, 22)
NOTE = Face("f-note", 14.5, False, 21)
FACES = (NAME, TEXT, NOTE)

WIDE = 800.0
NARROW = 340.0
"""At 320 px the page leaves 284 px: 14.5 units are then drawn at 12.1 px."""


def number(value: float) -> str:
    """A coordinate with at most two decimals and none that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Canvas:
    """An SVG that grows shape by shape.

    Attributes:
        width: width of the view box.
        height: height of the view box; whoever draws sets it at the end.
        keep: words that no line break may split.
        parts: the elements in drawing order.
    """

    def __init__(self, width: float, keep: tuple[str, ...] = ()) -> None:
        self.width = width
        self.keep = keep
        self.height = 0.0
        self.parts: list[Element] = []

    def path(self, points: str, *classes: str) -> None:
        """A path, by its SVG commands."""
        self.parts.append(node("path", class_=" ".join(classes), d=points))

    def box(
        self, x: float, y: float, width: float, height: float, *classes: str, radius: float = 0
    ) -> None:
        """A rectangle."""
        self.parts.append(
            node(
                "rect",
                class_=" ".join(classes),
                x=number(x),
                y=number(y),
                width=number(width),
                height=number(height),
                rx=number(radius) if radius else None,
            )
        )

    def ring(self, x: float, y: float, radius: float, *classes: str) -> None:
        """A circle."""
        self.parts.append(
            node("circle", class_=" ".join(classes), cx=number(x), cy=number(y), r=number(radius))
        )

    def dot(self, x: float, y: float, radius: float = 6) -> None:
        """The customer. Nothing else is ever a filled dot."""
        self.ring(x, y, radius, "f-dot")

    def line(self, points: Sequence[tuple[float, float]], *classes: str) -> None:
        """A line through the points."""
        self.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), *classes)

    def arrow(self, points: Sequence[tuple[float, float]], *classes: str) -> None:
        """A line through the points with an open head at its end; the head is never dashed."""
        (from_x, from_y), (x, y) = points[-2:]
        length = hypot(x - from_x, y - from_y)
        # Five units back along the line and five to either side.
        back_x, back_y = 5 * (x - from_x) / length, 5 * (y - from_y) / length
        left = x - back_x - back_y, y - back_y + back_x
        right = x - back_x + back_y, y - back_y - back_x
        self.line(points, *classes)
        self.line((left, (x, y), right), *(c for c in classes if c != "f-dash"))

    def label(
        self, text: str, at: tuple[float, float], size: tuple[float, float], *classes: str
    ) -> None:
        """A box with a text in its middle.

        Args:
            text: what stands in it.
            at: its left and upper edge.
            size: its width and height.
            classes: how its frame is drawn.

        Raises:
            FigureError: the text needs more room.
        """
        (x, y), (width, height) = at, size
        self.box(x, y, width, height, *classes, radius=1.5)
        room = width - 12
        depth = self.depth(text, room, TEXT)
        if depth > height:
            raise FigureError(f"'{text}' does not fit into {width:g} by {height:g}: shorten it")
        top = y + (height - depth) / 2
        self.write(text, x + width / 2, top, room, TEXT, "middle")

    def lines(self, text: str, width: float, face: Face) -> tuple[str, ...]:
        """The text in lines no wider than `width`; see `measure.wrap`."""
        return wrap(text, face.size, width, face.bold, self.keep)

    def depth(self, text: str, width: float, face: Face) -> float:
        """Height of the text when it is wrapped to `width`."""
        return len(self.lines(text, width, face)) * face.leading

    def write(
        self, text: str, x: float, y: float, width: float, face: Face, anchor: str = "start"
    ) -> float:
        """Write a text, wrapped to `width`.

        Args:
            text: one paragraph.
            x: its left edge, its middle or its right edge, by `anchor`.
            y: upper edge of the first line.
            width: the most that a line may measure.
            face: how it is set.
            anchor: `start`, `middle` or `end`.

        Returns:
            Lower edge of the last line.

        Raises:
            FigureError: a word is wider than `width`.
        """
        for line in self.lines(text, width, face):
            base = y + face.leading / 2 + face.size * 0.36
            self.parts.append(
                node(
                    "text",
                    verbatim(line),
                    class_=face.name,
                    x=number(x),
                    y=number(base),
                    text_anchor=None if anchor == "start" else anchor,
                )
            )
            y += face.leading
        return y

    def legend(self, rows: Iterable[tuple[str, str]], x: float, y: float, width: float) -> float:
        """Explain signs, as many on a line as fit.

        Args:
            rows: sign (`dot`, `part`, `dash`) and its meaning.
            x: left edge.
            y: upper edge.
            width: the most that a line may measure.

        Returns:
            Lower edge.
        """
        at = x
        for sign, text in rows:
            need = 22 + NOTE.measure(text)
            if at > x and at + need > x + width:
                at, y = x, y + NOTE.leading
            middle = y + NOTE.leading / 2
            if sign == "dot":
                self.dot(at + 7, middle, 5)
            elif sign == "part":
                self.box(at + 2, middle - 5, 10, 10, "f-line", radius=1.5)
            else:
                self.path(f"M{number(at + 1)} {number(middle)}h13", "f-line", "f-dash")
            self.write(text, at + 22, y, max(need, width - 22), NOTE)
            at += need + 20
        return y + NOTE.leading

    def build(self, class_: str, title: str, name: str) -> Element:
        """The SVG element.

        Args:
            class_: `wide` or `narrow`.
            title: what the drawing says, in words; empty for a band below the first, whose title
                speaks for it.
            name: id of the title, unique on the page.
        """
        # One unit of margin: lines on the edge are two units thick.
        view = f"-1 -1 {number(self.width + 2)} {number(self.height + 2)}"
        return node(
            "svg",
            node("title", verbatim(title), id=name) if title else None,
            *self.parts,
            class_=class_,
            viewBox=view,
            role="img" if title else None,
            aria_labelledby=name if title else None,
            aria_hidden=None if title else "true",
            data_search_exclude="true",
        )


def build_pair(
    name: str,
    title: str,
    wide: Canvas | Sequence[Canvas],
    narrow: Canvas,
    caption: Element | None,
    class_: str = "fig",
) -> Element:
    """A figure with both drawings; the style sheet shows the one that suits the room.

    Args:
        name: begins the ids of the titles, unique on the page.
        title: what both drawings say, in words.
        wide: for a computer and for paper; in bands, one below the other, where paper may go on
            to the next page between two of them.
        narrow: for a phone.
        caption: the `<figcaption>`.
        class_: classes of the figure.
    """
    bands = [wide] if isinstance(wide, Canvas) else wide
    return node(
        "figure",
        *(band.build("wide", "" if n else title, f"{name}-wide") for n, band in enumerate(bands)),
        narrow.build("narrow", title, f"{name}-narrow"),
        caption,
        class_=class_,
    )
