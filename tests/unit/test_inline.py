"""Texts that are spared the inline patterns are those on which none could do anything."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.html import tree
from course.html.extension import CourseExtension, make_markdown
from course.source.config import read_extensions
from tests.conftest import ROOT

SETTINGS = read_extensions(ROOT / "mkdocs.yml")
SPARING = make_markdown(CourseExtension(), *SETTINGS)
READING = make_markdown(CourseExtension(), *SETTINGS)
READING.treeprocessors.deregister("course-plain")


def same(text: str) -> bool:
    return SPARING.reset().convert(text) == READING.reset().convert(text)


@given(st.text(string.punctuation + " \nab天\x02\x03", max_size=30))
def test_a_text_is_the_same_with_and_without_them(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize("text", ["*a*", "_a_", "`a`", "[a](b)", "<http://a.b>", "a  \nb", r"\*"])
def test_a_forgotten_sign_would_be_seen(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(text)
    monkeypatch.setattr(tree, "_SIGN", re.compile("(?!)"))
    assert not same(text)
