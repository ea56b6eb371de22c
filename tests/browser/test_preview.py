"""`scripts/serve` on a small course: mistakes are shown, mended, and never stop the server."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from course.commands.mkdocs import mkdocs_command, mkdocs_environment
from tests.browser.axe import LOOKS, SCHEMES, axe_violations, set_scheme

ROOT = Path(__file__).resolve().parents[2]
CLEAN = ROOT / "tests" / "fixtures" / "checks" / "clean"
LESSON = "lessons/01-shop.en.md"
PATIENCE = 20_000
STARTS = 60
"""Seconds that a busy machine may take to start the server."""


@dataclass(frozen=True)
class Preview:
    docs: Path
    url: str
    temporary: Path
    process: subprocess.Popen[bytes]


def make_course(root: Path) -> Path:
    """A small course with the templates, styles and words of the real one."""
    docs = Path(shutil.copytree(CLEAN, root / "docs"))
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
    for words in (ROOT / "docs" / "data").glob("strings*.yml"):
        shutil.copy(words, docs / "data")
    for locale in ("zh", "en"):
        page = "---\ntitle: T\nlead: L\n---\n# T\n"
        (docs / f"index.{locale}.md").write_text(page, encoding="utf-8")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return docs


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = tmp_path_factory.mktemp("preview")
    docs = make_course(root)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    temporary = root / "tmp"
    temporary.mkdir()
    command = mkdocs_command(root, "serve", "--dev-addr", f"127.0.0.1:{port}")
    env = {**mkdocs_environment(), "TMPDIR": str(temporary)}
    with (root / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=root, env=env, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}/"
    until = time.monotonic() + STARTS
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(url, timeout=5).close()
            break
        except OSError:
            time.sleep(0.2)
    else:
        process.kill()
        pytest.fail((root / "log").read_text(encoding="utf-8"))
    yield Preview(docs, url, temporary, process)
    process.kill()
    process.wait()


TEN = (
    ("[@rumour]", "[@rumours]", 32, "unknown-fact", "write 'rumour'"),
    ("term:front-line", "term:front-lin", 32, "unknown-term", "[front line](term:front-line)"),
    ("shop.md#story", "shop.md#stories", 63, "broken-link", "its sections are story"),
    ("objective: compare", "objective: compares", 134, "unknown-objective", "'objective: compare'"),
    ("- [x] What people", "- [ ] What people", 143, "question-keys", 'write "- [x]" before'),
    ("/// key", "/// keys", 47, "unknown-block", "write '/// key'"),
    ("room: 21", "room: 12", 5, "room-minutes", "write 'room: 21'"),
    ("The shop opens", "The <b>shop</b> opens", 14, "raw-html", "write it in Markdown"),
    ("minutes: 4", "minute: 4", 55, "block-option", "write 'minutes:'"),
    ("{#look}", "{#Look}", 34, "heading-id", "write {#look} in every language"),
)
"""What is broken in a lesson, one after the other: found, put, line, rule, remedy."""

LOCALES = ("locales: [zh, en]", "locals: [zh, en]", 1, "data-schema", "write 'locales:'")
TIMELINES = ("- id: shop", "- id: [shop", 2, "yaml", "double quotes")
# Whatever cannot be made at all: a template that fails stands for it.
TEMPLATE = ("{% block content %}", "{% block content %}{{ 1 // 0 }}", 0, "", "could not be made")


def test_mistakes_are_shown_and_mended_and_nothing_is_left(
    preview: Preview, browser: Browser
) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if "Security Policy" in m.text else None)
    page.goto(preview.url + "en/lessons/01-shop/")
    lesson = preview.docs / LESSON
    for mistake in TEN:
        _cycle(page, lesson, mistake)
    _cycle(page, preview.docs / "data" / "timelines.yml", TIMELINES)
    _cycle(page, preview.docs / "data" / "course.yml", LOCALES, look=True)
    _cycle(page, preview.docs.parent / "overrides" / "main.html", TEMPLATE, look=True)
    assert errors == []
    page.close()
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=20) in (0, 130, -signal.SIGINT)
    assert list(preview.temporary.glob("mkdocs_*")) == []


def _cycle(
    page: Page, path: Path, mistake: tuple[str, str, int, str, str], look: bool = False
) -> None:
    """Break a file, see its findings, mend it, see the page."""
    find, put, line, rule, remedy = mistake
    text = path.read_text(encoding="utf-8")
    assert find in text, path
    path.write_text(text.replace(find, put, 1), encoding="utf-8")
    panel = page.locator(".preview", has_text=remedy)
    panel.wait_for(state="attached", timeout=PATIENCE)
    said = panel.text_content() or ""
    assert rule in said
    assert not line or f"{path.name}:{line}" in said
    for scheme in SCHEMES if look else ():
        set_scheme(page, scheme)
        assert axe_violations(page, LOOKS) == [], scheme
    path.write_text(text, encoding="utf-8")
    panel.wait_for(state="detached", timeout=PATIENCE)
    page.locator("h1", has_text="A day in a shop").wait_for(state="attached", timeout=PATIENCE)
