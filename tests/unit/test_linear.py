"""The parser and all rules end in linear time, whatever a line or a page repeats."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.checks import CHECKS
from course.checks.survey import Survey
from course.source.folder import build_course
from course.source.inline import mask_code
from course.source.page import parse_page

HEAD = "---\ntitle: x\n---\n\n# x\n\n"
LINE = {
    "letter": "a",
    "space": "a   ",
    "bracket": "[",
    "star": "*",
    "backtick": "`",
    "backticks": "` `` ``` ",
    "brace": "{",
    "brace-hash": "{#",
    "brace-colon": "{:",
    "pipe": "|",
    "han": "客",
    "citation": "[@",
    "link": "[a](",
    "image": "![",
    "autolink": "<a:",
    "digit": "7",
    "numbers": "7 and ",
    "straight": '"',
    "dots": "...",
    "backslash": "\\",
}
LINES = {
    "quotes": "> > a\n",
    "blocks": "/// example\na\n\n///\n\n",
    "open-blocks": "/// key\n",
    "headings": "## a\n",
    "sections": "## a {#a}\n\n/// key\na\n\n///\n\n",
    "items": "- a\n",
    "fences": "```\n",
}
SIZE = 10_000
SLACK = 0.06
"""Seconds that a busy machine may add to one side of a comparison."""


def work_through(text: str) -> float:
    """Processor seconds of the parser and all rules on one page."""
    started = time.process_time()
    page = parse_page("lessons/01-x.zh.md", text)
    survey = Survey(build_course(("zh", "en"), {page.path: page}, {}))
    for check in CHECKS:
        list(check(survey))
    return time.process_time() - started


def write_text(head: str, unit: str, size: int) -> str:
    return f"{HEAD}{head}{unit * (size // len(unit))}b\n"


CASES = [
    *(pytest.param("", unit, id=name) for name, unit in (LINE | LINES).items()),
    *(
        pytest.param("# x ", LINE[name], id=f"heading-{name}")
        for name in ("space", "brace-hash", "citation")
    ),
    *(pytest.param("/// key | x ", LINE[name], id=f"block-{name}") for name in ("space", "pipe")),
]


@pytest.mark.parametrize(("head", "unit"), CASES)
def test_twice_the_text_takes_twice_the_time(head: str, unit: str) -> None:
    short, long = write_text(head, unit, SIZE), write_text(head, unit, 4 * SIZE)
    for _ in range(3):
        if work_through(long) < 8 * work_through(short) + SLACK:
            return
    pytest.fail("four times the text takes more than eight times as long")


def test_a_line_of_a_megabyte_ends() -> None:
    share = 1_000_000 // len(LINE)
    work_through(HEAD + " ".join(unit * (share // len(unit)) for unit in LINE.values()))


# The reading of Python-Markdown, which takes quadratic time.
SPAN = re.compile(r"(?<!\\)(?:\\{2})+(?=`+)|(?<!\\)(`+)(.+?)(?<!`)\1(?!`)")


@given(st.text("`\\a \n", max_size=40))
def test_code_is_masked_as_markdown_reads_it(text: str) -> None:
    # A fence is another matter.
    text = re.sub(r"(?m)^", "a", text)
    expected = SPAN.sub(lambda m: " " * len(m[0]) if m[1] else m[0], text)
    assert mask_code(text) == expected
