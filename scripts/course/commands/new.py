"""`course new`: begin a lesson, question, term, fact or checklist in both languages."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from course.checks.headings import is_kebab
from course.checks.suite import check_course
from course.commands.paths import write_file
from course.drafts import (
    DraftError,
    draft_checklist,
    draft_fact,
    draft_lesson,
    draft_question,
    draft_term,
    find_lesson,
)
from course.model import Course
from course.source.folder import FolderError, read_course

Ask = Callable[[str, str], str]
"""Asks a person: a question and an example in, the answer out."""


def new(docs: Path, options: Namespace, ask: Ask | None = None) -> int:
    """Write the files and show what is left to do.

    Args:
        docs: the docs folder.
        options: `kind` and what was given of the rest; the rest is asked for.
        ask: how to ask; from the terminal when `None`, where there is one.

    Returns:
        0 when written, 2 when something is wrong; then nothing was written.
    """
    if ask is None and sys.stdin.isatty():
        ask = _ask_terminal
    try:
        course = read_course(docs)
        made, following = _draft(docs, course, options, ask)
        before = set(check_course(course))
        _write(docs, made)
    except (DraftError, FolderError) as error:
        print(f"new: {error}", file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt):
        print("\nnew: stopped; nothing was written", file=sys.stderr)
        return 2
    prefix = Path(os.path.relpath(docs)).as_posix()
    for path in made:
        print(f"wrote {prefix}/{path}")
    after = [f for f in check_course(read_course(docs)) if f not in before and f.path in made]
    if after:
        print("\nLeft to write:")
    for finding in after:
        text = finding.message.removeprefix("this is still to be written: ")
        print(f"  {prefix}/{finding.path}:{finding.line}: {text}")
    print(f"\nNext: {following}")
    return 0


def _draft(
    docs: Path, course: Course, options: Namespace, ask: Ask | None
) -> tuple[Mapping[str, str], str]:
    """Texts by path, and the next step."""

    def want(name: str, question: str, example: str, kebab: bool = False) -> str:
        value = getattr(options, name, None)
        while not value:
            if ask is None:
                flag = name if name in _POSITIONAL else f"--{name.replace('_', '-')}"
                asked = question[0].lower() + question[1:]
                raise DraftError(f"{asked} is not given: add {flag}, such as {example}")
            value = ask(question, example)
        if kebab and not is_kebab(str(value)):
            raise DraftError(f"'{value}' has to be lowercase words with hyphens, such as {example}")
        return str(value).strip()

    def both(question: str, zh: str, en: str) -> dict[str, str]:
        return {
            "zh": want("zh", f"{question} in Chinese", zh),
            "en": want("en", f"{question} in English", en),
        }

    match options.kind:
        case "lesson":
            name = want("name", "The name in the address", "listening-first", True)
            made = draft_lesson(course, name, both("The title", "先听再说", "Listening first"))
            lesson = next(iter(made)).split("/")[1][:2]
            return made, (
                "replace what stands between ‹ and › in both files, then run scripts/check. When "
                "both say the same, record it with scripts/translations --accept. "
                f"Add l{lesson} to a group in docs/data/course.yml to see it on the home page, "
                "and give its checklist a page with scripts/new checklist."
            )
        case "question":
            lesson = want("lesson", "The lesson", "l01", True)
            page = find_lesson(course, lesson)
            sections = ", ".join(h.id for h in page.sections if h.id)
            made = draft_question(
                course,
                lesson,
                want("name", "The name of the question", "who-is-right", True),
                want("objective", f"The objective ({', '.join(page.objectives)})", "compare", True),
                want("section", f"The section that answers it ({sections})", "definitions", True),
                options.form,
            )
            return (
                made,
                "replace what stands between ‹ and › in both files, and name the mistakes behind "
                "the wrong options in docs/data/misconceptions.yml; then run scripts/check. When "
                "both languages say the same, record it with scripts/translations --accept.",
            )
        case "checklist":
            letter = want("name", "The checklist of a lesson", "k", True)
            made = draft_checklist(
                course, letter, both("The title", "出门前的三问", "three questions before you go")
            )
            return made, (
                "replace what stands between ‹ and ›, and add a line for it to "
                "docs/practice/index.zh.md and index.en.md; then run scripts/check."
            )
        case "term":
            term = want("name", "The id of the term", "front-line", True)
            names = both("The term", "一线", "front line")
            text = draft_term(
                course, term, names, want("source", "The source", "wechat-2023", True)
            )
            path = "data/glossary.yml"
            following = f"write both definitions, then link to it: [{names['en']}](term:{term})."
        case _:
            fact = want("name", "The id of the fact", "wait-times-2024", True)
            text = draft_fact(
                course, fact, want("source", "The source", "wechat-2023", True), options.sort
            )
            path = "data/facts.yml"
            following = f"write claim and note in both languages, then cite it: word[@{fact}]."
    old = (docs / path).read_text(encoding="utf-8")
    return {path: old + ("" if old.endswith("\n") else "\n") + text}, following


_POSITIONAL = frozenset({"name", "lesson"})


def _write(docs: Path, made: Mapping[str, str]) -> None:
    """Write all files or none that was not there."""
    for path, text in made.items():
        target = docs / path
        if target.exists() and not _only_adds(target, text):
            raise DraftError(f"docs/{path} exists already: nothing was written")
    for path, text in made.items():
        write_file(docs / path, text.encode("utf-8"))


def _only_adds(target: Path, text: str) -> bool:
    """Whether every line that is there stays, in its order."""
    fresh = iter(text.split("\n"))
    old = target.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return all(any(line == other for other in fresh) for line in old)


def _ask_terminal(question: str, example: str) -> str:
    return input(f"{question} (such as {example}): ").strip()
