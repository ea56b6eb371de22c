"""What a preview does besides building: it survives mistakes, and makes decks and sheets apart."""

from __future__ import annotations

import contextlib
import itertools
import logging
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from course.checks.finding import Finding
from course.site.preview import add_reload, write_failure, write_preview

log = logging.getLogger("mkdocs.plugins.course")

Writer = Callable[[Callable[[], bool]], None]
"""Writes files for as long as its argument says that they are wanted."""


class Server(Protocol):
    """What is used of MkDocs' server: it builds, and puts the reload script into pages."""

    builder: Callable[[], None]
    mount_path: str
    error_handler: Callable[[int], bytes | None]
    observer: BaseObserver
    _inject_js_into_html: Callable[[bytes, int], bytes]
    _wanted_epoch: int
    _watched_paths: dict[str, int]

    def watch(self, path: str) -> None: ...

    def unwatch(self, path: str) -> None: ...


PAUSE = 0.5
"""Seconds that decks and sheets wait, while the browser fetches the page that it shows."""
POLL = 0.1
"""Seconds between two looks at the sources; MkDocs waits for half a second. A look takes 1 ms."""


class Preview:
    """The state of a preview from one build to the next."""

    def __init__(self) -> None:
        self.writing: threading.Thread | None = None
        self.overtaken = threading.Event()
        self.builds = itertools.count()
        self.laid_aside: list[Path] = []

    def lay_aside(self, site: Path) -> None:
        """Move the last site to a hidden folder, which MkDocs leaves alone, to remove it later.

        To remove it takes a fifth of a second on a busy disk, and nobody need wait for that.
        """
        old = site / f".old-{next(self.builds)}"
        old.mkdir(parents=True)
        for path in site.iterdir():
            # Windows refuses what a browser is just being sent: MkDocs will write over it.
            with contextlib.suppress(PermissionError):
                if not path.name.startswith("."):
                    path.rename(old / path.name)
        self.laid_aside.append(old)

    def attach(
        self,
        server: Server,
        docs: Path,
        site: Path,
        findings: Sequence[Finding],
        prepare: Callable[[], Writer],
    ) -> None:
        """Reload without inline script, and soon; show the reason where no page can be made.

        Args:
            server: has built once.
            docs: the docs folder.
            site: where the server finds the pages.
            findings: those of the last build, always the same list.
            prepare: takes down what decks and sheets are made of, and gives what writes them.
        """
        build, root = server.builder, server.mount_path
        requests = itertools.count()

        def inject(content: bytes, epoch: int) -> bytes:
            return add_reload(content, root, epoch, next(requests))

        def rebuild() -> None:
            server.error_handler = missing
            self.overtaken.set()
            try:
                build()
                self._write_apart(prepare())
            except Exception as error:
                log.error(f"nothing was built: {error}")
                page = write_failure(findings, f"{type(error).__name__}: {error}", root)
                self.lay_aside(site)
                write_preview(docs, site)
                epoch = server._wanted_epoch
                server.error_handler = lambda _code: inject(page, epoch)

        missing = server.error_handler
        server._inject_js_into_html = inject
        server.builder = rebuild
        _watch_closely(server)
        self._write_apart(prepare())

    def _write_apart(self, write: Writer) -> None:
        """Make decks and sheets when the pages are there: nobody waits for them.

        The next change stops it; what it has not made then is made after that.
        """
        overtaken = self.overtaken = threading.Event()

        def run() -> None:
            if overtaken.wait(PAUSE):
                return
            while self.laid_aside:
                shutil.rmtree(self.laid_aside.pop(), ignore_errors=True)
            try:
                write(lambda: not overtaken.is_set())
            except Exception as error:
                if not overtaken.is_set():
                    log.warning(f"decks and sheets were not made: {error}")

        self.writing = threading.Thread(target=run, daemon=True)
        self.writing.start()

    def stop(self) -> None:
        """Write nothing more, and wait until that is so."""
        self.overtaken.set()
        if self.writing:
            self.writing.join()


def _watch_closely(server: Server) -> None:
    """Watch the same paths more often."""
    paths = list(server._watched_paths)
    for path in paths:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=POLL)
    for path in paths:
        server.watch(path)
