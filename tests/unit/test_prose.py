"""Rules for prose: how long, how hard, how set, in which words; and what may stay."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.checks.finding import Finding
from course.checks.prose import measure_grade, read_sections
from course.checks.suite import check_course
from course.checks.survey import Survey, Text
from course.checks.typography import is_plain, list_changes
from course.checks.words import read_spelling
from course.source.folder import read_course
from tests.unit.place_page import course

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "checks" / "clean"
EN, ZH = "lessons/01-shop.en.md", "lessons/01-shop.zh.md"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the clean course."""
    return Path(shutil.copytree(CLEAN, tmp_path / "docs"))


def change(docs: Path, path: str, find: str, put: str) -> None:
    text = (docs / path).read_text(encoding="utf-8")
    assert find in text
    (docs / path).write_text(text.replace(find, put, 1), encoding="utf-8")


def check(docs: Path) -> tuple[Finding, ...]:
    """Findings; the fixtures keep no record of translations."""
    found = check_course(read_course(docs))
    return tuple(finding for finding in found if finding.rule != "outdated-section")


# How hard


def test_grade_is_the_formula_of_its_source() -> None:
    # 9 words of 34 letters in 2 sentences.
    text = "The cat sat down. Nobody had asked for that."
    assert measure_grade(text) == pytest.approx(4.71 * 34 / 9 + 0.5 * 9 / 2 - 21.43)


def test_list_items_and_quoted_stops_end_sentences() -> None:
    one = measure_grade("He said, “Go now.” She went home again.")
    assert one == pytest.approx(measure_grade("He said, Go now. She went home again."))
    assert measure_grade("- say it now\n\n- do it now") == pytest.approx(
        measure_grade("say it now. do it now.")
    )
    assert measure_grade("") == 0


@given(st.text())
def test_grade_takes_any_text(text: str) -> None:
    assert measure_grade(text) > -22


# How long


def test_a_section_is_read_without_headings_tables_and_blocks_apart(docs: Path) -> None:
    leaf = Survey(read_course(docs)).by_path[EN]
    texts = {heading.id: text for heading, text in read_sections(leaf)}
    assert texts["opening"].startswith("The shop opens at seven.")
    assert texts["opening"].endswith("there were 3 customers at the door.")
    assert "How to look" not in texts["ways"] and "goods |" not in texts["ways"]
    assert "It counts when it can be seen" not in texts["ways"]
    assert "[@" not in texts["ways"] and "rumour" not in texts["ways"]
    assert list(texts)[-1] == "take" and "Think: who will speak" in texts["take"]


def test_a_long_section_is_cut(docs: Path) -> None:
    change(docs, ZH, "先想人的店，", "先想人的店，" + "从头说起，" * 120)
    (finding,) = check(docs)
    assert (finding.rule, finding.line) == ("section-length", 37)
    assert finding.fix == "write 250 to 700: cut it in two, or take a part out"


# How set


@given(st.text(st.sampled_from("第三课台阶〇一，。；：？！、“”‘’（）《》…—\n")))
def test_plain_chinese_needs_no_advice(text: str) -> None:
    assume(is_plain(text))
    # A line that changes nothing keeps the text from being passed over.
    assert not list(list_changes(Text("x.zh.md", "zh", f"{text}\n\n---", 1), []))


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("说得好:就这样。", "得好：就这"),
        ("用A方案。", " A "),
        ("今天 ，明天", "今天，明"),
        ("一线(含外包)知道。", "（含外包）"),
        ("再想想...好。", "……"),
        ("好。。。", "……"),
    ],
)
def test_chinese_is_set_as_chinese(docs: Path, bad: str, good: str) -> None:
    change(docs, ZH, "先想人也要花钱。", bad)
    found = check(docs)
    assert {(f.rule, f.line) for f in found} == {("typography", 127)}
    assert good in found[0].fix


@pytest.mark.parametrize(
    "text",
    [
        "麦格劳-希尔出的书，2003-2014 年，B2B 也算，占 5%。",
        "用 `a,b` 写，见[开门](../cases/shop.md#story)，他说：“好，‘够了’。”",
        "先这样……再那样——好。",
        "第 3 课　台阶。他说 Please be quick. 就走了。",
    ],
)
def test_what_chinese_allows(docs: Path, text: str) -> None:
    for path, old in ((ZH, "两人一组。"), ("data/facts.yml", "没有查到。")):
        change(docs, path, old, text)
    assert check(docs) == ()


def test_titles_hold_no_gap_and_links_repeat_them(docs: Path) -> None:
    for locale in ("zh", "en"):
        page = docs / f"cases/shop.{locale}.md"
        text = page.read_text(encoding="utf-8")
        old = next(line for line in text.split("\n") if line.startswith("title: ")).split(": ")[1]
        page.write_text(text.replace(old, f"{old}A甲" if locale == "zh" else old, 2), "utf-8")
        title = f"{old}A甲"
        if locale == "zh":
            change(docs, ZH, "两人一组。", f"见[{title}](../cases/shop.md)。")
    assert check(docs) == ()
    change(docs, ZH, "title: 一家店的一天", "title: 一家 B 店的一天")
    assert {f.rule for f in check(docs)} == {"title-gap", "page-title"}


@pytest.mark.parametrize("text", ['He said "no".', "It's late.", "The shops' doors"])
def test_straight_marks_are_found_in_pages_and_data(docs: Path, text: str) -> None:
    change(docs, EN, "In pairs.", text)
    change(docs, "data/facts.yml", "en: No source is named.", f"en: |-\n      {text}")
    assert [(f.rule, f.path) for f in check(docs)] == [
        ("straight-quote", "data/facts.yml"),
        ("straight-quote", EN),
    ]


