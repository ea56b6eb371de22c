"""`course check`: every content rule, without building."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from course.checks import check_course
from course.checks.report import write_github, write_json, write_text
from course.source.folder import FolderError, read_course


def check(docs: Path, paths: Sequence[Path], form: str) -> int:
    """Print the findings.

    Args:
        docs: the docs folder.
        paths: files and folders to report on, relative to the working folder; all when empty.
        form: `text`, `github` or `json`.

    Returns:
        0 without an error, 1 with one, 2 when the course or a path cannot be read.
    """
    try:
        chosen = [_inside(docs, path) for path in paths]
        course = read_course(docs)
    except FolderError as error:
        print(f"check: {error}", file=sys.stderr)
        return 2
    findings = check_course(course)
    if chosen:
        findings = tuple(
            f
            for f in findings
            if any(c == "." or f.path == c or f.path.startswith(f"{c}/") for c in chosen)
        )
    prefix = Path(os.path.relpath(docs)).as_posix() if form == "text" else docs.name
    write = {"text": write_text, "github": write_github, "json": write_json}[form]
    sys.stdout.write(write(findings, prefix))
    return int(any(finding.severity == "error" for finding in findings))


def _inside(docs: Path, path: Path) -> str:
    """The path relative to the docs folder; the folder itself and above mean everything."""
    full = path.resolve()
    if not full.exists():
        raise FolderError(f"there is no file {path}")
    if full == docs or full in docs.parents:
        return "."
    if docs not in full.parents:
        raise FolderError(f"{path} is not below {docs.name}/, where the content is")
    return full.relative_to(docs).as_posix()
