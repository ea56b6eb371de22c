"""Flashcards made from the data: never written by hand, the same in every language."""

from __future__ import annotations

from course.generated.card import Card
from course.generated.claims import make_claims
from course.generated.lines import make_lines
from course.generated.orders import make_orders
from course.generated.signs import make_signs
from course.generated.terms import make_terms
from course.model import Course, Locale, Question


def derive_cards(course: Course) -> tuple[Card, ...]:
    """Every flashcard that the data yields, in the order of the kinds.

    Nothing in a choice depends on a language or on chance: ids alone decide.
    """
    makers = (make_terms, make_signs, make_orders, make_claims, make_lines)
    return tuple(card for make in makers for card in make(course))


def derive_questions(course: Course, locale: Locale) -> tuple[Question, ...]:
    """The flashcards as questions in one language."""
    return tuple(card.ask(course, locale) for card in derive_cards(course))


__all__ = ["Card", "derive_cards", "derive_questions"]
