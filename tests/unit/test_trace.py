"""A preview makes a page again when anything that the page has read is another, and only then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from course.checks import survey
from course.checks.suite import check_course
from course.html.extension import CourseExtension, make_markdown, render_page
from course.html.scene import Scene
from course.model import Course, DataFile
from course.source.config import read_extensions
from course.source.folder import build_course
from course.source.page import parse_page, write_page
from course.source.yaml_tree import read_tree
from course.trace import Comparison, Memory, Trace, keep_equal
from tests.unit.place_page import ROOT, course

PAGES = (
    "index.zh.md",
    "lessons/01-shared-words.en.md",
    "lessons/02-why-now.zh.md",
    "reference/glossary.en.md",
    "reference/ledger.en.md",
    "reference/sources.en.md",
    "review/index.en.md",
    "teach/guide-l01.en.md",
    "paths/taster.en.md",
    "maturity/matrix.zh.md",
    "practice/checklist-a.en.md",
    "contribute/translations.en.md",
)
"""Pages that draw on others and on data in every way there is."""

FIRST = "lessons/01-shared-words.en.md"


def edit_page(path: str, find: str, put: str) -> Callable[[], Course]:
    def edit() -> Course:
        text = write_page(course().pages[path])
        assert find in text, find
        page = parse_page(path, text.replace(find, put, 1))
        return build_course(
            course().locales, {**course().pages, path: page}, course().data, course().loose
        )

    return edit


def edit_data(name: str, find: str, put: str) -> Callable[[], Course]:
    def edit() -> Course:
        text = (ROOT / "docs" / "data" / f"{name}.yml").read_text(encoding="utf-8")
        assert find in text, find
        tree = read_tree(text.replace(find, put, 1))
        file = DataFile(f"data/{name}.yml", tree.value, tree.lines, tree.problems)
        return build_course(
            course().locales, course().pages, {**course().data, name: file}, course().loose
        )

    return edit


def add_lesson() -> Course:
    text = write_page(course().pages[FIRST])
    path = "lessons/11-more.en.md"
    return replace(course(), pages={**course().pages, path: parse_page(path, text)})


CHANGES: dict[str, Callable[[], Course]] = {
    "prose": edit_page(FIRST, "\n\n## ", "\n\nOne more.\n\n## "),
    "title": edit_page(FIRST, "\ntitle: ", "\ntitle: Not "),
    "question": edit_page(FIRST, "\n- [ ] ", "\n- [ ] Not "),
    "lesson": add_lesson,
    "fact": edit_data("facts", "  check: verified", "  check: plausible"),
    "term": edit_data("glossary", "  en: customer-centric\n", "  en: centric\n"),
    "menu": edit_data("course", "en: Lessons", "en: Units"),
    "word": edit_data("strings", '"Choose one"', '"Choose just one"'),
    "nothing": lambda: build_course(course().locales, course().pages, course().data),
}


@pytest.fixture(scope="module")
def render() -> Callable[[Course, str], str]:
    extension = CourseExtension()
    markdown = make_markdown(extension, *read_extensions(Path(ROOT, "mkdocs.yml")))

    def run(whole: Course, path: str) -> str:
        page = whole.pages[path]
        return render_page(markdown, extension, Scene(whole, page, page.locale))

    return run


Render = Callable[[Course, str], str]


@pytest.fixture(scope="module")
def traced(render: Render) -> dict[str, tuple[Trace, str]]:
    found = {}
    for path in PAGES:
        trace = Trace()
        found[path] = (trace, render(trace.watch(course()), path))
        assert found[path][1] == render(course(), path), "watching changes nothing"
    return found


@pytest.mark.parametrize("name", CHANGES)
def test_a_page_that_is_kept_is_the_page_that_would_be_made(
    name: str, traced: dict[str, tuple[Trace, str]], render: Render
) -> None:
    changed = keep_equal(CHANGES[name](), course())
    comparison = Comparison(changed)
    kept = [path for path in PAGES if comparison.holds(traced[path][0])]
    assert kept
    assert (len(kept) == len(PAGES)) == (name == "nothing")
    for path in kept:
        assert traced[path][1] == render(changed, path), path


def test_a_read_that_is_not_noted_would_show(
    traced: dict[str, tuple[Trace, str]], render: Render
) -> None:
    changed = keep_equal(CHANGES["fact"](), course())
    trace, html = traced["reference/ledger.en.md"]
    forgetful = Trace()
    forgetful.reads = {read: was for read, was in trace.reads.items() if read[0] != "facts"}
    assert Comparison(changed).holds(forgetful)
    assert html != render(changed, "reference/ledger.en.md")


def test_what_is_equal_and_written_otherwise_is_another() -> None:
    one, other = (
        build_course(course().locales, {}, {"sources": DataFile("sources.yml", [row], {})})
        for row in ({"key": "x", "year": 1}, {"key": "x", "year": True})
    )
    assert one.sources == other.sources
    assert keep_equal(other, one).sources["x"] is other.sources["x"]
    trace = Trace()
    assert trace.watch(one).sources["x"].fields["year"] == 1
    assert Comparison(one).holds(trace)
    assert not Comparison(other).holds(trace)


def test_a_page_that_comes_or_goes_is_seen() -> None:
    trace = Trace()
    whole = trace.watch(course())
    assert whole.page("lessons/99-none", "en") is None
    assert whole.page("lessons/01-shared-words", "en") is not None
    assert Comparison(course()).holds(trace)
    fewer = {path: page for path, page in course().pages.items() if path != FIRST}
    assert not Comparison(replace(course(), pages=fewer)).holds(trace)
    more = {**course().pages, "lessons/99-none.en.md": course().pages[FIRST]}
    assert not Comparison(replace(course(), pages=more)).holds(trace)


def test_memory_asks_for_the_same_beginning() -> None:
    memory: Memory[str] = Memory()
    comparison = Comparison(course())
    assert memory.recall("a", "text", comparison) is None
    memory.keep("a", "text", Trace(), "made")
    assert memory.recall("a", "text", comparison) == "made"
    assert memory.recall("a", "other text", comparison) is None
    assert memory.recall("b", "text", comparison) is None


def test_a_check_that_was_made_before_finds_what_it_would_find_now() -> None:
    before = check_course(course())
    title = edit_page("lessons/01-shared-words.zh.md", "\ntitle: ", "\ntitle: 用 AI ")()
    page = title.pages["lessons/01-shared-words.zh.md"]
    files = {**course().data, "sources": DataFile("data/sources.yml", [{"key": 1}], {})}
    changed = build_course(("zh",), {**course().pages, page.path: page}, files)
    found = check_course(changed)
    survey._leaf.cache_clear()
    survey._record.cache_clear()
    assert check_course(changed) == found != before
