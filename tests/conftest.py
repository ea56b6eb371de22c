"""What all tests share: the built site, made once for every worker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.commands.chrome import serve_folder
from course.outputs.handbook import NO_LIBRARY

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def build_once(folder: Path, command: list[str], env: dict[str, str] | None = None) -> Path:
    """Run a build in one worker; the others wait for it.

    Args:
        folder: shared by all workers; `folder/site` is what the command must make.
        command: the build.
        env: variables on top of the environment.
    """
    done, failed, claim = folder / "done", folder / "failed", folder / "claim"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        while not (done.exists() or failed.exists()):
            time.sleep(0.1)
    else:
        made = subprocess.run(
            command,
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        text = made.stdout + made.stderr
        (failed if made.returncode else done).write_text(text, encoding="utf-8")
    if failed.exists():
        pytest.fail(f"the build failed:\n{failed.read_text(encoding='utf-8')}", pytrace=False)
    return folder / "site"


@pytest.fixture(scope="session")
def shared_tmp(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all workers of this run see."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def pango() -> None:
    """Skip what makes a PDF where that cannot be made; elsewhere a failure is a failure."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        pytest.skip(NO_LIBRARY)


@pytest.fixture(scope="session")
def site(shared_tmp: Path) -> Path:
    """The course, built as `scripts/build` builds it."""
    folder = shared_tmp / "course"
    command = [sys.executable, "-m", "course", "build", "--out", str(folder / "site")]
    return build_once(folder, command)


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Address of the built site, with a slash at its end."""
    with serve_folder(site) as url:
        yield url
