"""Spaces at the end of a line, and the order of keys: what a machine mends beside typography.

One function finds and mends, so that a finding and `check --fix` never disagree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.schema import SCHEMAS, schema_of
from course.checks.survey import Leaf, Survey
from course.source.inline import code_lines

_KEY = re.compile(r"([A-Za-z_][\w-]*):(?: |$)")


def check_style(survey: Survey) -> Iterator[Finding]:
    """All pages."""
    for leaf in survey.leaves:
        before = (leaf.page.front + leaf.source).split("\n")
        for number, (old, new) in enumerate(zip(before, trim_lines(leaf), strict=True), 1):
            if old != new:
                yield make_finding(
                    "trailing-space",
                    leaf.page.path,
                    number,
                    "there are spaces at the end of this line",
                    "delete them, or run scripts/check --fix",
                )
        yield from _keys(leaf, before)


def trim_lines(leaf: Leaf) -> list[str]:
    """The lines of the page without spaces at their ends; code stays as it is."""
    lines = (leaf.page.front + leaf.source).split("\n")
    front = leaf.page.front.count("\n")
    code = [False] * front + code_lines(lines[front:])
    return [
        line if inside else line.rstrip(" \t\u3000")
        for line, inside in zip(lines, code, strict=True)
    ]


# The order of keys


@cache
def _order(schema: str) -> tuple[str, ...]:
    text = (SCHEMAS / f"{schema}.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["properties"])


def mend_keys(leaf: Leaf, lines: list[str]) -> list[str]:
    """The lines with the keys of the front matter in the order of their schema.

    Nothing changes where the front matter has comments, unknown keys or mistakes.
    """
    page = leaf.page
    stop = page.front.count("\n") - 1
    if stop < 2 or any(p.rule == "front-matter" for p in page.problems):
        return lines
    order = _order(schema_of(page))
    groups: list[list[str]] = []
    names: list[str] = []
    for line in lines[1:stop]:
        key = _KEY.match(line)
        if key:
            names.append(key[1])
            groups.append([line])
        elif groups and line.startswith(" ") and "#" not in line:
            groups[-1].append(line)
        else:
            return lines
    if len(set(names)) < len(names) or not set(names) <= set(order):
        return lines
    chosen = sorted(range(len(names)), key=lambda n: order.index(names[n]))
    return [lines[0], *(line for n in chosen for line in groups[n]), *lines[stop:]]


def _keys(leaf: Leaf, before: list[str]) -> Iterator[Finding]:
    after = mend_keys(leaf, before)
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old != new:
            key, first = _KEY.match(old), _KEY.match(new)
            yield make_finding(
                "key-order",
                leaf.page.path,
                number,
                f"the key '{key[1] if key else old.strip()}' stands too early",
                f"write '{first[1] if first else new.strip()}' first: the order is "
                f"{', '.join(_order(schema_of(leaf.page)))}; scripts/check --fix does it",
            )
            return
