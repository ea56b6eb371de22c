"""What the checks let pass cannot run in a browser, and no text makes them raise.

The text is rendered by the engine of the site. Whatever is dangerous in its HTML must have a
finding, however it was hidden from Markdown: the checks may only be stricter than the engine.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course.checks.suite import check_course
from course.html.extension import CourseExtension, make_markdown, render_page
from course.html.scene import Scene
from course.model import Course, DataFile
from course.source.config import read_extensions
from course.source.folder import build_course, read_course
from course.source.page import parse_page
from course.source.yaml_tree import read_tree

ROOT = Path(__file__).resolve().parents[2]
CLEAN = replace(
    read_course(ROOT / "tests" / "fixtures" / "checks" / "clean"),
    strings=read_course(ROOT / "docs").strings,
)
PATH = "lessons/01-shop.en.md"
FRONT = "---\nid: l01\ntitle: T\n---\n# T\n\n"

# A machine that is busy is not a mistake.
settings.register_profile("vectors", deadline=None)
settings.load_profile("vectors")


EXTENSION = CourseExtension()
ENGINE = make_markdown(EXTENSION, list(read_extensions(ROOT / "mkdocs.yml")[0]), {})

PIECES = (
    "[x](", "[x]: ", "[x]", "[", ']"', "](", "(", ")", "x", "*", "_", "**", '"', "'", "!", "![x](",
    "javascript:alert(1)", "javascript", "java&#115;cript:x", "JAVASCRIPT&colon;x", "&#106;ava",
    "java\tscript:x", "data:text/html,x", "//h.org", "https://h.org", "mailto:a@b.c", "term:x",
    "&amp;", "&lt;", "<", ">", "<javascript:x>", "<http://x>", "<img src=x onerror=a>", "<!--",
    "\\", "\\\\", "`", "``", "```", "```js", "````", "~~~", "\n", "\n\n", "\n    ", "    ", "  ",
    "> ", "- ", "1. ", "# ", "| a | ", "\n| --- | :-- |\n", "{", "{: onclick=x }", "[^1]", "*[x]: ",
    "\n\n/// key\n\n", "\n\n///\n\n", "\n\n/// case | [x](", "    output: ", "\x02", "\u200b", "\r",
    "\x0b", "\ue0000\ue001", "]:\n",
)  # fmt: skip
SECURITY = {
    "raw-html", "script-link", "foreign-link", "foreign-image", "lesson-image", "attribute-list",
    "aligned-column", "odd-character", "code-fence", "code-span",
}  # fmt: skip
HARMLESS = ("img", "a href=#")
"""What the list of the renderer lets pass, for pages that may have it."""
TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def _course(text: str) -> Course:
    page = parse_page(PATH, text)
    return replace(CLEAN, pages={**CLEAN.pages, PATH: page})


class _Dangers(HTMLParser):
    """Collects what could run a script, call a host or break the security policy."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "img", "object", "embed", "style", "link", "base", "meta"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action", "formaction") and value:
                bare = re.sub(r"[\x00-\x20]", "", value).lower()
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", bare)
                # One slash or backslash is the site's own root; a browser reads both alike.
                foreign = re.match(r"[/\\]{2}", bare)
                if foreign or (scheme and scheme[1] not in ("mailto", "term")):
                    self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")


@given(TEXTS)
@example("\\`[x](javascript:a)\\`")
@example("a `\n\n[x](javascript:a)\n\n`")
@example("```\na\n````\n\n[x](javascript:a)\n```")
@example("[x](\njavascript:a)")
@example("[x]\n\n[x]:\n   javascript:a")
@example("| a |\n| :-- |\n| b |")
@example("[x]: \\\n[x](")
@example("[x]: \\\\h.org\n\n[x]")
@example("[x](/\\h.org)")
@example('[x]([x](javascript:alert(1)]"[x](')
@example("a]:\n[x]: javascript:a\n\n[x]")
def test_whatever_is_dangerous_in_the_page_has_a_finding(text: str) -> None:
    course = _course(f"{FRONT}{text}\n")
    dangers = _Dangers()
    dangers.feed(render_page(ENGINE, EXTENSION, Scene(course, course.pages[PATH], "en")))
    if {danger for danger in dangers.found if not danger.startswith(HARMLESS)}:
        assert EXTENSION.dangers, dangers.found
    if dangers.found or EXTENSION.dangers:
        rules = {finding.rule for finding in check_course(course, [PATH])}
        assert rules & SECURITY or course.pages[PATH].problems, dangers.found


@given(st.one_of(TEXTS, st.text()))
def test_checks_are_total_over_pages(text: str) -> None:
    for path in (PATH, "lessons/01-shop.zh.md", "cases/shop.en.md", "a b/Ä.md"):
        page = parse_page(path, text)
        course = replace(CLEAN, pages={**CLEAN.pages, path: page})
        for finding in check_course(course):
            assert finding.line >= 1 and finding.message and finding.fix
            if finding.path == path:
                assert finding.line <= text.replace("\r\n", "\n").count("\n") + 1


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda v: st.one_of(
        st.lists(v, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["id", "key", "zh", "en", "fact", "facts", "source", "year", "claim", "check",
                 "title", "minutes", "objectives", "self", "locales", "do_not_confuse_with"]
            ),
            v,
            max_size=4,
        ),
    ),
    max_leaves=12,
)  # fmt: skip
NAMES = st.sampled_from([*CLEAN.data, "maturity", "paths", "definitions", "figures", "unknown"])


@given(NAMES, VALUES)
def test_checks_are_total_over_data(name: str, value: object) -> None:
    tree = read_tree(yaml.safe_dump(value, allow_unicode=True))
    file = DataFile(f"data/{name}.yml", tree.value, tree.lines, tree.problems)
    course = build_course(("zh", "en"), CLEAN.pages, {**CLEAN.data, name: file})
    for finding in check_course(course):
        assert finding.line >= 1 and finding.message and finding.fix


@given(VALUES)
def test_checks_are_total_over_front_matter(value: object) -> None:
    front = yaml.safe_dump(value, allow_unicode=True)
    for finding in check_course(_course(f"---\n{front}---\n# T\n")):
        assert finding.line >= 1
