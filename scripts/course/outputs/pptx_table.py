"""Native tables on a slide of PowerPoint."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu

from course.outputs.pptx_fit import Row, fit_rows, measure_row, share_width
from course.outputs.pptx_frame import place
from course.outputs.pptx_template import BOTTOM, LEFT, PX, RIGHT
from course.outputs.pptx_text import QUIET, Run, write_runs

CELLS = (18.0, 16.0, 14.0, 12.5, 11.0)
"""Points of text in a table."""


def add_table(
    made: Any,
    head: Row,
    rows: Sequence[Row],
    top: int,
    name: str,
    locale: str,
    room: int = 0,
    shares: Sequence[float] = (),
) -> None:
    """A native table: hairlines, a heavier rule below its head, no boxes."""
    every = [head, *rows] if head else list(rows)
    columns = max(len(row) for row in every)
    whole = RIGHT - LEFT
    parts = list(shares) or share_width(every, columns)
    widths = [round(whole * share) for share in parts]
    size = fit_rows(every, widths, room or BOTTOM - top, CELLS)
    heights = [measure_row(row, widths, size) for row in every]
    at = place(LEFT, top, whole, ceil(sum(heights)))
    frame = made.shapes.add_table(len(every), columns, *at)
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", name)
    table = frame.table
    table.first_row = bool(head)
    table.horz_banding = False
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # No style, no grid.
    for n, value in enumerate(widths):
        table.columns[n].width = Emu(value * PX)
    for y, row in enumerate(every):
        table.rows[y].height = Emu(ceil(heights[y]) * PX)
        for x in range(columns):
            cell = table.cell(y, x)
            first = bool(head) and y == 0
            _rule(cell, heavy=first)
            cell.margin_left, cell.margin_right = Emu(0), Emu(14 * PX)
            cell.margin_top = cell.margin_bottom = Emu(5 * PX)
            runs = row[x] if x < len(row) else ()
            if first:
                runs = tuple(Run(r.text, True, QUIET, r.scale) for r in runs)
            write_runs(cell.text_frame.paragraphs[0], runs, size * (0.8 if first else 1), locale)


def _rule(cell: Any, heavy: bool) -> None:
    """A line below a cell and none beside it. What is above is the line of the row above."""
    properties = cell._tc.get_or_add_tcPr()
    for tag in ("lnL", "lnR", "lnB"):
        line = properties.makeelement(qn(f"a:{tag}"), {"w": str((2 if heavy else 1) * PX)})
        if tag == "lnB":
            fill = line.makeelement(qn("a:solidFill"), {})
            colour = "172124" if heavy else "D6DCD9"
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour}))
            line.append(fill)
        else:
            line.append(line.makeelement(qn("a:noFill"), {}))
        properties.append(line)
