"""`course serve`: the site on this machine, reloading on a change."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from course.commands.mkdocs import mkdocs_command, mkdocs_environment

HOST = "127.0.0.1"


def serve(root: Path, port: int) -> int:
    """Serve until Ctrl-C.

    Args:
        root: the repository.
        port: on this machine.

    Returns:
        2 when the port cannot be used; else the exit code of the server.
    """
    problem = _refuse(port)
    if problem:
        print(f"serve: {problem}", file=sys.stderr)
        return 2
    command = mkdocs_command(root, "serve", "--dev-addr", f"{HOST}:{port}")
    os.chdir(root)
    if sys.platform == "win32":
        return subprocess.run(command, env=mkdocs_environment(), check=False).returncode
    os.execve(command[0], command, mkdocs_environment())


def _refuse(port: int) -> str:
    """Why the port cannot be used, empty when it can."""
    with socket.socket() as probe:
        # As the server itself does; else a port that was just closed counts as taken.
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return (
                f"port {port} is taken or not allowed: "
                f"stop the other program, or name another port with --port {port % 60000 + 1}"
            )
    return ""
