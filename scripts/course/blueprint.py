"""The final assessment: what one form of it holds, and which questions may fill it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from course.model import Course, Localized, Page, Question


@dataclass(frozen=True)
class Aim:
    """An objective with the number of its items."""

    lesson: str
    objective: str
    items: int

    @property
    def id(self) -> str:
        """The objective's name in the whole course, e.g. `l01-compare`."""
        return f"{self.lesson}-{self.objective}"


@dataclass(frozen=True)
class Part:
    """A block of the assessment.

    Attributes:
        forms: kind of question → the least number of its items.
        number: its place in the file, from 0.
    """

    id: str
    title: Localized
    items: int
    aims: tuple[Aim, ...]
    forms: Mapping[str, int]
    number: int

    @property
    def lessons(self) -> tuple[str, ...]:
        """Ids of its lessons, each once."""
        return tuple(dict.fromkeys(aim.lesson for aim in self.aims))


@dataclass(frozen=True)
class Blueprint:
    """`data/blueprint.yml`.

    Attributes:
        share: per cent of all items that must be right.
        least: per cent of the items of each block that must be right.
    """

    items: int
    minutes: int
    share: int
    least: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Bank:
    """The questions of one objective: those reserved for the assessment, and the lesson's."""

    reserved: tuple[Question, ...]
    free: tuple[Question, ...]


def read_blueprint(course: Course) -> Blueprint | None:
    """The blueprint, `None` where there is none or it has the wrong form.

    The schema check names what is wrong, so nothing is lost in silence.
    """
    file = course.data.get("blueprint")
    if file is None or not isinstance(file.value, dict):
        return None
    value = file.value
    try:
        parts = tuple(
            Part(
                str(row["id"]),
                {str(k): str(v) for k, v in row["title"].items()},
                int(row["items"]),
                tuple(
                    Aim(str(lesson), str(name), int(items))
                    for lesson, aims in row["objectives"].items()
                    for name, items in aims.items()
                ),
                {str(k): int(v) for k, v in row.get("forms", {}).items()},
                number,
            )
            for number, row in enumerate(value["blocks"])
        )
        items, minutes, share, least = (
            int(value[name]) for name in ("items", "minutes", "pass", "least")
        )
        return Blueprint(items, minutes, share, least, parts)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def find_bank(lesson: Page, objective: str) -> Bank:
    """The questions of an objective of a lesson."""
    found = [question for question in lesson.questions if question.objective == objective]
    return Bank(
        tuple(question for question in found if question.final),
        tuple(question for question in found if not question.final),
    )


def find_usable(part: Part, lessons: Mapping[str, Page]) -> Iterator[tuple[Aim, Question]]:
    """Every question that some form of the block holds."""
    for aim in part.aims:
        if aim.lesson not in lessons:
            continue
        bank = find_bank(lessons[aim.lesson], aim.objective)
        yield from ((aim, question) for question in bank.reserved[: aim.items])
        for question in bank.free:
            if can_fill(part, lessons, question):
                yield aim, question


def can_fill(part: Part, lessons: Mapping[str, Page], must: Question | None = None) -> bool:
    """Whether the questions of a block's objectives give it all forms that it asks for.

    Args:
        part: the block.
        lessons: the lessons by their id.
        must: a question of a lesson that has to be among them.
    """
    choices = []
    for aim in part.aims:
        bank = find_bank(lessons[aim.lesson], aim.objective)
        if must in bank.free:
            bank = Bank((*bank.reserved, must), tuple(q for q in bank.free if q != must))
            if len(bank.reserved) > aim.items:
                return False
        choices.append(list(_kinds(bank, aim.items)))
    for picked in product(*choices):
        have = Counter(kind for kinds in picked for kind in kinds)
        if all(have[kind] >= least for kind, least in part.forms.items()):
            return True
    return False


def _kinds(bank: Bank, items: int) -> Iterator[tuple[str, ...]]:
    """The forms that an objective's items may have, each set of them once."""
    reserved = [question.kind for question in bank.reserved[:items]]
    drawn = combinations(sorted(question.kind for question in bank.free), items - len(reserved))
    for kinds in dict.fromkeys(drawn):
        yield (*reserved, *kinds)
