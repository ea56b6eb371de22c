"""What may stand in a page: every real page passes, whatever is not on the list is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pytest

from course.checks.shadow import SHADOWED
from course.html.allowed import TAGS, Danger, explain_danger, find_dangers
from course.html.extension import CourseExtension, make_markdown, render_page
from course.html.scene import Scene
from course.source.folder import read_course
from course.source.page import parse_page

DOCS = Path(__file__).resolve().parents[2] / "docs"
COURSE = read_course(DOCS)
EXTENSION = CourseExtension()
ENGINE = make_markdown(EXTENSION, ["tables", "sane_lists", "fenced_code", "attr_list"], {})
PATH = "cases/x.en.md"


def dangers_of(text: str) -> list[Danger]:
    page = parse_page(PATH, f"---\ntitle: T\n---\n# T\n\n{text}\n")
    course = replace(COURSE, pages={PATH: page})
    render_page(ENGINE, EXTENSION, Scene(course, page, "en"))
    return EXTENSION.dangers


def test_every_real_page_is_on_the_list() -> None:
    plain = make_markdown(EXTENSION, ["tables", "sane_lists", "fenced_code"], {})
    for page in COURSE.pages.values():
        render_page(plain, EXTENSION, Scene(COURSE, page, page.locale))
        assert EXTENSION.dangers == [], page.path


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[x](javascript:alert(1))", 'the address "javascript:alert(1)" in href of <a>'),
        ("[x](java&#x73;cript&colon;alert(1))", 'the address "javascript:alert(1)" in href of <a>'),
        ("[x](data:text/html,x)", 'the address "data:text/html,x" in href of <a>'),
        ("[x](https://example.org)", 'the address "https://example.org" in href of <a>'),
        ("[x](\\\\\\\\example.org)", 'the address "//example.org" in href of <a>'),
        ("![x](//example.org/x.png)", 'the address "//example.org/x.png" in src of <img>'),
        ("![x](mailto:a@b)", 'the address "mailto:a@b" in src of <img>'),
        ("*a*{: onclick=x }", "the attribute onclick of <em>"),
        ("*a*{: style=x }", "the attribute style of <em>"),
        ("[x](a.md){: ping=x }", "the attribute ping of <a>"),
        ("*a*{: id=location }", 'id="location", the name of something in the browser'),
        ("| a |\n| :-: |\n| b |", "the attribute style of <th>"),
    ],
)
def test_what_is_not_on_the_list_is_told_with_its_line(text: str, what: str) -> None:
    found = dangers_of(f"First line.\n\n{text}")
    assert found and found[0].what == what
    page = parse_page(PATH, f"---\ntitle: T\n---\n# T\n\nFirst line.\n\n{text}\n")
    finding = explain_danger(page, found[0])
    assert (finding.path, finding.rule) == (PATH, "unsafe-html")
    assert finding.line >= 8 or "style" in what


@pytest.mark.parametrize(
    "text",
    ["[x](a.md#b)", "[x](mailto:a@b.c)", "<a@b.c>", "`<b>`", "```js\n<b>\n```", "&copy; a",
     "![x](a.png)"],
)  # fmt: skip
def test_harmless_text_is_on_the_list(text: str) -> None:
    assert dangers_of(text) == []


@pytest.mark.parametrize(
    "tag", ["script", "iframe", "object", "embed", "meta", "base", "style", "link", "frame", "math"]
)
def test_elements_that_load_or_run_are_not(tag: str) -> None:
    root = Element("div")
    SubElement(root, tag)
    assert [d.what for d in find_dangers(root)] == [f"the element <{tag}>"]
    assert tag not in TAGS


def test_forms_may_not_send_and_drawings_may_not_load() -> None:
    root = Element("div")
    SubElement(root, "form", action="/x")
    SubElement(root, "path", fill="url(//example.org/#a)", stroke="url(#own)")
    SubElement(root, "input", name="cookie", onfocus="x")
    assert [d.what for d in find_dangers(root, ["<b>x</b>", "&amp;"])] == [
        "the attribute action of <form>",
        "an address in fill of <path>",
        'name="cookie", the name of something in the browser',
        "the attribute onfocus of <input>",
        "raw HTML",
    ]


def test_real_ids_shadow_nothing() -> None:
    assert "location" in SHADOWED and "name" in SHADOWED
    assert not SHADOWED & {*COURSE.facts, *COURSE.terms, *COURSE.sources}
