"""The blocks of a page: its lines cut into prose and blocks, and what is wrong with the fences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.model import Block, Problem, Prose
from course.source.inline import code_lines
from course.source.yaml_tree import read_tree

FENCE = "///"
_OPEN = re.compile(r"/// *+([^\s|]++) *+(?:\|(.*))?$")
_SHIFTED = re.compile(r" {1,3}///(?: *[a-z]+ *(?:\|.*)?)?$")


def cut_parts(lines: list[str], first: int, problems: list[Problem]) -> Iterator[Prose | Block]:
    """Cut the text below the front matter into prose and blocks.

    Args:
        lines: without their line feeds.
        first: line of the first of them in the author's file.
        problems: what cannot be read is added to them.
    """
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
                yield Prose(join_lines(lines[prose:n], True), first + prose)
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
        yield Prose(join_lines(lines[prose:], False), first + prose)


def join_lines(lines: list[str], more: bool) -> str:
    """The lines as they stand in the file; after the last one `more` follow, or it ends there."""
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
        join_lines(lines, more),
    )
