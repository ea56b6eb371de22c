"""A page and its translation side by side: the same headings and blocks in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from course.checks.finding import Finding
from course.checks.options import split_place
from course.checks.rules import make_finding
from course.checks.survey import Leaf
from course.model import Block


@dataclass(frozen=True)
class Item:
    """A heading or block to be compared.

    Attributes:
        token: what must be the same in both languages.
        name: how a message calls it.
        source: its first line as written.
    """

    token: tuple[object, ...]
    rule: str
    name: str
    source: str
    line: int


@dataclass(frozen=True)
class Pair:
    """A translation and the page that it translates."""

    ours: Leaf
    theirs: Leaf

    @property
    def path(self) -> str:
        """Of the translation, in which findings are reported."""
        return self.ours.page.path

    @property
    def file(self) -> str:
        """Name of the file that it translates, without its folder."""
        return self.theirs.page.path.rsplit("/", 1)[-1]

    def there(self, line: int) -> str:
        """A line of the other file."""
        return f"{self.theirs.page.locale} line {line}"


def compare_headings(pair: Pair) -> Iterator[Finding]:
    """H2 and below, by level and id."""
    yield from _compare(pair, _headings(pair.ours), _headings(pair.theirs), "heading")


def compare_blocks(pair: Pair) -> Iterator[Finding]:
    """All blocks, by kind and id."""
    yield from _compare(pair, _blocks(pair.ours), _blocks(pair.theirs), "block")


def block_id(block: Block) -> str:
    """What tells a block from others of its kind in every language, empty where nothing does."""
    if block.kind == "question":
        return block.title
    if block.kind == "place":
        return ": ".join(filter(None, split_place(block)))
    return block.option("id")


def _headings(leaf: Leaf) -> list[Item]:
    return [
        Item(
            (h.level, h.id),
            "heading-parity",
            f"{{#{h.id}}}" if h.id else f'"{h.text}"',
            f"{'#' * h.level} {h.text}" + (f" {{#{h.id}}}" if h.id else ""),
            h.line,
        )
        for h in leaf.page.headings
        if h.level > 1
    ]


def _blocks(leaf: Leaf) -> list[Item]:
    found = []
    for block in leaf.page.blocks():
        name = block_id(block)
        rule = {"question": "question-parity", "activity": "activity-parity"}
        found.append(
            Item(
                (block.kind, name),
                rule.get(block.kind, "block-parity"),
                f"{block.kind} '{name}'" if name else block.kind,
                block.source.split("\n", 1)[0].strip(),
                block.line,
            )
        )
    return found


def _compare(
    pair: Pair, ours: Sequence[Item], theirs: Sequence[Item], noun: str
) -> Iterator[Finding]:
    """Where two sequences differ: missing, superfluous, another one, another order."""
    mine, wanted = [item.token for item in ours], [item.token for item in theirs]
    if mine == wanted:
        return
    if sorted(map(repr, mine)) == sorted(map(repr, wanted)):
        at = next(n for n, token in enumerate(mine) if token != wanted[n])
        yield make_finding(
            ours[at].rule,
            pair.path,
            ours[at].line,
            f"{ours[at].name} stands where {pair.file} has {theirs[at].name}",
            f"use the same order: here comes what matches "
            f'"{theirs[at].source}" ({pair.there(theirs[at].line)})',
        )
        return
    count = f"{len(ours)} {noun}s here, {len(theirs)} in {pair.file}"
    matcher = SequenceMatcher(None, wanted, mine, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        for n in range(max(i2 - i1, j2 - j1)):
            there = theirs[i1 + n] if i1 + n < i2 else None
            here = ours[j1 + n] if j1 + n < j2 else None
            if here and there:
                if noun == "heading" and not (here.token[1] and there.token[1]):
                    continue  # heading-id says that one has no id
                yield make_finding(
                    here.rule,
                    pair.path,
                    here.line,
                    f"{here.name} stands where {pair.file} has {there.name}",
                    f'match "{there.source}" ({pair.there(there.line)})',
                )
            elif there:
                above = ours[j2 - 1].line if j2 else 1
                yield make_finding(
                    there.rule,
                    pair.path,
                    above,
                    f"{there.name} is missing below this line: {count}",
                    f'add the {noun} that matches "{there.source}" ({pair.there(there.line)})',
                )
            elif here:
                near = theirs[i2 - 1].line if i2 else 1
                yield make_finding(
                    here.rule,
                    pair.path,
                    here.line,
                    f"{here.name} is not in {pair.file}: {count}",
                    f"remove it, or add it there below {pair.there(near)}",
                )
