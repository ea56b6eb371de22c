"""Widths of texts and where their lines break."""

from __future__ import annotations

import pytest

from course.html.figures import FigureError
from course.html.figures.measure import measure, wrap


def test_a_han_character_is_one_em_and_a_capital_wider_than_a_small_letter() -> None:
    assert measure("客户", 15) == 30
    assert measure("M", 10) > measure("n", 10) > measure("i", 10)
    assert measure("客户", 10, bold=True) == 20
    assert measure("map", 10, bold=True) > measure("map", 10)


def test_a_quote_is_full_width_in_chinese_only() -> None:
    assert measure("“终止轨道”", 10) == 60
    assert measure("“a”", 10) < 20


@pytest.mark.parametrize(
    "text",
    [
        "患者投诉引来检查；2010-2013 年有 19 个月处于联邦医保“终止轨道”",
        "《现代医疗》报道（多次）被查出的安全问题，后来怎样？",
        "Patient complaints bring inspections; 19 months of 2010-13 on “termination track”",
    ],
)
@pytest.mark.parametrize("width", [100, 130, 200, 330])
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = wrap(text, 15, width)
    assert all(measure(line, 15) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert line[0] not in "，。；：？！）》”,.;:?!)"
        assert line[-1] not in "（《“("


def test_a_word_that_cannot_fit_is_an_error_and_names_itself() -> None:
    with pytest.raises(FigureError, match="organisation"):
        wrap("the organisation", 15, 60)


def test_kept_words_are_not_split_unless_nothing_else_fits() -> None:
    text = "一二三终止轨道四五"
    assert wrap(text, 10, 50) != wrap(text, 10, 50, keep=("终止轨道",))
    assert all(
        "终止轨道" in line or "终" not in line for line in wrap(text, 10, 50, keep=("终止轨道",))
    )
    assert wrap("终止轨道", 10, 20, keep=("终止轨道",)) == ("终止", "轨道")


def test_no_text_is_no_line() -> None:
    assert wrap("  ", 15, 100) == ()
