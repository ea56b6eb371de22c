"""The parser: total, exact to the letter and to the line, and free of its peers' defects."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course.model import Block, Page, Prose, fold
from course.source import yaml_tree
from course.source.folder import read_course
from course.source.inline import code_lines, find_citations, find_links, find_terms, mask_code
from course.source.page import parse_page, split_name, write_page
from course.source.yaml_tree import read_tree

PIECES = (
    "---", "id: l01", "title: x", "minutes: {self: 1, room: 2}", "a: [1", "# T", "## H {#h}",
    "### H{#h}", "#tag", "/// key", "/// question | l01-a", "///", " ///", "/// a b", "////",
    "    objective: x", "    facts: [a, b]", "    x: &a [*a]", "\tid: y", "- [x] right",
    "- [ ] wrong", "- bullet", "1. one", "2) two", "| a | b |", "| --- | --- |", "> feedback",
    "    > feedback [[x]]", "    wrapped", "Text[@fact] and [t](term:x) and [l](a.md#b).",
    "```", "~~~~", "`code", "<b>", "===", "", "  ", "\u2028", "中文", "\ufeff", "\x00",
)  # fmt: skip

# A machine that is busy is not a mistake.
settings.register_profile("parser", deadline=None)
settings.load_profile("parser")

LINES = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=12).map(lambda s: s.replace("\n", ""))),
    max_size=40,
)
TEXTS = st.one_of(st.text(), LINES.map("\n".join), LINES.map(lambda s: "\n".join(["---", *s])))


def parse(text: str, path: str = "lessons/01-x.en.md") -> Page:
    return parse_page(path, text)


# Properties


@given(TEXTS)
@example("---\n---")
@example("---\n---\n")
@example("---\nx")
@example("\ufeff---\na: b\n---\n")
@example("/// key\n```\n///\n")
@example("/// question | a\n\n> x\n1. a\n\n///")
@example("/// question | a\n\n|\n|")
def test_total_and_exact_round_trip(text: str) -> None:
    page = parse(text)
    assert write_page(page) == text.replace("\r\n", "\n")


@given(TEXTS)
def test_every_line_lies_in_the_file_and_points_at_what_it_names(text: str) -> None:
    page = parse(text)
    lines = write_page(page).split("\n")
    for problem in page.problems:
        assert 1 <= problem.line <= len(lines)
        assert problem.message and problem.fix
    for heading in page.headings:
        assert lines[heading.line - 1].startswith("#" * heading.level)
        assert heading.text in lines[heading.line - 1]
    for part in page.parts:
        assert part.source.split("\n")[0] == lines[part.line - 1]
        if isinstance(part, Block):
            body = part.body.split("\n")
            assert not part.body or lines[part.body_line - 1 :][: len(body)] == body
            for name, line in part.option_lines.items():
                assert part.line < line <= part.line + part.source.count("\n")
                assert name in part.options or page.problems
    for question in page.questions:
        for option in question.options:
            assert question.line < option.line <= len(lines)


@given(TEXTS)
def test_parts_follow_each_other(text: str) -> None:
    page = parse(text)
    line = page.front.count("\n") + 1
    for part in page.parts:
        assert part.line == line
        assert isinstance(part, (Prose, Block))
        line += part.source.count("\n")


@given(st.lists(st.sampled_from([p for p in PIECES if p]), max_size=12))
def test_parsing_one_part_again_gives_the_same(lines: Sequence[str]) -> None:
    page = parse("\n".join(lines))
    assert repr(parse(write_page(page))) == repr(page)


@given(st.text())
@example("---")
def test_yaml_is_total(text: str) -> None:
    tree = read_tree(text, 5)
    last = 5 + text.count("\n")
    assert all(5 <= line <= last for line in tree.lines.values())
    assert all(5 <= problem.line <= last for problem in tree.problems)


@given(TEXTS)
def test_masking_keeps_every_place(text: str) -> None:
    masked = mask_code(text)
    assert len(masked) == len(text)
    assert all(a == b or b == " " for a, b in zip(text, masked, strict=True))
    assert [i for i, c in enumerate(text) if c == "\n"] == [
        i for i, c in enumerate(masked) if c == "\n"
    ]
    assert len(code_lines(text.split("\n"))) == text.count("\n") + 1


@given(st.text(), st.text())
def test_fold_forgets_case_width_blanks_and_punctuation(a: str, b: str) -> None:
    assert fold(f"{a} , {b}") == fold(a + b) or not a.isascii() or not b.isascii()
    assert fold("Ａ，b！") == "ab"


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 200_000,
        "- " * 200_000,
        "? " * 200_000,
        "{a: " * 100_000,
        "\n".join(" " * n + "a:" for n in range(700)),
    ],
    ids=["flow", "list", "key", "map", "indent"],
)
def test_deep_yaml_neither_crashes_nor_hangs(text: str) -> None:
    assert read_tree(text).problems
    assert parse(f"---\n{text}\n---\n").problems


def test_aliases_do_not_multiply() -> None:
    text = "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]" for n in range(1, 30))
    tree = read_tree(text)
    assert tree.problems[0].message == "an alias (*name) repeats another part"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("12:30", "12:30"), ("010", "010"),
        ("2013-12-07", "2013-12-07"), ("0x1f", "0x1f"), (".inf", ".inf"), ("1_000", "1_000"),
        ("true", True), ("False", False), ("12", 12), ("-3", -3), ("1.5", 1.5), ("~", None),
        ("", None), ("null", None), ("'12'", "12"), ("=", "="), ("<<", "<<"),
    ],
)  # fmt: skip
def test_yaml_means_what_is_written(text: str, value: object) -> None:
    assert read_tree(f"a: {text}").value == {"a": value}


@pytest.mark.parametrize(
    "text",
    ["!!python/name:os.system", "!!python/object/apply:os.system [x]", "!!binary eA==", "!x y"],
)
def test_yaml_tags_are_refused(text: str) -> None:
    tree = read_tree(f"a: {text}", 7)
    assert tree.value == {"a": None}
    assert [(p.line, "cannot be used here" in p.message) for p in tree.problems] == [(7, True)]


# Lines


def test_error_line_counts_the_front_matter() -> None:
    """mkdocs-quiz reported line 32 for an error in line 65."""
    front = "---\n" + "".join(f"key{n}: x\n" for n in range(30)) + "---\n"
    page = parse(front + "\n" * 30 + "/// question | l01-a\n\nAsk?\n\n- [x] a\n- b\n\n///\n")
    (problem,) = page.problems
    assert problem.rule == "question-form"
    assert problem.line == 32 + 30 + 6


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("---\nid: l01\nid: l02\n---\n", 3, "front-matter"),
        ("---\na: b: c\n---\n", 2, "front-matter"),
        ('---\na: x\nb: "open\nc: d\n---\n', 3, "front-matter"),
        ("---\na: b\n", 1, "front-matter"),
        ("---\n- a\n---\n", 2, "front-matter"),
        ("# T\n\n/// key\n    a: b: c\n\n- x\n\n///\n", 4, "block-option"),
        ("# T\n\n/// key\n    no option\n\n- x\n\n///\n", 4, "block-option"),
        ("# T\n\n/// key\n\n- x\n", 3, "block-fence"),
        ("# T\n\n///\n", 3, "block-fence"),
        ("text\n/// key\n\n///\n", 2, "block-fence"),
        ("# T\n\n /// key\n", 3, "block-fence"),
        ("# T\n\n/// key points\n", 3, "block-fence"),
        ("# T\n\ntext\n---\n", 4, "heading-style"),
        ("# T\n\n#tag\n", 3, "heading-style"),
        ("# T\n\n  ## H {#h}\n", 3, "heading-style"),
        ("# T\n\n## H{#h}\n", 3, "heading-id"),
        ("# T\n\n/// key\n\n### H\n\n///\n", 5, "heading-in-block"),
        ("/// question | q\n\nAsk?\n\n///\n", 1, "question-form"),
        ("/// question | q\n\n- [x] a\n- [ ] b\n\n///\n", 1, "question-stem"),
        ("/// question | q\n\nAsk?\n\n- [x] a\n> b\n\n///\n", 6, "question-form"),
        ("/// question | q\n\nAsk?\n\n- [x] a\n\nMore.\n\n///\n", 7, "question-form"),
        ("/// question | q\n\nAsk?\n\n| a | b | c |\n| - | - | - |\n\n///\n", 5, "question-form"),
    ],
)
def test_problems_have_the_line_of_the_file(text: str, line: int, rule: str) -> None:
    assert (line, rule) in [(p.line, p.rule) for p in parse(text).problems]


def test_nested_keys_have_lines() -> None:
    page = parse("---\nid: l01\nobjectives:\n  a: x\n  b: |\n    y\n    z\n  c: w\n---\n# T\n")
    assert page.meta_lines["objectives.b"] == 5
    assert page.meta_lines["objectives.c"] == 8
    assert page.headings[0].line == 10


# Questions

CHOICE = """/// question | l01-a
    objective: compare
    section: ways

