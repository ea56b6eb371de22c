"""The files that take long: handbooks and slides, one process for each language."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from course.html.downloads import handbook_name, slides_name
from course.html.engine import Engine, EngineError
from course.html.figures.ink import read_inks
from course.model import Course, Locale
from course.outputs.handbook import HandbookError, write_handbook
from course.outputs.pptx import write_pptx
from course.source.config import read_extensions
from course.source.folder import read_course

Job = Callable[[Path, Path, Locale], str]
"""Repository, folder to write into, language → what was not made and the remedy, or nothing."""


def make_downloads(root: Path, folder: Path, locales: Sequence[Locale]) -> list[str]:
    """Make the handbooks and the slides.

    Args:
        root: the repository.
        folder: where the files go; it is made.
        locales: the languages.

    Returns:
        A line for each file that could not be made, with the remedy.
    """
    folder.mkdir(parents=True, exist_ok=True)
    print("making handbooks and slides …", file=sys.stderr, flush=True)
    jobs: list[Job] = [make_handbook, make_slides]
    workers = min(os.cpu_count() or 1, len(locales) * len(jobs))
    # A process ends with its jobs: to look for what a book could give back takes two seconds.
    with ProcessPoolExecutor(workers, initializer=gc.disable) as pool:
        futures = [pool.submit(job, root, folder, lo) for job in jobs for lo in locales]
        return [line for line in dict.fromkeys(f.result() for f in futures) if line]


def make_handbook(root: Path, folder: Path, locale: Locale) -> str:
    """Write the handbook in one language; see `Job`."""
    course, engine = _read(root)
    try:
        pdf = write_handbook(course, engine, locale, root)
    except (EngineError, HandbookError) as error:
        return str(error)
    (folder / handbook_name(locale)).write_bytes(pdf)
    return ""


def make_slides(root: Path, folder: Path, locale: Locale) -> str:
    """Write the slides of every lesson in one language; see `Job`."""
    course, engine = _read(root)
    styles = root / "docs" / "assets" / "stylesheets"
    tokens, figure = ((styles / f"{n}.css").read_text("utf-8") for n in ("tokens", "figure"))
    inks = read_inks(tokens, figure)
    for source in course.lessons(course.source_locale):
        lesson = course.page(source.key, locale) or source
        try:
            content = write_pptx(course, engine, lesson, locale, inks)
        except EngineError as error:
            return str(error)
        (folder / slides_name(source, locale)).write_bytes(content)
    return ""


def _read(root: Path) -> tuple[Course, Engine]:
    return read_course(root / "docs"), Engine(*read_extensions(root / "mkdocs.yml"))
