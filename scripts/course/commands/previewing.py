"""How long a change takes to be seen: `course serve`, and plain `mkdocs serve` beside it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from course.commands.mkdocs import mkdocs_command, mkdocs_environment

PAGE = "docs/lessons/01-shared-words.en.md"
ROUNDS = 5
PATIENCE = 120


def measure_preview(root: Path, work: Path) -> dict[str, float]:
    """Seconds from saving a lesson until the server has the new page.

    Args:
        root: the repository.
        work: folder for copies; `work/bare` holds the same pages for plain MkDocs with Material.
    """
    ours = work / "preview"
    for name in ("docs", "overrides"):
        shutil.copytree(root / name, ours / name)
    shutil.copy(root / "mkdocs.yml", ours)
    (ours / "node_modules").symlink_to(root / "node_modules")
    return {"course s": _measure(ours), "plain s": _measure(work / "bare")}


def _measure(folder: Path) -> float:
    rounds = []
    with _serve(folder) as url:
        page = folder / PAGE
        for number in range(ROUNDS):
            epoch = _epoch(url)
            text = page.read_text(encoding="utf-8")
            started = time.perf_counter()
            page.write_text(f"{text}\nRound {'x' * (number + 1)}.\n", encoding="utf-8")
            while _ask(f"{url}livereload/{epoch}/{number}") <= epoch:
                pass
            rounds.append(time.perf_counter() - started)
    return round(min(rounds), 2)


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = mkdocs_command(folder, "serve", "--dev-addr", f"127.0.0.1:{port}")
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=folder, env=mkdocs_environment(), stdout=quiet, stderr=quiet
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                urlopen(url, timeout=5).close()
                break
            except (URLError, OSError):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"mkdocs serve did not start in {folder}") from None
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait()


def _epoch(url: str) -> int:
    """The version that the server shows, from the script that it puts into pages."""
    with urlopen(url, timeout=PATIENCE) as answer:
        html = answer.read().decode("utf-8")
    match = re.search(r'data-epoch="(\d+)"|livereload\((\d+),', html)
    if match is None:
        raise RuntimeError("the page has no script that reloads it")
    return int(match[1] or match[2])


def _ask(url: str) -> int:
    with urlopen(url, timeout=PATIENCE) as answer:
        return int(answer.read())
