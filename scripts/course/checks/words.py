"""Words that the course does not use: spellings of `data/spelling.yml`, variants of its terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey, Text
from course.model import Course

_WORD = re.compile(r"[a-zà-öø-ÿ]+", re.IGNORECASE)
_LETTER = re.compile(r"[A-Za-z0-9]")
_QUOTED = re.compile(r"“[^“”\n]*”|《[^《》\n]*》|\*[^*\n]+\*")


def check_words(survey: Survey) -> Iterator[Finding]:
    """Every text of pages and data."""
    spelling = read_spelling(survey.course)
    variants = read_variants(survey.course)
    for text in survey.texts:
        if text.locale in spelling:
            yield from _spelling(text, *spelling[text.locale])
        if text.locale in variants:
            yield from _variants(text, *variants[text.locale])


def read_spelling(course: Course) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """By language: whole words, and beginnings of words, each with what to write instead."""
    data = course.data.get("spelling")
    rows = data.value if data and isinstance(data.value, dict) else {}
    found: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for locale, words in rows.items():
        if isinstance(words, dict):
            pairs = [(str(k), str(v)) for k, v in words.items()]
            found[locale] = (
                {k: v for k, v in pairs if not k.endswith("*")},
                {k.rstrip("*"): v.rstrip("*") for k, v in pairs if k.endswith("*")},
            )
    return found


def _spelling(text: Text, whole: Mapping[str, str], begins: Mapping[str, str]) -> Iterator[Finding]:
    sizes = sorted({len(stem) for stem in begins})
    for word in sorted(set(_WORD.findall(text.words))):
        small = word.lower()
        better = whole.get(small, "")
        if not better:
            stem = next((small[:n] for n in sizes if small[:n] in begins), "")
            if not stem:
                continue
            better = begins[stem] + small[len(stem) :]
        if word[0].isupper():
            better = better[0].upper() + better[1:]
        at = re.search(rf"(?<![^\W\d_]){word}(?![^\W\d_])", text.words)
        yield make_finding(
            "spelling",
            text.path,
            text.line_at(at.start() if at else 0),
            f'the course does not spell it "{word}"',
            f'write "{better}"',
        )


def read_variants(course: Course) -> dict[str, tuple[re.Pattern[str], dict[str, str]]]:
    """By language: what finds a variant of a term, and the term by variant."""
    found = {}
    for locale in course.locales:
        names = {
            variant.lower(): term.name.get(locale, term.id).split(" (")[0]
            for term in course.terms.values()
            for variant in term.avoid.get(locale, ())
        }
        if names:
            longest = sorted(names, key=lambda name: (-len(name), name))
            found[locale] = (re.compile("|".join(map(re.escape, longest))), names)
    return found


def _variants(text: Text, pattern: re.Pattern[str], names: Mapping[str, str]) -> Iterator[Finding]:
    """A word in quotation marks is somebody else's, and stays."""
    words = text.words.lower()
    if not pattern.search(words):
        return
    if "“" in words or "《" in words or "*" in words:
        words = _QUOTED.sub(lambda match: " " * len(match[0]), words)
    for match in pattern.finditer(words):
        before, after = words[match.start() - 1 : match.start()], words[match.end() :][:1]
        if _LETTER.match(match[0][0]) and _LETTER.match(before or " "):
            continue
        if _LETTER.match(match[0][-1]) and _LETTER.match(after or " ") and after != "s":
            continue
        yield make_finding(
            "term-variant",
            text.path,
            text.line_at(match.start()),
            f'"{match[0]}" is not the word of the course',
            f'write "{names[match[0]]}"; somebody else’s word stands in quotation marks',
        )
