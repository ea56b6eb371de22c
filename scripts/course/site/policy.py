"""The content security policy of a page, in a meta tag of its own.

The hashes of Material's inline scripts differ with the depth of the page, so they are
computed from the page itself. Source: W3C, Content Security Policy Level 3, 2.3.1 and 6.7.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

_CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script\s*>", re.DOTALL | re.I)
_SOURCE = re.compile(r"(?:^|\s)src\s*=", re.I)
_TYPE = re.compile(r"(?:^|\s)type\s*=\s*[\"']?([^\"'\s>]*)", re.I)
# Beginning with plain letters, these are found five times as fast; they are for lower case.
_HANDLER = re.compile(r"""on(?<=[\s"'/]on)[a-z]+\s*=""")
_STYLE = re.compile(r"""style(?:(?<=[\s"'/]style)\s*=|(?<=<style)\b)""")
_SCRIPT_TYPES = {"", "text/javascript", "application/javascript", "module"}


class PolicyError(Exception):
    """The page has nothing to hang a policy on, or code that no policy should allow."""


def add_policy(html: str) -> str:
    """Put the policy into a finished page.

    Args:
        html: the whole page; its head begins with the charset.

    Raises:
        PolicyError: there is no charset meta tag to put it after, or an inline handler or
            style stands in the page, which the policy would block.
    """
    if _CHARSET not in html:
        raise PolicyError(f"the page has no {_CHARSET}")
    policy = write_policy(find_inline_scripts(html))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace(_CHARSET, _CHARSET + "\n      " + meta, 1)


def write_policy(scripts: list[str]) -> str:
    """The policy that allows this site and these inline scripts alone."""
    hashes = sorted({f"'sha256-{_digest(script)}'" for script in scripts})
    return "; ".join(
        [
            # Firefox fetches the page that <link rel="next"> names ahead, under this one alone.
            "default-src 'self'",
            "base-uri 'none'",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'none'",
            "frame-src 'none'",
            "img-src 'self' data:",
            "manifest-src 'self'",
            "media-src 'none'",
            "object-src 'none'",
            " ".join(["script-src 'self'", *hashes]),
            "style-src 'self'",
            "worker-src 'self'",
        ]
    )


def find_inline_scripts(html: str) -> list[str]:
    """The text of every script element that a browser would run and that has no `src`.

    Raises:
        PolicyError: an inline handler or style stands in the page.
    """
    # Parsing a page takes as long as rendering it, so it is parsed only on suspicion.
    lower = html.lower()
    if _HANDLER.search(lower) or _STYLE.search(lower):
        finder = _Finder()
        finder.feed(html)
        finder.close()
    return [
        match["text"]
        for match in _SCRIPT.finditer(html)
        if not _SOURCE.search(match["attributes"]) and _runs(match["attributes"])
    ]


def _runs(attributes: str) -> bool:
    """Whether a script of this type is run; a block of data is not."""
    given = _TYPE.search(attributes)
    return not given or given[1].lower() in _SCRIPT_TYPES


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class _Finder(HTMLParser):
    """Refuses what the policy would block."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        blocked = [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if blocked or tag == "style":
            raise PolicyError(f"<{tag}> carries {blocked[0] if blocked else 'inline style'}")
