"""Install what the system lacks, where that is ours to do: as root on a Debian or its like."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable

from launch_steps import Runner, StepFailed


def may_install() -> bool:
    """Tell whether we are root on a Debian or its like."""
    return (
        sys.platform == "linux"
        and os.geteuid() == 0
        and os.path.exists("/etc/debian_version")
        and shutil.which("apt-get") is not None
    )


def install(run: Runner, packages: Iterable[str]) -> None:
    """Install Debian packages.

    Args:
        run: Runs a step.
        packages: Their names.

    Raises:
        StepFailed: One cannot be installed.
    """
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    try:
        said = run("Reading Debian's list of packages", [*apt, "update"])
    except StepFailed as error:  # The lists at hand may do.
        said = error.output
    names = list(packages)
    line = ["env", "DEBIAN_FRONTEND=noninteractive", *apt, "install", "-y"]
    try:
        run(f"Installing {' and '.join(names)}", [*line, "--no-install-recommends", *names])
    except StepFailed as error:  # Why, may have been said before.
        raise StepFailed(error.code, said + error.output) from error
