"""A question in two languages: as many options, in the same order, with the same keys."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.sequences import Pair
from course.model import Question, fold

_FORMS = {
    "single": "a choice",
    "multiple": "a choice",
    "ordering": "an ordering",
    "matching": "a matching",
}


def compare_answers(pair: Pair, ours: Question, theirs: Question) -> Iterator[Finding]:
    """What differs in the answer; the options of the block are compared elsewhere."""

    def differ(line: int, message: str, fix: str) -> Finding:
        return make_finding("question-parity", pair.path, line, message, fix)

    if _FORMS[ours.kind] != _FORMS[theirs.kind]:
        yield differ(
            ours.line,
            f"'{ours.id}' is {_FORMS[ours.kind]} here, {_FORMS[theirs.kind]} in {pair.file}",
            f"write it in the same form ({pair.there(theirs.line)})",
        )
        return
    mine, wanted = ours.options, theirs.options
    if len(mine) != len(wanted):
        line = mine[len(wanted)].line if len(mine) > len(wanted) else mine[-1].line
        first = wanted[len(mine)].line if len(wanted) > len(mine) else wanted[-1].line
        yield differ(
            line,
            f"'{ours.id}' has {len(mine)} options here, {len(wanted)} in {pair.file}",
            f"write the same options in the same order ({pair.there(first)})",
        )
        return
    for number, (here, there) in enumerate(zip(mine, wanted, strict=True), 1):
        if ours.kind in ("single", "multiple") and here.key != there.key:
            right = "right here, wrong" if here.key else "wrong here, right"
            yield differ(
                here.line,
                f"option {number} of '{ours.id}' is {right} in {pair.file}",
                f"mark the same options with [x] ({pair.there(there.line)})",
            )
    if ours.kind == "matching":
        mine_groups, their_groups = _groups(ours), _groups(theirs)
        for number, (a, b) in enumerate(zip(mine_groups, their_groups, strict=True)):
            if a != b:
                yield differ(
                    mine[number].line,
                    f"row {number + 1} of '{ours.id}' is matched with what row {a + 1} has, "
                    f"in {pair.file} with what row {b + 1} has",
                    f"match the same rows with the same text ({pair.there(wanted[number].line)})",
                )
                return


def _groups(question: Question) -> list[int]:
    """For each row the first row that has the same right-hand side."""
    texts = [fold(option.match) for option in question.options]
    return [texts.index(text) for text in texts]
