"""The parser and all rules end in linear time, whatever a line or a page repeats."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.checks.suite import CHECKS
from course.checks.survey import Survey
from course.html.extension import _CITATION as CITATION
from course.html.extension import render_page
from course.html.scene import Scene
from course.html.tree import _HEADING_ID as HEADING_ID
from course.slides.text import width
from course.source.folder import build_course
from course.source.inline import mask_code
from course.source.page import parse_page
from course.source.yaml_tree import read_tree
from tests.unit.test_vectors import CLEAN, ENGINE, EXTENSION

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
    "tag": "<a ",
    "parenthesis": "(客",
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
ANSWERS = {
    "tasks": "- [ ] a\n",
    "bullets": "- a\n",
    "numbers": "1. a\n",
    "rows": "| a | b |\n",
    "feedback": "    > a\n",
    "quotes": "> a\n",
    "fences": "```\n",
    "mixed-ends": "a\r\nb\rc\n",
}
QUESTION = "## a {#a}\n\n/// question | q\n    objective: x\n\nx?\n\n- [ ] "
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
    pytest.param("/// key\n    a: ", "a", id="option"),
    *(pytest.param(QUESTION, unit, id=f"question-{name}") for name, unit in ANSWERS.items()),
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


def test_a_data_file_of_a_megabyte_ends() -> None:
    rows = "- {id: a, zh: [客, 'b'], en: \"c\"}\n" * 10_000
    for text in (
        rows,
        "a: " + "客" * 300_000,
        "[" * 1_000_000,
        "- " * 500_000,
        "&a *a " * 99_999,
        "a: " + "9" * 99_999,
    ):
        tree = read_tree(text)
        assert tree.problems or tree.value


@pytest.mark.parametrize("unit", ['"', "~~", "<a>"])
def test_what_is_nested_deep_does_not_end_the_program(unit: str) -> None:
    """AutoCorrect's stack holds no hundred thousand levels."""
    work_through(write_text("客 a ", unit, 100_000))


@pytest.mark.parametrize(
    "text",
    ["".join(f"{'    ' * n}- a\n" for n in range(300)), "> " * 3_000, "- " * 2_000],
    ids=["lists", "quotations", "marks"],
)
@pytest.mark.parametrize(
    "before", ["", "/// key\n\n", f"{QUESTION}a\n    > "], ids=["prose", "block", "feedback"]
)
def test_a_preview_shows_what_is_nested_too_deep(text: str, before: str) -> None:
    page = parse_page("lessons/01-x.zh.md", f"{HEAD}{before}{text}\n\n///\n")
    course = replace(CLEAN, pages={page.path: page})
    assert "</h1>" in render_page(ENGINE, EXTENSION, Scene(course, page, "zh"))


BRACKETS = {"citation": "[@a", "label": "[", "link": "[a](", "id": " {#a", "gap": "   "}


@pytest.mark.parametrize("unit", BRACKETS.values(), ids=BRACKETS)
def test_the_output_reads_a_text_in_linear_time(unit: str) -> None:
    def read(size: int) -> float:
        text = f"# x{unit * (size // len(unit))}b"
        started = time.process_time()
        re.sub(CITATION, "", text)
        HEADING_ID.search(text)
        width(text)
        return time.process_time() - started

    for _ in range(3):
        if read(160_000) < 8 * read(40_000) + SLACK:
            return
    pytest.fail("four times the text takes more than eight times as long")


# The reading of Python-Markdown, which takes quadratic time.
SPAN = re.compile(r"(?<!\\)(?:\\{2})+(?=`+)|(?<!\\)(`+)(.+?)(?<!`)\1(?!`)")


@given(st.text("`\\a \n", max_size=40))
def test_code_is_masked_as_markdown_reads_it(text: str) -> None:
    # A fence is another matter.
    text = re.sub(r"(?m)^", "a", text)
    expected = SPAN.sub(lambda m: " " * len(m[0]) if m[1] else m[0], text)
    assert mask_code(text) == expected
