"""`course bench`: speed of the build as a ratio, weight of a first view by kind of page."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Browser, Response

from course.commands.build import build
from course.commands.chrome import NoBrowser, open_chrome, serve_folder
from course.commands.judging import measure_judging
from course.commands.large import write_large_course
from course.commands.mkdocs import mkdocs_environment
from course.commands.previewing import measure_preview
from course.commands.screenshots import KINDS
from course.source.config import read_settings

ROUNDS = 3
LARGE = 1000
"""Lessons of the course that is made up for measuring."""
_TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", "/")


def bench(root: Path, target: Path | None) -> int:
    """Measure and print a table.

    Args:
        root: the repository.
        target: file for the same figures as JSON, if any.

    Returns:
        0 when measured, 1 when the build failed, 2 without a browser.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if build(root, work / "site"):
            return 1
        try:
            with open_chrome() as browser, serve_folder(work / "site") as url:
                views = [measure_view(browser, url, kind.name, kind.path) for kind in KINDS]
                judging = measure_judging(browser, url)
        except NoBrowser as error:
            print(f"bench: {error}", file=sys.stderr)
            return 2
        figures: dict[str, Any] = {
            "build": _measure_build(root, work),
            "first view": [view for view in views if view["kind"] not in ("search", "quiz")],
            "search index": _measure_indexes(work / "site"),
            "answer, processor four times slower": judging,
            "check": _measure_check(root),
            "check of a large course": _measure_large_check(root, work),
            "preview, seconds from saving to the new page": measure_preview(root, work),
        }
    print(write_table(figures))
    if target:
        target.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def _measure_build(root: Path, work: Path) -> dict[str, object]:
    """Cold builds in turn: the course, and bare Material with static-i18n on the same pages."""
    bare = work / "bare"
    shutil.copytree(root / "docs", bare / "docs")
    for page in (bare / "docs").rglob("*.md"):
        # Our page templates are not there.
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("\ntemplate: home.html\n", "\n"), encoding="utf-8")
    config = read_settings(root / "mkdocs.yml")
    config["plugins"] = [p for p in config["plugins"] if "course" not in p]
    del config["theme"]["custom_dir"], config["watch"], config["exclude_docs"], config["site_url"]
    (bare / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(ROUNDS):
        ours.append(_time_build("course", "build", "--out", str(work / f"ours{number}")))
        file, site = str(bare / "mkdocs.yml"), str(work / f"theirs{number}")
        theirs.append(_time_build("mkdocs", "build", "-q", "-f", file, "-d", site))
    pages = sum(1 for _ in (work / "ours0").rglob("index.html"))
    return {
        "pages": pages,
        "course s": round(min(ours), 2),
        "bare s": round(min(theirs), 2),
        "ratio": round(min(ours) / min(theirs), 2),
    }


def _time_build(*command: str) -> float:
    started = time.perf_counter()
    line = [sys.executable, "-P", "-m", *command]
    subprocess.run(line, check=True, env=mkdocs_environment(), capture_output=True)
    return time.perf_counter() - started


def _measure_check(root: Path) -> dict[str, float]:
    """Seconds of `course check`, interpreter start included; and of that start alone."""
    command = [sys.executable, "-P", "-m", "course", "check"]
    times: dict[str, float] = {}
    for name, line in (("check s", command), ("python s", [sys.executable, "-c", ""])):
        rounds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            subprocess.run(line, cwd=root, check=False, capture_output=True)
            rounds.append(time.perf_counter() - started)
        times[name] = round(min(rounds), 2)
    return times


def _measure_large_check(root: Path, work: Path) -> dict[str, float]:
    """Seconds of the check on 1,000 lessons in two languages, interpreter start included."""
    docs = write_large_course(root / "docs", work / "large" / "docs", LARGE)
    line = "import pathlib, sys; from course.commands.check import check; "
    line += "sys.exit(check(pathlib.Path(sys.argv[1]), [], 'json'))"
    started = time.perf_counter()
    subprocess.run([sys.executable, "-P", "-c", line, str(docs)], check=True, capture_output=True)
    return {"lessons": LARGE, "check s": round(time.perf_counter() - started, 1)}


def measure_view(browser: Browser, url: str, kind: str, path: str) -> dict[str, object]:
    """Requests and gzipped bytes until the page is quiet, in an empty cache."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    seen: list[Response] = []
    # Playwright marks the function that it calls, which a method of a list does not allow.
    page.on("response", lambda response: seen.append(response))
    page.goto(url + path)
    page.wait_for_load_state("networkidle")
    sizes = {response.url: _weight(response) for response in seen if response.status == 200}
    if kind == "404":
        sizes = {}
    context.close()
    own = sum(size for name, size in sizes.items() if _is_own(name))
    return {
        "kind": kind,
        "requests": len(sizes),
        "gzip KB": round(sum(sizes.values()) / 1000, 1),
        "own script and style KB": round(own / 1000, 1),
        "hosts": len({urlsplit(name).netloc for name in sizes}),
    }


def _is_own(address: str) -> bool:
    """Whether a script or a style sheet is ours, not Material's."""
    folder, _, name = urlsplit(address).path.rpartition("/")
    theirs = ("main.", "bundle.", "search.")
    return folder.endswith(("/javascripts", "/stylesheets")) and not name.startswith(theirs)


def _weight(response: Response) -> int:
    body = response.body()
    path = urlsplit(response.url).path
    return len(gzip.compress(body, 6, mtime=0)) if path.endswith(_TEXT) else len(body)


def _measure_indexes(site: Path) -> dict[str, float]:
    """Gzipped KB of the search index of each language."""
    return {
        path.parent.parent.name if path.parent.parent != site else "root": round(
            len(gzip.compress(path.read_bytes(), 6, mtime=0)) / 1000, 1
        )
        for path in sorted(site.rglob("search_index.json"))
    }


def write_table(figures: Mapping[str, Any]) -> str:
    """The figures as aligned text, a block for each group."""
    lines = []
    for name, group in figures.items():
        lines.append(name)
        rows = group if isinstance(group, list) else [group]
        heads = [str(key) for key in rows[0]]
        table = [heads, *[[str(row[key]) for key in rows[0]] for row in rows]]
        widths = [max(len(row[n]) for row in table) for n in range(len(heads))]
        lines += [
            "  " + "  ".join(f"{c:>{w}}" for c, w in zip(r, widths, strict=True)) for r in table
        ]
    return "\n".join(lines)
