"""What `check --fix` writes: mechanical mistakes mended, every other line to the letter."""

from __future__ import annotations

import re
from dataclasses import replace

from course.checks.headings import is_kebab, propose_id
from course.checks.style import mend_keys, trim_lines
from course.checks.survey import Leaf, Record, Survey, Text
from course.checks.typography import QUOTES, find_gapless, list_changes
from course.model import DataFile, Page
from course.source.inline import mask_code
from course.source.page import parse_page
from course.source.yaml_tree import read_tree

NO_ID = "id"
# Lines without a blank one, an item of a list or a row between them.
_PARAGRAPH = re.compile(r"(?m)^.*\S.*(?:\n(?![ \t]*(?:[-*+|>#]|\d+[.)])).*\S.*)*+")
_CLOSING = re.compile(r"(?<![ \t#])(?:[ \t]++#++)?[ \t]*+$")
_ROUNDS = 8
"""A mended mark can show another one; no text needs more than a few."""


def mend_page(survey: Survey, leaf: Leaf, text: str) -> str:
    """A page mended.

    Args:
        survey: the whole course: an id that is missing is taken from the other language.
        leaf: the page.
        text: its file, line ends as they are.
    """
    for _ in range(_ROUNDS):
        made = _mend_once(survey, leaf, text)
        if made == text:
            break
        text = made
        page = parse_page(leaf.page.path, text.removeprefix("\ufeff"))
        survey = Survey(replace(survey.course, pages={**survey.course.pages, page.path: page}))
        leaf = survey.by_path[page.path]
    return text


def mend_data(survey: Survey, file: DataFile, text: str) -> str:
    """The typography of a data file mended, where its line says plainly what is meant.

    Args:
        survey: the whole course.
        file: what was read of it.
        text: the file, line ends as they are.
    """
    gapless = find_gapless(survey.course)
    for _ in range(_ROUNDS):
        lines = text.split("\n")
        for part in Record(file).texts_in(survey.locales):
            for _rule, line, was, should in list_changes(part, gapless):
                if lines[line - 1].count(was) == 1:
                    lines[line - 1] = lines[line - 1].replace(was, should)
        made = "\n".join(lines)
        tree = read_tree(made.removeprefix("\ufeff"))
        if made == text or tree.lines != file.lines or tree.problems:
            break
        text, file = made, replace(file, value=tree.value)
    return text


def _mend_once(survey: Survey, leaf: Leaf, text: str) -> str:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    raw = text.removeprefix(mark).split("\n")
    lines = [line.removesuffix("\r") for line in raw]
    after = trim_lines(leaf)
    if len(after) != len(lines):
        return text  # not what was parsed: somebody wrote to it in between
    _set_type(survey, leaf, after)
    for line, name in _ids(survey, leaf).items():
        # Behind an id, the marks that may close a heading would be words of it.
        after[line - 1] = f"{_CLOSING.sub('', after[line - 1])} {{#{name}}}"
    after = mend_keys(leaf, after)
    ends = ["\r" if line.endswith("\r") else "" for line in raw]
    return mark + "\n".join(line + end for line, end in zip(after, ends, strict=True))


def _set_type(survey: Survey, leaf: Leaf, lines: list[str]) -> None:
    """Typography as its rules ask for it, and quotation marks that come in pairs."""
    if leaf.page.locale not in QUOTES or leaf.page.locale not in survey.course.locales:
        return
    gapless = find_gapless(survey.course)
    front = leaf.page.front.count("\n")
    for text in leaf.texts:
        before = list(lines)
        if '"' in text.words or "'" in text.words:
            rows = text.source.split("\n")
            for number, turned in enumerate(_curl(text).split("\n"), text.line):
                # In YAML a quotation mark may be YAML's own.
                whole = rows[number - text.line].rstrip()
                if number > front and lines[number - 1] == whole:
                    lines[number - 1] = turned[: len(whole)]
        for _, line, was, should in list_changes(text, gapless):
            if lines[line - 1] == before[line - 1]:  # else it is looked at again, as it is now
                lines[line - 1] = _swap(lines[line - 1], was, should)


def _swap(line: str, was: str, should: str) -> str:
    """The line with a text exchanged where it first stands outside code."""
    at = mask_code(line).find(was)
    if at < 0:  # it holds code itself
        return line.replace(was, should, 1)
    return line[:at] + should + line[at + len(was) :]


def _curl(text: Text) -> str:
    """The source with straight marks curly where there is no doubt which way they turn."""
    words, turned = text.words, list(text.source)
    for part in _PARAGRAPH.finditer(words):
        marks = [match.start() for match in re.finditer('"', part[0])]
        sides = [part[0][at + 1 : at + 2] for at in marks[::2]]
        sides += [part[0][at - 1 : at] for at in marks[1::2]]
        if len(marks) % 2 == 0 and all(side.strip() for side in sides):
            for number, at in enumerate(marks):
                turned[part.start() + at] = "”" if number % 2 else "“"
    for match in re.finditer(r"(?<=[^\W_])'(?=[^\W_])", words):
        turned[match.start()] = "’"
    return "".join(turned)


def _ids(survey: Survey, leaf: Leaf) -> dict[int, str]:
    """Line → id of each heading that has none and for which there is one that fits."""
    page = leaf.page
    taken = _names(page)
    found = {}
    for heading in page.headings:
        if heading.id is not None or heading.level == 1 or "{" in heading.text:
            continue
        name = propose_id(leaf, heading, survey)
        if name != NO_ID and is_kebab(name) and name not in taken:
            taken.add(name)
            found[heading.line] = name
    return found


def _names(page: Page) -> set[str]:
    names = {heading.id for heading in page.headings if heading.id}
    return names | {block.option("id") for block in page.blocks("activity")}
