"""How large a question can be set: stem and options stand together, so it is never split.

The numbers are those of docs/assets/stylesheets/slide.css, in pixels of a slide of 1280 by 720.
"""

from __future__ import annotations

from course.model import Question
from course.slides.rules import count_lines
from course.slides.text import paragraphs, width

SIZES = (32.0, 28.0, 24.5, 22.0, 20.0)
"""Font size by `Slide.size` and `Slide.asked`."""

WIDTH, HEIGHT = 1144.0, 550.0
"""Of the part of the slide between its top line and its foot."""

_VERDICT = 5.0
"""What "Not quite" and its sign take before the feedback, in em."""


def choose_question_size(question: Question, answered: bool) -> int:
    """The largest size at which the question fits, else the smallest.

    Args:
        question: what is asked.
        answered: whether its answer and its feedback stand beside it.
    """
    for size, unit in enumerate(SIZES):
        if measure_question(question, unit, answered) <= HEIGHT:
            return size
    return len(SIZES) - 1


def measure_question(question: Question, unit: float, answered: bool) -> float:
    """Height of a question, with its answer or without, when an em is `unit` pixels."""
    total = _text("\n\n".join(paragraphs(question.context)), 0.9 * unit, WIDTH, 1.5)
    total += _text(question.stem, 1.16 * unit, WIDTH, 1.4) + 1.8 * unit
    leading, padding = 1.4, 0.48 if unit < SIZES[2] else 0.78
    for option in question.options:
        left, right = _columns(question, unit, answered)
        row = _text(option.text, unit, left, leading, bold=option.key)
        if option.match and answered:
            row = max(row, _text(option.match, unit, right, leading, bold=True))
        elif option.feedback and answered:
            lead = "字" * round(_VERDICT)
            row = max(row, _text(lead + option.feedback, 0.8 * unit, right, 1.45))
        total += row + padding * unit + 1
    if answered and question.feedback:
        return total + _text(question.feedback, 0.84 * unit, WIDTH - 1.4 * unit, 1.5) + 1.5 * unit
    if question.kind == "matching":
        texts = {option.match for option in question.options} | {"".join(question.heads[1:])}
        line = sum(width(text) + 1.3 for text in texts)
        total += (int(line * 0.86 * unit / WIDTH) + 1) * 1.6 * 0.86 * unit + 0.6 * unit
    return total


def _columns(question: Question, unit: float, answered: bool) -> tuple[float, float]:
    """Width of the option and of what stands beside it."""
    if question.kind == "ordering":
        return WIDTH - 4.5 * unit, 2 * unit
    if not answered and question.kind != "matching":
        return WIDTH - 2.1 * unit, 0
    room = WIDTH - 3.4 * unit
    share = 1.5 / 2.5 if question.kind == "matching" else 1 / 2.1
    return room * share, room * (1 - share)


def _text(text: str, size: float, room: float, leading: float, bold: bool = False) -> float:
    if not text:
        return 0.0
    wide = 1.06 if bold else 1.0
    return sum(count_lines(p, room / size / wide) for p in text.split("\n\n")) * size * leading
