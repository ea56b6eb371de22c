"""A page as Markdown in which a marker line stands for each block."""

from __future__ import annotations

import re

from course.model import Block, Page
from course.source.limits import cut_lines

# Private-use characters: no author types them, and Python-Markdown leaves them alone.
_OPEN, _CLOSE = "\ue000", "\ue001"
HEAD = "head"
HOME = "index"
MARKER = re.compile(f"{_OPEN}(head|insert|[0-9]+){_CLOSE}")
"""What `compose` writes: its group is `head`, `insert`, or the number of a part of the page."""
_H1 = re.compile(r"^# .*$", re.MULTILINE)


def mark(name: str) -> str:
    """The marker of that name."""
    return f"{_OPEN}{name}{_CLOSE}"


def compose(page: Page) -> str:
    """The page's Markdown below the front matter with every block as a marker.

    Args:
        page: any page; on a lesson, the strip of minutes and objectives is put below the H1.
    """
    pieces = []
    headed = not (page.is_lesson or "lead" in page.meta)
    home = page.key == HOME
    for number, part in enumerate(page.parts):
        if isinstance(part, Block):
            pieces.append(f"\n\n{mark(str(number))}\n\n")
            continue
        text = part.source.replace(_OPEN, "").replace(_CLOSE, "")
        if not headed and (match := _H1.search(text)):
            # The hero of the home page holds the title itself.
            title = "" if home else match[0]
            head = f"{title}\n\n{mark(HEAD)}\n\n"
            text = f"{text[: match.start()]}{head}{text[match.end() :]}"
            headed = True
        pieces.append(text)
    return cut_lines("".join(pieces))
