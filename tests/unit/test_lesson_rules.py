"""What makes a lesson whole: key points, questions that the lesson answers, facts it uses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from course.checks import check_course
from course.checks.finding import Finding
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
