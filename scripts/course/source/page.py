"""A Markdown file of the course → `Page`. Total: any text gives a page and its problems."""

from __future__ import annotations

import re
from dataclasses import replace

from course.model import Block, Heading, Page, Problem, Prose, Question
from course.source.blocks import cut_parts, join_lines
from course.source.headings import find_headings
from course.source.question import parse_question
from course.source.yaml_tree import read_tree

_NAME = re.compile(r"(.+?)\.([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.md$")


def split_name(path: str) -> tuple[str, str]:
    """`lessons/01-words.zh.md` → (`lessons/01-words`, `zh`); the locale is empty without one."""
    match = _NAME.match(path)
    return (match[1], match[2]) if match else (path.removesuffix(".md"), "")


def parse_page(path: str, text: str) -> Page:
    """Read a page.

    Args:
        path: file relative to the docs folder, with forward slashes.
        text: the whole file.
    """
    text = text.replace("\r\n", "\n")
    key, locale = split_name(path)
    problems: list[Problem] = []
    lines = text.split("\n")
    start = _front_end(lines)
    front = join_lines(lines[:start], start < len(lines)) if start else ""
    meta: dict[str, object] = {}
    meta_lines: dict[str, int] = {}
    if start:
        tree = read_tree("\n".join(lines[1 : start - 1]), 2, "front-matter")
        problems += tree.problems
        meta_lines = {".".join(map(str, p)): n for p, n in tree.lines.items() if p}
        if isinstance(tree.value, dict):
            meta = {str(k): v for k, v in tree.value.items()}
        elif not tree.problems and tree.value is not None:
            problems.append(
                Problem(
                    2,
                    "front-matter",
                    "the front matter is not a list of keys",
                    'write "key: value"',
                )
            )
    elif lines[0].strip() == "---":
        problems.append(
            Problem(
                1,
                "front-matter",
                "the front matter is not closed",
                'write "---" on a line of its own below its last key',
            )
        )
    parts = tuple(cut_parts(lines[start:], start + 1, problems))
    headings = tuple(find_headings(parts, problems))
    questions = _questions(parts, problems)
    problems.sort(key=lambda p: (p.line, p.rule, p.message))
    return Page(
        path,
        key,
        locale,
        front,
        meta,
        meta_lines,
        _place(parts, headings),
        headings,
        questions,
        tuple(problems),
    )


def write_page(page: Page) -> str:
    """The file again, to the letter (with line feeds)."""
    return page.front + "".join(part.source for part in page.parts)


def _front_end(lines: list[str]) -> int:
    """Number of lines of the front matter, 0 where there is none."""
    if lines[0].rstrip() != "---":
        return 0
    return next((n + 1 for n in range(1, len(lines)) if lines[n].rstrip() == "---"), 0)


def _questions(parts: tuple[Prose | Block, ...], problems: list[Problem]) -> tuple[Question, ...]:
    questions = []
    for part in parts:
        if isinstance(part, Block) and part.kind == "question":
            question, found = parse_question(part)
            problems += found
            if question:
                questions.append(question)
    return tuple(questions)


def _place(
    parts: tuple[Prose | Block, ...], headings: tuple[Heading, ...]
) -> tuple[Prose | Block, ...]:
    """Tell every block the section that it stands in."""
    placed: list[Prose | Block] = []
    sections = [h for h in headings if h.level in (2, 3) and h.id]
    above, at = None, 0
    for part in parts:
        if isinstance(part, Block):
            while at < len(sections) and sections[at].line < part.line:
                above, at = sections[at].id, at + 1
            part = replace(part, section=above)
        placed.append(part)
    return tuple(placed)
