"""Which blocks there are, and which title and options each may have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from course.checks.finding import Finding
from course.checks.headings import is_kebab
from course.checks.rules import make_finding
from course.checks.survey import Survey, suggest
from course.model import Block

Sort = str

_SECTION = re.compile(r"(?:l[0-9]{2}#)?[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an option's value must be; a key of `_SORTS`."""

_SORTS: Mapping[Sort, str] = {
    "name": "one id, such as two-managers",
    "names": "an id or a list of ids, such as [who, act]",
    "sections": "a section for each line, such as [who, l02#shift]",
    "number": "a whole number from 1",
    "flag": "true, or no line at all",
    "text": "a text",
    "fact": "the word fact",
}


@dataclass(frozen=True)
class Spec:
    """What a block takes.

    Attributes:
        title: `none`, `may` or `must`.
        needs: options that it must have.
        takes: options that it may have besides.
    """

    title: str = "none"
    needs: Mapping[str, Sort] = field(default_factory=dict)
    takes: Mapping[str, Sort] = field(default_factory=dict)

    @property
    def options(self) -> Mapping[str, Sort]:
        """All options by name."""
        return {**self.needs, **self.takes}


BLOCKS: Mapping[str, Spec] = {
    "activity": Spec(
        "must", {"id": "name", "minutes": "number", "group": "number", "output": "text"}
    ),
    "case": Spec("may", {}, {"fictional": "flag"}),
    "check": Spec("must", {"id": "name", "lines": "names"}, {"explained": "sections"}),
    "key": Spec(),
    "notes": Spec("none", {"minutes": "number"}),
    "other": Spec(),
    "place": Spec("must"),
    "question": Spec(
        "must",
        {"objective": "name", "section": "name"},
        {"facts": "names", "judges": "fact", "final": "flag", "misconceptions": "names"},
    ),
    "take": Spec(),
}

PLACES: Mapping[str, Spec] = {
    "assessment": Spec(),
    "checklist": Spec(),
    "downloads": Spec(),
    "final": Spec(),
    "glossary": Spec(),
    "guide": Spec(),
    "guides": Spec(),
    "ledger": Spec(),
    "lessons": Spec(),
    "level": Spec(),
    "levels": Spec(),
    "log": Spec(),
    "matrix": Spec("none", {}, {"dimensions": "names"}),
    "notes": Spec(),
    "path": Spec(),
    "paths": Spec(),
    "offline": Spec(),
    "planner": Spec(),
    "progress": Spec(),
    "review": Spec(),
    "run": Spec(),
    "rules": Spec(),
    "sheets": Spec(),
    "sources": Spec(),
    "statements": Spec(),
    "stored": Spec(),
    "sure": Spec("none", {}, {"facts": "names"}),
    "team": Spec(),
    "translations": Spec(),
    "worksheet": Spec(),
    "figure: check-statuses": Spec(),
    "figure: closed-loop": Spec(),
    "figure: experience-stages": Spec(),
    "figure: four-definitions": Spec(),
    "figure: interaction-chain": Spec(),
    "figure: inverted-organisation": Spec(),
    "figure: maturity-ladder": Spec(),
    "figure: three-needs": Spec(),
    "figure: tight-rope": Spec(),
    "figure: time-allocation": Spec(),
    "figure: timeline": Spec("none", {"timeline": "name"}),
    "figure: toolchain": Spec(),
    "figure: two-flows": Spec(),
    "figure: two-operating-models": Spec(),
}
"""What a place block may ask for; the same names as in `course.html`, which a test holds equal.
They stand here too because importing what draws them would take longer than all checks."""

NAMING = frozenset({"checklist", "guide", "guides", "level", "notes", "path", "run", "worksheet"})
"""Places that name one entry, as in `checklist: a`."""


def place_name(block: Block) -> str:
    """`figure:ladder` → `figure: ladder`, `sure` → `sure`, `checklist: a` → `checklist`."""
    kind, name = split_place(block)
    return f"{kind}: {name}" if name and kind not in NAMING else kind