A situation.

- with a list
- in it

What now?

- [x] a right one
  that is wrapped
    > Feedback with [[x]] and `- [ ] code`,
    > on two lines.
- [ ] a wrong one
that is wrapped without indent
    > Feedback that
    is wrapped too.

- [X] after a blank line

    > Feedback after a blank line.

    > A second paragraph.
* [ ] with a star

///
"""


def test_wrapped_lines_keep_later_options() -> None:
    """In mkdocs-quiz a wrapped option line drops every later option."""
    page = parse(CHOICE)
    (question,) = page.questions
    assert page.problems == ()
    assert question.kind == "multiple"
    assert question.context == "A situation.\n\n- with a list\n- in it"
    assert question.stem == "What now?"
    assert [(o.id, o.key, o.line, o.text) for o in question.options] == [
        ("o1", True, 12, "a right one that is wrapped"),
        ("o2", False, 16, "a wrong one that is wrapped without indent"),
        ("o3", True, 21, "after a blank line"),
        ("o4", False, 26, "with a star"),
    ]


def test_brackets_in_feedback_are_harmless() -> None:
    """In mkdocs-quiz `[[x]]` inside feedback turns a choice into a blank."""
    (question,) = parse(CHOICE).questions
    assert question.options[0].feedback == ("Feedback with [[x]] and `- [ ] code`,\non two lines.")
    assert question.options[1].feedback == "Feedback that is wrapped too."
    assert question.options[2].feedback == "Feedback after a blank line.\n\nA second paragraph."
    assert question.keys == ("o1", "o3")


ORDERING = """/// question | a

