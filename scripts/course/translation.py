"""How far a translation has followed its source, section by section.

The front matter of a translation keeps, under `translated`, a short hash of each section of
the source as it was when somebody last held the two side by side.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from course.model import Course, Heading, Page, fold
from course.source.page import write_page

RECORD = "translated"
TOP = "top"
"""Name of what stands above the first section: title, lead, objectives, opening."""

State = Literal["current", "outdated", "missing"]


@dataclass(frozen=True)
class Section:
    """A section of a translation.

    Attributes:
        id: of its heading, `top` for what stands above the first one.
        state: `missing` where nobody has recorded it yet.
        recorded: the hash in the front matter, empty where there is none.
        line: in the translation.
        source_line: in the source.
        title: heading in the translation, empty for the top.
    """

    id: str
    state: State
    recorded: str
    line: int
    source_line: int
    title: str


def split_sections(page: Page) -> dict[str, str]:
    """The text of each section by the id of its H2, what stands above the first as `top`."""
    lines = write_page(page).split("\n")
    front = page.front.count("\n")
    known = "\n".join([str(page.meta.get("title", "")), str(page.meta.get("lead", ""))])
    parts = {TOP: "\n".join([known, *page.objectives.values(), ""])}
    starts = [(TOP, front), *((h.id or "", h.line - 1) for h in chapters(page))]
    for (name, start), stop in zip(starts, [*(s for _, s in starts[1:]), len(lines)], strict=True):
        parts[name] = parts.get(name, "") + "\n".join(lines[start:stop]) + "\n"
    return parts


def chapters(page: Page) -> list[Heading]:
    """The H2 headings that have an id."""
    return [heading for heading in page.headings if heading.level == 2 and heading.id]


def digest(text: str) -> str:
    """Eight hex digits. Spaces, case, width and punctuation do not count: mending them leaves
    a translation as good as it was."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:8]


def record_of(page: Page) -> Mapping[str, str]:
    """What the front matter says."""
    value = page.meta.get(RECORD)
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}


def follow(course: Course, page: Page) -> tuple[Section, ...]:
    """The sections that a translation shares with its source, in the source's order.

    Empty for a page of the source language, and where there is no source.
    """
    source = course.page(page.key, course.source_locale)
    if source is None or page.locale == course.source_locale or page.locale not in course.locales:
        return ()
    recorded = record_of(page)
    ours = {h.id: h for h in chapters(page)}
    theirs = {h.id: h.line for h in chapters(source)}
    found = []
    for name, text in split_sections(source).items():
        if name != TOP and name not in ours:
            continue  # heading-parity says so
        was = recorded.get(name, "")
        state: State = "missing" if not was else "current" if was == digest(text) else "outdated"
        heading = ours.get(name)
        found.append(
            Section(
                name,
                state,
                was,
                heading.line if heading else 1,
                theirs.get(name, 1),
                heading.text if heading else "",
            )
        )
    return tuple(found)


def accept(text: str, source: Page, page: Page, names: tuple[str, ...] = ()) -> str:
    """The file of a translation with its record renewed; nothing else changes.

    Args:
        text: the file as it is, whatever its line ends.
        source: the page in the source language.
        page: the translation.
        names: sections to record; all of the source when empty.

    Raises:
        ValueError: the file has no front matter to write to.
    """
    old = record_of(page)
    record = {
        name: digest(part) if not names or name in names else old.get(name, "")
        for name, part in split_sections(source).items()
    }
    rows = [f"  {name}: {value}" for name, value in record.items() if value]
    # YAML would read some hashes as numbers: 12345678, or 1234e567.
    rows = [re.sub(r": (\d+(?:e\d+)?)$", r': "\1"', row) for row in rows]
    lines = text.split("\n")
    ends = [n for n, line in enumerate(lines) if line.lstrip("\ufeff").rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        raise ValueError(f"{page.path} has no front matter")
    end = "\r" if lines[0].endswith("\r") else ""
    front: list[str] = []
    inside = False
    for line in lines[: ends[1]]:
        inside = line.startswith(f"{RECORD}:") or (inside and line.startswith(" "))
        if not inside:
            front.append(line)
    made = [f"{row}{end}" for row in (f"{RECORD}:", *rows)]
    return "\n".join([*front, *made, *lines[ends[1] :]])
