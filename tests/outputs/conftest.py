"""The downloads, made once for every worker: a job each, so that two workers share the work."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from course.model import Course
from course.source.folder import read_course
from tests.conftest import DOCS, ROOT, build_once

_SCRIPT = (
    "import gc, os, pathlib, sys\n"
    "from course.commands import downloads\n"
    "root, folder, job, locale = sys.argv[1:]\n"
    "folder = pathlib.Path(folder)\n"
    "folder.mkdir(parents=True, exist_ok=True)\n"
    "gc.disable()\n"
    "said = getattr(downloads, job)(pathlib.Path(root), folder, locale)\n"
    "print(said, flush=True)\n"
    "os._exit(1 if said else 0)\n"
)
"""What a process of `make_downloads` does: it gives nothing back before it ends."""

Make = Callable[[str, str], Path]
"""A job of `course.commands.downloads` and a locale → the folder with what it made."""


@pytest.fixture(scope="session")
def course() -> Course:
    return read_course(DOCS)


def run_job(root: Path, folder: Path, job: str, locale: str) -> list[str]:
    """The command that runs a job in a process of its own."""
    return [sys.executable, "-c", _SCRIPT, str(root), str(folder), job, locale]


@pytest.fixture(scope="session")
def make(shared_tmp: Path) -> Make:
    def run(job: str, locale: str) -> Path:
        folder = shared_tmp / f"{job}-{locale}"
        return build_once(folder, run_job(ROOT, folder / "site", job, locale))

    return run


def convert(files: list[Path], folder: Path, soffice: str) -> list[Path]:
    """Open files in LibreOffice and write each as PDF."""
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [folder / f"{file.stem}.pdf" for file in files]
