"""The pages that MkDocs makes, in a process of its own beside whatever else is done."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from course.commands.mkdocs import mkdocs_command, mkdocs_environment

_LOUD = re.compile(r"^(WARNING|ERROR|CRITICAL|Error|Aborted|Traceback)")


class PagesError(Exception):
    """MkDocs refuses the course; the message says where and why, a line or more."""


@dataclass(frozen=True)
class Pages:
    """Pages being made."""

    process: subprocess.Popen[bytes]
    log: IO[bytes]

    def finish(self) -> None:
        """Wait until all are there.

        Raises:
            PagesError: they are not.
        """
        if self.process.wait():
            self.log.seek(0)
            raise PagesError(_loud(self.log.read().decode("utf-8", "replace")))


@contextmanager
def make_pages(root: Path, site: Path) -> Iterator[Pages]:
    """Start MkDocs, which empties its folder first; in the end it is not at work any more.

    Args:
        root: the repository.
        site: where the pages go.
    """
    # Not -q: with it, --strict exits 0 on a broken link.
    command = mkdocs_command(root, "build", "--strict", "--site-dir", str(site))
    environment = {**mkdocs_environment(), "COURSE_ALONE": "false"}
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            yield Pages(process, log)
        finally:
            if process.poll() is None:
                process.terminate()


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
