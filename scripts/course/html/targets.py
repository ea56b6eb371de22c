"""Links between pages, for outputs whose pages lie elsewhere than on the site."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from course.model import Locale


def find_target(href: str, path: str) -> tuple[str, str] | None:
    """What a link leads to.

    Args:
        href: as an author writes it, e.g. `../reference/ledger.md#fact`.
        path: the page that holds it, e.g. `lessons/01-words.zh.md`.

    Returns:
        Key of the page and anchor on it (may be empty); `None` where it leads to no page.
    """
    address, _, anchor = href.partition("#")
    if not address and anchor:
        return path.split(".", 1)[0], anchor
    if not address.endswith(".md") or ":" in address:
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
    return found.removesuffix(".md"), anchor


def site_path(key: str, locale: Locale, source: Locale) -> str:
    """Where a page lies below the root of the site: a folder, with a slash at its end."""
    folder = "" if key == "index" else f"{key.removesuffix('/index')}/"
    return folder if locale == source else f"{locale}/{folder}"


def relative_to(target: str, page: str) -> str:
    """Address of a path of the site, seen from a page of it; both from the root of the site."""
    address = posixpath.relpath(target or ".", posixpath.dirname(page) or ".")
    return f"{address}/" if target.endswith("/") or not target else address


def point_links(tree: Element, path: str, page: str, locale: Locale, source: Locale) -> None:
    """Let links to pages lead there from a page of the site that MkDocs does not make.

    Args:
        tree: changed in place.
        path: the Markdown file that the links are relative to.
        page: where the tree will lie, from the root of the site.
        locale: language of the pages to lead to.
        source: the course's source language.
    """
    for link in tree.iter("a"):
        target = find_target(link.get("href", ""), path)
        if target:
            address = relative_to(site_path(target[0], locale, source), page)
            link.set("href", f"{address}#{target[1]}" if target[1] else address)
