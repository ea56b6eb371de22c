"""`scripts/serve` on a small course: mistakes are shown, mended, and never stop the server."""

from __future__ import annotations

import html
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
"""Milliseconds."""
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
    ("[@rumour]", "[@rumours]", 39, "unknown-fact", "write 'rumour'"),
    ("term:front-line", "term:front-lin", 39, "unknown-term", "[front line](term:front-line)"),
    ("shop.md#story", "shop.md#stories", 70, "broken-link", "its sections are story"),
    ("objective: compare", "objective: compares", 141, "unknown-objective", "'objective: compare'"),
    ("- [x] What people", "- [ ] What people", 150, "question-keys", 'write "- [x]" before'),
    ("/// key", "/// keys", 23, "unknown-block", "write '/// key'"),
    ("room: 21", "room: 12", 5, "room-minutes", "write 'room: 21'"),
    ("The shop opens", "The <b>shop</b> opens", 14, "raw-html", "write it in Markdown"),
    ("minutes: 4", "minute: 4", 62, "block-option", "write 'minutes:'"),
    ("{#look}", "{#Look}", 41, "heading-id", "write {#look} in every language"),
)
"""What is broken in a lesson, one after the other: found, put, line, rule, remedy."""

LOCALES = ("locales: [zh, en]", "locals: [zh, en]", 1, "data-schema", "write 'locales:'")
TIMELINES = ("- id: shop", "- id: [shop", 2, "yaml", "double quotes")
# Whatever cannot be made at all: a template that fails stands for it.
TEMPLATE = ("{% block content %}", "{% block content %}{{ 1 // 0 }}", 0, "", "could not be made")
TITLE = "A day in a shop"


@dataclass(frozen=True)
class Mistake:
    """One that is made in a file, and what is said of it."""

    path: Path
    find: str
    put: str
    line: int
    rule: str
    remedy: str

    @contextmanager
    def made(self) -> Iterator[None]:
        """The file is wrong inside, and mended after it."""
        text = self.path.read_text(encoding="utf-8")
        assert self.find in text, self.path
        self.path.write_text(text.replace(self.find, self.put, 1), encoding="utf-8")
        yield
        self.path.write_text(text, encoding="utf-8")

    def is_told(self, said: str) -> bool:
        """Whether a page names its place, its rule and its remedy."""
        place = f"{self.path.name}:{self.line}" if self.line else ""
        return self.remedy in said and self.rule in said and place in said


def test_a_lesson_is_broken_and_mended_ten_times_in_a_row(preview: Preview) -> None:
    url = preview.url + "en/lessons/01-shop/"
    mistakes = [Mistake(preview.docs / LESSON, *mistake) for mistake in TEN]
    assert len(mistakes) == 10
    for mistake in (*mistakes, Mistake(preview.docs / "data" / "timelines.yml", *TIMELINES)):
        with mistake.made():
            _wait(url, mistake.is_told)
        said = _wait(url, lambda said, remedy=mistake.remedy: remedy not in said)
        assert f'id="title-of-page">{TITLE}</h1>' in said


def _wait(url: str, seen: Callable[[str], bool]) -> str:
    """What the server sends when it is what one waits for, entities undone."""
    until = time.monotonic() + PATIENCE / 1000
    while True:
        with urlopen(url, timeout=PATIENCE / 1000) as answer:
            said = html.unescape(answer.read().decode("utf-8"))
        if seen(said):
            return said
        assert time.monotonic() < until, said
        time.sleep(0.02)


def test_mistakes_are_shown_and_mended_and_nothing_is_left(
    preview: Preview, browser: Browser
) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if "Security Policy" in m.text else None)
    page.goto(preview.url + "en/lessons/01-shop/")
    _cycle(page, Mistake(preview.docs / LESSON, *TEN[0]), look=True)
    _cycle(page, Mistake(preview.docs / "data" / "course.yml", *LOCALES))
    template = preview.docs.parent / "overrides" / "main.html"
    _cycle(page, Mistake(template, *TEMPLATE), look=True)
    assert errors == []
    page.close()
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(timeout=20) in (0, 130, -signal.SIGINT)
    assert list(preview.temporary.glob("mkdocs_*")) == []


def _cycle(page: Page, mistake: Mistake, look: bool = False) -> None:
    """Break a file, see its findings, mend it, see the page."""
    panel = page.locator(".preview", has_text=mistake.remedy)
    with mistake.made():
        panel.wait_for(state="attached", timeout=PATIENCE)
        assert mistake.is_told(panel.text_content() or "")
        for scheme in SCHEMES if look else ():
            set_scheme(page, scheme)
            assert axe_violations(page, LOOKS) == [], scheme
    panel.wait_for(state="detached", timeout=PATIENCE)
    page.locator("h1", has_text=TITLE).wait_for(state="attached", timeout=PATIENCE)
