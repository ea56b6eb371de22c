"""What `scripts/serve` adds to the site: findings on the page, and a reload the policy allows.

MkDocs reloads with an inline script, which the policy of our pages forbids, so the server puts
in a script file that does the same.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course.checks.finding import Finding
from course.checks.report import RULES_PAGE

SCRIPT = "assets/preview.js"
SHEET = "assets/preview.css"
_FILES = {SCRIPT: "javascripts/preview.js", SHEET: "stylesheets/preview.css"}
MOST = 40
"""Findings of other files that a page lists."""


@dataclass(frozen=True)
class Panel:
    """The findings as a page shows them.

    Attributes:
        here: of the page itself.
        elsewhere: of other files, the first ones.
        rest: how many more there are.
    """

    here: Sequence[Finding]
    elsewhere: Sequence[Finding]
    rest: int

    @property
    def sound(self) -> bool:
        """Whether the page itself has no error."""
        return all(finding.severity == "warning" for finding in self.here)


def choose_findings(findings: Sequence[Finding], path: str) -> Panel | None:
    """What the page of that file shows; `None` where nothing is to be said.

    Warnings are shown on their own page alone.
    """
    here = [f for f in findings if f.path == path]
    others = [f for f in findings if f.path != path and f.severity == "error"]
    if not here and not others:
        return None
    return Panel(here, others[:MOST], max(0, len(others) - MOST))


def write_preview(docs: Path, site: Path) -> None:
    """Copy the script and the style sheet into a site that is being served."""
    for target, source in _FILES.items():
        path = site / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((docs / "assets" / source).read_bytes())


def add_reload(content: bytes, root: str, epoch: int, request: int) -> bytes:
    """Put the script that reloads into a page.

    Args:
        content: the page.
        root: address of the root of the site, with slashes at both ends.
        epoch: version of the site, by which the server tells that there is a newer one.
        request: tells apart the tabs that wait.
    """
    tag = f'<script src="{root}{SCRIPT}" data-epoch="{epoch}" data-request="{request}"></script>'
    head, end, tail = content.rpartition(b"</body>")
    return head + tag.encode() + end + tail if end else content + tag.encode()


def write_failure(findings: Sequence[Finding], error: str, root: str) -> bytes:
    """The page that stands for all pages when none could be made.

    Args:
        findings: of the content; errors explain the failure.
        error: the last line of what went wrong, shown below them.
        root: address of the root of the site.
    """
    rows = "".join(_row(f, root) for f in findings if f.severity == "error")
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f'<title>Not built</title><link rel="stylesheet" href="{root}{SHEET}"></head><body>'
        '<main class="preview"><h1>The pages could not be made</h1>'
        "<p>Mend what is listed and save: this page turns into yours by itself.</p>"
        f"<ul>{rows}</ul><pre>{html.escape(error)}</pre></main></body></html>"
    )
    return page.encode()


def _row(finding: Finding, root: str) -> str:
    e = html.escape
    link = f'<a href="{root}en/{RULES_PAGE}/#{e(finding.rule)}">{e(finding.rule)}</a>'
    return (
        f"<li><code>{e(finding.path)}:{finding.line}</code> {link} {e(finding.message)}"
        f"<br><b>{e(finding.fix)}</b></li>"
    )
