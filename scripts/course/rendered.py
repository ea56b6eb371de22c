"""The pages that MkDocs has rendered: a preview renders again only those that would differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from course.html.allowed import Danger
from course.html.extension import CourseExtension
from course.html.scene import Scene
from course.model import Block
from course.trace import Comparison, Memory, Trace

_RESULTS = ("content", "toc", "_title_from_render", "present_anchor_ids")
"""What `render` of MkDocs' pages sets, links apart."""


class SitePage(Protocol):
    """What is used of a page of MkDocs."""

    @property
    def url(self) -> str: ...

    markdown: str | None
    links_to_anchors: dict[Any, dict[str, str]] | None


class Files(Protocol):
    """What is used of MkDocs' files."""

    @property
    def src_uris(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class _Rendered:
    """What rendering gave.

    Attributes:
        results: what it set on the page, by name.
        links: by the path of a file, the anchors in it that the page leads to, each with the
            link as written. The files themselves are others in the next build.
    """

    results: Mapping[str, object]
    links: Mapping[str, dict[str, str]] | None
    failures: tuple[tuple[Block | None, str], ...]
    dangers: tuple[Danger, ...]


class RenderedPages:
    """Keeps what was rendered until something that it was made from is another.

    Args:
        extension: renders the blocks; its failures and dangers are kept with the page.
    """

    def __init__(self, extension: CourseExtension) -> None:
        self._extension = extension
        self._memory: Memory[_Rendered] = Memory()
        self._comparison: Comparison | None = None

    def render(
        self, page: SitePage, scene: Scene, given: object, files: Files, render: Callable[[], None]
    ) -> None:
        """Render a page, or set on it what was rendered before.

        Args:
            page: with the Markdown that is to be rendered.
            scene: what the blocks are drawn from.
            given: whatever else rendering depends on.
            files: those that links may lead to.
            render: renders the page in MkDocs' way.
        """
        given = (page.markdown, scene.locale, given)
        if self._comparison is None or self._comparison.course is not scene.course:
            self._comparison = Comparison(scene.course)
        kept = self._memory.recall(page.url, given, self._comparison)
        if kept is None:
            trace = Trace()
            course = trace.watch(scene.course)
            self._extension.scene = replace(
                scene, course=course, page=course.pages[scene.page.path]
            )
            render()
            links = page.links_to_anchors
            kept = _Rendered(
                {name: getattr(page, name) for name in _RESULTS},
                links and {file.src_uri: found for file, found in links.items()},
                tuple(self._extension.failures),
                tuple(self._extension.dangers),
            )
            self._memory.keep(page.url, given, trace, kept)
            return
        for name, value in kept.results.items():
            setattr(page, name, value)
        if kept.links is not None:
            links = {files.src_uris[path]: found for path, found in kept.links.items()}
            page.links_to_anchors = links
        self._extension.failures = list(kept.failures)
        self._extension.dangers = list(kept.dangers)
