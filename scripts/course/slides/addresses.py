"""Where decks lie in the site."""

from __future__ import annotations

from typing import Literal

from course.model import Course, Locale

FOLDER = "teach/decks"

DeckFor = Literal["trainer", "speaker", "learner"]
"""Who opens it: the room with the trainer, the trainer's own screen, learners afterwards."""

_SUFFIX = {"trainer": "", "speaker": "-speaker", "learner": "-learner"}


def deck_name(deck_id: str, reader: DeckFor = "trainer") -> str:
    """File name of a deck in its folder: `l01.html`, `l01-speaker.html`, `l01-learner.html`."""
    return f"{deck_id}{_SUFFIX[reader]}.html"


def deck_address(course: Course, locale: Locale, deck_id: str, reader: DeckFor = "trainer") -> str:
    """Address of a deck from the root of the site, without a slash in front.

    MkDocs does not know these files, so a link in Markdown to one would be a broken link: links
    to decks are made by elements of ours. From a page at depth n, put `../` n times before it.

    Args:
        course: for the language at the root of the site.
        locale: language of the deck.
        deck_id: id of a lesson (`l01`) or of a learning path (`half-day`).
        reader: who opens it.

    Returns:
        `teach/decks/l01.html`, `en/teach/decks/half-day-learner.html`.
    """
    prefix = "" if locale == course.source_locale else f"{locale}/"
    return f"{prefix}{FOLDER}/{deck_name(deck_id, reader)}"
