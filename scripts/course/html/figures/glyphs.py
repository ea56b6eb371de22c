"""The customer and the organisation at the four levels, and in the four definitions.

The dot is the customer, the four squares are the organisation. Every sign is drawn on a
field of 48 by 48.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.figures.canvas import Canvas, number
from course.html.nodes import node

FIELD = 48.0
CLUSTER = ((0.0, 23.0), (14.0, 23.0), (0.0, 37.0), (14.0, 37.0))
CORNERS = ((1.0, 1.0), (36.0, 1.0), (1.0, 36.0), (36.0, 36.0))
WEDGE = ((6.5, 6.5), (30.5, 30.5), (13.5, 23.5), (0.5, 36.5))
SIDE = 11.0


def draw_level(canvas: Canvas, level: int, x: float, y: float, size: float) -> None:
    """The sign of a maturity level.

    Args:
        canvas: where to draw.
        level: 1 far off, 2 under a lens, 3 in the middle, 4 ahead.
        x: left edge.
        y: upper edge.
        size: width and height.
    """
    pen = _Pen(canvas, x, y, size / FIELD)
    if level == 1:
        pen.squares(CLUSTER)
        pen.dot(42, 6, 5.5)
    elif level == 2:
        pen.squares(CLUSTER)
        pen.lens(36, 12)
    elif level == 3:
        pen.squares(CORNERS)
        pen.dot(24, 24, 6)
    else:
        pen.squares(WEDGE)
        pen.line("M", 31, 17, "L", 46, 2, class_="f-lead")
        pen.line("M", 36, 2, "L", 46, 2, 46, 12, class_="f-lead")
        pen.dot(31, 17, 6)


def draw_definition(canvas: Canvas, name: str) -> None:
    """The sign of a way to define the word; nothing for a name without a sign."""
    pen = _Pen(canvas, 0, 0, 1)
    if name == "fix":
        # The customer calls, the organisation answers.
        pen.squares(CLUSTER)
        pen.dot(42, 6, 5.5)
        pen.line("M", 33, 8, "L", 12, 8, 12, 16, class_="f-lead")
        pen.line("M", 8, 12.5, "L", 12, 16.5, 16, 12.5, class_="f-lead")
        pen.line("M", 31, 40, "L", 42, 40, 42, 20, class_="f-line")
        pen.line("M", 38, 24, "L", 42, 20, 46, 24, class_="f-line")
    elif name == "join":
        # Customer and organisation at one table.
        pen.ring(24, 25, 9, "f-line")
        pen.dot(24, 6, 5.5)
        pen.squares(((0.0, 12.5), (37.0, 12.5), (6.5, 35.5), (30.5, 35.5)))
    elif name == "foresee":
        # The organisation comes first; the ring keeps what is the customer's own.
        pen.squares(CLUSTER)
        pen.dot(38, 10, 5.5)
        pen.ring(38, 10, 10, "f-thin")
        pen.line("M", 14, 17, "L", 14, 10, 24, 10, class_="f-line")
        pen.line("M", 20, 6, "L", 24, 10, 20, 14, class_="f-line")
    elif name == "choose":
        # Many customers; the organisation gathers round some of them.
        pen.squares(((1.0, 13.0), (24.0, 13.0), (1.0, 36.0), (24.0, 36.0)))
        pen.dot(18, 30, 6)
        for x, y in ((43.0, 5.0), (43.0, 21.0), (27.0, 4.0)):
            pen.ring(x, y, 4, "f-lead")


def build_sign(canvas: Canvas, class_: str) -> Element:
    """A sign on its own, beside the words that it illustrates."""
    return node(
        "svg",
        *canvas.parts,
        class_=class_,
        viewBox="-2 -2 52 52",
        aria_hidden="true",
    )


class _Pen:
    """Draws in the coordinates of the field."""

    def __init__(self, canvas: Canvas, x: float, y: float, scale: float) -> None:
        self.canvas, self.x, self.y, self.scale = canvas, x, y, scale

    def squares(self, places: tuple[tuple[float, float], ...]) -> None:
        for x, y in places:
            left, top = self._at(x, y)
            side = SIDE * self.scale
            self.canvas.box(left, top, side, side, "f-line", radius=1.5)

    def dot(self, x: float, y: float, radius: float) -> None:
        self.canvas.dot(*self._at(x, y), radius * self.scale)

    def ring(self, x: float, y: float, radius: float, class_: str) -> None:
        self.canvas.ring(*self._at(x, y), radius * self.scale, class_)

    def lens(self, x: float, y: float) -> None:
        self.line("M", x - 11, y + 11, "L", x - 7.4, y + 7.4, class_="f-line")
        self.ring(x, y, 10.5, "f-line")
        self.dot(x, y, 5.5)

    def line(self, *commands: float | str, class_: str) -> None:
        """A path; numbers come in pairs of x and y."""
        made: list[str] = []
        pending: float | None = None
        for item in commands:
            if isinstance(item, str):
                made.append(item)
            elif pending is None:
                pending = item
            else:
                x, y = self._at(pending, item)
                made.append(f"{number(x)} {number(y)}")
                pending = None
        self.canvas.path(" ".join(made), class_)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.scale, self.y + y * self.scale
