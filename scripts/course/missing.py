"""What to say when a package was taken out of the environment; it needs none itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")

_PIN = re.compile(r"^([\w.-]+)==[^\s;]+ \\$", re.MULTILINE)
_MODULES = frozenset({".py", ".so", ".pyd"})


def find_missing(lock: str, path: Sequence[str] | None = None) -> Iterator[str]:
    """Packages of a lock that are not here, or not whole.

    Args:
        lock: its text; what is for one system only is left out.
        path: folders of packages, those of this Python when `None`.
    """
    folders = sys.path if path is None else list(path)
    for name in _PIN.findall(lock):
        found = next(iter(Distribution.discover(name=name, path=folders)), None)
        files = (found.files or ()) if found else ()
        if not found or any(f.suffix in _MODULES and not _is_there(found, f) for f in files):
            yield name


def _is_there(found: Distribution, file: object) -> bool:
    return Path(str(found.locate_file(str(file)))).exists()


def say_missing(root: Path = ROOT, locks: Sequence[str] = LOCKS[:1]) -> bool:
    """Name what is missing, and let the next call make the environment anew.

    Returns:
        Whether anything is missing: else the fault lies elsewhere.
    """
    texts = [(root / lock).read_text("utf-8") for lock in locks]
    names = sorted({name for text in texts for name in find_missing(text)})
    if not names:
        return False
    what = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    stamps = root / ".venv" / ".stamps"
    if Path(sys.prefix) == root / ".venv" and stamps.is_dir():
        # The set-up takes it for half-made.
        (stamps / "changing").touch()
        say = f"Missing from .venv: {what}. Run this again: .venv is then made anew."
    else:
        say = (
            f"Missing from {sys.prefix}: {what}. Start with scripts/…, which sets up what it needs."
        )
    print(say, file=sys.stderr)
    return True
