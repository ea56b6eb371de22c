"""One browser for the session, a watched context for each test, and a server on a free port.

A test fails at its end when the console showed an error, a script threw, or the content
security policy blocked something, unless the test took that message with `faults.take`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError

from course.commands.chrome import open_chrome, serve_folder

ROOT = Path(__file__).parents[2]
SECONDS = 5
"""Longest wait for something to appear; everything here is local."""


class Faults:
    """What went wrong in the pages of a test."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)

    def unwatch(self, context: BrowserContext) -> None:
        context.remove_listener("console", self._note_message)
        context.remove_listener("weberror", self._note_error)

    def take(self, pattern: str) -> list[str]:
        """Remove and return the faults that match: the test expects them."""
        taken = [fault for fault in self.found if re.search(pattern, fault)]
        self.found = [fault for fault in self.found if fault not in taken]
        return taken

    def _note_error(self, error: WebError) -> None:
        self.found.append(f"threw: {error.error}")

    def _note_message(self, message: ConsoleMessage) -> None:
        # Chromium reports a violation of the policy as an error on the console.
        if message.type == "error":
            self.found.append(f"console: {message.text}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_chrome() as browser:
        yield browser


@pytest.fixture
def faults() -> Iterator[Faults]:
    faults = Faults()
    yield faults
    assert faults.found == []


@pytest.fixture
def context_factory(browser: Browser, faults: Faults) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a context that speaks Chinese; takes the options of `Browser.new_context`."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"locale": "zh-CN", **options})
        context.set_default_timeout(SECONDS * 1000)
        faults.watch(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(context_factory: Callable[..., BrowserContext]) -> Page:
    return context_factory().new_page()


@pytest.fixture(scope="session")
def _shared_context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="zh-CN")
    context.set_default_timeout(SECONDS * 1000)
    yield context
    context.close()


@pytest.fixture
def shared_page(_shared_context: BrowserContext, faults: Faults) -> Iterator[Page]:
    """The same page for all tests, with nothing stored: a fresh one costs half a second.

    For tests that add no init script and set no clock, which would stay. Options that a test
    emulates are set back.
    """
    pages = _shared_context.pages
    page = pages[0] if pages else _shared_context.new_page()
    faults.watch(_shared_context)
    yield page
    for other in _shared_context.pages[1:]:
        other.close()
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.goto("about:blank")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    page.set_default_timeout(SECONDS * 1000)
    faults.unwatch(_shared_context)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on localhost; returns its address, without a slash at the end."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(serve_folder(folder)).rstrip("/")
