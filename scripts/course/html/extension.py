"""The Python-Markdown extension of the lesson grammar.

`compose` writes a page with one marker line for each block; the extension turns the markers
into elements, and citations and term links into theirs, inside the one document, so that
MkDocs checks their links and ids like all others. Raw HTML is switched off: it is shown as
text, and `course check` refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from course.html.allowed import Danger, find_dangers
from course.html.blocks import BUILDERS, build_lesson_head
from course.html.compose import HEAD, HOME, MARKER, compose, mark
from course.html.figures.measure import FigureError
from course.html.home import build_top
from course.html.marks import build_citation
from course.html.question import build_question
from course.html.scene import Nest, Scene
from course.html.tree import HeadingIds, LinksApart, PlainTexts, Tables, Terms
from course.model import Block
from course.source.limits import cut_lines

# It does not run over the beginning of another one: each text is read in linear time.
_CITATION = r"\[@([^\[\]\s]+)\]"


class CourseExtension(Extension):
    """Set `scene` before each conversion; read `failures` and `dangers` after it.

    Attributes:
        scene: what is rendered.
        build: makes what stands in the place of `INSERT`, on pages that have no Markdown file.
        failures: the blocks that could not be drawn from the data, each with the reason.
        dangers: what the finished tree holds and no page may hold.
        lenient: whether a block that data makes fail is left out and told, as in a preview.
    """

    INSERT = mark("insert")
    scene: Scene | None = None
    lenient = False
    build: Callable[[Nest], Iterable[Element]] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.failures: list[tuple[Block | None, str]] = []
        self.dangers: list[Danger] = []

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors; see Python-Markdown's extension API."""
        md.preprocessors.deregister("html_block", strict=False)
        md.inlinePatterns.deregister("html", strict=False)
        md.parser.blockprocessors.register(_Blocks(self, md), "course-blocks", 200)
        md.inlinePatterns.register(_Citations(self, md), "course-citation", 185)
        md.treeprocessors.register(HeadingIds(md, self._read_scene), "course-heading-id", 30)
        # Just above the inline patterns (20).
        md.treeprocessors.register(PlainTexts(md), "course-plain", 21)
        md.treeprocessors.register(Terms(md, self._read_scene), "course-terms", 15)
        md.treeprocessors.register(Tables(md), "course-tables", 14)
        # MkDocs looks at links at 0 and refuses those to pages that it does not make.
        md.treeprocessors.register(LinksApart(md), "course-apart", -10)
        # Below everything, MkDocs' own rewriting of links (0) included.
        md.treeprocessors.register(_Guard(self, md), "course-guard", -100)

    def _read_scene(self) -> Scene | None:
        return self.scene


class _Blocks(BlockProcessor):
    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md.parser)
        self.extension = extension
        self.md = md

    def test(self, parent: Element, block: str) -> bool:
        return bool(MARKER.fullmatch(block.strip()))

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = MARKER.fullmatch(blocks.pop(0).strip())
        scene = self.extension.scene
        if match is None or scene is None:
            return
        if match[1] == HEAD:
            home = scene.page.key == HOME
            try:
                parent.extend(build_top(scene) if home else build_lesson_head(scene))
            except Exception as error:
                self._tell(None, error)
            return
        if match[1] == "insert":
            if self.extension.build:
                parent.extend(list(self.extension.build(self._nest)))
            return
        part = scene.page.parts[int(match[1])]
        if isinstance(part, Block):
            element = self._build(part, scene)
            if element is not None:
                parent.append(element)

    def _build(self, block: Block, scene: Scene) -> Element | None:
        if block.kind == "question":
            shown = scene.page.learner_questions
            for number, question in enumerate(shown, 1):
                if question.line == block.line:
                    return build_question(question, number, scene, self._nest)
            return None
        builder = BUILDERS.get(block.kind)
        try:
            return builder(block, scene, self._nest) if builder else None
        except FigureError as error:
            self.extension.failures.append((block, str(error)))
        except Exception as error:
            self._tell(block, error)
        return None

    def _tell(self, block: Block | None, error: Exception) -> None:
        """Note a failure that wrong data made; without a preview it is raised."""
        if not self.extension.lenient:
            raise error
        name = type(error).__name__
        self.extension.failures.append(
            (block, f"the data that it needs are wrong ({name}: {error})")
        )

    def _nest(self, parent: Element, text: str) -> None:
        """Render Markdown into `parent`, as the top level would."""
        lines = cut_lines(text).split("\n")
        for preprocessor in self.md.preprocessors:
            lines = preprocessor.run(lines)
        self.parser.parseChunk(parent, "\n".join(lines))


class _Citations(InlineProcessor):
    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(_CITATION, md)
        self.extension = extension

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        scene = self.extension.scene
        fact = scene.course.facts.get(m[1]) if scene else None
        if scene is None or fact is None:
            return None, None, None
        return build_citation(fact, scene), m.start(0), m.end(0)


class _Guard(Treeprocessor):
    """Notes what is not on the list of `course.html.allowed`."""

    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        self.extension.dangers = list(find_dangers(root, list(self.md.htmlStash.rawHtmlBlocks)))


def make_markdown(
    extension: CourseExtension, names: list[str], options: dict[str, dict[str, Any]]
) -> Markdown:
    """The engine outside MkDocs: the extensions of mkdocs.yml and ours.

    Args:
        extension: with its scene set before each conversion.
        names: extension names of mkdocs.yml.
        options: their options.
    """
    return Markdown(extensions=[*names, extension], extension_configs=options)


def render_page(md: Markdown, extension: CourseExtension, scene: Scene) -> str:
    """A page as HTML outside MkDocs; links to pages stay as written."""
    extension.scene = scene
    return md.reset().convert(compose(scene.page))