# In which words


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("A gray day.", "grey"),
        ("Gray, he said.", "Grey"),
        ("We reorganize.", None),
        ("ORGANIZATIONS", "Organisations"),
        ("a grayish `gray` [day](#ways)", None),
    ],
)
def test_spelling(docs: Path, text: str, better: str | None) -> None:
    change(docs, EN, "In pairs.", text)
    assert [f.fix for f in check(docs)] == ([f'write "{better}"'] if better else [])


def _spell(word: str) -> str:
    return read_spelling(course())["en"].respell(word)


def test_the_list_of_the_course_is_british() -> None:
    words = "Maneuvering pediatricians sizable woolens catalyzing judgments practiced jeweler"
    better = "Manoeuvring paediatricians sizeable woollens catalysing judgements practised jeweller"
    assert [_spell(word) for word in words.split()] == better.split()
    fine = (
        "program programs practice practise size prize capsize analysis catalysis colony sanity "
        "woollen distilled enthralled Colombia humorous vaporous economic organism judging tokens"
    )
    assert [word for word in fine.split() if _spell(word)] == []


def test_no_spelling_of_the_list_leads_to_another_mistake() -> None:
    listed = read_spelling(course())["en"]
    words = [*listed.whole.values(), *listed.begins.values()]
    assert [word for word in words if _spell(word)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At the front desks.", True),
        ("He calls it the “front desk”.", False),
        ("A shopfront desk and a front desktop.", False),
        ("The front\nline.", False),
    ],
)
def test_variants_of_terms(docs: Path, text: str, found: bool) -> None:
    change(docs, EN, "In pairs.", text)
    assert [f.rule for f in check(docs)] == (["term-variant"] if found else [])


def test_variants_need_no_letters_around_them_in_chinese(docs: Path) -> None:
    change(docs, ZH, "两人一组。", "两人去前线。")
    (finding,) = check(docs)
    assert finding.message == '"前线" is not the word of the course'
    assert finding.fix.startswith('write "一线"')


def test_words_keep_their_places() -> None:
    text = Text("x.en.md", "en", "a [b](c.md) `d` e[@f]\n## g {#h}", 4)
    assert text.words == f"a  b{' ' * 12}e    \n## g     "
    assert len(text.words) == len(text.source)
    assert text.line_at(text.words.index("g")) == 5


# What rests on what


def test_background_is_not_used(docs: Path) -> None:
    change(docs, "data/facts.yml", "  check: verified\n", "  check: verified\n  background: true\n")
    (finding,) = check(docs)
    assert finding.rule == "fact-use" and finding.line == 1
    assert finding.fix == "remove its line 'background: true'"
    change(docs, "data/facts.yml", "  publish: false\n", "  background: true\n")
    change(docs, "data/facts.yml", "  check: verified\n  background: true\n", "  check: verified\n")
    assert check(docs) == ()


# What may stay


def test_an_accepted_warning_is_silent_and_an_error_cannot_be_accepted(docs: Path) -> None:
    change(docs, EN, "In pairs.", "Gray and <b>pairs</b>.")
    assert {f.rule for f in check(docs)} == {"spelling", "raw-html"}
    rows = [f"- {{rule: {rule}, path: {EN}, about: {about}, reason: it is a name}}\n"
            for rule, about in (("spelling", "Gray"), ("raw-html", "b"))]  # fmt: skip
    (docs / "data/accepted.yml").write_text("".join(rows), encoding="utf-8")
    found = check(docs)
    assert [(f.rule, f.path, f.line) for f in found] == [
        ("unused-acceptance", "data/accepted.yml", 2),
        ("raw-html", EN, 86),
    ]


def test_an_acceptance_needs_its_reason(docs: Path) -> None:
    (docs / "data/accepted.yml").write_text("- {rule: a, path: b, about: c}\n", encoding="utf-8")
    assert {f.rule for f in check(docs)} == {"data-schema", "unused-acceptance"}


# What leads astray


def test_a_misconception_is_known_and_used(docs: Path) -> None:
    with (docs / "data/misconceptions.yml").open("a", encoding="utf-8") as file:
        file.write("- id: idle\n  name: {zh: 没有人这样想, en: Nobody thinks so}\n")
    for path in (EN, ZH):
        change(docs, path, "misconceptions: will-counts", "misconceptions: wil-counts")
    assert [(f.rule, f.path, f.message) for f in check(docs)] == [
        ("misconception", "data/misconceptions.yml", "no distractor stands for 'will-counts'"),
        ("misconception", "data/misconceptions.yml", "no distractor stands for 'idle'"),
        ("misconception", EN, "docs/data/misconceptions.yml has no 'wil-counts'"),
        ("misconception", ZH, "docs/data/misconceptions.yml has no 'wil-counts'"),
    ]


def test_an_ordering_has_no_misconceptions(docs: Path) -> None:
    for path in (EN, ZH):
        text = "objective: compare\n    section: ways\n\n"
        page = (docs / path).read_text(encoding="utf-8")
        start = page.index("/// question | l01-order")
        mended = page[start:].replace(text, f"{text[:-1]}    misconceptions: all-know\n\n", 1)
        (docs / path).write_text(page[:start] + mended, encoding="utf-8")
    found = check(docs)
    assert {f.rule for f in found} == {"misconception"}
    assert found[0].fix == "remove the line: an ordering and a matching have no distractors"
