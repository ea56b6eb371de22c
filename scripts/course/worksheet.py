"""The fields of worksheets: what each is called and whether its wording was edited since.

What a reader writes is kept under the id of the sheet and of the field, in all languages alike.
A row is one field or, with `grid`, a field under each column of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course.model import Locale, hash_wording

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """A place to write.

    Attributes:
        id: within the sheet: that of its row, or of its row and its column.
        row: the row of `data/worksheets.yml` that it stands in.
        column: the column of the sheet, `None` for a row that is one field.
    """

    id: str
    row: Row
    column: Row | None = None

    def revision(self, locale: Locale) -> str:
        """Eight hex digits that change with the wording in the source language `locale`."""
        parts = (self.row, self.column) if self.column else (self.row,)
        return hash_wording(
            *(str(part.get(key, {}).get(locale, "")) for part in parts for key in ("label", "hint"))
        )


def read_columns(sheet: Row) -> tuple[Row, ...]:
    """The columns of a sheet, none where it has no grid."""
    return tuple(sheet.get("columns", ()))


def read_fields(sheet: Row, row: Row) -> Iterator[Field]:
    """The fields of a row, in the order of the columns."""
    if not row.get("grid"):
        yield Field(str(row["id"]), row)
        return
    for column in read_columns(sheet):
        yield Field(f"{row['id']}-{column['id']}", row, column)
