"""The feedback of a question: each answer explained by itself, in more than a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.wording import is_long_enough, plain
from course.model import Block, Page, Question, fold

_OPTION = re.compile(r"[-*+] +\[[ xX]\]")


def feedback_lines(block: Block) -> list[int]:
    """Line of the first `>` below each option; `block.line` where there is none."""
    found: list[int] = []
    for number, line in enumerate(block.body.split("\n"), block.body_line):
        if _OPTION.match(line):
            found.append(0)
        elif found and not found[-1] and line.lstrip().startswith(">"):
            found[-1] = number
    return found


def find_feedback(page: Page, question: Question, block: Block) -> Iterator[Finding]:
    """What is wrong with the feedback of a question: none, too short, or the same twice."""
    if question.kind in ("ordering", "matching"):
        lines = block.body.split("\n")
        quoted = [n for n, s in enumerate(lines, block.body_line) if s.lstrip().startswith(">")]
        line = quoted[-1] if quoted else question.options[-1].line
        yield from _one_feedback(page, question, question.feedback, line, "")
        return
    places = feedback_lines(block)
    seen: dict[str, int] = {}
    for number, option in enumerate(question.options):
        line = (places[number] if number < len(places) else 0) or option.line
        what = f' of "{_short(option.text)}"'
        yield from _one_feedback(page, question, option.feedback, line, what)
        text = fold(plain(option.feedback))
        if text and text in seen:
            yield make_finding(
                "feedback-same",
                page.path,
                line,
                f"the feedback{what} repeats line {seen[text]}",
                "say what is right or wrong about this option",
            )
        seen.setdefault(text, line)


def _one_feedback(
    page: Page, question: Question, text: str, line: int, what: str
) -> Iterator[Finding]:
    if not text:
        yield make_finding(
            "feedback-missing",
            page.path,
            line,
            f"'{question.id}' has no feedback{what.replace(' of', ' for')}",
            'write "    > …" below the option: why it is right, or what it gets wrong'
            if what
            else 'write "> …" below the answer, after a blank line: why it is so',
        )
    elif not is_long_enough(text, 12, 8):
        yield make_finding(
            "feedback-short",
            page.path,
            line,
            f"the feedback{what} is too short to explain anything",
            "say why in at least 8 words, or 12 Han characters",
        )


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
