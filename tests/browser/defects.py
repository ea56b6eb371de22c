"""Scripts of the page that are broken on purpose: each must be found by the check that it names."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "docs" / "assets" / "javascripts"
TOOLS = ROOT / "node_modules" / ".bin"
WAIT = 1000
"""Longest wait in milliseconds for what a broken script never shows."""

Check = Callable[[Page, str], None]
Defect = tuple[str, str, str, Check]
"""File, what stands there, what is put in its place, the check that must go red."""


def bundle(entry: Path, target: Path, *options: str) -> None:
    """What the build does with an entry."""
    tool = shutil.which("esbuild", path=str(TOOLS))
    assert tool, "esbuild is not installed: run scripts/test"
    command = [tool, str(entry), "--bundle", "--minify", "--charset=utf8", "--log-level=error"]
    command += ["--target=es2020,chrome91,firefox90,safari15", f"--outfile={target}", *options]
    subprocess.run(command, check=True)


def plant(defect: Defect, folder: Path) -> Path:
    """A copy of the scripts with the defect in it."""
    name, old, new, _check = defect
    scripts = folder / "scripts"
    shutil.copytree(SCRIPTS, scripts)
    text = (scripts / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name} has changed, plant {old!r} anew"
    (scripts / name).write_text(text.replace(old, new), encoding="utf-8")
    return scripts


def use_scripts(page: Page, folder: Path, target: Path, entries: Iterable[str]) -> None:
    """Give the page these scripts instead of the site's."""

    def send(path: Path) -> Callable[[Route], None]:
        return lambda route: route.fulfill(path=path)

    for entry in entries:
        path = target / f"{entry}.js"
        bundle(folder / f"{entry}.js", path, "--format=iife")
        page.context.route(re.compile(rf"/javascripts/{entry}\.\w+\.js$"), send(path))


def find_defect(defect: Defect, page: Page, url: str, folder: Path, entries: Iterable[str]) -> None:
    """Run the check of a defect on its scripts; it must fail as a check does.

    Args:
        page: a fresh one, whose faults the test takes.
        folder: to write to.
        entries: the scripts of the page that hold the file.
    """
    with pytest.MonkeyPatch.context() as patch:
        # The scripts lie elsewhere now; what npm installed does not.
        patch.setenv("NODE_PATH", str(ROOT / "node_modules"))
        use_scripts(page, plant(defect, folder), folder, entries)
    page.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    try:
        with pytest.raises(Exception) as caught:
            defect[3](page, url)
    finally:
        expect.set_options(timeout=5000)
    assert isinstance(caught.value, AssertionError) or "Timeout" in str(caught.value)
