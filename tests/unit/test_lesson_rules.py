"""What makes a lesson whole: key points, questions that the lesson answers, facts it uses."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from course.checks.finding import Finding
from course.checks.suite import check_course
from course.checks.terms import fold_name, read_forms
from course.source.folder import read_course

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "checks" / "clean"
EN, ZH = "lessons/01-shop.en.md", "lessons/01-shop.zh.md"
KEYS = "/// key\n\n- A note on a door can change a shop\n- Who watches people sees what they lack\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the clean course."""
    return Path(shutil.copytree(CLEAN, tmp_path / "docs"))


def change(docs: Path, path: str, find: str, put: str, count: int = 1) -> None:
    """Replace the first occurrences; one must be there."""
    text = (docs / path).read_text(encoding="utf-8")
    assert find in text, f"{path} has no {find!r}"
    (docs / path).write_text(text.replace(find, put, count), encoding="utf-8")


def found(docs: Path, rule: str, path: str = EN) -> list[tuple[int, str, str]]:
    """Line, message and remedy of each finding of a rule on a page."""
    findings: tuple[Finding, ...] = check_course(read_course(docs))
    return [(f.line, f.message, f.fix) for f in findings if f.rule == rule and f.path == path]


# Key points


def test_the_opening_section_needs_key_points(docs: Path) -> None:
    change(docs, EN, f"{KEYS}\n///\n\n", "")
    ((line, message, _),) = found(docs, "key-points")
    assert (line, message) == (12, 'the section "Opening" has no key block')


@pytest.mark.parametrize(
    "block",
    [
        "/// other\n\nIt costs money too.\n\n///\n",
        "/// take\n\n- One.\n- Two.\n\n///\n",
        "/// activity | Twice\n    id: l01-twice\n    minutes: 1\n\n1. Do it.\n\n///\n",
        "/// check | B One\n    id: b\n    lines: [one]\n\n- **One.** It is there.\n\n///\n",
    ],
    ids=lambda block: block.split()[1],
)
def test_no_other_block_stands_in_for_key_points(docs: Path, block: str) -> None:
    change(docs, EN, f"{KEYS}\n///\n", block)
    assert [line for line, _, _ in found(docs, "key-points")] == [12]


def test_a_section_has_one_block_of_key_points(docs: Path) -> None:
    change(docs, EN, f"{KEYS}\n///\n", f"{KEYS}\n///\n\n{KEYS}\n///\n")
    (finding,) = found(docs, "key-points")
    assert finding[0] == 30 and "second key block" in finding[1] and "line 23" in finding[2]


@pytest.mark.parametrize("below", ["And so on.\n", "/// other\n\nIt costs too.\n\n///\n"])
def test_key_points_close_their_section(docs: Path, below: str) -> None:
    change(docs, EN, f"{KEYS}\n///\n", f"{KEYS}\n///\n\n{below}")
    ((line, message, fix),) = found(docs, "key-points")
    assert (line, message) == (30, 'the section "Opening" goes on below its key points')
    assert fix == "move this above the key block in line 23: it closes the section"


def test_notes_stand_above_or_below_the_key_points(docs: Path) -> None:
    text = (docs / EN).read_text(encoding="utf-8")
    notes = text[text.index("/// notes") : text.index("## Two ways")]
    (docs / EN).write_text(text.replace(notes, "").replace(KEYS, notes + KEYS), encoding="utf-8")
    assert found(docs, "key-points") == []


# Questions


def test_a_reserved_question_does_not_cover_its_objective(docs: Path) -> None:
    for path in (EN, ZH):
        change(docs, path, "    objective: write\n", "    objective: write\n    final: true\n", 2)
    (finding,) = found(docs, "objective-question")
    assert finding[0] == 8 and finding[1].startswith("only questions of the final assessment")
    assert finding[2] == "write one with 'objective: write' and without 'final: true'"


