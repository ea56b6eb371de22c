"""A third language needs data, pages and configuration, and no change of code."""

from __future__ import annotations

from pathlib import Path

import yaml

from course.checks.suite import check_course
from course.source.folder import read_course
from tests.conftest import ROOT
from tests.site.conftest import ADDRESS


def test_it_is_checked_as_a_further_language(french: Path) -> None:
    course = read_course(french.parent / "root" / "docs")
    assert course.locales == ("zh", "en", "fr")
    findings = check_course(course)
    assert [f for f in findings if f.severity == "error"] == []
    assert any(f.severity == "warning" and "fr" in f.message for f in findings)


def test_its_pages_are_there_and_say_their_language(french: Path) -> None:
    home = (french / "fr" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in home
    assert "Partage des mots" in home
    assert 'href="reference/glossary/#customer"' in home
    assert 'hreflang="en"' in home and 'hreflang="zh"' in home


def test_a_page_that_is_missing_falls_back_and_says_so(french: Path) -> None:
    lesson = (french / "fr" / "lessons" / "01-shared-words" / "index.html").read_text(
        encoding="utf-8"
    )
    assert '<html lang="fr"' in lesson
    assert '<div lang="zh">' in lesson
    assert 'class="fallback"' in lesson
    assert "course-question" in lesson


def test_it_has_its_own_index(french: Path) -> None:
    text = (french / "fr" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "Partage des mots" in text
    root = (french / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "Partage des mots" not in root


def test_the_address_of_the_environment_is_used(french: Path) -> None:
    sitemap = (french / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{ADDRESS}en/lessons/01-shared-words/</loc>" in sitemap
    page = (french / "en" / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}en/">' in page
    missing = (french / "404.html").read_text(encoding="utf-8")
    assert 'href="/course/en/"' in missing


def test_languages_of_the_site_and_of_the_course_agree() -> None:
    class Loader(yaml.SafeLoader):
        """Reads the tags of MkDocs as plain values."""

    Loader.add_multi_constructor("!", lambda _loader, _suffix, _node: None)
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=Loader)
    i18n = next(p["i18n"] for p in config["plugins"] if isinstance(p, dict) and "i18n" in p)
    names = tuple(language["locale"] for language in i18n["languages"])
    assert names == read_course(ROOT / "docs").locales
