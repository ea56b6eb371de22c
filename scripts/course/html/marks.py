"""Small marks inside a sentence: citations and glossary terms."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.nodes import node
from course.html.scene import Scene
from course.model import CheckStatus, Fact, Term

LEDGER = "reference/ledger"
GLOSSARY = "reference/glossary"


def build_status(status: CheckStatus, scene: Scene, tag: str = "span") -> Element:
    """The check status in words with its shape and colour."""
    return node(tag, scene.say(f"status.{status}"), class_=f"st st--{status}")


def build_citation(fact: Fact, scene: Scene) -> Element:
    """The mark of a citation: how far the claim is checked, with a link to the ledger.

    U+2060 keeps it on the line of the word before.
    """
    mark = build_status(fact.check, scene, "a")
    mark.set("class", f"cite {mark.get('class')}")
    mark.set("href", scene.link(LEDGER, fact.id))
    mark.set("title", scene.pick(fact.claim))
    return node("span", "\u2060", mark, class_="cited", data_search_exclude="true")


def build_term(link: Element, term: Term, number: int, scene: Scene) -> Element:
    """A term with its definition at hand.

    Args:
        link: the `<a>` that Markdown made; its text is kept.
        term: what it means.
        number: how many terms stand before it on the page, for a unique id.
    """
    tip = f"tip-{number}"
    link.set("class", "term")
    link.set("href", scene.link(GLOSSARY, term.id))
    link.set("aria-describedby", tip)
    name = scene.pick(term.name)
    definition = scene.pick(term.definition)
    return node(
        "course-term",
        link,
        node(
            "span",
            node("b", name),
            definition,
            class_="tip",
            role="tooltip",
            id=tip,
            data_search_exclude="true",
        ),
        class_="gl",
    )