Order?

1. one
   wrapped
2. two
3. three

> Why
> so.

///
"""
MATCHING = """/// question | b

Match?

| l | r |
| --- | --- |
| a \\| b | c |
| d | c |

> Why.

///
"""


def test_ordering_and_matching_have_one_feedback() -> None:
    page = parse(ORDERING + "\n" + MATCHING)
    assert page.problems == ()
    ordering, matching = page.questions
    assert [o.text for o in ordering.options] == ["one wrapped", "two", "three"]
    assert ordering.feedback == "Why\nso."
    assert (ordering.kind, matching.kind) == ("ordering", "matching")
    assert matching.heads == ("l", "r")
    assert [(o.text, o.match, o.line) for o in matching.options] == [
        ("a | b", "c", 21),
        ("d", "c", 22),
    ]


def test_code_is_not_parsed() -> None:
    page = parse("# T\n\n```\n/// key\n## H\n[@fact]\n///\n```\n\n`[@a]` and [@b]\n")
    assert page.problems == () and len(page.parts) == 1 and len(page.headings) == 1
    (part,) = page.parts
    assert [mark.target for mark in find_citations(part.source)] == ["b"]


def test_a_lone_backtick_hides_nothing() -> None:
    assert [m.target for m in find_links("a `\n\n[x](y)\n\nb `")] == ["y"]
    assert [m.target for m in find_links("\\`[x](y)\\`")] == ["y"]
    assert [m.target for m in find_links("`` a ` [x](y) ``")] == []


def test_marks_have_target_text_and_line() -> None:
    text = "one[@a]\n[two](term:b)\n![three](<c d>)\n[f [o] ur](e.md#f 'title')"
    assert [(m.target, m.line) for m in find_citations(text, 10)] == [("a", 10)]
    assert [(m.target, m.text, m.line) for m in find_terms(text, 10)] == [("b", "two", 11)]
    assert [(m.target, m.text, m.line, m.image) for m in find_links(text, 10)][1:] == [
        ("c d", "three", 12, True),
        ("e.md#f", "f [o] ur", 13, False),
    ]


@pytest.mark.parametrize(
    ("path", "key", "locale"),
    [
        ("lessons/01-a.zh.md", "lessons/01-a", "zh"),
        ("index.en.md", "index", "en"),
        ("a.pt-BR.md", "a", "pt-BR"),
        ("a.md", "a", ""),
        ("a.b.yue.md", "a.b", "yue"),
    ],
)
def test_names(path: str, key: str, locale: str) -> None:
    assert split_name(path) == (key, locale)


def test_windows_line_ends_are_read_as_line_feeds() -> None:
    text = "---\r\nid: l01\r\n---\r\n# T\r\n\r\n/// key\r\n\r\n- a\r\n\r\n///\r\n"
    page = parse(text)
    assert page.problems == ()
    assert write_page(page) == text.replace("\r\n", "\n")
    assert page.meta == {"id": "l01"}


WORDS = st.text(st.sampled_from("0189aelnrstu-y."), max_size=5) | st.sampled_from(["true", "null"])
LINES = st.lists(
    st.tuples(
        st.sampled_from(["minutes", "facts", "a", "b-c", ""]),
        st.sampled_from([": ", ":", ":  "]),
        WORDS | st.lists(WORDS, max_size=3).map(lambda words: f"[{', '.join(words)}]"),
    ).map("".join),
    max_size=4,
).map("\n".join)


@given(LINES)
def test_plain_lines_are_read_as_yaml_reads_them(text: str) -> None:
    quick = read_tree(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "_read_plain", lambda _text, _line: None)
        assert quick == read_tree(text)


def test_a_course_read_again_is_as_its_files_are_now(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    settings = tmp_path / "data" / "course.yml"
    settings.write_text("locales: [en]\n", encoding="utf-8")
    (tmp_path / "same.en.md").write_text("# same\n", encoding="utf-8")
    changed = tmp_path / "changed.en.md"
    changed.write_text("# old\n", encoding="utf-8")
    before = read_course(tmp_path)
    changed.write_text("# new\n", encoding="utf-8")
    settings.write_text("locales: [en, zh]\n", encoding="utf-8")
    after = read_course(tmp_path)
    assert after.pages["changed.en.md"].title == "new"
    assert after.locales == ("en", "zh")
    assert after.pages["same.en.md"] == before.pages["same.en.md"]
    changed.write_text("# old\n", encoding="utf-8")
    settings.write_text("locales: [en]\n", encoding="utf-8")
    again = read_course(tmp_path)
    assert (again.pages, again.locales) == (before.pages, before.locales)


def test_a_citation_is_seen_however_long_and_an_open_one_hides_none() -> None:
    long = "a" * 1000
    assert [mark.target for mark in find_citations(f"x[@{long}] [@[@b] y[@open z[@c]")] == [
        long,
        "[@b",
        "c",
    ]
