"""Every distractor stands for a mistake that people make, and the mistake has a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey, suggest
from course.model import DataFile, Page, Question

FILE = "data/misconceptions.yml"


def check_misconceptions(survey: Survey) -> Iterator[Finding]:
    """Choice questions on every page, then the names that no question uses."""
    file = survey.course.data.get("misconceptions")
    names = _names(file)
    used: set[str] = set()
    for leaf in survey.leaves:
        for question in leaf.page.questions:
            used.update(question.misconceptions)
            yield from _question(leaf.page, question, names)
    for name, line in names.items():
        if file and name not in used:
            yield make_finding(
                "misconception",
                file.path,
                line,
                f"no distractor stands for '{name}'",
                "remove the entry, or name it in a question",
            )


def _names(file: DataFile | None) -> Mapping[str, int]:
    """Line of each id."""
    rows = file.value if file and isinstance(file.value, list) else []
    return {
        str(row["id"]): file.lines.get((number,), 1)
        for number, row in enumerate(rows)
        if file and isinstance(row, dict) and "id" in row
    }


def _question(page: Page, question: Question, names: Mapping[str, int]) -> Iterator[Finding]:
    choice = question.kind in ("single", "multiple")
    others = sum(not option.key for option in question.options) if choice else 0
    block = next(b for b in page.blocks("question") if b.line == question.line)
    line = block.option_lines.get("misconceptions", block.line)
    given = len(question.misconceptions)
    if given != others:
        yield make_finding(
            "misconception",
            page.path,
            line,
            f"'{question.id}' has {_count(others, 'distractor')} "
            f"and names {_count(given, 'misconception')}",
            "write 'misconceptions: […]', one for each distractor in their order"
            if others
            else "remove the line: an ordering and a matching have no distractors",
        )
    for name in question.misconceptions:
        if name not in names:
            near = suggest(name, names)
            yield make_finding(
                "misconception",
                page.path,
                line,
                f"docs/{FILE} has no '{name}'",
                f"write '{near}'" if near else f"add it to docs/{FILE} first",
            )


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
