"""Find the browser that the tests drive, or install one where that is ours to do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import launch_debian
from launch_steps import Failure, Runner, StepFailed

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
SHELL = "chromium-headless-shell"
"""Debian's Chromium without its windows: the tests in it take a quarter less time."""
MAC_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PROGRAMS = (
    r"Chromium\Application\chrome.exe",
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
LINUX_PLACES = ("/snap/bin/chromium", "/opt/google/chrome/chrome", "/usr/lib/chromium/chromium")

MISSING = (
    "No Chromium, Chrome or Edge was found: install one (on Debian: sudo apt-get install "
    "chromium fonts-noto-cjk) or set CHROME_PATH to the program, then run this again."
)
WRONG = "CHROME_PATH names {path}, which is no program: correct or unset it, then run this again."
NO_FONT = "No Chinese font was found, so pictures of pages will show boxes: install one."


def _places() -> Iterable[str]:
    """List where browsers lie that are not on the PATH."""
    if sys.platform == "darwin":
        for folder in ("/Applications", str(Path.home() / "Applications")):
            for app in MAC_APPS:
                yield f"{folder}/{app}.app/Contents/MacOS/{app}"
    elif sys.platform == "win32":
        for variable in WINDOWS_FOLDERS:
            folder = os.environ.get(variable, "")
            for program in WINDOWS_PROGRAMS if folder else ():
                yield f"{folder}\\{program}"
    else:
        yield from LINUX_PLACES


def _program(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)


def find() -> str | None:
    """Find an installed Chromium, Chrome or Edge.

    Returns:
        Its path, or None.

    Raises:
        Failure: CHROME_PATH is set and names no program.
    """
    named = os.environ.get("CHROME_PATH")
    if named:
        path = shutil.which(named)
        if path is None:
            raise Failure(WRONG.format(path=named))
        return os.path.abspath(path)
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return next(filter(_program, _places()), None)


def find_shell() -> str | None:
    """Find the same browser without its windows.

    Returns:
        Its path, or None when there is none or CHROME_PATH names what to use.
    """
    return None if os.environ.get("CHROME_PATH") else shutil.which(SHELL)


def _has_chinese_font(run: Runner) -> bool:
    """Tell whether fontconfig knows a font for Chinese; where it cannot say, the answer is no."""
    if sys.platform != "linux":
        return True
    if shutil.which("fc-list") is None:
        return False
    try:
        return bool(run("Looking for a Chinese font", ["fc-list", ":lang=zh", "file"]).strip())
    except StepFailed:
        return False


def _install(run: Runner, wanted: list[str]) -> None:
    """Install packages; older systems have no package of the shell, which is no must."""
    try:
        launch_debian.install(run, wanted)
    except StepFailed:
        if SHELL not in wanted:
            raise
        launch_debian.install(run, [name for name in wanted if name != SHELL])


def prepare(run: Runner) -> str:
    """Make sure of a browser and, where it can be, of a Chinese font.

    Args:
        run: Runs a step.

    Returns:
        The browser's path.

    Raises:
        Failure: There is none and we cannot install it.
        StepFailed: Installing it failed.
    """
    path = find()
    wanted = [] if path else ["chromium", SHELL]
    if not _has_chinese_font(run):
        wanted.append("fonts-noto-cjk")
    if launch_debian.may_install():
        if wanted:
            _install(run, wanted)
        path = path or find()
    elif path and wanted:
        print(NO_FONT, file=sys.stderr)
    if path is None:
        raise Failure(MISSING)
    return path
