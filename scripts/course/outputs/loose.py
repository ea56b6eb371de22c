"""Pages of the site that no Markdown file stands for: static-i18n cannot add such pages.

They need nothing of MkDocs, so `course build` makes them while MkDocs makes the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from course.html.engine import Engine
from course.model import Course
from course.outputs.decks import DeckWriter
from course.outputs.sheets import build_sheets
from course.site.assets import Asset
from course.site.policy import PolicyError, add_policy
from course.source.config import read_extensions, read_site_url

TEMPLATES = "overrides"


def write_loose_pages(
    course: Course,
    assets: Mapping[str, Asset],
    config: Path,
    site: Path,
    going: Callable[[], bool] = lambda: True,
) -> None:
    """Make them all, each with its content security policy.

    Args:
        course: everything.
        assets: the bundled scripts and style sheets by the name of their entry.
        config: the file mkdocs.yml, which names the Markdown extensions; the templates stand
            beside it in `overrides`.
        site: the folder to write to.
        going: asked before each page; when it says no, the rest is left out.

    Raises:
        EngineError: a block cannot be drawn.
        PolicyError: a page has code that the policy would block.
    """
    engine = Engine(*read_extensions(config))
    for path, html in _build(course, assets, engine, config):
        if not going():
            return
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            text = add_policy(html) if path.endswith(".html") else html
            target.write_text(text, encoding="utf-8")
        except PolicyError as error:
            raise PolicyError(f"{path}: {error}") from error


def _build(
    course: Course, assets: Mapping[str, Asset], engine: Engine, config: Path
) -> Iterator[tuple[str, str]]:
    """Path from the root of the site, and HTML, or a script that a page of these loads."""
    templates = config.parent / TEMPLATES
    for sheet in build_sheets(course, engine, templates, assets["sheets.css"].path):
        yield sheet.path, sheet.html
    for file in DeckWriter(course, engine, templates, assets, read_site_url(config)).files():
        yield file.path, file.text