def split_place(block: Block) -> tuple[str, str]:
    """What a place block asks for and the entry it names, empty when it names none."""
    kind, _, name = block.title.partition(":")
    return kind.strip(), name.strip()


def check_options(survey: Survey) -> Iterator[Finding]:
    """Every block of every page."""
    for leaf in survey.leaves:
        for block in leaf.page.blocks():
            yield from _block(leaf.page.path, block)


def _block(path: str, block: Block) -> Iterator[Finding]:
    spec = BLOCKS.get(block.kind)
    if spec is None:
        near = suggest(block.kind, BLOCKS)
        yield make_finding(
            "unknown-block",
            path,
            block.line,
            f"there is no block '{block.kind}'",
            f"write '/// {near}'" if near else f"use one of {', '.join(BLOCKS)}",
        )
        return
    if spec.title == "must" and not block.title:
        yield make_finding(
            "block-title",
            path,
            block.line,
            f"the {block.kind} block has no title",
            f"write '/// {block.kind} | {_TITLES[block.kind]}'",
        )
    elif spec.title == "none" and block.title:
        yield make_finding(
            "block-title",
            path,
            block.line,
            f"the {block.kind} block has a title, which nothing shows",
            f"write '/// {block.kind}'",
        )
    label = block.kind
    if block.kind == "place" and block.title:
        label = place_name(block)
        place = PLACES.get(label)
        if place is None:
            near = suggest(label, PLACES)
            yield make_finding(
                "unknown-place",
                path,
                block.line,
                f"nothing can be placed by the name '{label}'",
                f"write '/// place | {near}'" if near else f"use one of {', '.join(PLACES)}",
            )
            return
        spec = place
    yield from _named(path, block, label, spec)


_TITLES = {
    "activity": "its name",
    "check": "its name",
    "place": "sure",
    "question": "l01-two-actions",
}


def _named(path: str, block: Block, label: str, spec: Spec) -> Iterator[Finding]:
    options = spec.options
    for name, value in block.options.items():
        line = block.option_lines.get(name, block.line)
        if name not in options:
            near = suggest(name, options)
            use = f"'{label}' takes {', '.join(options)}" if options else f"'{label}' takes none"
            yield make_finding(
                "block-option",
                path,
                line,
                f"'{label}' has no option '{name}'",
                f"write '{near}:'" if near else f"remove it: {use}",
            )
        elif not _fits(value, options[name]):
            yield make_finding(
                "block-option",
                path,
                line,
                f"the option '{name}' of '{label}' is {_show(value)}",
                f"write {_SORTS[options[name]]}",
            )
    meant = {suggest(name, options) for name in block.options if name not in options}
    for name in spec.needs:
        if name not in block.options and name not in meant:
            yield make_finding(
                "block-option",
                path,
                block.line,
                f"the option '{name}' of '{label}' is missing",
                f"write '    {name}: …' below the opening line: {_SORTS[options[name]]}",
            )


def _fits(value: object, sort: Sort) -> bool:
    match sort:
        case "name":
            return isinstance(value, str) and is_kebab(value)
        case "names":
            found = value if isinstance(value, list) else [value]
            names = [n for n in found if isinstance(n, str) and is_kebab(n)]
            return bool(found) and len(names) == len(found) == len(set(names))
        case "sections":
            found = value if isinstance(value, list) else [value]
            return bool(found) and all(isinstance(n, str) and _SECTION.fullmatch(n) for n in found)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool) and value > 0
        case "flag":
            return value is True
        case "fact":
            return value == "fact"
    return isinstance(value, str) and bool(value.strip())


def _show(value: object) -> str:
    """A value as the author may recognise it."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_show(item).strip("'") for item in value) + "]"
    if isinstance(value, dict):
        return "a mapping"
    return "'" + " ".join(str(value).split())[:40] + "'"
