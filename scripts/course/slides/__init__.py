"""The slide model: a lesson or a learning path as slides, in one language. No HTML, no I/O.

The decks in the browser and the PPTX files are both written from it, so that they show the
same slides in the same order.
"""

from course.slides.addresses import deck_address
from course.slides.lesson import build_lesson_deck
from course.slides.model import Deck, Segment, Slide, SlideKind, Table
from course.slides.path import build_path_deck

__all__ = [
    "Deck",
    "Segment",
    "Slide",
    "SlideKind",
    "Table",
    "build_lesson_deck",
    "build_path_deck",
    "deck_address",
]