@pytest.mark.parametrize(
    ("section", "rules"),
    [
        ("quiz", {"question-section"}),
        ("take", {"question-section"}),
        ("sure", {"objective-question"}),
        ("other-side", {"objective-question"}),
        ("practice", set()),
        ("checklist", set()),
        ("opening", set()),
    ],
)
def test_an_objective_is_answered_by_a_section_that_teaches(
    docs: Path, section: str, rules: set[str]
) -> None:
    for path in (EN, ZH):
        change(docs, path, "    section: look\n", f"    section: {section}\n", 2)
    findings = check_course(read_course(docs))
    assert {f.rule for f in findings if f.rule != "outdated-section"} == rules


# Facts

KEPT = "data/facts.yml"
SPARE = "no lesson, and no case that a lesson links to, uses 'kept-back'"


@pytest.fixture
def spare(docs: Path) -> Path:
    """A copy of the clean course, with one more fact that is published."""
    change(docs, KEPT, "  publish: false\n", "")
    return docs


@pytest.mark.parametrize(
    ("path", "find", "put", "used"),
    [
        ("lessons/01-shop.{}.md", "[@rumour]", "[@rumour][@kept-back]", True),
        ("cases/shop.{}.md", "[@plan-2004]", "[@plan-2004][@kept-back]", True),
        ("data/timelines.yml", "plan-2004, side: result", "kept-back, side: result", True),
        ("reference/ledger.{}.md", "/// place", "So[@kept-back].\n\n/// place", False),
        ("data/figures.yml", "", "x: {caption: {zh: 无[@kept-back], en: No[@kept-back]}}", False),
    ],
)  # fmt: skip
def test_a_fact_is_used_by_a_lesson_or_its_case(
    spare: Path, path: str, find: str, put: str, used: bool
) -> None:
    for file in {path.format(locale) for locale in ("zh", "en")}:
        if find:
            change(spare, file, find, put)
        else:
            (spare / file).write_text(put, encoding="utf-8")
    told = [message for _, message, _ in found(spare, "fact-use", KEPT)]
    assert told == ([] if used else [SPARE])


def test_a_case_without_a_lesson_uses_nothing(spare: Path) -> None:
    for locale in ("zh", "en"):
        change(spare, f"cases/shop.{locale}.md", "[@plan-2004]", "[@plan-2004][@kept-back]")
        lesson = spare / f"lessons/01-shop.{locale}.md"
        text = lesson.read_text(encoding="utf-8").replace("../cases/shop.md#story", "#ways")
        lesson.write_text(text, encoding="utf-8")
    assert [message for _, message, _ in found(spare, "fact-use", KEPT)] == [SPARE]


# Languages


@pytest.mark.parametrize(
    ("find", "put", "message"),
    [
        ("seen\n\n///", "seen\n- It lasts\n\n///", "the key block has 3 points here, 2 in"),
        ("- People first, then goods.\n", "", "the take block has 1 sentence"),
    ],
)  # fmt: skip
def test_points_are_counted_in_both_languages(
    docs: Path, find: str, put: str, message: str
) -> None:
    change(docs, EN, find, put)
    findings = check_course(read_course(docs))
    told = [f.message for f in findings if f.rule in ("block-parity", "block-body")]
    assert len(told) == 1 and told[0].startswith(message)


def test_a_link_that_leads_to_another_term_is_seen(docs: Path) -> None:
    change(docs, EN, "[front line](term:front-line)", "[back office](term:back-office)")
    told = [(line, message) for line, message, _ in found(docs, "term-parity")]
    assert told == [
        (37, "the section {#ways} has no link to term:front-line, in 01-shop.zh.md it has"),
        (39, "the section {#ways} links to term:back-office, in 01-shop.zh.md it does not"),
    ]
    assert found(docs, "term-link") == []


