"""Claim to check status: how far is this checked? Only claims that the ledger shows."""

from __future__ import annotations

from collections.abc import Iterator

from course.generated.card import Card, Choice, choose, quote, rank, say, source_lessons
from course.model import SHAKY, STATUSES, CheckStatus, Course, Fact, Localized

LEDGER = "reference/ledger"
CLAIMS = 2
"""Claims of one lesson that become cards: the page that holds them must stay light."""


def make_claims(course: Course) -> Iterator[Card]:
    """Cards from the claims whose status a lesson shows, shaky ones before those that stand."""
    seen: set[str] = set()
    for lesson in source_lessons(course):
        for block in lesson.blocks("place"):
            if block.title.strip() != "sure":
                continue
            names = rank(
                (name for name in block.names("facts") if name in course.facts), lesson.key
            )
            facts = [course.facts[name] for name in names if name not in seen]
            shown = sorted((fact for fact in facts if fact.publish), key=_stands)
            for fact in shown[:CLAIMS]:
                seen.add(fact.id)
                yield _card(course, fact, lesson.key)


def _stands(fact: Fact) -> bool:
    return fact.check not in SHAKY


def _card(course: Course, fact: Fact, lesson: str) -> Card:
    place = STATUSES.index(fact.check)
    order = sorted(STATUSES, key=lambda status: abs(STATUSES.index(status) - place))
    right = Choice(
        _status(course, fact.check),
        say(course, "claim.right", note=quote(course, fact.note)),
    )
    wrong = (Choice(_status(course, name), say(course, f"claim.{name}")) for name in order[1:])
    return Card(
        f"gen-check-{fact.id}",
        "single",
        say(course, "quoted", text=quote(course, fact.claim)),
        say(course, "claim.stem"),
        choose(right, wrong),
        (fact.id,),
        lesson,
        LEDGER,
        fact.id,
        judges="fact",
    )


def _status(course: Course, status: CheckStatus) -> Localized:
    return {locale: course.word(locale, f"status.{status}") for locale in course.locales}
