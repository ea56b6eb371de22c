"""Term to definition or back, with the terms that are easily taken for it as wrong answers."""

from __future__ import annotations

from collections.abc import Iterator

from course.generated.card import Card, Choice, choose, find_uses, quote, rank, say
from course.model import Course, Localized, Term, fold

GLOSSARY = "reference/glossary"


def make_terms(course: Course) -> Iterator[Card]:
    """A card for each term that has enough neighbours: one way or the other, by its id alone,
    so that a new term does not turn the others round. Both ways would make the page too heavy.
    """
    uses = find_uses(course)
    for term in course.terms.values():
        near = _neighbours(course, term, uses)
        lesson = next(iter(uses.get(term.id, [])), "")
        makers = {"definition": _to_definition, "name": _to_name}
        cards = (makers[way](course, term, near, lesson) for way in rank(makers, term.id))
        card = next(filter(None, cards), None)
        if card:
            yield card


def _neighbours(course: Course, term: Term, uses: dict[str, list[str]]) -> list[Term]:
    """All other terms, those first that a learner may take for this one."""
    others = [name for name in course.terms if name != term.id]
    lessons = set(uses.get(term.id, []))

    def distance(name: str) -> int:
        other = course.terms[name]
        if name in term.near:
            return 0
        if term.id in other.near:
            return 1
        if lessons & set(uses.get(name, [])):
            return 2
        return 3 if set(term.sources) & set(other.sources) else 4

    return [course.terms[name] for name in sorted(rank(others, term.id), key=distance)]


def _to_definition(course: Course, term: Term, near: list[Term], lesson: str) -> Card | None:
    name = quote(course, term.name)
    right = Choice(
        quote(course, term.definition),
        say(course, "term.right", term=name),
    )
    wrong = (
        Choice(
            quote(course, other.definition),
            say(course, "term.wrong", term=quote(course, other.name)),
        )
        for other in near
        if not _names(other.definition, term.name)
    )
    choices = choose(right, wrong)
    if len(choices) < 3 or _names(term.definition, term.name):
        return None
    stem = say(course, "term.stem", term=name)
    return _card(f"gen-term-{term.id}", {}, stem, choices, term, lesson)


def _to_name(course: Course, term: Term, near: list[Term], lesson: str) -> Card | None:
    right = Choice(
        quote(course, term.name),
        say(
            course,
            "name.right",
            term=quote(course, term.name),
            definition=quote(course, term.definition),
        ),
    )
    wrong = (
        Choice(
            quote(course, other.name),
            say(
                course,
                "name.wrong",
                term=quote(course, other.name),
                definition=quote(course, other.definition),
            ),
        )
        for other in near
        if not _names(term.definition, other.name)
    )
    choices = choose(right, wrong)
    if len(choices) < 3 or _names(term.definition, term.name):
        return None
    context = say(course, "quoted", text=quote(course, term.definition))
    stem = say(course, "name.stem")
    return _card(f"gen-name-{term.id}", context, stem, choices, term, lesson)


def _names(definition: Localized, name: Localized) -> bool:
    """Whether the definition gives the name away in any language."""
    return any(fold(name[key]) in fold(definition.get(key, "")) for key in name if fold(name[key]))


def _card(
    name: str,
    context: Localized,
    stem: Localized,
    choices: tuple[Choice, ...],
    term: Term,
    lesson: str,
) -> Card:
    return Card(name, "single", context, stem, choices, (), lesson, GLOSSARY, term.id)
