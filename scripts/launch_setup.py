"""Set up what a command needs, once.

The set-up consists of parts. Each leaves a stamp when it is done: a digest of what it was
made from. A part whose stamp still fits is not touched, so a second call does no work.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import launch_browser
import launch_node
import launch_office
from launch_steps import UNSURE, Failure, StepFailed, alone, run

ROOT = Path(__file__).resolve().parent.parent

CHECK = ("venv", "builder", "runtime", "project")
PARTS = {
    "check": CHECK,
    "new": CHECK,
    "rules": CHECK,
    "summary": CHECK,
    "translations": CHECK,
    "serve": (*CHECK, "node", "npm"),
    "build": (*CHECK, "node", "npm"),
    "test": ("venv", "browser", "office", *CHECK[1:], "dev", "node", "npm"),
    "bench": ("venv", "browser", *CHECK[1:], "dev", "node", "npm"),
    "screenshots": ("venv", "browser", *CHECK[1:], "dev", "node", "npm"),
    "lock": ("venv", "uv", "node"),
}
"""What each command needs, in the order in which it is made."""

PIP_ENV = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_PROGRESS_BAR": "off",
    "PIP_USE_PEP517": "1",
    "PIP_USER": "0",
}

NO_VENV = (
    "Python's venv module is missing: install it (on Debian: sudo apt-get install "
    "python3-venv), then run this again."
)
NO_FILE = "{path} is missing: bring it back (git checkout -- {path}), then run this again."


def digest(*parts: str | bytes) -> str:
    """Name a state: the same parts give the same name."""
    state = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        state.update(b"%d:" % len(data) + data)
    return state.hexdigest()


def excerpt(lock: str, name: str) -> str:
    """Take one package, with its hashes, out of a lock.

    Args:
        lock: The text of the lock.
        name: The package.

    Returns:
        Its lines.

    Raises:
        Failure: The lock does not have it.
    """
    found = re.search(rf"^{re.escape(name)}==(?:.*\\\n)*.*", lock, re.MULTILINE)
    if not found:
        raise Failure(NO_FILE.format(path="requirements-setup.txt"))
    return found[0] + "\n"


def identity(path: Path) -> str:
    """Describe a program so that another one in its place is noticed."""
    stat = path.stat()
    return f"{os.path.realpath(path)} {stat.st_size} {stat.st_mtime_ns}"


class Setup:
    """The set-up of one folder.

    Attributes:
        root: The folder of the project.
        venv: Its virtual environment.
        python: The Python in there.
        log: Where the output of the last set-up is.
    """

    def __init__(self, root: Path = ROOT) -> None:
        """Name the paths; nothing is read or made yet."""
        windows = sys.platform == "win32"
        self.root = root
        self.venv = root / ".venv"
        self.bin = self.venv / ("Scripts" if windows else "bin")
        self.exe = ".exe" if windows else ""
        self.python = self.bin / f"python{self.exe}"
        self.stamps = self.venv / ".stamps"
        self.changing = self.stamps / "changing"
        self.work = root / ".setup"
        self.log = self.work / "log.txt"
        self.lock: int | None = None
        self.make: dict[str, Callable[[], None]] = {
            "venv": self._make_venv,
            "builder": lambda: self._pip_tool("Preparing the installation", "setuptools"),
            "runtime": lambda: self._pip_lock("Installing the packages", "requirements.txt"),
            "dev": lambda: self._pip_lock("Installing the test tools", "requirements-dev.txt"),
            "project": self._make_project,
            "uv": lambda: self._pip_tool("Installing the locking tool", "uv"),
            "node": self._make_node,
            "npm": self._make_npm,
            "browser": self._make_browser,
            "office": lambda: launch_office.prepare(self._run),
        }

    # What a part is made from

    def _read(self, name: str) -> bytes:
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError as error:
            raise Failure(NO_FILE.format(path=name)) from error

    def _tool(self, name: str) -> str:
        return excerpt(self._read("requirements-setup.txt").decode(), name)

    def _config(self, key: str) -> str:
        """Read a line of the virtual environment's own description."""
        text = (self.venv / "pyvenv.cfg").read_text("utf-8")
        found = re.search(rf"^{key}\s*=\s*(.*?)\s*$", text, re.MULTILINE)
        return found[1] if found else ""

    def version(self) -> str:
        """Say which Python the virtual environment was made for, as in "3.11"."""
        return ".".join(self._config("version").split(".")[:2])

    def state(self, part: str) -> str:
        """Say what a part would be made from now.

        Args:
            part: The part.

        Returns:
            What its stamp says if it is made and nothing has changed since.
        """
        match part:
            case "venv":
                base = Path(self._config("home")) / f"python{self.exe}"
                known = [self.python, base] if base.exists() else [self.python]
                return "\n".join([str(self.root), *map(identity, known)])
            case "builder":
                return digest(self.version(), self._tool("setuptools"))
            case "uv":
                return digest(self.version(), self._tool("uv"))
            case "runtime":
                return digest(self.version(), self._read("requirements.txt"))
            case "dev":
                return digest(self.version(), self._read("requirements-dev.txt"))
            case "project":
                return digest(self.version(), self._read("pyproject.toml"))
            case "node":
                if launch_node.bundled(self.venv):
                    return digest(self._tool(launch_node.PACKAGE))
                node = launch_node.installed()
                return identity(Path(node)) if node else "none"
            case "npm":
                files = map(self._read, ("package.json", "package-lock.json", ".npmrc"))
                return digest(sys.platform, *files)
            case "office":
                return launch_office.find()
            case _:
                return launch_browser.find() or "none"

    def _stamp(self, part: str) -> Path:
        return (self.root / "node_modules" / ".stamps" if part == "npm" else self.stamps) / part

    def fresh(self, part: str) -> bool:
        """Tell whether a part is made, and from what is there now."""
        try:
            if part == "venv" and self.changing.exists():
                return False
            return self._stamp(part).read_bytes() == self.state(part).encode()
        except OSError:
            return False

    def _finish(self, part: str) -> None:
        """Write a part's stamp, whole or not at all."""
        stamp = self._stamp(part)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        new = stamp.with_name(f"{part}.new")
        new.write_bytes(self.state(part).encode())
        os.replace(new, stamp)

    # How a part is made

    def _run(self, what: str, command: Sequence[str], env: dict[str, str] | None = None) -> str:
        return run(what, command, self.log, env=env, cwd=self.root, keep=self.lock)

    def _do(self, what: str, command: Sequence[str], env: dict[str, str] | None = None) -> str:
        try:
            return self._run(what, command, env)
        except StepFailed as error:
            raise Failure(error.sentence(what, self.log)) from error

    def _make_venv(self) -> None:
        if self._usable():
            return
        from importlib.util import find_spec

        if not (find_spec("venv") and find_spec("ensurepip")):
            raise Failure(NO_VENV)
        python = str(getattr(sys, "_base_executable", "") or sys.executable)
        what = "Making the virtual environment"
        self._stamp("venv").unlink(missing_ok=True)
        self._do(what, [python, "-m", "venv", "--clear", str(self.venv)])

    def _usable(self) -> bool:
        """Tell whether the virtual environment works, although its stamp does not fit.

        That is so when the system's Python got an update that changes nothing for us. A
        folder that was moved or copied is not usable: its paths lead to the old place.
        """
        try:
            if self.changing.exists():
                return False
            if self._stamp("venv").read_bytes().split(b"\n")[0] != str(self.root).encode():
                return False
            ask = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
            answer = self._run("Looking at the Python here", [str(self.python), "-Ic", ask])
            return answer.split()[-1:] == [self.version()]
        except (OSError, StepFailed):
            return False

    def _pip(self, what: str, *arguments: str) -> None:
        """Install; until that is through, the virtual environment counts as half-made.

        pip takes its work back when it fails itself. When it is stopped, or cannot write,
        nothing is sure, and the next call begins anew.
        """
        self.changing.parent.mkdir(parents=True, exist_ok=True)
        self.changing.touch()
        command = [str(self.python), "-I", "-m", "pip", "install", "--no-build-isolation"]
        try:
            self._run(what, [*command, *arguments], PIP_ENV)
        except StepFailed as error:
            if error.code > 0 and not re.search(UNSURE, error.output):
                self.changing.unlink()
            raise Failure(error.sentence(what, self.log)) from error
        self.changing.unlink()

    def _pip_lock(self, what: str, lock: str) -> None:
        self._read(lock)
        self._pip(what, "--require-hashes", "-r", str(self.root / lock))

    def _pip_tool(self, what: str, name: str) -> None:
        lock = self.work / f"{name}.txt"
        lock.write_text(self._tool(name), "utf-8")
        self._pip(what, "--require-hashes", "-r", str(lock))

    def _make_project(self) -> None:
        self._pip("Linking the project", "--no-deps", "--editable", str(self.root))

    def _make_node(self) -> None:
        if launch_node.bundled(self.venv) or not launch_node.suits(self._run):
            self._pip_tool("Installing Node.js", launch_node.PACKAGE)

    def _make_npm(self) -> None:
        command = [*launch_node.npm(self.venv), "ci", *launch_node.OPTIONS]
        env = {"PATH": launch_node.search_path(self.venv)}
        self._do("Installing the front-end tools", command, env)

    def _make_browser(self) -> None:
        try:
            launch_browser.prepare(self._run)
        except StepFailed as error:
            raise Failure(error.sentence("Installing a browser", self.log)) from error

    # All of it

    def ensure(self, command: str) -> None:
        """Make what a command needs and is not there.

        Args:
            command: The command.

        Raises:
            Failure: Something cannot be made.
        """
        parts = PARTS[command]
        if all(map(self.fresh, parts)):
            return
        self.work.mkdir(exist_ok=True)
        with alone(self.work / "lock") as self.lock:
            self.log.write_bytes(b"")
            for part in parts:
                if not self.fresh(part):
                    if part != "venv":
                        self._stamp(part).unlink(missing_ok=True)
                    self.make[part]()
                    self._finish(part)

    def environment(self, command: str) -> dict[str, str]:
        """Give the environment in which a command runs."""
        env = {**os.environ, "PATH": launch_node.search_path(self.venv), "PYTHONUTF8": "1"}
        if "dev" in PARTS[command]:
            found = {
                "CHROME_PATH": launch_browser.find(),
                "CHROME_SHELL": launch_browser.find_shell(),
            }
            env |= {name: path for name, path in found.items() if path}
        return env
