"""What a preview does besides building: it survives mistakes, and makes decks and sheets apart."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

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
    _inject_js_into_html: Callable[[bytes, int], bytes]
    _wanted_epoch: int


class Preview:
    """The state of a preview from one build to the next."""

    def __init__(self) -> None:
        self.turn = 0
        self.writing: threading.Thread | None = None

    def attach(
        self,
        server: Server,
        docs: Path,
        site: Path,
        findings: Sequence[Finding],
        prepare: Callable[[], Writer],
    ) -> None:
        """Reload without inline script; show the reason where the pages cannot be made.

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
            self.turn += 1
            try:
                build()
                self._write_apart(prepare())
            except Exception as error:
                log.error(f"nothing was built: {error}")
                page = write_failure(findings, f"{type(error).__name__}: {error}", root)
                for old in site.rglob("*.html"):
                    old.unlink()
                write_preview(docs, site)
                epoch = server._wanted_epoch
                server.error_handler = lambda _code: inject(page, epoch)

        missing = server.error_handler
        server._inject_js_into_html = inject
        server.builder = rebuild
        self._write_apart(prepare())

    def _write_apart(self, write: Writer) -> None:
        """Make decks and sheets when the pages are there: nobody waits for them.

        The next change stops it; what it has not made then is made after that.
        """
        turn = self.turn

        def run() -> None:
            try:
                write(lambda: self.turn == turn)
            except Exception as error:
                if self.turn == turn:
                    log.warning(f"decks and sheets were not made: {error}")

        self.writing = threading.Thread(target=run, daemon=True)
        self.writing.start()

    def stop(self) -> None:
        """Write nothing more, and wait until that is so."""
        self.turn += 1
        if self.writing:
            self.writing.join()
