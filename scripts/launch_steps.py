"""Steps of the set-up: run a program, show that it takes time, say why it failed."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PATIENCE = 2.0
"""Seconds that a step may take before it is shown."""

AGAIN = "then run this again."

DISK = r"No space left on device|ENOSPC|Errno 28\b|not enough space on the disk"
WRITE = r"Permission denied|EACCES|EPERM|EROFS|Read-only file system|Access is denied|Errno 13\b"
UNSURE = f"{DISK}|{WRITE}"
"""Failures after which a program may not have taken its work back."""

CAUSES = (
    (
        DISK,
        "the disk is full; free about 1 GB, " + AGAIN,
    ),
    (
        r"DO NOT MATCH THE HASHES|EINTEGRITY",
        "a download is not the file that the lock names; try another network or mirror, " + AGAIN,
    ),
    (
        r"[Hh]ashes are required|must have their versions pinned|`npm ci` can only install",
        "a lock does not fit what it locks; restore it with git or renew it with scripts/lock, "
        + AGAIN,
    ),
    (
        WRITE,
        "a file or folder cannot be written; make this folder writable for you and close "
        "programs that use it, " + AGAIN,
    ),
    (
        r"name resolution|Name or service not known|nodename nor servname|getaddrinfo"
        r"|establish a new connection|NewConnectionError|ConnectTimeout|ReadTimeout"
        r"|Read timed out|timed out\.|Max retries exceeded|Network is unreachable|ProxyError"
        r"|Connection (?:refused|reset|broken|aborted)|CERTIFICATE|SSLError"
        r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
        r"|Temporary failure resolving|Could not connect to|Could not resolve|dns error",
        "the package index cannot be reached; check the network and the proxy or mirror "
        "settings, " + AGAIN,
    ),
)
"""What a program prints when it fails, and what to do about it; the first that fits counts."""

PLAIN = "{last} (the whole log is {log}); mend that, " + AGAIN

Runner = Callable[[str, Sequence[str]], str]
"""Runs a step: what it does and its command in, what it printed out."""


class Failure(Exception):
    """The set-up cannot go on; the text is one sentence for the person who started it."""


class StepFailed(Exception):
    """A program that the set-up ran has failed.

    Attributes:
        code: Its exit code, negative when a signal ended it.
        output: What it printed.
    """

    def __init__(self, code: int, output: str) -> None:
        """Keep the exit code and the output."""
        super().__init__(f"exit code {code}")
        self.code = code
        self.output = output

    def sentence(self, what: str, log: Path) -> str:
        """Say what failed, why, and what to do.

        Args:
            what: The step, such as "Installing the Python packages".
            log: Where the whole output is.

        Returns:
            One sentence.
        """
        for pattern, cause in CAUSES:
            if re.search(pattern, self.output):
                return f"{what} failed: {cause}"
        last = last_line(self.output) or f"it ended with code {self.code}"
        return f"{what} failed: {PLAIN.format(last=last, log=log)}"


def last_line(output: str) -> str:
    """Find the line that says most about a failure.

    Args:
        output: What a program printed.

    Returns:
        The last line marked as an error, else the last line, shortened.
    """
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(?i)(error|npm err(or|!)|E):? ", line)]
    line = ([*lines, *errors] or [""])[-1]
    return re.sub(r"\s+", " ", line).rstrip(".:")[:200]


class Progress:
    """One line about a step, shown once the step has taken longer than two seconds."""

    def __init__(self, what: str, stream: IO[str] | None = None) -> None:
        """Start the clock.

        Args:
            what: The step.
            stream: Where to show it; standard error when left out.
        """
        self.what = what
        self.stream = sys.stderr if stream is None else stream
        self.start = time.monotonic()
        self.shown = -1
        self.width = 0

    def tick(self) -> None:
        """Show or renew the line if it is time to."""
        seconds = int(time.monotonic() - self.start)
        if seconds < PATIENCE or seconds == self.shown:
            return
        if self.stream.isatty():
            text = f"{self.what} ... {seconds} s"
            text = text[: max(10, shutil.get_terminal_size().columns - 1)]
            self._write("\r" + text.ljust(self.width))
            self.width = len(text)
        elif self.shown < 0:
            self._write(f"{self.what} ...\n")
        self.shown = seconds

    def end(self) -> None:
        """Take the line away again, where it can be."""
        if self.width:
            self._write("\r" + " " * self.width + "\r")
            self.width = 0

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def run(
    what: str,
    command: Sequence[str],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    keep: int | None = None,
) -> str:
    """Run a program with its output in the log, and show that it takes time.

    Args:
        what: The step, for the progress line.
        command: The program and its arguments.
        log: The file that takes the output.
        env: Variables to add to the environment.
        cwd: The folder to run it in.
        keep: An open file that the program shall hold open too (the lock: a program that
            outlives us must keep others away).

    Returns:
        What the program printed.

    Raises:
        StepFailed: It could not be started, or its exit code is not 0.
    """
    import subprocess

    progress = Progress(what)
    with log.open("ab") as out:
        out.write(f"\n== {what}: {' '.join(command)}\n".encode())
        out.flush()
        start = out.tell()
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})},
                cwd=cwd,
                pass_fds=[keep] if keep is not None and os.name == "posix" else [],
            )
        except OSError as error:
            raise StepFailed(127, f"{command[0]}: {error.strerror or error}") from error
        try:
            while True:
                try:
                    code = process.wait(timeout=0.1)
                    break
                except subprocess.TimeoutExpired:
                    progress.tick()
        except BaseException:
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
            raise
        finally:
            progress.end()
    with log.open("rb") as printed:
        printed.seek(start)
        output = printed.read().decode("utf-8", "replace")
    if code != 0:
        raise StepFailed(code, output)
    return output


def _try_lock(handle: IO[bytes]) -> bool:
    """Take the lock of an open file, if nobody has it.

    The system gives the lock back when its holder ends, however it ends, so none is ever
    stale. Where the file system knows no locks, there is none.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


@contextmanager
def alone(path: Path) -> Iterator[int]:
    """Keep other set-ups of this folder waiting.

    Args:
        path: The lock file, made where it is missing.

    Yields:
        The open lock file's number.
    """
    progress = Progress("Waiting for another set-up of this folder to end")
    with path.open("a+b") as handle:
        try:
            while not _try_lock(handle):
                time.sleep(0.1)
                progress.tick()
        finally:
            progress.end()
        yield handle.fileno()
