"""Sign to maturity level, from the cells of the matrix that the sources themselves give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course.generated.card import Card, Choice, choose, quote, say, source_lessons
from course.html.nodes import lesson_number
from course.model import SHAKY, Course

MATRIX = "maturity/matrix"


def make_signs(course: Course) -> Iterator[Card]:
    """A card for each cell that is not inferred and whose basis stands firm."""
    file = course.data.get("maturity")
    if file is None or not isinstance(file.value, dict):
        return
    levels: list[dict[str, Any]] = file.value["levels"]
    lessons = {lesson_number(page.key): page.key for page in source_lessons(course)}
    for row in file.value["dimensions"]:
        for place, cell in enumerate(row["cells"]):
            fact = course.facts.get(str(cell.get("fact", "")))
            if cell["origin"] == "I" or fact is None or fact.check in SHAKY:
                continue
            # Adjacent levels first: they are the ones that are mixed up.
            order = sorted(range(len(levels)), key=lambda n: (abs(n - place), n))
            choices = [_level(course, levels[n], row["cells"][n], n == place) for n in order]
            yield Card(
                f"gen-sign-{row['id']}-{levels[place]['n']}",
                "single",
                say(course, "quoted", text=quote(course, cell)),
                say(course, "sign.stem", dimension=quote(course, row)),
                choose(choices[0], choices[1:]),
                (fact.id,),
                lessons.get(int(row["lesson"]), ""),
                MATRIX,
                "",
            )


def _level(course: Course, level: dict[str, Any], cell: dict[str, Any], right: bool) -> Choice:
    number = int(level["n"])
    inferred = "-inferred" if cell["origin"] == "I" else ""
    return Choice(
        say(course, "sign.level", n=number, name=quote(course, level)),
        say(course, "sign.right", n=number, line=quote(course, level["line"]))
        if right
        else say(course, f"sign.wrong{inferred}", n=number, cell=quote(course, cell)),
    )
