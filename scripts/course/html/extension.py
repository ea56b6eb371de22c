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
from markdown.util import STX, AtomicString

from course.html.allowed import Danger, find_dangers
from course.html.blocks import BUILDERS, build_lesson_head
from course.html.figures.measure import FigureError
from course.html.home import build_top
from course.html.marks import build_citation, build_term
from course.html.nodes import APART
from course.html.question import build_question
from course.html.scene import Nest, Scene
from course.model import Block, Page
from course.source.limits import cut_lines
from course.teaching import GUIDES

# Private-use characters: no author types them, and Python-Markdown leaves them alone.
OPEN, CLOSE = "\ue000", "\ue001"
HEAD = "head"
HOME = "index"
TITLE = "title-of-page"
"""Id of every H1: a Chinese title would get `_1`."""
_MARKER = re.compile(f"{OPEN}(head|insert|[0-9]+){CLOSE}")
# Neither runs over the beginning of another one: each text is read in linear time.
_CITATION = r"\[@([^\[\]\s]+)\]"
_HEADING_ID = re.compile(r"(?<![ \t])[ \t]*+\{ *+#([^{}\s]++) *+\}[ \t]*+$")
_H1 = re.compile(r"^# .*$", re.MULTILINE)
_SIGN = re.compile(rf"[\\`*_\[!<&{STX}]|  \n")
"""What an inline pattern begins with: of Python-Markdown, of ours, or of its own stash."""


def compose(page: Page) -> str:
    """The page's Markdown below the front matter with every block as a marker.

    Args:
        page: any page; on a lesson, the strip of minutes and objectives is put below the H1.
    """
    pieces = []
    headed = not (page.is_lesson or "lead" in page.meta)
    home = page.key == HOME
    for number, part in enumerate(page.parts):
        if isinstance(part, Block):
            pieces.append(f"\n\n{OPEN}{number}{CLOSE}\n\n")
            continue
        text = part.source.replace(OPEN, "").replace(CLOSE, "")
        if not headed and (match := _H1.search(text)):
            # The hero of the home page holds the title itself.
            title = "" if home else match[0]
            head = f"{title}\n\n{OPEN}{HEAD}{CLOSE}\n\n"
            text = f"{text[: match.start()]}{head}{text[match.end() :]}"
            headed = True
        pieces.append(text)
    return cut_lines("".join(pieces))


class CourseExtension(Extension):
    """Set `scene` before each conversion; read `failures` and `dangers` after it.

    Attributes:
        scene: what is rendered.
        build: makes what stands in the place of `INSERT`, on pages that have no Markdown file.
        failures: the blocks that could not be drawn from the data, each with the reason.
        dangers: what the finished tree holds and no page may hold.
        lenient: whether a block that data makes fail is left out and told, as in a preview.
    """

    INSERT = f"{OPEN}insert{CLOSE}"
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
        md.treeprocessors.register(_HeadingIds(self, md), "course-heading-id", 30)
        # Just above the inline patterns (20).
        md.treeprocessors.register(_Plain(md), "course-plain", 21)
        md.treeprocessors.register(_Terms(self, md), "course-terms", 15)
        md.treeprocessors.register(_Tables(md), "course-tables", 14)
        # MkDocs looks at links at 0 and refuses those to pages that it does not make.
        md.treeprocessors.register(_Apart(md), "course-apart", -10)
        # Below everything, MkDocs' own rewriting of links (0) included.
        md.treeprocessors.register(_Guard(self, md), "course-guard", -100)


class _Blocks(BlockProcessor):
    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md.parser)
        self.extension = extension
        self.md = md

    def test(self, parent: Element, block: str) -> bool:
        return bool(_MARKER.fullmatch(block.strip()))

    def run(self, parent: Element, blocks: list[str]) -> None:
        match = _MARKER.fullmatch(blocks.pop(0).strip())
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


class _HeadingIds(Treeprocessor):
    """Take `{#id}` off a heading before its text is read; the H1 needs none.

    Of a facilitator's guide the search knows title and lead alone: the rest would give answers
    away to learners, and would be found in place of the lessons.
    """

    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        scene = self.extension.scene
        guide = scene is not None and scene.page.key.startswith(GUIDES)
        for element in root.iter():
            if guide and re.fullmatch("h[2-6]", str(element.tag)):
                element.set("data-search-exclude", "true")
            if element.tag == "h1":
                element.set("id", TITLE)
            if re.fullmatch("h[1-6]", str(element.tag)) and element.text:
                match = _HEADING_ID.search(element.text)
                if match:
                    element.set("id", match[1])
                    element.text = element.text[: match.start()]


class _Plain(Treeprocessor):
    """Spare a text the two dozen inline patterns that holds no sign with which one begins.

    Most texts are such, since labels and drawings are made by us: a fifth of the time of a page.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _SIGN.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _SIGN.search(element.tail):
                element.tail = AtomicString(element.tail)


class _Terms(Treeprocessor):
    """Turn `<a href="term:id">` into the term element."""

    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        scene = self.extension.scene
        if scene is None:
            return
        count = 0
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                href = child.get("href", "")
                term = scene.course.terms.get(href[5:]) if href.startswith("term:") else None
                if child.tag != "a" or term is None:
                    continue
                count += 1
                made = build_term(child, term, count, scene)
                made.tail, child.tail = child.tail, None
                parent[place] = made


class _Guard(Treeprocessor):
    """Notes what is not on the list of `course.html.allowed`."""

    def __init__(self, extension: CourseExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        self.extension.dangers = list(find_dangers(root, list(self.md.htmlStash.rawHtmlBlocks)))


class _Tables(Treeprocessor):
    """Give an author's table row headings, and each cell the title of its column.

    On a phone a row then becomes a card, so that no table scrolls sideways.
    """

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            if table.get("class"):
                continue
            table.set("class", "tbl stack cards")
            titles = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
            for cell in table.iter("th"):
                cell.set("scope", "col")
            for row in table.iter("tr"):
                cells = row.findall("td")
                for place, cell in enumerate(cells):
                    if place == 0:
                        cell.tag = "th"
                        cell.set("scope", "row")
                    elif place < len(titles) and titles[place]:
                        cell.set("data-label", titles[place])


class _Apart(Treeprocessor):
    """Let links lead to pages and files of the site that MkDocs does not make."""

    def run(self, root: Element) -> None:
        for link in root.iter("span"):
            address = link.attrib.pop(APART, "")
            if address:
                link.tag = "a"
                link.set("href", address)


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
