"""A page and its translations: the same headings, blocks, options and citations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

from course.checks.answers import compare_answers
from course.checks.data import severity_of
from course.checks.finding import Finding
from course.checks.options import BLOCKS, PLACES, Spec, place_name
from course.checks.rules import make_finding
from course.checks.sequences import Pair, block_id, compare_blocks, compare_headings
from course.checks.survey import Leaf, Survey
from course.model import Block, Course

_STEP = re.compile(r"(?m)^\d+[.)][ \t]+")
_ROW = re.compile(r"(?m)^[ \t]*\|")
_ITEM = re.compile(r"(?m)^(?:[-*+]|\d+[.)])[ \t]+")
_COUNTED: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "activity": ((_STEP, "steps"), (_ROW, "table rows")),
    "key": ((_ITEM, "points"),),
    "take": ((_ITEM, "sentences"),),
}
"""What a block has as many of in every language; the lines of a checklist have ids."""
_TEXTS = frozenset({"output"})
"""Options that are translated."""


def check_pairs(survey: Survey) -> Iterator[Finding]:
    """Every page against the page in the source language."""
    course = survey.course
    keys: dict[str, dict[str, Leaf]] = defaultdict(dict)
    for leaf in survey.leaves:
        if leaf.page.locale in course.locales:
            keys[leaf.page.key][leaf.page.locale] = leaf
    for key, leaves in sorted(keys.items()):
        yield from _missing(course, key, leaves)
        theirs = leaves.get(course.source_locale)
        for locale in course.locales[1:]:
            ours = leaves.get(locale)
            if ours and theirs:
                yield from compare_pages(Pair(ours, theirs), course)


def _missing(course: Course, key: str, leaves: dict[str, Leaf]) -> Iterator[Finding]:
    have = next(leaves[name] for name in course.locales if name in leaves)
    for locale in course.locales:
        if locale not in leaves:
            yield make_finding(
                "missing-page",
                have.page.path,
                1,
                f"this page has no '{locale}' version",
                f"write docs/{key}.{locale}.md with the same headings, blocks and ids",
                severity_of(course, locale),
            )


def compare_pages(pair: Pair, course: Course) -> Iterator[Finding]:
    """All differences between a page and its translation."""
    yield from _front(pair)
    yield from compare_headings(pair)
    yield from compare_blocks(pair)
    yield from _options(pair)
    yield from _marks(pair, "citation-parity", _by_section, course.facts)
    yield from _marks(pair, "term-parity", _terms_by_section, course.terms)


def _front(pair: Pair) -> Iterator[Finding]:
    ours, theirs = pair.ours.page, pair.theirs.page
    for name in ("id", "minutes", "template"):
        if ours.meta.get(name) != theirs.meta.get(name):
            there = theirs.meta_lines.get(name, 1)
            yield make_finding(
                "front-matter-parity",
                ours.path,
                ours.meta_lines.get(name, 1),
                f"'{name}' is {_show(ours.meta.get(name))} here, "
                f"{_show(theirs.meta.get(name))} in {pair.file}",
                f"make both the same ({pair.there(there)})",
            )
    if ours.objectives and theirs.objectives and [*ours.objectives] != [*theirs.objectives]:
        missing = [name for name in theirs.objectives if name not in ours.objectives]
        extra = [name for name in ours.objectives if name not in theirs.objectives]
        first = (missing or list(theirs.objectives) or ["objectives"])[0]
        there = theirs.meta_lines.get(f"objectives.{first}", 1)
        line = ours.meta_lines.get(f"objectives.{extra[0]}" if extra else "objectives", 1)
        yield make_finding(
            "front-matter-parity",
            ours.path,
            line,
            f"the objectives are {', '.join(ours.objectives)} here, "
            f"{', '.join(theirs.objectives)} in {pair.file}",
            f"use the same ids in the same order ({pair.there(there)})",
        )


def _options(pair: Pair) -> Iterator[Finding]:
    """The options of blocks that stand in both, and what else must be equal in them."""
    theirs: dict[tuple[str, str], list[Block]] = defaultdict(list)
    for block in pair.theirs.page.blocks():
        theirs[block.kind, block_id(block)].append(block)
    ours: dict[tuple[str, str], list[Block]] = defaultdict(list)
    for block in pair.ours.page.blocks():
        ours[block.kind, block_id(block)].append(block)
    for token, blocks in ours.items():
        if len(blocks) != len(theirs[token]):
            continue  # one is missing: which belongs to which cannot be told
        for block, other in zip(blocks, theirs[token], strict=True):
            yield from _option(pair, block, other)
            if block.kind in _COUNTED:
                yield from _counts(pair, block, other)
    known = {question.id: question for question in pair.theirs.page.questions}
    twice = Counter(question.id for question in pair.ours.page.questions)
    for question in pair.ours.page.questions:
        if question.id in known and twice[question.id] == 1:
            yield from compare_answers(pair, question, known[question.id])


def _option(pair: Pair, block: Block, other: Block) -> Iterator[Finding]:
    rule = {"question": "question-parity", "activity": "activity-parity"}
    label = place_name(block) if block.kind == "place" else block.kind
    spec = (PLACES if block.kind == "place" else BLOCKS).get(label, Spec())
    for name in dict.fromkeys([*other.options, *block.options]):
        if name in _TEXTS or name not in spec.options:
            continue
        if name in spec.needs and not (name in block.options and name in other.options):
            continue  # block-option says that it is missing
        mine, wanted = block.options.get(name), other.options.get(name)
        if (block.names(name) or mine) == (other.names(name) or wanted):
            continue
        there = other.option_lines.get(name, other.line)
        yield make_finding(
            rule.get(block.kind, "block-parity"),
            pair.path,
            block.option_lines.get(name, block.line),
            f"'{name}' is {_show(mine)} here, {_show(wanted)} in {pair.file}",
            f"make both the same ({pair.there(there)})",
        )


def _counts(pair: Pair, block: Block, other: Block) -> Iterator[Finding]:
    """How many of each thing stand in a block of both."""
    label = "activity" if block.kind == "activity" else f"{block.kind} block"
    for pattern, noun in _COUNTED[block.kind]:
        mine, wanted = len(pattern.findall(block.body)), len(pattern.findall(other.body))
        if mine != wanted:
            yield make_finding(
                "activity-parity" if block.kind == "activity" else "block-parity",
                pair.path,
                block.line,
                f"the {label} has {mine} {noun} here, {wanted} in {pair.file}",
                f"write the same {noun} in both ({pair.there(other.line)})",
            )


_SAY: Mapping[str, tuple[str, str, str, str]] = {
    "citation-parity": (
        "does not cite [@{}], in {} it does",
        "cite it where the same thing is said",
        "cites [@{}], in {} it does not",
        "cite it",
    ),
    "term-parity": (
        "has no link to term:{}, in {} it has",
        "link the word that stands for it",
        "links to term:{}, in {} it does not",
        "link it",
    ),
}
"""How a finding speaks of a mark that is missing here, and of one that stands here only."""


def _marks(
    pair: Pair,
    rule: str,
    find: Callable[[Leaf], Mapping[str, Mapping[str, int]]],
    known: Collection[str],
) -> Iterator[Finding]:
    """The marks of a kind in each section that both have.

    Args:
        find: section → name → line of its first mark there.
        known: names that exist; a section with another one is left to other rules.
    """
    lacks, add, has, add_there = _SAY[rule]
    mine, wanted = find(pair.ours), find(pair.theirs)
    ours, theirs = _starts(pair.ours), _starts(pair.theirs)
    for section in sorted(ours.keys() & theirs.keys() | {""}):
        here, there = mine.get(section, {}), wanted.get(section, {})
        if not all(name in known for name in (*here, *there)):
            continue
        where = f"the section {{#{section}}}" if section else "the opening"
        for name in sorted(there.keys() - here.keys()):
            yield make_finding(
                rule,
                pair.path,
                ours.get(section, 1),
                f"{where} {lacks.format(name, pair.file)}",
                f"{add} ({pair.there(there[name])})",
            )
        for name in sorted(here.keys() - there.keys()):
            yield make_finding(
                rule,
                pair.path,
                here[name],
                f"{where} {has.format(name, pair.file)}",
                f"{add_there} there too ({pair.there(theirs.get(section, 1))}), or not here",
            )


def _starts(leaf: Leaf) -> dict[str, int]:
    """Section → its line."""
    return {heading.id or "": heading.line for heading in reversed(leaf.page.sections)}


def _by_section(leaf: Leaf) -> dict[str, dict[str, int]]:
    """Section → fact → line of its first citation there."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for mark in leaf.citations:
        found[leaf.section_at(mark.line)].setdefault(mark.target, mark.line)
    return found


def _terms_by_section(leaf: Leaf) -> dict[str, dict[str, int]]:
    """Section → term → line of the first link to it there."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for link in leaf.links:
        if link.target.startswith("term:"):
            name = link.target.removeprefix("term:")
            found[leaf.section_at(link.line)].setdefault(name, link.line)
    return found


def _show(value: object) -> str:
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_show(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value)
