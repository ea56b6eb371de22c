"""`check --fix` mends what is mechanical, only that, and the second time nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.checks.mend import mend_page
from course.checks.suite import check_course
from course.checks.survey import Survey
from course.commands.check import check, mend
from course.model import Course
from course.source.folder import build_course, read_course
from course.source.page import parse_page

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "checks" / "clean"
EN, ZH = "lessons/01-shop.en.md", "lessons/01-shop.zh.md"
MENDED = {"typography", "title-gap", "straight-quote", "trailing-space", "key-order"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CLEAN, tmp_path / "docs"))


def course_of(path: str, text: str) -> Course:
    return build_course(("zh", "en"), {path: parse_page(path, text)}, {})


def mend_text(text: str, locale: str) -> str:
    path = f"cases/a.{locale}.md"
    survey = Survey(course_of(path, text.removeprefix("\ufeff")))
    return mend_page(survey, survey.leaves[0], text)


def test_all_kinds_are_mended_and_no_other_line_changes(docs: Path) -> None:
    planted = {
        "id: l01\ntitle: A day in a shop\n": "title: A day in a shop\nid: l01\n",
        "## Two ways {#ways}": "## Two ways",
        "In pairs.": 'In "pairs" - it\'s fine.  ',
        "Thinking of people first costs money too.": "\tThinking costs money.\t",
    }
    before = (docs / EN).read_text(encoding="utf-8")
    text = before
    for find, put in planted.items():
        assert find in text
        text = text.replace(find, put, 1)
    (docs / EN).write_bytes(f"\ufeff{text}".replace("\n", "\r\n").encode())
    others = {p: p.read_bytes() for p in docs.rglob("*.*") if p.name != "01-shop.en.md"}
    changed = mend(docs, [])
    after = (docs / EN).read_bytes().decode()
    assert after.count("\r\n") == after.count("\n") == text.count("\n")
    lines, now = text.split("\n"), after[1:].replace("\r\n", "\n").split("\n")
    assert after[0] == "\ufeff"
    assert changed == {
        EN: [n for n, (a, b) in enumerate(zip(lines, now, strict=True), 1) if a != b]
    }
    assert len(changed[EN]) == 5
    assert "## Two ways {#ways}" in now and "In “pairs” - it’s fine." in now
    assert {p: p.read_bytes() for p in others} == others
    assert mend(docs, []) == {}
    assert not {f.rule for f in check_course(read_course(docs))} & MENDED


def test_ids_come_from_the_other_language_or_from_the_words(docs: Path) -> None:
    for path in (EN, ZH):
        text = (docs / path).read_text(encoding="utf-8")
        (docs / path).write_text(text.replace(" {#ways}", ""), encoding="utf-8")
    assert set(mend(docs, [])) == {EN, ZH}
    assert all("{#two-ways}" in (docs / p).read_text(encoding="utf-8") for p in (EN, ZH))


def test_only_the_paths_named_are_mended(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (EN, "cases/shop.en.md"):
        (docs / path).write_text((docs / path).read_text(encoding="utf-8") + "\nend  \n")
    assert set(mend(docs, ["cases"])) == {"cases/shop.en.md"}
    assert check(docs, [docs / "lessons"], "text", fix=True) == 0
    assert f"mended: docs/{EN}: line" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locale", "before", "after"),
    [
        ("zh", "他说:今天不行,明天再来!", "他说：今天不行，明天再来！"),
        ("zh", '他说"不"和"行..."', "他说“不”和“行……”"),
        ("zh", "客户(外部)满意.", "客户（外部）满意。"),
        ("zh", "版本 1.5, a:b，见[图](a.md)(好)", "版本 1.5, a:b，见[图](a.md)（好）"),
        ("zh", "`中,文` 和 [词](term:a,b) [@a-b]", None),
        ("zh", "第 3 课　台阶!　他说:今天　好,明天来", "第 3 课　台阶！　他说：今天　好，明天来"),
        (
            "zh",
            "**客户**,好;“好”:[客户](a.md)?是[@a],对",
            "**客户**，好；“好”：[客户](a.md)？是[@a]，对",
        ),
        ("zh", "`客户,好`和客户,好", "`客户,好`和客户，好"),
        ("en", 'He said "no".', "He said “no”."),
        ("en", 'He said "no\nand yes".', "He said “no\nand yes”."),
        ("en", '- 5" wide\n- 6" long', None),
        ("en", 'A 5" nail and a 6" board', None),
        ("en", "## A word ##", "## A word {#a-word}"),
        ("en", "One \" mark, 5' long and 'so'", None),
        ("en", 'a `"x"` b', None),
        ("fr", 'Il dit "non"...', None),
    ],
)
def test_typography(locale: str, before: str, after: str | None) -> None:
    front = "---\ntitle: T\n---\n# T\n\n"
    assert mend_text(front + before, locale) == front + (after or before)


def test_data_is_set_as_pages_are_and_nothing_else_of_it_changes(docs: Path) -> None:
    path = docs / "data" / "strings.yml"
    before = path.read_text(encoding="utf-8")
    added = '# 不改,这行\na.b: {zh: "好,客户abc好", en: "a,b"}  # 好,好\n'
    path.write_bytes(f"\ufeff{before}{added}".replace("\n", "\r\n").encode())
    first = before.count("\n") + 1
    assert mend(docs, []) == {"data/strings.yml": [first + 1]}
    after = path.read_bytes().decode()
    expected = added.replace("好,客户abc好", "好，客户 abc 好")
    assert after == f"\ufeff{before}{expected}".replace("\n", "\r\n")
    assert mend(docs, []) == {}


def test_front_matter_that_is_not_plain_is_left_alone() -> None:
    for front in (
        "title: T\n# why\nid: case-a",
        "title: T\nid: case-a\ntitle: U",
        "lead: [\nid: a",
    ):
        text = f"---\n{front}\n---\n# T\n"
        assert mend_text(text, "en") == text


PIECES = st.sampled_from(
    ["中", "文,", '"', "'", "a", " ", "  ", "\t", "\n", "\r\n", "...", "(", ")", "`", "```", "# ",
     "## 标题", "{#a}", "](x,y)", "[@a]", "---", "title: a", "id: b", "/// key", "///", "：",
     "    minutes: 2", "&amp;", "\ufeff", "\x00", "|", "\u3000", "**", "？", ";", " #"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["zh", "en", "fr"]))
def test_mending_is_total_and_idempotent(text: str, locale: str) -> None:
    once = mend_text(text, locale)
    assert once.count("\n") == text.count("\n")
    assert mend_text(once, locale) == once
    path = f"cases/a.{locale}.md"
    assert not {f.rule for f in check_course(course_of(path, once.removeprefix("\ufeff")))} & {
        "typography",
        "trailing-space",
    }
