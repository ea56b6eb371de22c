"""Building of HTML element trees."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

APART = "data-apart"
"""On a `<span>` that becomes a link: the address, from the page that holds it, of a page or a file
of the site that is not made from Markdown."""


def verbatim(text: str) -> AtomicString:
    """Text that Markdown must not read: everything that comes from data files."""
    return AtomicString(text)


def node(tag: str, *children: Element | str | None, **attributes: str | None) -> Element:
    """An element with children and attributes.

    Args:
        tag: the element's name.
        children: elements or texts (inline Markdown unless `verbatim`); `None` is skipped.
        attributes: `class_` becomes `class`, other underscores become hyphens; `None` is
            skipped. An empty string is written as an attribute without a value would be.
    """
    element = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            element.set("class" if name == "class_" else name.strip("_").replace("_", "-"), value)
    for child in children:
        add(element, child)
    return element


def add(parent: Element, child: Element | str | None) -> None:
    """Append an element or a text to the end of `parent`.

    Raises:
        ValueError: two texts meet, one verbatim and one Markdown: wrap one in an element.
    """
    if child is None or child == "":
        return
    if not isinstance(child, str):
        parent.append(child)
        return
    before = (parent[-1].tail if len(parent) else parent.text) or ""
    kept = isinstance(child, AtomicString)
    if before and isinstance(before, AtomicString) != kept:
        raise ValueError(f"verbatim and Markdown text meet at {child!r}")
    text = AtomicString(before + child) if kept else before + child
    if len(parent):
        parent[-1].tail = text
    else:
        parent.text = text


def label(*words: str) -> Element:
    """The small line on top of a panel; the second word stands at the far end."""
    line = node("p", class_="label")
    for n, word in enumerate(words):
        if word:
            line.append(node("span", word, class_="push" if n else None))
    return line


@lru_cache(maxsize=16384)
def link_to(key: str, anchor: str, page_path: str) -> str:
    """Address of another page as an author would write it: relative, ending in `.md`.

    Args:
        key: the page's key, e.g. `reference/ledger`.
        anchor: id on that page, may be empty.
        page_path: the page that holds the link.
    """
    path = posixpath.relpath(f"{key}.md", posixpath.dirname(page_path) or ".")
    return f"{path}#{anchor}" if anchor else path


def lesson_number(key: str) -> int:
    """`lessons/01-shared-words` → 1; 0 where the name has no number."""
    match = re.match(r"(\d+)", key.rsplit("/", 1)[-1])
    return int(match[1]) if match else 0
