"""From a command to its work: set up what is missing, then hand over."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from launch_setup import ROOT, Setup
from launch_steps import Failure

NO_WRITE = "{path} cannot be written: make the folder writable for you, then run this again."
DISK_FULL = "The disk is full: free about 1 GB, then run this again."
STOPPED = "Stopped: run this again to go on."
OTHER = "The set-up failed: {error}; mend that, then run this again."


def hand_over(setup: Setup, command: str, arguments: Sequence[str]) -> int:
    """Become the command, or, on Windows, run it.

    Args:
        setup: The set-up, made.
        command: The command.
        arguments: Its arguments.

    Returns:
        Its exit code, where this process lives to see it.
    """
    line = [str(setup.python), "-P", "-m", "course", command, *arguments]
    if sys.platform != "win32":
        os.execve(line[0], line, setup.environment(command))
    import subprocess

    process = subprocess.Popen(line, env=setup.environment(command))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # It has got the same key and ends by itself.


def sentence(error: OSError, root: Path) -> str:
    """Say in one sentence what the system refused."""
    if error.errno == errno.ENOSPC:
        return DISK_FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NO_WRITE.format(path=error.filename or root)
    return OTHER.format(error=error)


def main(command: str, arguments: Sequence[str], root: Path = ROOT) -> int:
    """Set up what a command needs and do it.

    Args:
        command: The command, one of `PARTS`.
        arguments: What was typed after it.
        root: The folder of the project.

    Returns:
        The exit code.
    """
    setup = Setup(root)
    try:
        setup.ensure(command)
        if command == "lock":
            import launch_locks

            return launch_locks.renew(setup, arguments)
        return hand_over(setup, command, arguments)
    except Failure as failure:
        print(failure, file=sys.stderr)
    except OSError as error:
        print(sentence(error, root), file=sys.stderr)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return 130
    return 1
