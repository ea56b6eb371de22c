"""What readers type → what the course says: from the glossary and `data/search.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from course.model import Course, Locale


def read_ignored(course: Course, locale: Locale) -> list[str]:
    """Words of a query that tell nothing, such as “how” or “的”."""
    words = _search(course).get("ignore")
    found = words.get(locale) if isinstance(words, dict) else None
    return sorted(str(word) for word in found or [])


def build_synonyms(course: Course, locale: Locale) -> dict[str, str]:
    """For the search in one language.

    Returns:
        What a reader may type, in lower case and in any language, and the words that the
        pages of `locale` have for it, joined by spaces.
    """
    found: dict[str, set[str]] = {}
    for said, typed in _groups(course, locale):
        for form in typed:
            if form.lower() != said.lower():
                found.setdefault(form.lower(), set()).add(said)
    return {form: " ".join(sorted(said)) for form, said in sorted(found.items())}


def _groups(course: Course, locale: Locale) -> Iterator[tuple[str, list[str]]]:
    """What the course says in `locale`, with all else that is typed for it."""
    for term in course.terms.values():
        names = {name: _split(text) for name, text in term.name.items()}
        if locale in names:
            said, *others = names[locale]
            yield said, [*others, *(n for key in names if key != locale for n in names[key])]
    rows = _search(course).get("same")
    for row in rows if isinstance(rows, list) else []:
        said = row["to"].get(locale)
        if said:
            elsewhere = [text for name, text in row["to"].items() if name != locale]
            yield said, [*elsewhere, *map(str, row["from"])]


def _split(name: str) -> list[str]:
    """`customer experience (CX)` → both names."""
    return [part.strip() for part in re.split(r"[()（）/]", name) if part.strip()]


def _search(course: Course) -> Mapping[str, Any]:
    file = course.data.get("search")
    return file.value if file and isinstance(file.value, dict) else {}
