"""A Markdown file of the course → `Page`. Total: any text gives a page and its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from course.model import Block, Heading, Page, Problem, Prose, Question
from course.source.inline import code_lines
from course.source.question import parse_question
from course.source.yaml_tree import read_tree

FENCE = "///"
_OPEN = re.compile(r"/// *+([^\s|]++) *+(?:\|(.*))?$")
_SHIFTED = re.compile(r" {1,3}///(?: *[a-z]+ *(?:\|.*)?)?$")
_HEADING = re.compile(r"(#{1,6})[ \t]++(.*)")
_HEADING_ID = re.compile(r"\{ *+#([^{}\s]*) *+\}$")
# What Python-Markdown takes for a heading though its author may not.
_LOOSE_HEADING = re.compile(r"#| {1,3}#{1,6}[ \t]")
_MARKS = frozenset("# =-")
"""How a line begins that may be, or make, a heading."""
_SETEXT = re.compile(r"(=+|-+)[ \t]*$")
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
    front = _join(lines[:start], start < len(lines)) if start else ""
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
    parts = tuple(_parts(lines[start:], start + 1, problems))
    headings = tuple(_headings(parts, problems))
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


def _parts(lines: list[str], first: int, problems: list[Problem]) -> Iterator[Prose | Block]:
    """Cut the text below the front matter into prose and blocks."""
    code = code_lines(lines)
    prose = start = 0
    inside = False
    for n, line in enumerate(lines):
        if code[n]:
            continue
        if not line.startswith(FENCE):
            if FENCE in line and _SHIFTED.match(line):
                problems.append(
                    Problem(
                        first + n,
                        "block-fence",
                        f'there are spaces before "{line.strip()[:40]}"',
                        'write "///" at the very start of the line',
                    )
                )
            continue
        opening = _OPEN.match(line)
        closing = line.rstrip() == FENCE
        if not opening and not closing:
            problems.append(_unreadable(line, first + n))
        elif closing and inside:
            yield _block(lines[start : n + 1], first + start, n + 1 < len(lines), problems)
            inside, prose = False, n + 1
        elif closing:
            problems.append(
                Problem(
                    first + n,
                    "block-fence",
                    'this "///" closes nothing',
                    "remove it, or open a block above it",
                )
            )
        elif opening:
            if inside:
                problems.append(_unclosed(lines[start], first + start, first + n))
                yield _block(lines[start:n], first + start, True, problems)
            elif n > prose:
                yield Prose(_join(lines[prose:n], True), first + prose)
            if n and lines[n - 1].strip():
                problems.append(
                    Problem(
                        first + n,
                        "block-fence",
                        "a block opens directly below other text",
                        "leave a blank line above it",
                    )
                )
            inside, start = True, n
    if inside:
        problems.append(_unclosed(lines[start], first + start, None))
        yield _block(lines[start:], first + start, False, problems)
    elif prose < len(lines):
        yield Prose(_join(lines[prose:], False), first + prose)


def _join(lines: list[str], more: bool) -> str:
    return "\n".join(lines) + ("\n" if more else "")


def _unreadable(line: str, at: int) -> Problem:
    return Problem(
        at,
        "block-fence",
        f'"{line.strip()[:40]}" is not the opening of a block',
        'write "/// kind" or "/// kind | title", and "///" alone to close',
    )


def _unclosed(opening: str, at: int, other: int | None) -> Problem:
    where = f"before the next block opens in line {other}" if other else "to the end of the file"
    return Problem(
        at,
        "block-fence",
        f'the block "{opening.strip()}" is not closed {where}',
        'write "///" at the start of a line of its own below its last line',
    )


def _block(lines: list[str], at: int, more: bool, problems: list[Problem]) -> Block:
    match = _OPEN.match(lines[0])
    kind, title = (match[1], (match[2] or "").strip()) if match else ("", "")
    stop = len(lines) - 1 if lines[-1].rstrip() == FENCE and len(lines) > 1 else len(lines)
    n = 1
    while n < stop and lines[n].startswith(("    ", "\t")) and lines[n].strip():
        n += 1
    tree = read_tree("\n".join(s.expandtabs(4)[4:] for s in lines[1:n]), at + 1, "block-option")
    problems += tree.problems
    options = tree.value if isinstance(tree.value, dict) else {}
    if tree.value is not None and not isinstance(tree.value, dict):
        problems.append(
            Problem(
                at + 1,
                "block-option",
                "the indented lines below the opening are not options",
                'write each as "key: value"; leave a blank line before the text of the block',
            )
        )
    body_start, body_stop = n, stop
    while body_start < body_stop and not lines[body_start].strip():
        body_start += 1
    while body_stop > body_start and not lines[body_stop - 1].strip():
        body_stop -= 1
    return Block(
        kind,
        title,
        {str(k): v for k, v in options.items()},
        {str(p[0]): line for p, line in tree.lines.items() if len(p) == 1},
        "\n".join(lines[body_start:body_stop]),
        at + body_start,
        at,
        None,
        _join(lines, more),
    )


def _headings(parts: tuple[Prose | Block, ...], problems: list[Problem]) -> Iterator[Heading]:
    for part in parts:
        text, first = (
            (part.source, part.line) if isinstance(part, Prose) else (part.body, part.body_line)
        )
        lines = text.split("\n")
        code = code_lines(lines)
        for n, line in enumerate(lines):
            if code[n] or line[:1] not in _MARKS:
                continue
            match = _HEADING.match(line)
            if match and isinstance(part, Block):
                problems.append(
                    Problem(
                        first + n,
                        "heading-in-block",
                        f'a heading stands inside the block "{part.kind}"',
                        "write it in bold, or move it out of the block",
                    )
                )
            elif match:
                yield _heading(match, first + n, problems)
            elif _LOOSE_HEADING.match(line):
                problems.append(
                    Problem(
                        first + n,
                        "heading-style",
                        "this line is half a heading",
                        'write a heading as "## text {#id}" at the start of the line, '
                        'and a plain "#" there as "\\#"',
                    )
                )
            elif _SETEXT.match(line) and n and lines[n - 1].strip() and not code[n - 1]:
                problems.append(
                    Problem(
                        first + n,
                        "heading-style",
                        "this line turns the one above it into a heading",
                        'write headings as "## text {#id}"; leave a blank line above a rule "---"',
                    )
                )


def _heading(match: re.Match[str], line: int, problems: list[Problem]) -> Heading:
    whole = match[2].rstrip(" \t").rstrip("#").rstrip(" \t")
    found = _HEADING_ID.search(whole)
    if not found:
        return Heading(len(match[1]), whole, None, line)
    before = whole[: found.start()]
    text = before.rstrip(" \t")
    if text and text == before:
        problems.append(
            Problem(
                line,
                "heading-id",
                f"there is no space before {{#{found[1]}}}",
                f'write "{match[1]} {text} {{#{found[1]}}}"',
            )
        )
    return Heading(len(match[1]), text, found[1] or None, line)


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
