"""Scripts and styles: bundled with esbuild, named by their content."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course.model import Page

SCRIPTS = Path("assets") / "javascripts"
STYLES = Path("assets") / "stylesheets"

PARTS: Mapping[str, frozenset[str]] = {
    "home": frozenset({"index/"}),
    "progress": frozenset({"progress"}),
    "assessment": frozenset({"assessment"}),
    "team": frozenset({"team"}),
    "final": frozenset({"final"}),
    "review": frozenset({"review"}),
    "planner": frozenset({"planner"}),
    "log": frozenset({"log"}),
    # Pages of worksheets share the words of `practice`, pages of paths those of `reading`.
    "practice": frozenset({"check", "checklist", "worksheet"}),
    "worksheet": frozenset({"worksheet"}),
    "path": frozenset({"path"}),
    "ledger": frozenset({"ledger"}),
    "glossary": frozenset({"glossary"}),
    # Of the last three, learning paths have steps.
    "reading": frozenset({"lessons/", "cases/", "path", "final", "ledger", "sources"}),
}
"""Scripts that only some pages load, with the kinds of block or place that need them, or the
folder of the pages."""

LATER: Mapping[str, str] = {"practice": "course-checklist"}
"""Of `PARTS`, the scripts that a lesson loads when the reader begins to read on, each with the
element that needs it and that stands far down the page."""

DECKS = ("deck", "speaker")
"""Scripts and style sheets of the decks, which are no pages of MkDocs."""


def choose_parts(page: Page | None) -> tuple[str, ...]:
    """The parts that a page needs."""
    if page is None:
        return ()
    found = _kinds(page)
    return tuple(name for name, kinds in PARTS.items() if kinds & found)


def _kinds(page: Page) -> set[str]:
    """The kinds of its blocks and of its places, and its folder, as in `lessons/`."""
    places = {block.title.partition(":")[0].strip() for block in page.blocks("place")}
    folder = page.key.partition("/")[0]
    return places | {block.kind for block in page.blocks()} | {f"{folder}/"}


SHEETS: Mapping[str, frozenset[str]] = {
    "facts": frozenset({"final", "glossary", "ledger", "lessons", "progress", "review"}),
    "reading": frozenset({"lessons/", "cases/", "path", "final", "ledger", "sources"}),
    "matrix": frozenset({"matrix"}),
    "checklist": frozenset({"check", "checklist"}),
    "practice": frozenset(
        {"checklist", "worksheet", "statements", "level", "assessment", "team", "log"}
    ),
    "assessment": frozenset({"assessment", "team"}),
    "path": frozenset({"path", "paths", "guide", "run", "planner"}),
    "reference": frozenset({"glossary", "ledger", "sources"}),
    "home": frozenset({"lessons"}),
    "downloads": frozenset({"downloads"}),
    "progress": frozenset({"progress", "stored"}),
    "review": frozenset({"review"}),
    "final": frozenset({"final"}),
    "teach": frozenset({"guide", "guides", "run", "planner", "log"}),
    "contribute": frozenset({"rules", "translations"}),
}
"""Style sheets that only some pages load, with the kinds of block or place that need them. They
follow `course.css` in this order."""


APART = ("sheets",)
"""Style sheets of pages that are not made by MkDocs."""


def choose_sheets(page: Page | None) -> tuple[str, ...]:
    """The style sheets that a page needs besides the one of every page."""
    if page is None:
        return ()
    found = _kinds(page)
    return tuple(name for name, kinds in SHEETS.items() if kinds & found)


class AssetError(Exception):
    """A script or style cannot be bundled; the message says which line and why."""


@dataclass(frozen=True)
class Asset:
    """A bundled file: its address in the site and its content."""

    path: str
    content: bytes


class Bundling:
    """esbuild at work on every entry, beside whatever its maker does meanwhile.

    Args:
        docs: the docs folder; entries are `course.js`, `search-lazy.js`, `search.js`,
            `course.css`, a script for each of `PARTS` and `DECKS`, and a style sheet for each of
            `SHEETS`, `APART` and `DECKS`.
        root: the repository, which holds `node_modules`.

    Raises:
        AssetError: esbuild is missing.
    """

    def __init__(self, docs: Path, root: Path) -> None:
        names = ("course", "search-lazy", "search", *PARTS, *DECKS)
        scripts = [docs / SCRIPTS / f"{name}.js" for name in names]
        styles = [docs / STYLES / f"{name}.css" for name in ("course", *SHEETS, *APART, *DECKS)]
        command = [str(find_esbuild(root)), *map(str, [*scripts, *styles])]
        command += ["--bundle", "--minify", "--log-level=error", "--charset=utf8"]
        # `#core` is what `course.js` hands on; it holds the original itself.
        command += ["--conditions=part"]
        command += ["--format=iife", "--target=es2020,chrome91,firefox90,safari15"]
        self._folder = tempfile.TemporaryDirectory()
        command += [f"--outbase={docs}", f"--outdir={self._folder.name}"]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)

    def finish(self) -> dict[str, Asset]:
        """The assets by the name of their entry.

        Raises:
            AssetError: esbuild refuses an entry.
        """
        with self._folder as folder:
            _, said = self._process.communicate()
            if self._process.returncode:
                raise AssetError(said.decode("utf-8", "replace").strip())
            made = sorted(Path(folder).rglob("*.*"))
            return {path.name: _name_asset(path, path.relative_to(folder)) for path in made}


def digest_entries(docs: Path) -> str:
    """Hex digits that change when anything changes that is bundled."""
    found = hashlib.sha256()
    for folder in (SCRIPTS, STYLES):
        for path in sorted((docs / folder).rglob("*")):
            if path.is_file():
                found.update(f"{path.as_posix()}\0{path.stat().st_size}\0".encode())
                found.update(path.read_bytes())
    return found.hexdigest()


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


def _name_asset(path: Path, entry: Path) -> Asset:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:8]
    return Asset(entry.with_name(f"{entry.stem}.{digest}{entry.suffix}").as_posix(), content)


def write_assets(assets: dict[str, Asset], site: Path) -> None:
    """Write the bundles into the finished site."""
    for asset in assets.values():
        target = site / asset.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(asset.content)
