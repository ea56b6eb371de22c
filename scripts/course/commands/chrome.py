"""An installed Chromium, Chrome or Edge, and a web server for a built site."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

# The last five keep it from calling its maker's hosts.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """No browser was found; the message says what to do."""


def find_chrome() -> str:
    """The browser's program: `CHROME_PATH`, else the usual names on the path.

    Raises:
        NoBrowser: there is none.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise NoBrowser("no Chromium or Chrome: run scripts/test once, or set CHROME_PATH")
    return found


def list_flags() -> list[str]:
    """The options that it is started with on this machine."""
    # Its sandbox does not start for root, as in a container.
    root = sys.platform == "linux" and os.geteuid() == 0
    return [*FLAGS, "--no-sandbox"] if root else list(FLAGS)


@contextmanager
def open_chrome() -> Iterator[Browser]:
    """A headless browser, closed at the end."""
    # Without its windows it does the same in less time, where the launcher found it so.
    program = os.environ.get("CHROME_SHELL") or find_chrome()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list_flags())
        try:
            yield browser
        finally:
            browser.close()


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a web host does, with its 404 page; says nothing."""

    def log_message(self, *_arguments: object) -> None:
        pass

    def end_headers(self) -> None:
        # LinkChecker asks such a server at full speed.
        self.send_header("LinkChecker", "1")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        """A browser that closes a connection early is no error."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port; gives its address with a slash at the end."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
