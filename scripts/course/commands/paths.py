"""Files and folders that a person names on the command line, and files written whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from course.source.folder import FolderError


def inside(docs: Path, path: Path) -> str:
    """The path relative to the docs folder; the folder itself and above mean everything (`.`).

    Raises:
        FolderError: there is no such file, or it lies elsewhere.
    """
    full = path.resolve()
    if not full.exists():
        raise FolderError(f"there is no file {path}")
    if full == docs or full in docs.parents:
        return "."
    if docs not in full.parents:
        raise FolderError(f"{path} is not below {docs.name}/, where the content is")
    return full.relative_to(docs).as_posix()


def choose(path: str, chosen: Sequence[str]) -> bool:
    """Whether a file is one of those named, or lies in one; all are when none is named."""
    return not chosen or any(c in (".", path) or path.startswith(f"{c}/") for c in chosen)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; an existing one keeps its permissions."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        os.chmod(name, path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
