"""How much room text takes on a slide of PowerPoint, and the largest size at which it fits.

Nothing draws the slide before it is opened: lines are counted by the widths of characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from course.outputs.pptx_text import Runs, plain
from course.slides.text import width

Row = Sequence[Runs]

LEADING = 1.38
"""Height of a line in parts of its size; fonts for Chinese are the highest."""


def count_lines(runs: Runs, wide: float, size: float) -> int:
    """Lines of a paragraph in a column of so many pixels."""
    em = size / 0.75
    need = sum(width(run.text) * run.scale * (1.06 if run.bold else 1.0) for run in runs)
    return max(1, ceil(need * em / max(wide, em)))


def measure(rows: Iterable[Runs], wide: float, size: float) -> float:
    """Pixels that paragraphs take, with the space between them."""
    em = size / 0.75
    return sum(count_lines(runs, wide, size) * em * LEADING + em * 0.5 for runs in rows)


def fit(rows: Sequence[Runs], wide: float, room: float, sizes: Sequence[float]) -> float:
    """The largest size at which paragraphs fit."""
    return next((s for s in sizes if measure(rows, wide, s) <= room), sizes[-1])


def measure_row(row: Row, widths: Sequence[int], size: float) -> float:
    """Pixels that a row of a table is high, with the margins of its cells."""
    em = size / 0.75
    pairs = zip(row, widths, strict=False)
    return max(count_lines(runs, wide - 14, size) for runs, wide in pairs) * em * LEADING + 10


def fit_rows(
    rows: Sequence[Row], widths: Sequence[int], room: float, sizes: Sequence[float]
) -> float:
    """The largest size at which a table fits."""
    for size in sizes:
        if sum(measure_row(row, widths, size) for row in rows) <= room:
            return size
    return sizes[-1]


def share_width(rows: Sequence[Row], columns: int) -> list[float]:
    """Widths of columns by the square root of their text, as browsers do it."""
    loads = [
        sum(min(width(plain(row[n])), 60) for row in rows if n < len(row)) + 4
        for n in range(columns)
    ]
    roots = [load**0.5 for load in loads]
    return [root / sum(roots) for root in roots]
