"""The downloads, made once for every worker: a job each, so that two workers share the work."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from course.model import Course
from course.source.folder import read_course
from tests.conftest import DOCS, ROOT, build_once

_SCRIPT = (
    "import pathlib, sys\n"
    "from course.commands import downloads\n"
    "root, folder, job, locale, tests = sys.argv[1:]\n"
    "folder = pathlib.Path(folder)\n"
    "folder.mkdir(parents=True, exist_ok=True)\n"
    "said = getattr(downloads, job)(pathlib.Path(root), folder, locale)\n"
    "sys.path.insert(0, tests)\n"
    "from tests.outputs.conftest import save_text\n"
    "sys.exit(said or save_text(folder))\n"
)

Make = Callable[[str, str], Path]
"""A job of `course.commands.downloads` and a locale → the folder with what it made."""


@pytest.fixture(scope="session")
def course() -> Course:
    return read_course(DOCS)


def run_job(root: Path, folder: Path, job: str, locale: str) -> list[str]:
    """The command that runs a job in a process of its own."""
    return [sys.executable, "-c", _SCRIPT, str(root), str(folder), job, locale, str(ROOT)]


def save_text(folder: Path) -> int:
    """Keep the text of every page of every PDF, by pypdf: reading a book takes it ten seconds."""
    for path in folder.glob("*.pdf"):
        pages = [page.extract_text() for page in PdfReader(path).pages]
        path.with_suffix(".json").write_text(json.dumps(pages), encoding="utf-8")
    return 0


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
