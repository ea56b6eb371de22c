"""Find the browser that the tests drive, or install one where that is ours to do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

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


def _may_install() -> bool:
    """Tell whether we are root on a Debian or its like."""
    return (
        sys.platform == "linux"
        and os.geteuid() == 0
        and os.path.exists("/etc/debian_version")
        and shutil.which("apt-get") is not None
    )


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


def _install(run: Runner, packages: Iterable[str]) -> None:
    """Install Debian packages."""
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    try:
        said = run("Reading Debian's list of packages", [*apt, "update"])
    except StepFailed as error:  # The lists at hand may do.
        said = error.output
    names = list(packages)
    install = ["env", "DEBIAN_FRONTEND=noninteractive", *apt, "install", "-y"]
    try:
        run(f"Installing {' and '.join(names)}", [*install, "--no-install-recommends", *names])
    except StepFailed as error:  # Why, may have been said before.
        raise StepFailed(error.code, said + error.output) from error


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
    wanted = [] if path else ["chromium"]
    if not _has_chinese_font(run):
        wanted.append("fonts-noto-cjk")
    if _may_install():
        if wanted:
            _install(run, wanted)
        path = path or find()
    elif path and wanted:
        print(NO_FONT, file=sys.stderr)
    if path is None:
        raise Failure(MISSING)
    return path
