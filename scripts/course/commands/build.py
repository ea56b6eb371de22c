"""`course build`: the whole site, or nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from course.checks import check_course
from course.checks.report import write_text
from course.commands.mkdocs import mkdocs_command, mkdocs_environment
from course.html.downloads import FILES
from course.html.engine import Engine, EngineError
from course.html.offline import ZIP
from course.model import Course
from course.outputs.loose import write_loose_pages
from course.site.assets import AssetError, Bundling
from course.site.downloads import list_downloads
from course.site.offline import OfflineError, offer_zip, write_zip
from course.site.policy import PolicyError
from course.site.search import prepare_words, write_indexes
from course.source.config import read_extensions
from course.source.folder import FolderError, read_course

_LOUD = re.compile(r"^(WARNING|ERROR|CRITICAL|Error|Aborted|Traceback)")
_MARK = ".course-site"


class BuildError(Exception):
    """The site cannot be built; the message says where and why, a line or more."""


_FAULTS = (BuildError, FolderError, AssetError, EngineError, PolicyError, OfflineError)


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
    try:
        course = _make_pages(root, fresh)
        # Here and not in MkDocs: a preview needs no zip.
        offer_zip(fresh, course, write_zip(fresh, course, fresh / ZIP))
        missing = _make_downloads(root, fresh, course) if everything else []
        list_downloads(fresh, course, Engine(*read_extensions(root / "mkdocs.yml")))
    except _FAULTS as error:
        print(f"{error}".rstrip("\n"), file=sys.stderr)
        print("build: the site was not built; nothing was changed", file=sys.stderr)
        return 1
    fresh.chmod(0o755)
    (fresh / _MARK).touch()
    _replace(out, fresh)
    seconds = time.monotonic() - started
    pages = sum(1 for _ in out.rglob("*.html"))
    print(f"{pages} pages in {out} ({seconds:.1f} s)")
    for line in missing:
        print(f"build: not made: {line}", file=sys.stderr)
    return int(strict and bool(missing))


def _make_downloads(root: Path, fresh: Path, course: Course) -> list[str]:
    """The files to download; what this machine could not make, a line each."""
    # Loading what writes slides takes as long as writing the zip.
    from course.commands.downloads import make_downloads

    return make_downloads(root, fresh / FILES, course.locales)


def _make_pages(root: Path, fresh: Path) -> Course:
    """All pages: MkDocs makes its own, and at the same time we make what needs none of it.

    Raises:
        BuildError: the course has mistakes, or MkDocs refuses it; the message lists them.
    """
    # Not -q: with it, --strict exits 0 on a broken link.
    command = mkdocs_command(root, "build", "--strict", "--site-dir", str(fresh))
    environment = {**mkdocs_environment(), "COURSE_ALONE": "false"}
    with tempfile.TemporaryFile() as log, tempfile.TemporaryDirectory(dir=fresh.parent) as beside:
        with subprocess.Popen(
            command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT
        ) as process:
            try:
                course = _make_the_rest(root, Path(beside))
            except BaseException:
                process.terminate()
                raise
        if process.returncode:
            log.seek(0)
            raise BuildError(_loud(log.read().decode("utf-8", "replace")))
        # MkDocs empties the folder of the site when it starts.
        shutil.copytree(beside, fresh, dirs_exist_ok=True, copy_function=shutil.move)
    write_indexes(fresh, course)
    return course


def _make_the_rest(root: Path, folder: Path) -> Course:
    """The check, the pages that no Markdown file stands for, the words of the search."""
    docs = root / "docs"
    bundling = Bundling(docs, root)
    course = read_course(docs)
    errors = [finding for finding in check_course(course) if finding.severity == "error"]
    assets = bundling.finish()
    if errors:
        raise BuildError(write_text(errors, docs.name))
    write_loose_pages(course, assets, root / "mkdocs.yml", folder)
    prepare_words(course)
    return course


def _replace(out: Path, fresh: Path) -> None:
    """Put the new site in the place of the old one with two renames."""
    old = fresh.with_name(fresh.name + "-old")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _loud(log: str) -> str:
    """The warnings and errors of MkDocs' log with the lines that belong to them."""
    kept = []
    loud = False
    for line in log.splitlines(keepends=True):
        if re.match(r"^[A-Z][A-Za-z]+ ", line) or not line.startswith((" ", "\t")):
            loud = bool(_LOUD.match(line)) or (loud and not line.startswith(("INFO", "DEBUG")))
        if loud:
            kept.append(line)
    return "".join(kept) or log[-2000:]
