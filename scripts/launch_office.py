"""Find what opens and makes documents in the tests, or install it where that is ours to do.

Nothing else needs it: without LibreOffice one test is skipped, without Pango those of the
handbook are, and each says so.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import suppress
from ctypes.util import find_library

import launch_debian
from launch_steps import Runner, StepFailed

OFFICE = "libreoffice-impress"
PANGO = "libpangoft2-1.0-0"
MISSING = "{names} not found: the tests that need it are skipped, and say so."


def find() -> str:
    """Say what is there.

    Returns:
        The path of LibreOffice and the name of Pango's library, each empty where it is missing.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    return f"{office} {find_library('pangoft2-1.0') or ''}"


def prepare(run: Runner) -> None:
    """Install what is missing; where that cannot be, say what the tests will skip.

    Args:
        run: Runs a step.
    """
    missing = _missing()
    if missing and launch_debian.may_install():
        with suppress(StepFailed):  # What is still missing is said below.
            launch_debian.install(run, missing)
        missing = _missing()
    if missing:
        names = " and ".join("LibreOffice" if name == OFFICE else "Pango" for name in missing)
        print(MISSING.format(names=names), file=sys.stderr)


def _missing() -> list[str]:
    """List the Debian packages of what is not there."""
    office, _, pango = find().partition(" ")
    return [name for name, found in ((OFFICE, office), (PANGO, pango)) if not found]
