"""A course as large as one wants, for measuring: copies of the real lessons under new ids."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

_CHECK = re.compile(r"(?m)^(/// check \|.*\n    id: )(\S+)$")


def write_large_course(docs: Path, target: Path, lessons: int) -> Path:
    """Copy a docs folder and fill it up to so many lessons in each language.

    Args:
        docs: the real docs folder.
        target: folder to make; it must not exist.
        lessons: how many lessons the copy has.

    Returns:
        The new docs folder.
    """
    shutil.copytree(docs, target)
    real = sorted((docs / "lessons").glob("[0-9]*-*.md"))
    stems = sorted({path.name.split(".")[0] for path in real})
    for number in range(len(stems) + 1, lessons + 1):
        stem = stems[number % len(stems)]
        for path in real:
            if path.name.split(".")[0] == stem:
                text = _rename(path.read_text(encoding="utf-8"), stem, number)
                locale = path.name.split(".")[1]
                (target / "lessons" / f"{number:04}-copy.{locale}.md").write_text(
                    text, encoding="utf-8"
                )
    return target


def _rename(text: str, stem: str, number: int) -> str:
    """The lesson with ids of its own."""
    old = f"l{stem.split('-')[0]}"
    text = re.sub(rf"\b{old}(?=$|-|\s)", f"l{number:04}", text, flags=re.MULTILINE)
    text = text.replace("    final: true\n", "")
    return _CHECK.sub(rf"\g<1>\g<2>-{number}", text)
