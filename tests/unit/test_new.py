"""`course new`: drafts in both languages that lack nothing but what the author has to write."""

from __future__ import annotations

import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from course.checks.suite import check_course
from course.commands.new import new
from course.model import QuestionKind
from course.source.folder import read_course

CLEAN = Path(__file__).resolve().parents[1] / "fixtures" / "checks" / "clean"
OPEN = {"placeholder", "outdated-section", "section-length", "misconception", "key-position"}
"""Rules that a draft may break: they name what is left to write."""
QUESTION = {"lesson": "l01", "objective": "compare", "section": "ways"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CLEAN, tmp_path / "docs"))


def begin(docs: Path, kind: str, **given: str) -> int:
    return new(docs, Namespace(kind=kind, **{"form": "single", "sort": "case", **given}))


def broken(docs: Path, name: str) -> set[str]:
    findings = check_course(read_course(docs))
    return {f.rule for f in findings if name in f.path} - OPEN


def test_a_lesson_stands_in_both_languages_and_lacks_only_words(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = 'Listen: "first"'
    assert begin(docs, "lesson", name="listen-first", zh="先听再说", en=title) == 0
    out = capsys.readouterr().out
    for locale in ("zh", "en"):
        path = f"lessons/02-listen-first.{locale}.md"
        assert f"docs/{path}\n" in out
        assert broken(docs, path) <= {"straight-quote"}
    course = read_course(docs)
    page = course.pages["lessons/02-listen-first.en.md"]
    assert (page.meta["id"], page.title) == ("l02", title)
    assert [b.option("id") for b in page.blocks("check")] == ["b"]
    assert "docs/lessons/02-listen-first.zh.md:4: 一两句话" in out
    assert "Next: " in out


@pytest.mark.parametrize("form", get_args(QuestionKind))
def test_a_question_is_added_and_nothing_else_changes(docs: Path, form: str) -> None:
    before = {p: p.read_text(encoding="utf-8") for p in docs.rglob("*.*")}
    assert begin(docs, "question", name="fresh", form=form, **QUESTION) == 0
    for path, old in before.items():
        text = path.read_text(encoding="utf-8")
        if path.name.startswith("01-shop"):
            start = text.index("/// question | l01-fresh")
            stop = text.index("\n///\n", start) + 6
            assert text[:start] + text[stop:] == old
            assert text.index("{#quiz}") < start < text.index("{#take}")
        else:
            assert text == old
    assert broken(docs, "01-shop") == set()
    question = read_course(docs).pages["lessons/01-shop.en.md"].questions[-1]
    assert (question.id, question.kind) == ("l01-fresh", form)


def test_a_term_and_a_fact_go_to_the_end(docs: Path) -> None:
    files = {name: docs / "data" / f"{name}.yml" for name in ("glossary", "facts")}
    before = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    assert (
        begin(docs, "term", name="shop-floor", zh="卖场", en="a: floor", source="report-2005") == 0
    )
    assert begin(docs, "fact", name="new-fact", source="report-2005") == 0
    for name, path in files.items():
        assert path.read_text(encoding="utf-8").startswith(before[name])
    course = read_course(docs)
    assert course.terms["shop-floor"].name["en"] == "a: floor"
    assert course.facts["new-fact"].check == "unverified"
    assert broken(docs, "data/") <= {"fact-use"}


def test_a_checklist_gets_its_page(docs: Path) -> None:
    assert begin(docs, "checklist", name="a", zh="两问", en="two questions") == 0
    assert broken(docs, "practice/") == set()
    assert begin(docs, "checklist", name="a", zh="两问", en="two") == 2


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("lesson", {"name": "shop", "zh": "店", "en": "S"}, "there is a lesson 'shop' already"),
        ("lesson", {"name": "A Shop", "zh": "店", "en": "S"}, "lowercase words with hyphens"),
        ("lesson", {"name": "b"}, "the title in Chinese is not given: add --zh"),
        ("question", {**QUESTION, "name": "order"}, "the id 'l01-order' was used already"),
        ("question", {**QUESTION, "name": "old-question"}, "was used already"),
        ("question", {**QUESTION, "name": "x", "section": "y"}, "'y' is no section of l01"),
        (
            "question",
            {**QUESTION, "name": "x", "lesson": "l09"},
            "'l09' is no lesson: there are l01",
        ),
        ("term", {"name": "front-line", "zh": "x", "en": "y", "source": "report-2005"}, "already"),
        ("fact", {"name": "x", "source": "nobody"}, "is no key in docs/data/sources.yml"),
        ("fact", {}, "the id of the fact is not given: add name"),
        ("checklist", {"name": "z", "zh": "x", "en": "y"}, "'z' is no checklist of a lesson"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    docs: Path, capsys: pytest.CaptureFixture[str], kind: str, given: dict[str, str], message: str
) -> None:
    before = {p: p.read_bytes() for p in docs.rglob("*.*")}
    assert begin(docs, kind, **given) == 2
    assert message in capsys.readouterr().err
    assert {p: p.read_bytes() for p in docs.rglob("*.*")} == before


def test_what_is_missing_is_asked_for(docs: Path) -> None:
    answers = iter(["", "listening", "先听", "Listening"])
    asked: list[str] = []

    def ask(question: str, example: str) -> str:
        asked.append(question)
        return next(answers)

    options = Namespace(kind="lesson", name=None, zh=None, en=None)
    ask_: Callable[[str, str], str] = ask
    assert new(docs, options, ask_) == 0
    assert asked == ["The name in the address"] * 2 + [
        "The title in Chinese",
        "The title in English",
    ]


def test_an_existing_file_is_never_overwritten(docs: Path) -> None:
    (docs / "lessons" / "02-listen.zh.md").write_text("mine", encoding="utf-8")
    course = read_course(docs)
    assert course.pages["lessons/02-listen.zh.md"]
    assert begin(docs, "lesson", name="listen", zh="听", en="Listen") == 2
    assert (docs / "lessons" / "02-listen.zh.md").read_text(encoding="utf-8") == "mine"
    assert not list((docs / "lessons").glob("03-*"))
