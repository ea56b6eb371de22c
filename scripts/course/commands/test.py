"""`course test`: style, types and every test; with arguments, pytest alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path


def test(root: Path, arguments: Sequence[str]) -> int:
    """Run everything and stop at the first step that fails.

    Args:
        root: the repository.
        arguments: for pytest; when given, nothing but pytest runs.

    Returns:
        0 when all passed, else the exit code of the step that failed.
    """
    python = [sys.executable, "-P", "-m"]
    # Every worker has one browser; idle workers take work from busy ones.
    pytest = [*python, "pytest", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]
    if arguments:
        return _run(root, [*python, "pytest", *arguments])
    steps = {
        "style": [*python, "ruff", "check", "."],
        "format": [*python, "ruff", "format", "--check", "."],
        "types": [*python, "mypy"],
        "scripts of the page": [*_tsc(root), "--project", "tsconfig.json"],
        "tests": pytest,
    }
    for name, command in steps.items():
        started = time.monotonic()
        print(f"── {name}", flush=True)
        code = _run(root, command)
        if code:
            print(f"── {name}: failed", flush=True)
            return code
        print(f"── {name}: passed in {time.monotonic() - started:.0f} s", flush=True)
    return 0


def _tsc(root: Path) -> list[str]:
    script = root / "node_modules" / "typescript" / "bin" / "tsc"
    return [shutil.which("node") or "node", str(script)]


def _run(root: Path, command: Sequence[str]) -> int:
    return subprocess.run(command, cwd=root, check=False).returncode
