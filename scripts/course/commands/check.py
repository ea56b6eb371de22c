"""`course check`: every content rule, without building; `course rules` explains one."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from course.checks.mend import mend_data, mend_page
from course.checks.report import write_github, write_json, write_list, write_rule, write_text
from course.checks.rules import read_rules
from course.checks.suite import check_course
from course.checks.survey import Survey, suggest
from course.commands.parallel import read_shared, run_shared
from course.commands.paths import choose, inside, write_file
from course.model import DataFile, Page
from course.source.folder import FolderError, read_course

_ROUNDS = 4
"""An id that one language gets is the one that the other needs; more never happens."""


def check(docs: Path, paths: Sequence[Path], form: str, fix: bool = False) -> int:
    """Print the findings.

    Args:
        docs: the docs folder.
        paths: files and folders to report on, relative to the working folder; all when empty.
        form: `text`, `github` or `json`.
        fix: mend what is mechanical first.

    Returns:
        0 without an error, 1 with one, 2 when the course or a path cannot be read.
    """
    # The course is one heap that stays until the end: looking for garbage in it is in vain.
    gc.disable()
    try:
        chosen = [inside(docs, path) for path in paths]
        if fix:
            mend(docs, chosen)
        found = check_course(read_course(docs, read=read_shared), run=run_shared)
    except FolderError as error:
        print(f"check: {error}", file=sys.stderr)
        return 2
    finally:
        gc.enable()
    findings = tuple(f for f in found if choose(f.path, chosen))
    prefix = Path(os.path.relpath(docs)).as_posix() if form == "text" else docs.name
    if form == "text":
        sys.stdout.write(write_text(findings, prefix))
    else:
        write = {"github": write_github, "json": write_json}[form]
        sys.stdout.write(write(findings, prefix, os.environ.get("SITE_URL", "")))
    return int(any(finding.severity == "error" for finding in findings))


def _list_mended(survey: Survey) -> Iterator[tuple[Page | DataFile, Callable[[str], str]]]:
    """Every page and data file with what mends its text."""
    for leaf in survey.leaves:
        yield leaf.page, partial(mend_page, survey, leaf)
    for record in survey.records:
        yield record.file, partial(mend_data, survey, record.file)


def mend(docs: Path, chosen: Sequence[str]) -> dict[str, list[int]]:
    """Mend what is mechanical in the files chosen, and say so on the error stream.

    Returns:
        The lines that changed by file.
    """
    changed: dict[str, list[int]] = {}
    for _ in range(_ROUNDS):
        survey = Survey(read_course(docs))
        again = False
        for source, mended in _list_mended(survey):
            broken = any(problem.rule in ("encoding", "yaml") for problem in source.problems)
            if broken or not choose(source.path, chosen):
                continue
            path = docs / source.path
            old = path.read_bytes().decode("utf-8")
            new = mended(old)
            if new == old:
                continue
            write_file(path, new.encode("utf-8"))
            again = True
            pairs = enumerate(zip(old.split("\n"), new.split("\n"), strict=True), 1)
            lines = [*changed.get(source.path, ()), *(n for n, (a, b) in pairs if a != b)]
            changed[source.path] = sorted(set(lines))
        if not again:
            break
    for name, numbers in changed.items():
        noun = "line" if len(numbers) == 1 else "lines"
        shown = ", ".join(map(str, numbers))
        print(f"mended: {docs.name}/{name}: {noun} {shown}", file=sys.stderr)
    return changed


def rules(name: str | None) -> int:
    """Print all rules, or one with its example.

    Returns:
        2 when there is no such rule.
    """
    known = read_rules()
    if name is None:
        sys.stdout.write(write_list(known.values()))
        return 0
    if name not in known:
        near = suggest(name, known)
        hint = f"did you mean '{near}'?" if near else "scripts/rules lists them"
        print(f"rules: there is no rule '{name}': {hint}", file=sys.stderr)
        return 2
    sys.stdout.write(write_rule(known[name]))
    return 0
