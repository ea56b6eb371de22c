"""Slides as data: frozen dataclasses. Texts are Markdown, as the author wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from course.model import Block, Locale, Question

SlideKind = Literal[
    "title",
    "objectives",
    "agenda",
    "step",
    "break",
    "section",
    "case",
    "activity",
    "checklist",
    "other",
    "sure",
    "question",
    "takeaways",
]
"""What a slide is:

- `title`: a lesson or a path; `text` is the lead, or whom the path is for.
- `objectives`: `points`.
- `agenda`: steps of a path in `table`, with their minutes.
- `step`: a step of a path begins; without a `lesson` it is itself what is done, for `countdown`.
- `break`: of a path, for `countdown` minutes.
- `section`: key points (`points`), or a figure (`place`), or a table (`table`, `place`).
- `case`: `text` in paragraphs; `fictional` says whether it is invented.
- `activity`: steps in `points` or its form in `table`; `countdown`, `group`, `output`.
- `checklist`: its lines in `points`.
- `other`: the first sentence of each paragraph in `points`.
- `sure`: claims of the ledger in `facts`.
- `question`: `question`.
- `takeaways`: `points`.
"""


@dataclass(frozen=True)
class Table:
    """Cells as inline Markdown."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Slide:
    """One slide. Fields that its kind does not need stay empty.

    Attributes:
        id: unique in every deck that holds it; the same in every language unless a text is so
            much longer that it takes a slide more.
        title: inline Markdown; of a question its stem.
        lesson: key of the page that it is made from, e.g. `lessons/01-shared-words`.
        section: id of the heading on that page that it links to, empty for the top.
        label: what stands small above the title: the section of a case, the half day of a step.
        minutes: planned for its section; on the section's first slide alone, so that the minutes
            of all slides add up.
        notes: speaker notes of its section as Markdown; on the section's first slide alone.
        part: (1, 2) on the first of two slides that one text was split into, else (1, 1).
        size: of a question with its answer: 0 for text at full size, 1 to 4 for a step smaller
            each, by `question_size.SIZES`.
        asked: the same before the answer is shown, when there is more room.
        text: Markdown in paragraphs.
        points: inline Markdown, one for each line.
        first: number of the first point, where slides before have the points before it.
        table: a table that the author wrote.
        place: the `place` block of a figure or of another thing made from data.
        question: what is asked, with its key and its feedback.
        facts: ids of the claims that it shows or rests on.
        countdown: minutes of what is to be done, 0 where nothing is.
        group: how many do it together.
        output: what people leave with.
        fictional: whether a case is invented.
    """

    id: str
    kind: SlideKind
    title: str
    lesson: str = ""
    section: str = ""
    label: str = ""
    minutes: int = 0
    notes: str = ""
    part: tuple[int, int] = (1, 1)
    size: int = 0
    asked: int = 0
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    first: int = 1
    table: Table | None = None
    place: Block | None = None
    question: Question | None = None
    facts: tuple[str, ...] = ()
    countdown: int = 0
    group: int = 1
    output: str = ""
    fictional: bool = False

    @property
    def segment(self) -> str:
        """What its time is planned for: slides of one section share it."""
        return f"{self.lesson}#{self.section}" if self.section else self.id


@dataclass(frozen=True)
class Segment:
    """Slides in a row that share a plan: a section, a break, a step.

    Attributes:
        title: inline Markdown.
        minutes: planned for all of it.
        notes: Markdown.
        slides: at least one.
    """

    title: str
    minutes: int
    notes: str
    slides: tuple[Slide, ...]


@dataclass(frozen=True)
class Deck:
    """The slides of a lesson or a path in one language.

    Attributes:
        id: of the lesson or the path.
        page: key of the page that it is made from.
        headings: title of each section by `Slide.segment`, inline Markdown.
    """

    id: str
    locale: Locale
    title: str
    page: str
    slides: tuple[Slide, ...]
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """Planned for all of it."""
        return sum(slide.minutes for slide in self.slides)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The slides by what their time is planned for, in order."""
        found = []
        for name, group in groupby(self.slides, key=lambda slide: slide.segment):
            slides = tuple(group)
            found.append(
                Segment(
                    self.headings.get(name, slides[0].title),
                    sum(slide.minutes for slide in slides),
                    "\n\n".join(slide.notes for slide in slides if slide.notes),
                    slides,
                )
            )
        return tuple(found)
