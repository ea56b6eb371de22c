"""Driving the search box: many queries in one page, as fast as the worker answers."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from playwright.sync_api import Page

QUERIES: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parents[2] / "docs" / "data" / "queries.yml").read_text(encoding="utf-8")
)

# Material empties the list for each answer and fills it again; an answer that finds nothing
# changes the line above the list alone.
_ASK = """query => new Promise((done) => {
  const box = document.querySelector(".md-search__input")
  const list = document.querySelector(".md-search-result__list")
  let quiet = 0
  const read = () => {
    watcher.disconnect()
    done([...list.querySelectorAll(".md-search-result__item")].map((item) => ({
      url: item.querySelector("a").href,
      text: item.textContent,
      missing: [...item.querySelectorAll("del")].map((word) => word.textContent),
    })))
  }
  const wait = (time) => { clearTimeout(quiet); quiet = setTimeout(read, time) }
  const watcher = new MutationObserver(() => wait(30))
  watcher.observe(list.parentElement, { childList: true, subtree: true, characterData: true })
  wait(2000)
  box.value = query
  box.dispatchEvent(new KeyboardEvent("keyup"))
})"""


def open_search(page: Page) -> None:
    """Turn to the search, as a reader does with the pointer, and wait until it answers."""
    page.locator(".md-search__input").click()
    page.keyboard.insert_text("1")  # without a key, as what is pasted or spoken
    page.locator(".md-search-result__item").first.wait_for()


def ask(page: Page, query: str) -> list[dict[str, Any]]:
    """What is found, a row a page: address, all that is shown of it, words said to be missing."""
    rows: list[dict[str, Any]] = page.evaluate(_ASK, query)
    return rows


def find_pages(page: Page, query: str, root: str) -> list[str]:
    """Keys of the pages found, such as `lessons/04-experience`, the best first.

    Args:
        root: address of the root of the language, with a slash at its end. A page outside it
            comes back with its whole address.
    """
    found = []
    for row in ask(page, query):
        address = unquote(row["url"]).partition("#")[0].partition("?")[0]
        found.append(address.removeprefix(unquote(root)).removesuffix("index.html").strip("/"))
    return found


def find_failures(
    page: Page, locale: str, root: str, queries: Container[str] | None = None
) -> list[str]:
    """The queries of that language, all or those named, whose page is not among the first three."""
    failures = []
    for row in QUERIES:
        if row["locale"] == locale and (queries is None or row["query"] in queries):
            found = find_pages(page, row["query"], root)
            if row["page"] not in found[:3]:
                failures.append(f"{row['query']}: {row['page']} is not in {found[:5]}")
    return failures
