"""The edge to MkDocs: hands pages over to the core, and takes finished ones back."""

from __future__ import annotations

import gc
import logging
import signal
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemBytecodeCache
from material.plugins.search import plugin as search
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from course.basis import Basis, BasisError, explain_failure, write_line
from course.html.allowed import explain_danger
from course.html.compose import compose
from course.html.engine import EngineError
from course.html.extension import CourseExtension
from course.html.scene import Scene
from course.model import Locale
from course.outputs.loose import write_loose_pages
from course.preview import Preview, Server
from course.rendered import RenderedPages
from course.site.assets import choose_parts, choose_sheets, write_assets
from course.site.context import SiteContext
from course.site.facts import Detail, build_facts, choose_detail, write_data
from course.site.finish import finish_page
from course.site.navigation import build_navigation
from course.site.policy import PolicyError
from course.site.preview import choose_findings, write_preview
from course.site.search import (
    IndexedPages,
    cut_excluded,
    drop_marks,
    part_words,
    rank_page,
    write_indexes,
)
from course.site.templates import list_visible

log = logging.getLogger("mkdocs.plugins.course")

CACHE = Path(".cache") / "course"


class CoursePlugin(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Reads the course once a build, renders its blocks, and finishes the site."""

    # `course build` checks the content and makes the loose pages at the same time, and then
    # the indexes of the search.
    config_scheme = (("alone", Type(bool, default=True)),)

    def __init__(self) -> None:
        self.basis = Basis()
        self.facts: dict[tuple[Locale, Detail], str] = {}
        self.extension = CourseExtension()
        self.content = ""
        self.serving = False
        self.preview = Preview()
        self.rendered = RenderedPages(self.extension)
        self.indexed = IndexedPages()
        self.setting: object = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = self.basis.lenient = self.extension.lenient = command == "serve"
        if command == "build":
            # The process ends with the build, and next to nothing of it is garbage before.
            gc.disable()
        if self.serving:
            # As Ctrl-C does: MkDocs then removes what it has made.
            signal.signal(signal.SIGTERM, signal.default_int_handler)

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not (self.basis.ready and self._i18n(config).building):
            self._load(config)
        extensions = cast("list[Any]", config.markdown_extensions)
        if self.extension not in extensions:
            extensions.append(self.extension)
        make = type(config.theme).get_env
        config.theme.get_env = lambda: list_visible(make(config.theme))  # type: ignore[method-assign]
        config.nav = build_navigation(self.basis.course, self._locale(config))
        config.extra_css = [self.basis.assets["course.css"].path]
        config.extra_javascript = [self.basis.assets["course.js"].path]
        return config

    def _load(self, config: MkDocsConfig) -> None:
        """Read, check and bundle: once for all languages of a build."""
        self.facts.clear()
        docs, root = Path(config.docs_dir), Path(config.config_file_path).parent
        locales = tuple(map(str, self._i18n(config).build_languages))
        try:
            self.basis.load(docs, root, locales, check=self.config["alone"])
        except BasisError as error:
            raise PluginError(str(error)) from error
        # `write_indexes` cuts Chinese into words, with the course's own terms.
        search.jieba = None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if self.serving and not self._i18n(config).building:
            self.preview.lay_aside(Path(config.site_dir))

    @event_priority(-200)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if self.serving:
            # Rendering depends on these besides the course and the page's own text.
            addresses = {file.src_uri: (file.url, file.inclusion) for file in files}
            self.setting = (Path(config.config_file_path).read_bytes(), addresses)
        return files

    @event_priority(-50)
    def on_page_markdown(
        self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: object
    ) -> str:
        course = self.basis.course
        found = course.pages.get(page.file.src_uri)
        if found is None:
            return markdown
        page.meta["search"] = {"boost": rank_page(found.key)}
        self.extension.scene = scene = Scene(course, found, self._locale(config))
        if self.serving:
            plain, setting = page.render, self.setting

            def render(config: MkDocsConfig, files: Files) -> None:
                self.rendered.render(page, scene, setting, files, lambda: plain(config, files))

            page.render = render  # type: ignore[method-assign]
        return compose(found)

    def on_page_content(
        self, html: str, *, page: SitePage, config: MkDocsConfig, files: object
    ) -> str:
        for block, reason in self.extension.failures:
            line = block.line if block else 1
            self.basis.findings.append(
                explain_failure(page.file.src_uri, f"cannot be drawn: {reason}", line)
            )
            log.warning(f"{page.file.src_uri}:{line}: cannot be drawn: {reason}")
        self.extension.failures.clear()
        if found := self.basis.course.pages.get(page.file.src_uri):
            for danger in self.extension.dangers:
                self.basis.findings.append(explain_danger(found, danger))
                log.warning(write_line(self.basis.findings[-1]))
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: object) -> Environment:
        # Each language and each reload would compile Material's templates anew.
        folder = Path(config.config_file_path).parent / CACHE / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))
        # Chinese in JSON is shorter as it is.
        env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
        return env

    @event_priority(50)
    def _before_search(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        locale = self._locale(config)
        prefix = "" if locale == self.basis.course.source_locale else f"{locale}/"
        url = page.url.removeprefix(prefix)
        cast("dict[str, Any]", context)["course"] = self._context(
            config, "" if url == "./" else url, page.file.src_uri
        )
        self.content = page.content or ""
        given = (self.content, page.title, repr(page.meta))
        new = not self.serving or self.indexed.begin(page.url, given, self._entries(config))
        page.content = part_words(cut_excluded(self.content)) if new else ""
        return context

    @event_priority(-50)
    def _after_search(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: object
    ) -> TemplateContext:
        if self.serving:
            self.indexed.end(self._entries(config))
        page.content = drop_marks(self.content)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        cast("dict[str, Any]", context)["course"] = self._context(config, "", "")
        return context

    @event_priority(-200)
    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        return self._protect(output, page.file.src_uri)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        if not template_name.endswith(".html"):
            return output_content
        # There is one 404 page, in all languages; the builds of further languages would
        # write it again in theirs. An empty text is not written.
        if self._locale(config) != self.basis.course.source_locale:
            return ""
        return self._protect(output_content, template_name)

    # static-i18n builds the further languages inside its own on_post_build at -100: by now
    # they are all there.
    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self._i18n(config).building:
            return
        site = Path(config.site_dir)
        write_assets(self.basis.assets, site)
        if self.config["alone"]:
            write_indexes(site, self.basis.course)
        if self.config["alone"] and not self.serving:
            try:
                write_loose_pages(
                    self.basis.course, self.basis.assets, Path(config.config_file_path), site
                )
            except (EngineError, PolicyError) as error:
                raise PluginError(str(error)) from error
        if self.serving:
            write_preview(Path(config.docs_dir), site)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        docs, site, file = map(Path, (config.docs_dir, config.site_dir, config.config_file_path))

        def write_apart() -> Callable[[Callable[[], bool]], None]:
            course, assets = self.basis.course, self.basis.assets
            return lambda wanted: write_loose_pages(course, assets, file, site, wanted)

        self.preview.attach(cast("Server", server), docs, site, self.basis.findings, write_apart)
        return server

    def on_shutdown(self) -> None:
        """Let nothing write into the folder that MkDocs is about to remove."""
        self.preview.stop()
        # Python would look through all of it for garbage once more before it ends.
        gc.freeze()

    def _context(self, config: MkDocsConfig, url: str, path: str) -> SiteContext:
        page = self.basis.course.pages.get(path)
        locale = self._locale(config)
        parts = choose_parts(page)
        return SiteContext(
            self.basis.course,
            locale,
            url,
            page,
            self.basis.assets["search-lazy.js"].path,
            self.basis.assets["search.js"].path,
            find_worker(tuple(config.theme.dirs)),
            {part: self.basis.assets[f"{part}.js"].path for part in parts},
            [self.basis.assets[f"{sheet}.css"].path for sheet in choose_sheets(page)],
            self._facts(locale, choose_detail(parts)),
            self.serving,
            choose_findings(self.basis.findings, path) if self.serving else None,
        )

    def _facts(self, locale: Locale, detail: Detail) -> str:
        """The same for all pages that need as much: written once."""
        key = (locale, detail)
        if key not in self.facts:
            self.facts[key] = write_data(build_facts(self.basis.course, locale, detail))
        return self.facts[key]

    def _entries(self, config: MkDocsConfig) -> list[object]:
        """What Material's indexer has made so far."""
        return cast(
            "list[object]", cast("Any", config.plugins["material/search"]).search_index.entries
        )

    def _i18n(self, config: MkDocsConfig) -> Any:
        return config.plugins["i18n"]

    def _locale(self, config: MkDocsConfig) -> Locale:
        return str(self._i18n(config).current_language or self.basis.course.source_locale)

    def _protect(self, html: str, name: str) -> str:
        try:
            return finish_page(html)
        except PolicyError as error:
            raise PluginError(f"{name}: {error}") from error


@lru_cache(maxsize=1)
def find_worker(folders: tuple[str, ...]) -> str:
    """File name of Material's search worker, which carries a hash.

    Raises:
        PluginError: no theme folder has one.
    """
    for folder in folders:
        for path in sorted(Path(folder, "assets/javascripts/workers").glob("search.*.min.js")):
            return path.name
    raise PluginError("Material's search worker was not found")
