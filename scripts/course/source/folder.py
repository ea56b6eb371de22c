"""The docs folder → `Course`. The only module of the core that reads the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from course.model import (
    STATUSES,
    CheckStatus,
    Course,
    DataFile,
    Fact,
    LooseFile,
    Page,
    Problem,
    Source,
    Term,
)
from course.source.page import parse_page
from course.source.yaml_tree import read_tree

DATA = "data"

# A preview reads all files again after each change, and nearly all of them are as they were.
_parse_page = lru_cache(maxsize=1024)(parse_page)


class FolderError(Exception):
    """The folder does not hold a course; the message says what is missing."""


Names = Sequence[tuple[Path, str]]
"""Files and what the course calls them."""


def read_pages(names: Names) -> list[Page]:
    """The pages of these files, in their order."""
    return [read_page(path, name) for path, name in names]


def read_course(
    docs: Path,
    locales: tuple[str, ...] = (),
    read: Callable[[Names], list[Page]] = read_pages,
) -> Course:
    """Read all pages and data files.

    Args:
        docs: the docs folder.
        locales: the languages where `data/course.yml` does not name them.
        read: how the pages are read.

    Raises:
        FolderError: it is no folder, or `data/course.yml` does not name the locales.
    """
    if not docs.is_dir():
        raise FolderError(f"there is no folder {docs}: run the command inside the repository")
    data = {path.stem: read_data(docs, path) for path in sorted((docs / DATA).glob("*.yml"))}
    settings = _mapping(data["course"].value) if "course" in data else {}
    locales = tuple(str(name) for name in _list(settings.get("locales"))) or locales
    if not locales:
        raise FolderError(
            f"{docs / DATA / 'course.yml'} does not name the languages: write 'locales: [zh, en]'"
        )
    # A link to a file is among the loose files.
    paths = [path for path in sorted(docs.rglob("*.md")) if not path.is_symlink()]
    names = [(path, path.relative_to(docs).as_posix()) for path in paths]
    pages = dict(zip((name for _, name in names), read(names), strict=True))
    return build_course(locales, pages, data, tuple(_find_loose(docs)))


def _find_loose(docs: Path) -> Iterator[LooseFile]:
    """What is no page, no data file and not hidden."""
    for folder, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted((*names, *folders)):
            path = Path(folder, name)
            at = path.relative_to(docs).as_posix()
            link = path.is_symlink()
            known = name.endswith(".md") or (at.startswith(f"{DATA}/") and name.endswith(".yml"))
            if not link and (name in folders or known or name.startswith(".")):
                continue
            drawing = not link and name.lower().endswith(".svg")
            yield LooseFile(at, link, path.read_text("utf-8", "replace") if drawing else "")


def read_page(path: Path, name: str) -> Page:
    """Read one page; bytes that are not UTF-8 become a problem of the page."""
    text, problems = read_text(path)
    page = _parse_page(name, text)
    return replace(page, problems=(*problems, *page.problems)) if problems else page


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file; bytes that are not UTF-8 come back as U+FFFD and a problem."""
    raw = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem(
            line, "encoding", "the file is not UTF-8", "save it with the encoding UTF-8"
        )
        return raw.decode("utf-8", "replace"), (problem,)


def read_data(docs: Path, path: Path) -> DataFile:
    """Read one data file with its lines."""
    text, problems = read_text(path)
    file = _read_file(path.relative_to(docs).as_posix(), text)
    return replace(file, problems=(*problems, *file.problems)) if problems else file


@lru_cache(maxsize=128)
def _read_file(name: str, text: str) -> DataFile:
    tree = read_tree(text)
    return DataFile(name, tree.value, tree.lines, tree.problems)


def is_words(name: str) -> bool:
    """Whether a data file holds words of the interface: `strings`, or `strings-deck` and so on."""
    return name == "strings" or name.startswith("strings-")


def build_course(
    locales: tuple[str, ...],
    pages: Mapping[str, Page],
    data: Mapping[str, DataFile],
    loose: tuple[LooseFile, ...] = (),
) -> Course:
    """Put pages and data together; entries that are not well formed are left out.

    The schema check names them, so nothing is lost in silence.
    """
    words = [pair for name in data if is_words(name) for pair in _pairs(data, name)]
    strings = {
        locale: {key: str(text[locale]) for key, text in words if locale in text}
        for locale in locales
    }
    retired = frozenset(str(name) for name in _list(_value(data, "retired")))
    return Course(
        locales=locales,
        pages=dict(pages),
        facts={fact.id: fact for fact in _facts(data)},
        terms={term.id: term for term in _terms(data)},
        sources={source.key: source for source in _sources(data)},
        strings=strings,
        retired=retired,
        data=dict(data),
        loose=loose,
    )


def _value(data: Mapping[str, DataFile], name: str) -> object:
    return data[name].value if name in data else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _texts(value: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in _mapping(value).items()}


def _pairs(data: Mapping[str, DataFile], name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(str(k), _mapping(v)) for k, v in _mapping(_value(data, name)).items()]


def _entries(data: Mapping[str, DataFile], name: str, key: str) -> list[tuple[dict[str, Any], int]]:
    """The mappings of a list that have the key, each with its line."""
    if name not in data:
        return []
    rows = _list(data[name].value)
    lines = data[name].lines
    return [
        (row, lines.get((n,), 1))
        for n, row in enumerate(rows)
        if isinstance(row, dict) and key in row
    ]


def _facts(data: Mapping[str, DataFile]) -> list[Fact]:
    found = []
    for row, line in _entries(data, "facts", "id"):
        check = row.get("check")
        if check not in STATUSES:
            continue
        found.append(
            Fact(
                str(row["id"]),
                str(row.get("source", "")),
                str(row.get("where", "")),
                str(row.get("kind", "")),
                _texts(row.get("claim")),
                cast("CheckStatus", check),
                _texts(row.get("note")),
                row.get("publish") is not False,
                line,
                row.get("background") is True,
            )
        )
    return found


def _terms(data: Mapping[str, DataFile]) -> list[Term]:
    fixed = {"id", "definition", "sources", "origin", "do_not_confuse_with"}
    fixed |= {"usage", "avoid", "forms"}
    return [
        Term(
            str(row["id"]),
            {k: str(v) for k, v in row.items() if k not in fixed},
            _texts(row.get("definition")),
            tuple(str(s) for s in _list(row.get("sources"))),
            str(row.get("origin", "")),
            tuple(str(s) for s in _list(row.get("do_not_confuse_with"))),
            _texts(row.get("usage")),
            line,
            _words(row.get("avoid")),
            _words(row.get("forms")),
        )
        for row, line in _entries(data, "glossary", "id")
    ]


def _words(value: object) -> dict[str, tuple[str, ...]]:
    return {locale: tuple(map(str, _list(words))) for locale, words in _mapping(value).items()}


def _sources(data: Mapping[str, DataFile]) -> list[Source]:
    return [
        Source(str(row["key"]), str(row.get("title", "")), row, line)
        for row, line in _entries(data, "sources", "key")
    ]
