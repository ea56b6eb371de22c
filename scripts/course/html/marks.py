"""Small marks inside a sentence: citations and glossary terms."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from course.html.nodes import node
from course.html.scene import Scene
from course.model import SHAKY, STATUSES, CheckStatus, Fact, Term

LEDGER = "reference/ledger"
GLOSSARY = "reference/glossary"


def build_status(status: CheckStatus, scene: Scene, tag: str = "span") -> Element:
    """The check status in words with its shape and colour."""
    return node(tag, scene.say(f"status.{status}"), class_=f"st st--{status}")


def build_citation(fact: Fact, scene: Scene) -> Element:
    """The mark of a citation: how far the claim is checked, with a link to the ledger.

    What stands firm shows its shape alone and lets the sentence flow; what does not says so
    in a word. U+2060 keeps the mark on the line of the word before.
    """
    word = scene.say(f"status.{fact.check}")
    quiet = fact.check not in SHAKY
    mark = node(
        "a",
        node("span", word, class_="vh") if quiet else word,
        class_=f"cite{' cite--bare' if quiet else ''} st st--{fact.check}",
        href=scene.link(LEDGER, fact.id),
        title=scene.say("status.claim", status=word, claim=scene.pick(fact.claim)),
    )
    return node("span", "\u2060", mark, class_="cited", data_search_exclude="true")


def build_legend(scene: Scene) -> Element:
    """One line that says what the marks mean, before the first of them."""
    line = node("p", node("span", scene.say("status.legend")), class_="legend marks")
    line.set("data-search-exclude", "true")
    line.extend(build_status(status, scene) for status in STATUSES)
    return line


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
