"""Scripts and styles: bundled with esbuild, named by their content."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course.model import Page

SCRIPTS = Path("assets") / "javascripts"
STYLES = Path("assets") / "stylesheets"

PARTS = ("home", "progress", "assessment", "team", "final", "review")
"""Scripts that only some pages load: the home page, and pages with a place of that name."""


def choose_parts(page: Page | None) -> tuple[str, ...]:
    """The parts that a page needs."""
    if page is None:
        return ()
    found = {"home"} if page.key == "index" else set()
    found.update(block.title.strip() for block in page.blocks("place"))
    return tuple(name for name in PARTS if name in found)


SHEETS: Mapping[str, frozenset[str]] = {
    "matrix": frozenset({"matrix"}),
    "practice": frozenset({"checklist", "worksheet", "statements", "level"}),
    "assessment": frozenset({"assessment", "team"}),
    "path": frozenset({"path", "paths"}),
    "reference": frozenset({"glossary", "ledger", "sources"}),
    "home": frozenset({"lessons"}),
    "downloads": frozenset({"downloads"}),
    "progress": frozenset({"progress", "stored"}),
    "review": frozenset({"review"}),
    "final": frozenset({"final"}),
}
"""Style sheets that only some pages load, with the kinds of place that need them. They follow
`course.css` in this order."""


APART = ("sheets",)
"""Style sheets of pages that are not made by MkDocs."""


def choose_sheets(page: Page | None) -> tuple[str, ...]:
    """The style sheets that a page needs besides the one of every page."""
    if page is None:
        return ()
    found = {block.title.partition(":")[0].strip() for block in page.blocks("place")}
    return tuple(name for name, places in SHEETS.items() if places & found)


class AssetError(Exception):
    """A script or style cannot be bundled; the message says which line and why."""


@dataclass(frozen=True)
class Asset:
    """A bundled file: its address in the site and its content."""

    path: str
    content: bytes


def bundle_assets(docs: Path, root: Path) -> dict[str, Asset]:
    """Bundle every entry.

    Args:
        docs: the docs folder; entries are `course.js`, `search-lazy.js`, `course.css`, a script
            for each of `PARTS` and a style sheet for each of `SHEETS` and `APART`.
        root: the repository, which holds `node_modules`.

    Returns:
        The assets by the name of their entry.

    Raises:
        AssetError: esbuild is missing or refuses an entry.
    """
    tool = find_esbuild(root)
    names = ("course", "search-lazy", *PARTS)
    sheets = ("course", *SHEETS, *APART)
    entries = (
        *(SCRIPTS / f"{name}.js" for name in names),
        *(STYLES / f"{name}.css" for name in sheets),
    )
    return {entry.name: _bundle(tool, docs, entry) for entry in entries}


def find_esbuild(root: Path) -> Path:
    """The native program that npm installed for this machine; it needs no Node.js.

    Raises:
        AssetError: there is none.
    """
    folder = root / "node_modules" / "@esbuild"
    for pattern in ("*/bin/esbuild", "*/esbuild.exe"):
        for path in sorted(folder.glob(pattern)):
            return path
    raise AssetError("esbuild is not installed: run scripts/build, which installs it")


def _bundle(tool: Path, docs: Path, entry: Path) -> Asset:
    command = [str(tool), str(docs / entry), "--bundle", "--minify", "--log-level=error"]
    command += ["--charset=utf8", "--target=es2020,chrome90,firefox90,safari15"]
    if entry.suffix == ".js":
        command.append("--format=iife")
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise AssetError(done.stderr.decode("utf-8", "replace").strip())
    digest = hashlib.sha256(done.stdout).hexdigest()[:8]
    name = entry.with_name(f"{entry.stem}.{digest}{entry.suffix}")
    return Asset(name.as_posix(), done.stdout)


def write_assets(assets: dict[str, Asset], site: Path) -> None:
    """Write the bundles into the finished site."""
    for asset in assets.values():
        target = site / asset.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(asset.content)
