"""Files of the docs folder that are no pages, and what could not be read in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something the parser could not read as the grammar asks.

    Attributes:
        line: line in the author's file, from 1.
        rule: id of the rule that it breaks.
        message: one sentence in English, without the remedy.
        fix: what to do about it.
    """

    line: int
    rule: str
    message: str
    fix: str


@dataclass(frozen=True, eq=False)
class DataFile:
    """A YAML file of docs/data: its plain value and the line of each path in it.

    Like a page, it equals itself alone.
    """

    path: str
    value: object
    lines: Mapping[tuple[str | int, ...], int]
    problems: tuple[Problem, ...] = ()

    def texts(self) -> Iterator[tuple[int, str]]:
        """Every text in it, keys apart, with the line it starts on."""
        stack: list[tuple[tuple[str | int, ...], object]] = [((), self.value)]
        while stack:
            path, value = stack.pop()
            if isinstance(value, dict):
                stack += [((*path, str(k)), v) for k, v in value.items()]
            elif isinstance(value, list):
                stack += [((*path, n), v) for n, v in enumerate(value)]
            elif isinstance(value, str):
                yield self.lines.get(path, 1), value


@dataclass(frozen=True)
class LooseFile:
    """A file that is neither page nor data: the site would hand it out as it is.

    Attributes:
        path: relative to the docs folder, with forward slashes.
        link: whether it stands for a file elsewhere; then it may be named like a page.
        drawing: the text of an SVG file, else empty.
    """

    path: str
    link: bool = False
    drawing: str = ""
