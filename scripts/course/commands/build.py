"""`course build`: the whole site, or nothing."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from course.commands.pages import make_pages

_MARK = ".course-site"


def build(root: Path, out: Path, everything: bool = False, strict: bool = False) -> int:
    """Build into a folder beside the target, then put it in the target's place.

    Args:
        root: the repository.
        out: the folder to make. An older site there stays until the new one is complete.
        everything: make what takes long, too: handbooks and slides to download.
        strict: a download that this machine cannot make is an error.

    Returns:
        0 when the site is there, 1 when the course has mistakes, or when a download is missing
        and `strict`; 2 when `out` cannot be used.
    """
    problem = _refuse(root, out)
    if problem:
        print(f"build: {problem}", file=sys.stderr)
        return 2
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        print(f"build: cannot write {out}: {error.strerror}", file=sys.stderr)
        return 2
    try:
        return _build(root, out, fresh, everything, strict)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse(root: Path, out: Path) -> str:
    """Why `out` must not be replaced, empty when it may."""
    if out == root or out in root.parents:
        return f"{out} holds the repository: name another folder"
    if out.is_file():
        return f"{out} is a file: name a folder"
    if out.is_dir() and any(out.iterdir()) and not (out / _MARK).exists():
        return f"{out} holds files that are not a built site: empty it, or name another folder"
    if root in out.parents and out.relative_to(root).parts[0] in ("docs", "scripts", "tests"):
        return (
            f"{out} lies among the sources: name a folder outside {out.relative_to(root).parts[0]}/"
        )
    return ""


def _build(root: Path, out: Path, fresh: Path, everything: bool, strict: bool) -> int:
    started = time.monotonic()
    print("building the site …", file=sys.stderr, flush=True)
    with make_pages(root, fresh) as pages:
        # Here: loading it takes a quarter of a second, in which MkDocs is at work already.
        from course.commands.rest import RestError, make_rest

        try:
            missing = make_rest(root, fresh, pages, everything)
        except RestError as error:
            print(f"{error}".rstrip("\n"), file=sys.stderr)
            print("build: the site was not built; nothing was changed", file=sys.stderr)
            return 1
    fresh.chmod(0o755)
    (fresh / _MARK).touch()
    _replace(out, fresh)
    seconds = time.monotonic() - started
    made = sum(1 for _ in out.rglob("*.html"))
    print(f"{made} pages in {out} ({seconds:.1f} s)")
    for line in missing:
        print(f"build: not made: {line}", file=sys.stderr)
    return int(strict and bool(missing))


def _replace(out: Path, fresh: Path) -> None:
    """Put the new site in the place of the old one with two renames."""
    old = fresh.with_name(fresh.name + "-old")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
