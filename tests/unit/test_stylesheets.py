"""What one engine alone understands is not written: nobody sees it in the tests' own browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

SHEETS = sorted((ROOT / "docs/assets/stylesheets").glob("*.css"))
LINE = r"underline|overline|line-through|none|inherit"
# WebKit before Safari 26 drops the whole declaration when there is more than the line.
LONG_DECORATION = re.compile(rf"text-decoration:(?!\s*(?:{LINE})\s*(?:!important\s*)?[;}}])[^;}}]*")


def find_long_decorations(sheet: str) -> list[str]:
    return LONG_DECORATION.findall(sheet)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_underlines_are_styled_by_properties_of_their_own(path: Path) -> None:
    assert find_long_decorations(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("a { text-decoration: underline dotted red .1rem; }", 1),
        ("a { text-decoration: underline }", 0),
        ("a { text-decoration: none; text-decoration-style: dotted; }", 0),
        ("a{text-decoration:wavy underline}", 1),
    ],
)
def test_a_long_decoration_is_found(text: str, many: int) -> None:
    assert len(find_long_decorations(text)) == many
