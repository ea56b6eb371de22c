"""The body of a question block → `Question`.

The answer is the last list or table of the body; all before it is the stem. A task list is a
choice, a numbered list an ordering, a two-column table a matching. `>` lines below an option,
or after an ordering or matching, are feedback.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from course.model import Block, Option, Problem, Question, QuestionKind
from course.source.inline import code_lines

_TASK = re.compile(r"[-*+] +\[([ xX])\](?: +(.*))?$")
_BULLET = re.compile(r"[-*+] +(.*)$")
_NUMBER = re.compile(r"\d+[.)] +(.*)$")
_RULE_CELL = re.compile(r" *:?-{2,}:? *$")
_CELL_BREAK = re.compile(r"(?<!\\)\|")

_FORMS = (
    'write options as "- [ ] text" with "- [x] text" for each right one, or a numbered list '
    "in the right order, or a two-column table"
)


@dataclass(frozen=True)
class Group:
    """Neighbouring lines of one sort: `text`, `task`, `bullet`, `number`, `table`, `quote`."""

    sort: str
    lines: list[str]
    line: int


def parse_question(block: Block) -> tuple[Question | None, tuple[Problem, ...]]:
    """Read a question block.

    Returns:
        The question, or `None` where no answer can be made out, and what is wrong with it.
    """
    problems: list[Problem] = []
    groups = _group(block.body, block.body_line)
    at = next(
        (
            i
            for i in range(len(groups) - 1, -1, -1)
            if groups[i].sort in ("task", "bullet", "number", "table")
        ),
        None,
    )
    if at is None:
        return None, (
            Problem(block.line, "question-form", f"question '{block.title}' has no answer", _FORMS),
        )
    answer = groups[at]
    if answer.sort == "bullet":
        return None, (
            Problem(
                answer.line,
                "question-form",
                f"the last list of question '{block.title}' has no boxes",
                _FORMS,
            ),
        )
    context, stem = _split_stem(groups[:at])
    if not stem:
        problems.append(
            Problem(
                block.line,
                "question-stem",
                f"question '{block.title}' does not ask anything",
                "write the question as a paragraph above its answer",
            )
        )
    feedback = []
    for group in groups[at + 1 :]:
        if group.sort == "quote" and answer.sort != "task":
            feedback.append(_unquote(group.lines))
        else:
            problems.append(
                Problem(
                    group.line,
                    "question-form",
                    "nothing but feedback may follow the answer of a question",
                    'move the text above the answer; feedback stands in "> " lines'
                    + (", indented below its option" if answer.sort == "task" else ""),
                )
            )
    heads: tuple[str, ...] = ()
    kind: QuestionKind
    if answer.sort == "task":
        options = _items(answer, problems)
        kind = "multiple" if sum(o.key for o in options) > 1 else "single"
    elif answer.sort == "number":
        options, kind = _items(answer, problems), "ordering"
        loose = [o.feedback for o in options if o.feedback]
        if loose:
            feedback = [*loose, *feedback]
    else:
        heads, options = _rows(answer, problems)
        kind = "matching"
    question = Question(
        id=block.title,
        kind=kind,
        context=context,
        stem=stem,
        options=options,
        feedback="\n\n".join(feedback),
        heads=heads,
        objective=block.option("objective"),
        section=block.option("section"),
        facts=block.names("facts"),
        judges=block.option("judges"),
        final=block.options.get("final") is True,
        line=block.line,
        misconceptions=block.names("misconceptions"),
    )
    return question, tuple(problems)


def _sort(line: str) -> str:
    if not line.strip():
        return "blank"
    if line.startswith((" ", "\t")):
        return "indent"
    for name, pattern in (("task", _TASK), ("bullet", _BULLET), ("number", _NUMBER)):
        if pattern.match(line):
            return name
    return {"|": "table", ">": "quote"}.get(line[0], "text")


def _group(body: str, first: int) -> list[Group]:
    """Cut the body into groups; a list keeps its indented, wrapped and spaced-out lines."""
    groups: list[Group] = []
    lines = body.split("\n")
    code = code_lines(lines)
    blank = True
    for offset, line in enumerate(lines):
        sort = "text" if code[offset] else _sort(line)
        last = groups[-1] if groups else None
        lists = ("task", "bullet", "number")
        if sort == "blank":
            blank = True
            continue
        joins = last is not None and (
            (last.sort in lists and sort == "indent")
            or (last.sort in lists and sort in lists and _same(last.sort, sort))
            or (last.sort == "task" and sort == "quote")
            or (last.sort == sort and not blank and sort in ("table", "quote", "text"))
            or (not blank and sort == "text" and last.sort in (*lists, "quote"))
            or (not blank and sort == "indent" and last.sort in ("text", "quote"))
            or (code[offset] and offset > 0 and code[offset - 1])
        )
        if joins and last is not None:
            filled = offset - (last.line - first) - len(last.lines)
            last.lines.extend((*[""] * filled, line))
        else:
            groups.append(Group("text" if sort == "indent" else sort, [line], first + offset))
        blank = False
    return groups


def _same(group: str, line: str) -> bool:
    """A task list may hold a bullet whose box was forgotten; numbers stay by themselves."""
    return (group == "number") == (line == "number")


def _split_stem(groups: list[Group]) -> tuple[str, str]:
    if not groups or groups[-1].sort != "text":
        return "", ""
    text = ["\n".join(group.lines) for group in groups]
    return "\n\n".join(text[:-1]), text[-1].strip()


def _items(group: Group, problems: list[Problem]) -> tuple[Option, ...]:
    """The items of a list with their feedback."""
    found: list[tuple[int, bool, list[str], list[str]]] = []
    for offset, raw in enumerate(group.lines):
        line = group.line + offset
        pattern = _NUMBER if group.sort == "number" else _TASK
        match = pattern.match(raw)
        if match:
            text = match[match.lastindex or 0] if match.lastindex else ""
            key = group.sort == "task" and match[1] in "xX"
            if group.sort == "task":
                text = match[2] or ""
            found.append((line, key, [text or ""], []))
            continue
        if _BULLET.match(raw):
            problems.append(
                Problem(
                    line,
                    "question-form",
                    "an option has no box",
                    'write "- [ ] " or, for a right one, "- [x] "',
                )
            )
            found.append((line, False, [_BULLET.match(raw)[1]], []))  # type: ignore[index]
            continue
        part = raw.strip()
        if not part:
            if found and found[-1][3]:
                found[-1][3].append("")
            continue
        if part.startswith(">"):
            found[-1][3].append(part[1:].strip())
            if raw.startswith(">"):
                problems.append(
                    Problem(
                        line,
                        "question-form",
                        "the feedback of an option stands at the start of the line",
                        "indent it by four spaces",
                    )
                )
        elif found[-1][3] and found[-1][3][-1]:
            found[-1][3][-1] += " " + part  # a feedback line that was wrapped without ">"
        else:
            found[-1][2].append(part)
    return tuple(
        Option(f"o{n}", " ".join(text).strip(), line, key, "\n".join(feedback).strip())
        for n, (line, key, text, feedback) in enumerate(found, 1)
    )


def _unquote(lines: list[str]) -> str:
    return "\n".join(re.sub(r"^\s*> ?", "", line) for line in lines).strip()


def _rows(group: Group, problems: list[Problem]) -> tuple[tuple[str, ...], tuple[Option, ...]]:
    """Column titles and rows of a two-column table."""
    rows: list[tuple[int, list[str]]] = []
    for offset, raw in enumerate(group.lines):
        text = raw.strip().removeprefix("|")
        text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
        cells = [cell.strip().replace("\\|", "|") for cell in _CELL_BREAK.split(text)]
        rows.append((group.line + offset, cells))
        if len(cells) != 2:
            problems.append(
                Problem(
                    group.line + offset,
                    "question-form",
                    f"a matching has two columns, this row has {len(cells)}",
                    'write each row as "| left | right |"; a "|" inside a cell as "\\|"',
                )
            )
    ruled = len(rows) > 1 and all(_RULE_CELL.match(cell) for cell in rows[1][1])
    if not ruled:
        problems.append(
            Problem(
                group.line,
                "question-form",
                "the table of a matching has no header",
                'begin it with "| left title | right title |" and "| --- | --- |"',
            )
        )
    head = tuple(rows[0][1]) if ruled else ()
    options = tuple(
        Option(f"o{n}", cells[0], line, match=cells[1] if len(cells) > 1 else "")
        for n, (line, cells) in enumerate(rows[2:] if ruled else rows, 1)
    )
    return head, options
