"""What data files name must exist, and every text stands in every language."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from typing import Any

from course.checks.finding import Finding, Severity
from course.checks.numbers import find_numbers, numbers_of_claim
from course.checks.references import fact_findings
from course.checks.rules import make_finding
from course.checks.survey import Survey, suggest
from course.model import Course, DataFile
from course.source.folder import is_words
from course.source.inline import find_citations

Path = tuple[str | int, ...]

_SOURCES = frozenset({"source", "sources", "cited_by", "origin_of"})
_FACTS = frozenset({"fact", "facts"})


def check_data(survey: Survey) -> Iterator[Finding]:
    """Every data file."""
    course = survey.course
    for data in course.data.values():
        for path, row in _mappings(data.value, ()):
            yield from _languages(course, data, path, row)
            yield from _names(course, data, path, row)
            if "fact" in row and ("year" in row or "points" in path):
                yield from _year(course, data, path, row)
            if "fact" in row and isinstance(row.get("when"), dict):
                yield from _when(course, data, path, row)
    yield from _words_of_the_interface(course)
    yield from _queries(course)
    yield from _grids(course)


def _grids(course: Course) -> Iterator[Finding]:
    """A worksheet has columns if, and only if, a row of it is a grid."""
    file = course.data.get("worksheets")
    for n, sheet in enumerate(file.value if file and isinstance(file.value, list) else []):
        rows = sheet.get("rows") if isinstance(sheet, dict) else None
        if not file or not isinstance(rows, list):
            continue
        grids = [m for m, row in enumerate(rows) if isinstance(row, dict) and row.get("grid")]
        if bool(grids) == bool(sheet.get("columns")):
            continue
        at = (n, "rows", grids[0], "grid") if grids else (n, "columns")
        yield make_finding(
            "data-schema",
            file.path,
            _line(file, at),
            f"'{sheet.get('id')}' has {'a grid' if grids else 'columns'}, "
            f"but no {'columns' if grids else 'row with a grid'}",
            "add 'columns: …' above its rows, or remove 'grid'"
            if grids
            else "add 'grid: true' to the rows that have a field under each, or remove 'columns'",
        )


def _queries(course: Course) -> Iterator[Finding]:
    """The pages that queries must find."""
    file = course.data.get("queries")
    keys = {page.key for page in course.pages.values()}
    for n, row in enumerate(file.value if file and isinstance(file.value, list) else []):
        page = row.get("page") if isinstance(row, dict) else None
        if file and isinstance(page, str) and page not in keys:
            near = suggest(page, keys)
            yield make_finding(
                "broken-link",
                file.path,
                _line(file, (n, "page")),
                f"'{page}' is not a page of the course",
                f"write '{near}'" if near else "name a page, without language",
            )


def _words_of_the_interface(course: Course) -> Iterator[Finding]:
    """Every string once, in one of the files, with the same fields in every language."""
    first: dict[str, str] = {}
    for name, data in course.data.items():
        if not is_words(name):
            continue
        yield from _placeholders(course, data)
        for key in data.value if isinstance(data.value, dict) else ():
            if first.setdefault(key, data.path) != data.path:
                yield make_finding(
                    "data-schema",
                    data.path,
                    _line(data, (key,)),
                    f"'{key}' stands in {first[key]} too",
                    "keep it in one of the two files",
                )


def _mappings(value: object, path: Path) -> Iterator[tuple[Path, Mapping[str, object]]]:
    if isinstance(value, dict):
        yield path, value
        for key, item in value.items():
            if isinstance(item, (dict, list)):
                yield from _mappings(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, (dict, list)):
                yield from _mappings(item, (*path, number))


def severity_of(course: Course, locale: str) -> Severity:
    """A further language may grow: what it lacks is shown in the source language."""
    return "error" if course.locales.index(locale) < 2 else "warning"


def _languages(
    course: Course, data: DataFile, path: Path, row: Mapping[str, object]
) -> Iterator[Finding]:
    have = [name for name in course.locales if isinstance(row.get(name), str)]
    if not have:
        return
    for locale in course.locales:
        if locale not in row:
            other = have[0]
            yield make_finding(
                "missing-text",
                data.path,
                data.lines.get((*path, other), data.lines.get(path, 1)),
                f"this text has no '{locale}'",
                f'write "{locale}: …" beside "{other}: {_short(str(row[other]))}"',
                severity_of(course, locale),
            )


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def _names(
    course: Course, data: DataFile, path: Path, row: Mapping[str, object]
) -> Iterator[Finding]:
    """Facts, sources, terms and dimensions by the name of the key that holds them."""
    for key, value in row.items():
        if isinstance(value, str) and "[@" in value:
            for mark in find_citations(value):
                yield from fact_findings(course, data.path, _line(data, (*path, key)), mark.target)
        if key in _FACTS:
            for at, name in _words(value, (*path, key)):
                yield from fact_findings(course, data.path, _line(data, at), name)
        elif key in _SOURCES:
            for at, name in _words(value, (*path, key)):
                yield from _known(data, at, name, "unknown-source", "sources", course.sources)
        elif key == "do_not_confuse_with":
            for at, name in _words(value, (*path, key)):
                yield from _known(data, at, name, "unknown-term", "glossary", course.terms)


def _words(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, str):
                yield (*path, number), item


def _line(data: DataFile, path: Path) -> int:
    return data.lines.get(path, 1)


def _known(
    data: DataFile, at: Path, name: str, rule: str, file: str, known: Mapping[str, object]
) -> Iterator[Finding]:
    if name not in known:
        near = suggest(name, known)
        yield make_finding(
            rule,
            data.path,
            _line(data, at),
            f"docs/data/{file}.yml has no '{name}'",
            f"write '{near}'" if near else f"add it to docs/data/{file}.yml first",
        )


def _year(
    course: Course, data: DataFile, path: Path, row: Mapping[str, object]
) -> Iterator[Finding]:
    """An event or a point of a timeline says no number that its fact does not say."""
    fact = course.facts.get(str(row["fact"]))
    if fact is None:
        return
    for key in ("year", *course.locales):
        text = str(row.get(key, ""))
        locales = course.locales if key == "year" else (key,)
        backed = set().union(*(numbers_of_claim(fact.claim.get(name, "")) for name in locales))
        flat = text.replace("-", " ").replace("–", " ")
        for number, _ in find_numbers(flat):
            if number not in backed:
                yield make_finding(
                    "uncited-number",
                    data.path,
                    _line(data, (*path, key)),
                    f"the number {number} does not stand in the claim of '{fact.id}'",
                    "name the fact that has it, or leave it out",
                )


def _when(course: Course, data: DataFile, path: Path, row: Mapping[str, Any]) -> Iterator[Finding]:
    """A point of a timeline has no other word of time than its fact has."""
    fact = course.facts.get(str(row["fact"]))
    for locale, word in row["when"].items() if fact else ():
        claim = fact.claim.get(locale) if fact else None
        if claim and str(word).casefold() not in claim.casefold():
            yield make_finding(
                "uncited-time",
                data.path,
                _line(data, (*path, "when", locale)),
                f"the words '{word}' do not stand in the claim of '{row['fact']}'",
                "use the claim's own word of time, or leave out 'when'",
            )


def _placeholders(course: Course, data: DataFile) -> Iterator[Finding]:
    """A string has the same {names} in every language."""
    value = data.value if isinstance(data.value, dict) else {}
    for key, row in value.items():
        if not isinstance(row, dict):
            continue
        wanted: tuple[str, list[str]] | None = None
        for locale in course.locales:
            if not isinstance(row.get(locale), str):
                continue
            names = _fields(row[locale])
            line = _line(data, (key, locale))
            if names is None:
                yield make_finding(
                    "string-field",
                    data.path,
                    line,
                    f"the curly brackets of '{key}' in '{locale}' do not pair up",
                    'write "{name}" for a value, "{{" for a plain bracket',
                )
            elif wanted is None:
                wanted = (locale, names)
            elif names != wanted[1]:
                yield make_finding(
                    "string-field",
                    data.path,
                    line,
                    f"'{key}' in '{locale}' has {_list(names)}, in '{wanted[0]}' "
                    f"{_list(wanted[1])}",
                    "use the same names in every language",
                )


def _fields(text: str) -> list[str] | None:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text)}
        return sorted(name for name in names if name is not None)
    except ValueError:
        return None


def _list(names: list[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names) or "no field"
