"""All of a site besides the pages that MkDocs makes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from course.checks.report import write_text
from course.checks.suite import check_course
from course.commands.pages import Pages, PagesError
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


class RestError(Exception):
    """The site cannot be made; the message says where and why, a line or more."""


_FAULTS = (PagesError, FolderError, AssetError, EngineError, PolicyError, OfflineError)


def make_rest(root: Path, fresh: Path, pages: Pages, everything: bool) -> list[str]:
    """Check the course, make what needs no pages while they are made, then what needs them.

    Args:
        root: the repository.
        fresh: the folder of the site, to which `pages` go.
        pages: being made.
        everything: make what takes long, too: handbooks and slides to download.

    Returns:
        What this machine could not make, a line each.

    Raises:
        RestError: the course has mistakes, or something cannot be made of it.
    """
    try:
        course = _make_beside(root, fresh, pages)
        # Here and not in MkDocs: a preview needs no zip.
        offer_zip(fresh, course, write_zip(fresh, course, fresh / ZIP))
        missing = _make_downloads(root, fresh, course) if everything else []
        list_downloads(fresh, course, Engine(*read_extensions(root / "mkdocs.yml")))
    except _FAULTS as error:
        raise RestError(str(error)) from error
    return missing


def _make_beside(root: Path, fresh: Path, pages: Pages) -> Course:
    """The check, the pages that no Markdown file stands for, the indexes of the search."""
    docs = root / "docs"
    bundling = Bundling(docs, root)
    course = read_course(docs)
    errors = [finding for finding in check_course(course) if finding.severity == "error"]
    assets = bundling.finish()
    if errors:
        raise RestError(write_text(errors, docs.name))
    with tempfile.TemporaryDirectory(dir=fresh.parent) as beside:
        write_loose_pages(course, assets, root / "mkdocs.yml", Path(beside))
        prepare_words(course)
        pages.finish()
        shutil.copytree(beside, fresh, dirs_exist_ok=True, copy_function=shutil.move)
    write_indexes(fresh, course)
    return course


def _make_downloads(root: Path, fresh: Path, course: Course) -> list[str]:
    """The files to download; what this machine could not make, a line each."""
    # Loading what writes slides takes as long as writing the zip.
    from course.commands.downloads import make_downloads

    return make_downloads(root, fresh / FILES, course.locales)
