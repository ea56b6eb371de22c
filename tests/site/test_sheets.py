"""The sheets to print: what stands on which."""

from __future__ import annotations

import html as html_module
import re
from pathlib import Path

import pytest

from course.model import Course, Page, Question
from course.source.folder import read_course
from tests.conftest import DOCS


@pytest.fixture(scope="module")
def course() -> Course:
    return read_course(DOCS)


@pytest.fixture(scope="module")
def sheets(site: Path) -> dict[str, str]:
    """Text of every sheet without tags and spaces, by its path, such as `en/l03-key`."""
    found = {}
    for path in sorted(site.rglob("teach/print/*.html")):
        prefix = "en/" if path.relative_to(site).parts[0] == "en" else ""
        found[f"{prefix}{path.stem}"] = bare(path.read_text(encoding="utf-8"))
    return found


def bare(html: str) -> str:
    return re.sub(r"\s+", "", html_module.unescape(re.sub("<[^>]*>", "", html)))


def plain(markdown: str) -> str:
    """A stretch of inline Markdown without markup and spaces."""
    text = re.sub(r"\[@[^\]]*\]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown))
    return re.sub(r"[\s*`]+", "", text)


def told(question: Question) -> list[str]:
    """What only an answer says."""
    texts = [question.feedback, *(option.feedback for option in question.options)]
    return [plain(text.split("\n")[0]) for text in texts if text]


def lessons(course: Course) -> list[tuple[str, Page]]:
    return [
        (f"{'' if locale == 'zh' else 'en/'}{page.meta['id']}", page)
        for locale in course.locales
        for page in course.lessons(locale)
    ]


def test_exercises_ask_all_and_tell_nothing(course: Course, sheets: dict[str, str]) -> None:
    for name, page in lessons(course):
        text = sheets[f"{name}-exercises"]
        for question in page.learner_questions:
            assert plain(question.stem) in text, question.id
            assert all(plain(o.text) in text for o in question.options), question.id
            assert not [words for words in told(question) if words in text], question.id
        for block in page.blocks("activity"):
            assert plain(block.title) in text and plain(block.option("output")) in text


def test_answers_and_key_tell_all(course: Course, sheets: dict[str, str]) -> None:
    reserved = 0
    for name, page in lessons(course):
        answers, key = sheets[f"{name}-answers"], sheets[f"{name}-key"]
        for question in page.questions:
            assert told(question)
            assert all(words in key for words in told(question)), question.id
            shown = all(words in answers for words in told(question))
            assert shown is not question.final, question.id
            assert (plain(question.stem + question.context) in answers) <= (not question.final)
            reserved += question.final
    assert reserved == 40
