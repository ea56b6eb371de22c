"""The markup of a finished page without what means nothing in it."""

from __future__ import annotations

import re

_KEPT = re.compile(r"(<(pre|textarea|script)\b.*?</\2\s*>)", re.DOTALL)
# A pattern that begins with a plain letter is found ten times as fast as one that begins with
# white space, which is tried at every space of a page.
_AFTER = re.compile(r">[ \t]*\n\s*")
_BEFORE = re.compile(r"\n\s*(?=<)")
_PALETTE = re.compile(r'<link rel="stylesheet" href="[^"]*/palette\.\w+\.min\.css">')


def trim_markup(html: str) -> str:
    """A page without the leftovers of its templates.

    Of the white space around tags one line break is left, except where it shows. Material's
    colours go too, which `material.css` replaces in both schemes, and a `tabindex` of its
    navigation that is not valid HTML.
    """
    html = _PALETTE.sub("", html.replace(' tabindex=""', ""))
    # Two groups: what stands between, what is kept, and the name of its tag.
    parts = _KEPT.split(html)
    parts[::3] = [_BEFORE.sub("\n", _AFTER.sub(">\n", part)) for part in parts[::3]]
    del parts[2::3]
    return "".join(parts)
