"""Relative links lead to a page of the course and to an id on it; file names are plain."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from course.checks.finding import Finding
from course.checks.headings import is_kebab, to_kebab
from course.checks.options import place_name, split_place
from course.checks.rules import make_finding
from course.checks.security import plain_address
from course.checks.survey import Leaf, Survey, suggest
from course.model import Course
from course.source.inline import Mark
from course.source.page import split_name

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//")
_ASSET = re.compile(r"(?:\.\./)*assets/")


def check_links(survey: Survey) -> Iterator[Finding]:
    """Every link of every page, and every page's name."""
    anchors: dict[str, frozenset[str]] = {}
    for leaf in survey.leaves:
        yield from _name(leaf, survey.course)
        for link in leaf.links:
            if _SCHEME.match(plain_address(link.target)) or link.image:
                continue  # security.py has a say on these
            yield from _link(leaf, link, survey, anchors)


def _name(leaf: Leaf, course: Course) -> Iterator[Finding]:
    page = leaf.page
    if page.path.startswith("README"):
        return
    if page.locale not in course.locales:
        near = f"{page.key}.{course.source_locale}.md"
        what = f"'{page.locale}' is no language of the course" if page.locale else "no language"
        yield make_finding(
            "file-name",
            page.path,
            1,
            f"the file name says {what}" if not page.locale else what,
            f"name it {near}, and its translations the same way",
        )
    for part in page.key.split("/"):
        if not is_kebab(part):
            better = "-".join(filter(None, (to_kebab(p) for p in part.split("_")))) or "name"
            yield make_finding(
                "file-name",
                page.path,
                1,
                f"'{part}' is not lowercase ASCII words joined by hyphens",
                f"name it '{better}'",
            )


def _link(
    leaf: Leaf, link: Mark, survey: Survey, anchors: dict[str, frozenset[str]]
) -> Iterator[Finding]:
    page = leaf.page
    address, _, anchor = unquote(link.target).partition("#")
    if _ASSET.match(address):
        return  # files are MkDocs' business
    target = leaf
    if address:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), address))
        key, locale = split_name(found)
        keys = survey.keys
        if not address.endswith(".md") or locale or key not in keys:
            yield make_finding(
                "broken-link",
                page.path,
                link.line,
                f"'{address}' is not a page of the course",
                _fix(page.path, found, key, keys),
            )
            return
        same = survey.leaf(key, page.locale)
        target = same or next(o for o in survey.leaves if o.page.key == key)
    if anchor:
        path = target.page.path
        if path not in anchors:
            anchors[path] = _anchors(target, survey.course)
        if anchor not in anchors[path]:
            near = suggest(anchor, anchors[path])
            ids = [h.id for h in target.page.sections if h.id]
            yield make_finding(
                "broken-link",
                page.path,
                link.line,
                f"{path.rsplit('/', 1)[-1]} has no id '{anchor}'",
                f"write '{address}#{near}'" if near else f"its sections are {', '.join(ids)}",
            )


def _fix(path: str, found: str, key: str, keys: frozenset[str]) -> str:
    """The link as it should be, where that can be guessed."""
    candidate = key if key in keys else found.removesuffix("/").removesuffix(".md")
    if candidate not in keys:
        candidate = f"{candidate}/index" if f"{candidate}/index" in keys else ""
    near = candidate or suggest(key, keys, 0.85)
    if not near:
        return "link to a page as in '../lessons/03-ladder.md#levels', without the language"
    relative = posixpath.relpath(f"{near}.md", posixpath.dirname(path) or ".")
    return f"write '{relative}', without the language"


def _anchors(leaf: Leaf, course: Course) -> frozenset[str]:
    """Every id that can be linked to on a page."""
    page = leaf.page
    found = {heading.id for heading in page.headings if heading.id}
    found |= {block.option("id") for block in page.blocks("activity")}
    found |= {f"check-{block.option('id')}" for block in page.blocks("check")}
    found |= {f"q-{question.id}" for question in page.learner_questions}
    for block in page.blocks("place"):
        match place_name(block):
            case "checklist":
                found.add(f"check-{split_place(block)[1]}")
            case "ledger":
                found |= {fact.id for fact in course.facts.values() if fact.publish}
            case "glossary":
                found |= set(course.terms)
            case "sources":
                found |= set(course.sources)
            case "paths":
                found.add("paths")
    return frozenset(found)
