"""Renew the locks: what is installed, for every platform, with hashes and without addresses."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import launch_node
from launch_steps import Failure, StepFailed, alone, run

if TYPE_CHECKING:
    from launch_setup import Setup

LOCKS = ("requirements", "requirements-setup", "requirements-dev")
"""In this order: the last one takes its versions from the first."""

COMPILE = (
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--fork-strategy=fewest",
    "--no-emit-index-url",
    "--custom-compile-command=scripts/lock",
)
NPM = ("install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund")
NPM_LOCK = "package-lock.json"

ADDRESS = "{name} would hold an address: take it out of what it is made from, then run this again."


def clean(text: str) -> str:
    """Take out of an npm lock what installing does not need: where it came from, who pays.

    Args:
        text: The lock as npm wrote it.

    Returns:
        The lock without addresses.
    """
    lock: dict[str, Any] = json.loads(text)
    for package in lock["packages"].values():
        for key in ("resolved", "funding"):
            package.pop(key, None)
    return json.dumps(lock, indent=2, ensure_ascii=False) + "\n"


def _python_locks(setup: Setup, folder: Path, keep: bool) -> dict[str, str]:
    """Make the locks of the Python packages in a folder of their own."""
    uv = str(setup.bin / f"uv{setup.exe}")
    options = [*COMPILE, f"--python={setup.python}"]
    for name in LOCKS:
        for suffix in (".in", ".txt"):
            source = setup.root / f"{name}{suffix}"
            if suffix == ".in" or (keep and source.exists()):
                (folder / source.name).write_bytes(source.read_bytes())
    for name in LOCKS:
        command = [uv, *options, f"{name}.in", f"--output-file={name}.txt"]
        run(f"Locking {name}.in", command, setup.log, cwd=folder)
    return {f"{name}.txt": (folder / f"{name}.txt").read_text("utf-8") for name in LOCKS}


def _npm_lock(setup: Setup, folder: Path, keep: bool) -> dict[str, str]:
    """Make the npm lock where no node_modules lies, so that npm names every platform."""
    for name in ("package.json", ".npmrc", *([NPM_LOCK] if keep else [])):
        (folder / name).write_bytes((setup.root / name).read_bytes())
    command = [*launch_node.npm(setup.venv), *NPM]
    env = {"PATH": launch_node.search_path(setup.venv)}
    run("Locking package.json", command, setup.log, env=env, cwd=folder)
    return {NPM_LOCK: clean((folder / NPM_LOCK).read_text("utf-8"))}


def renew(setup: Setup, arguments: Sequence[str]) -> int:
    """Renew every lock and say which changed.

    Args:
        setup: The set-up, with the tools for this.
        arguments: What was typed after the command.

    Returns:
        The exit code.

    Raises:
        Failure: A lock cannot be made.
    """
    parser = argparse.ArgumentParser(prog="scripts/lock", description=__doc__)
    parser.add_argument(
        "--keep", action="store_true", help="keep the versions that still fit; add what is new"
    )
    keep: bool = parser.parse_args(arguments).keep
    with alone(setup.work / "lock"), tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            made = _python_locks(setup, folder, keep) | _npm_lock(setup, folder, keep)
        except StepFailed as error:
            raise Failure(error.sentence("Renewing the locks", setup.log)) from error
        for lock, text in made.items():
            if "://" in text:
                raise Failure(ADDRESS.format(name=lock))
        for lock, text in made.items():
            target = setup.root / lock
            same = target.exists() and target.read_text("utf-8") == text
            if not same:
                new = setup.work / lock
                new.write_text(text, "utf-8", newline="\n")
                os.replace(new, target)
            print(f"{lock}: {'as it was' if same else 'renewed'}", file=sys.stdout)
    return 0
