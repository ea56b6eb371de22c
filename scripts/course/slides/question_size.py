"""How large a question can be set: stem and options stand together, so it is never split.

The numbers are those of docs/assets/stylesheets/slide.css, in pixels of a slide of 1280 by 720.
"""

from __future__ import annotations

from course.model import Question
from course.slides.rules import count_lines
from course.slides.text import paragraphs, width

SIZES = (32.0, 28.0, 24.5, 22.0, 20.0)
"""Font size by `Slide.size`."""

WIDTH, HEIGHT = 1144.0, 550.0
"""Of the part of the slide between its top line and its foot."""

_VERDICT = 5.0
"""What "Not quite" and its sign take before the feedback, in em."""


def choose_question_size(question: Question) -> int:
    """The largest size at which question and answer fit, else the smallest."""
    for size, unit in enumerate(SIZES):
        if measure_question(question, unit) <= HEIGHT:
            return size
    return len(SIZES) - 1


def measure_question(question: Question, unit: float) -> float:
    """Height of a question with its answer, when an em is `unit` pixels."""
    tight = unit < SIZES[2]
    total = _text("\n\n".join(paragraphs(question.context)), 0.9 * unit, WIDTH, 1.5)
    total += _text(question.stem, 1.16 * unit, WIDTH, 1.4) + 1.8 * unit
    leading, padding = (1.36, 0.52) if tight else (1.42, 0.76)
    for option in question.options:
        left, right = _columns(question, unit)
        row = _text(option.text, unit, left, leading, bold=option.key)
        if option.match:
            row = max(row, _text(option.match, unit, right, leading, bold=True))
        elif option.feedback:
            lead = "字" * round(_VERDICT)
            row = max(row, _text(lead + option.feedback, 0.8 * unit, right, 1.45))
        total += row + padding * unit + 1
    answer = 0.0
    if question.feedback:
        answer = _text(question.feedback, 0.84 * unit, WIDTH - 1.4 * unit, 1.5) + 1.5 * unit
    choices = 0.0
    if question.kind == "matching":
        texts = {option.match for option in question.options} | {"".join(question.heads[1:])}
        line = sum(width(text) + 1.3 for text in texts)
        choices = (int(line * 0.86 * unit / WIDTH) + 1) * 1.6 * 0.86 * unit + 0.6 * unit
    return total + max(answer, choices)


def _columns(question: Question, unit: float) -> tuple[float, float]:
    """Width of the option and of what stands beside it once it is answered."""
    if question.kind == "ordering":
        return WIDTH - 4.5 * unit, 2 * unit
    room = WIDTH - 3.4 * unit
    share = 1.5 / 2.5 if question.kind == "matching" else 1 / 2.1
    return room * share, room * (1 - share)


def _text(text: str, size: float, room: float, leading: float, bold: bool = False) -> float:
    if not text:
        return 0.0
    wide = 1.06 if bold else 1.0
    return sum(count_lines(p, room / size / wide) for p in text.split("\n\n")) * size * leading