@pytest.mark.parametrize(
    ("path", "text", "right"),
    [
        (EN, "front line", True),
        (EN, "Front lines", True),
        (EN, "front-line", True),
        (EN, "**front line**", True),
        (EN, "counter staff", True),
        (EN, "shop floor", False),
        (EN, "front", False),
        (EN, "client mindfulness", False),
        (ZH, "一线", True),
        (ZH, "顾客觉醒", False),
        (ZH, "一线员工", False),
    ],
)
def test_the_words_of_a_link_are_the_term(docs: Path, path: str, text: str, right: bool) -> None:
    change(docs, "data/glossary.yml", "  avoid:", "  forms: {en: [counter staff]}\n  avoid:")
    link = "[front line](term" if path == EN else "[一线](term"
    change(docs, path, link, f"[{text}](term")
    assert bool(found(docs, "term-link", path)) is not right


def test_words_of_a_link_are_told_once(docs: Path) -> None:
    change(docs, EN, "[front line](term", "[front desk](term")
    ((_, _, fix),) = found(docs, "term-link")
    assert fix == "write [front line](term:front-line)", "what is avoided is no form"
    assert found(docs, "term-variant") == []
    change(docs, EN, "[front desk](term", "front desk [front line](term")
    assert found(docs, "term-link") == []
    assert len(found(docs, "term-variant")) == 1


def test_a_name_is_read_with_its_brackets_and_slashes() -> None:
    term = read_course(CLEAN).terms["front-line"]
    names = {"en": "customer satisfaction (CSAT)", "xx": "persona / customer profile"}
    long = replace(term, name=names, forms={"en": ("satisfaction",)})
    assert read_forms(long, "en") == [
        "customer satisfaction", "CSAT", "customer satisfaction (CSAT)", "satisfaction"
    ]  # fmt: skip
    assert read_forms(long, "xx")[:2] == ["persona", "customer profile"]
    assert read_forms(long, "zh") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Loops", "loop"), ("policies", "policy"), ("closed-loop", "Closed loop"), ("firm’s", "firm")],
)  # fmt: skip
def test_spellings_of_a_name_are_one(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)
    assert fold_name("process") == "process" and fold_name("bus") == "bus"


# Numbers


@pytest.mark.parametrize(
    ("find", "put", "line", "fix"),
    [
        ("Take twenty", "In 2019, take twenty", 4, "cite the fact that has it below, or leave"),
        ("Take twenty", "Take 24% in 2004 and twenty", 0, ""),
        ("Compare two ways", "Compare 9 ways", 7, "cite the fact that has it below"),
        ("shop think of first?", "shop think of in 2011?", 148, "name the fact that has it under"),
        ("What to buy in\n", "What 37 people buy\n", 150, "put what is invented into"),
        ("with goods first and people last", "as 61% of shops", 151, "name the fact that has it"),
        ("shop think of first?", "shop think of in 2004?", 0, ""),
        ("shelves and customers will come.”", "37 shelves.” Five per cent do.", 0, ""),
        ("Some shops think", "Thirty-one per cent think", 39, "write it in digits; cite the fact"),
    ],
)  # fmt: skip
def test_numbers_rest_on_a_fact_or_on_an_invented_situation(
    docs: Path, find: str, put: str, line: int, fix: str
) -> None:
    change(docs, EN, find, put)
    told = found(docs, "uncited-number")
    assert [at for at, _, _ in told] == ([line] if line else [])
    assert all(fix in remedy and "in words" not in remedy for _, _, remedy in told)


def test_a_question_repeats_the_numbers_of_its_situation(docs: Path) -> None:
    change(docs, EN, "Fill the shelves and customers will come.”", "Fill all 37 shelves.”")
    change(docs, EN, "What to buy in\n", "How to fill 37 shelves\n")
    assert found(docs, "uncited-number") == []


def test_percentages_in_chinese_words_are_seen(docs: Path) -> None:
    change(docs, ZH, "有的店先想货", "百分之三十一的店先想货")
    ((line, message, _),) = found(docs, "uncited-number", ZH)
    assert (line, message) == (39, '"百分之三十一" hides a number from the check')
