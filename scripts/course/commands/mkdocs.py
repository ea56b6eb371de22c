"""MkDocs as a program of its own: only the plugin imports it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def mkdocs_command(root: Path, *arguments: str) -> list[str]:
    """The command that runs MkDocs on this course."""
    return [sys.executable, "-P", "-m", "mkdocs", *arguments, "-f", str(root / "mkdocs.yml")]


def mkdocs_environment() -> dict[str, str]:
    """The environment for it: UTF-8 everywhere, and without Material's notice at each start."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
