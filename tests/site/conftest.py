"""A copy of the course that has been changed, built once for the tests that compare with it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, build_once

PAGE = """---
title: Partage des mots
lead: Un petit essai.
template: home.html
---
# Partage des mots

## Pour qui {#for-whom}

Une phrase avec [le client](term:customer).

## Les cours {#lessons}

/// place | lessons
///

## Choisir {#paths}

/// place | paths
///
"""
PLACE = "{#for-whom}"
LINKS = {"zh": "先看[客户](term:customer)。", "en": "First, the [customer](term:customer)."}
"""What the page above links to has to be linked in the other languages too."""
ADDRESS = "https://example.org/course/"


CHANGED = "lessons/03-ladder.zh.md"
WORDS = {
    "小王下班后开车把漏发的零件送到客户家。": "小赵半夜骑车把漏发的垫圈送到客户家。",
    "客户意识，因为全凭个人，还没有变成做法": "客户意识，因为全凭一个人，还没有写成规矩",
    "小王休假那天，客户就等不到零件了。": "小赵请假那天，客户就等不到垫圈了。",
}
"""What is changed in the one file: situation, right option and its feedback of a question."""


def make_course(root: Path) -> None:
    """A copy of the repository with French as its third language: one page, three strings.

    In one Markdown file the words of a question are others.
    """
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    os.symlink(ROOT / "node_modules", root / "node_modules", target_is_directory=True)
    (root / "docs" / "index.fr.md").write_text(PAGE, encoding="utf-8")
    for locale, link in LINKS.items():
        page = root / "docs" / f"index.{locale}.md"
        text = page.read_text(encoding="utf-8")
        assert text.count(PLACE) == 1
        page.write_text(text.replace(PLACE, f"{PLACE}\n\n{link}", 1), encoding="utf-8")
    settings = root / "docs" / "data" / "course.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[zh, en]", "[zh, en, fr]"), encoding="utf-8")
    strings = root / "docs" / "data" / "strings.yml"
    text = strings.read_text(encoding="utf-8")
    text = text.replace('en: "English"}', 'en: "English", fr: "Français"}')
    strings.write_text(text, encoding="utf-8")
    lesson = root / "docs" / CHANGED
    text = lesson.read_text(encoding="utf-8")
    for before, after in WORDS.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    lesson.write_text(text, encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    language = "        - {locale: fr, name: Français, build: true, theme: {language: fr}}\n"
    (root / "mkdocs.yml").write_text(
        config.replace("\nmarkdown_extensions", f"{language}\nmarkdown_extensions", 1),
        encoding="utf-8",
    )


@pytest.fixture(scope="session")
def french(shared_tmp: Path) -> Path:
    folder = shared_tmp / "french"
    script = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[3])\n"
        "from tests.site.conftest import make_course\n"
        "from course.commands.build import build\n"
        "root = pathlib.Path(sys.argv[1]); root.mkdir(); make_course(root)\n"
        "sys.exit(build(root, pathlib.Path(sys.argv[2])))\n"
    )
    command = [sys.executable, "-c", script, str(folder / "root"), str(folder / "site"), str(ROOT)]
    return build_once(folder, command, {"SITE_URL": ADDRESS})
