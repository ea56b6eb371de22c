"""The glossary: every term with what it means and how else a reader may meet it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from course.html.marks import GLOSSARY
from course.html.nodes import lesson_number, node, verbatim
from course.html.scene import Scene
from course.model import Block, Course, Page, Term
from course.source.inline import find_terms

Use = tuple[str, str]
"""The key of a lesson, and the id of the section that links a term first."""


def build_glossary(scene: Scene) -> Element:
    """Every term in the order of its names: both languages visible, definition, other words.

    A term is a heading, so that the search finds it by name. `course-glossary` lets a reader
    look for a term by any of its words.
    """
    uses = _find_uses(scene.course)
    terms = sorted(scene.course.terms.values(), key=lambda t: (sort_key(scene.pick(t.name)), t.id))
    entries = (_entry(term, uses.get(term.id, ()), scene) for term in terms)
    return node("course-glossary", *entries, class_="glossary")


def sort_key(name: str) -> bytes:
    """Where a name stands in a list, in any language: capitals and accents do not count.

    GB 18030 has the 3,755 commonest Chinese characters in the order of their Pinyin, as a
    dictionary has them.
    """
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).encode("gb18030")


def _entry(term: Term, uses: Sequence[Use], scene: Scene) -> Element:
    course = scene.course
    name = node("h2", node("span", scene.pick(term.name)), id=term.id)
    for locale in course.locales:
        if locale != scene.locale and locale in term.name:
            other = verbatim(term.name[locale])
            name.append(node("span", verbatim(" ")))
            name.append(node("small", other, lang=locale))
    entry = node("section", name, node("p", scene.pick(term.definition)))
    for kind, words in (("forms", term.forms), ("avoid", term.avoid)):
        found = words.get(scene.locale)
        if found:
            listed = scene.say("glossary.comma").join(found)
            text = verbatim(scene.say(f"glossary.{kind}") + listed)
            entry.append(node("p", text, class_=f"words {kind}"))
    near = (course.terms[key] for key in term.near if key in course.terms)
    links = [(scene.pick(other.name), scene.link(GLOSSARY, other.id)) for other in near]
    _append_links(entry, "near", links, scene)
    if term.usage:
        usage = scene.say("glossary.usage") + scene.pick(term.usage)
        entry.append(node("p", verbatim(usage), class_="usage"))
    lessons = [
        (scene.say("glossary.lesson", n=lesson_number(key)), scene.link(key, section))
        for key, section in uses
    ]
    _append_links(entry, "uses", lessons, scene)
    return entry


def _append_links(
    entry: Element, kind: str, links: Sequence[tuple[str, str]], scene: Scene
) -> None:
    """A line of links behind a word that says what they are; none where there are none."""
    if not links:
        return
    row = node("p", scene.say(f"glossary.{kind}"), class_=kind)
    for n, (text, href) in enumerate(links):
        if n:
            row.append(node("span", scene.say("glossary.comma")))
        row.append(node("a", verbatim(text), href=href))
    entry.append(row)


def _find_uses(course: Course) -> Mapping[str, Sequence[Use]]:
    """Term → the lessons that link it, in order; trainer's notes do not count.

    The source language speaks for all: a lesson links the same terms in each.
    """
    found: dict[str, dict[str, Use]] = {}
    for page in course.lessons(course.source_locale):
        for part in page.parts:
            if isinstance(part, Block) and part.kind == "notes":
                continue
            for mark in find_terms(part.source, part.line):
                use = (page.key, _find_section(page, mark.line))
                found.setdefault(mark.target, {}).setdefault(page.key, use)
    return {name: tuple(uses.values()) for name, uses in found.items()}


def _find_section(page: Page, line: int) -> str:
    """The id of the heading above a line, empty where there is none."""
    above = [heading.id or "" for heading in page.sections if heading.line <= line]
    return above[-1] if above else ""
