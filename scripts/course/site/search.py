"""The search index: Chinese cut into words, one index for each language."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import jieba

from course.model import Course, Locale
from course.site.synonyms import build_synonyms, read_ignored

INDEX = Path("search") / "search_index.json"


def write_dictionary(course: Course) -> str:
    """The glossary's terms in jieba's format `word frequency`, one a line.

    Without it compounds such as 以客户为中心 are cut in the wrong place. The frequency is
    higher than any in jieba's own dictionary asks for, so the term wins.
    """
    words: set[str] = set()
    for term in course.terms.values():
        for name in term.name.values():
            words.update(part for part in name.split() if not part.isascii())
    return "".join(f"{word} 1000000\n" for word in sorted(words))


BORDER = "\u200b"
"""What stands between Chinese words in the index, as Material's scripts expect."""
CLOSING, OPENING = frozenset("。，、；：！？…”’）》〉」】"), frozenset("“‘（《〈「【")
"""Marks that must not begin a line, and those that must not end one."""

# The script Han of Unicode's Scripts.txt.
_HAN = re.compile(
    "[\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9"
    "\U00020000-\U0003ffff]+"
)


Cut = Callable[[str], str]
"""Puts a border around every word of a Chinese text."""


def load_words(course: Course) -> Cut:
    """A dictionary with the course's own terms; it takes half a second the first time."""
    return _load_words(write_dictionary(course))


@lru_cache(maxsize=1)
def _load_words(own: str) -> Cut:
    jieba.setLogLevel(logging.WARNING)
    words = jieba.Tokenizer()
    words.load_userdict(io.StringIO(own))

    # Both languages, and every build of a preview, ask for the same again.
    @lru_cache(maxsize=65536)
    def cut(text: str) -> str:
        return f"{BORDER}{BORDER.join(words.cut(text))}{BORDER}"

    return cut


def cut_words(text: str, cut: Cut) -> str:
    """The text with a border around every Chinese word, its own ends apart.

    A border lets a line break. Where a mark must stay with its word there is none: the search
    parts words at the mark itself.
    """

    def mark(match: re.Match[str]) -> str:
        made = cut(match[0])
        if match.string[match.end() : match.end() + 1] in CLOSING:
            made = made.removesuffix(BORDER)
        if match.string[match.start() - 1 : match.start()] in OPENING:
            made = made.removeprefix(BORDER)
        return made

    return _HAN.sub(mark, text).strip(BORDER)


def prepare_words(course: Course) -> None:
    """Cut what the sources say, so that `write_indexes` finds most of its work done."""
    cut = load_words(course)
    for page in course.pages.values():
        cut_words("".join(part.source for part in page.parts), cut)
    for file in course.data.values():
        for _, text in file.texts():
            cut_words(text, cut)


RANKS = {
    "reference/glossary": 3.0,
    "reference/": 0.1,
    "cases/": 4.0,
    "teach/": 0.5,
    "contribute/": 0.5,
    "": 2.0,
}
"""Beginning of a page's key to how much it counts: the first that fits. Found by trying real
queries: pages on one subject come before those that mention it, lists of everything last."""


FIELDS = {"title": {"boost": 30}, "text": {"boost": 1}}
"""Material counts a title a thousandfold: one of two words in a title outweighed both in a text."""


def rank_page(key: str) -> float:
    """How much a page counts in the search, by its key."""
    return next(rank for start, rank in RANKS.items() if key.startswith(start))


_EXCLUDED = re.compile(r"<([a-z][a-z0-9-]*)(?=[^<>]*\sdata-search-exclude=)[^<>]*(?<!/)>")
_ATTRIBUTE = re.compile(r' data-search-exclude="[^"]*"')


def cut_excluded(html: str) -> str:
    """A page without the elements that are marked to stay out of the search.

    A marked heading takes the section below it along, as it does in Material's indexer.

    Material's indexer reads them tag by tag only to leave them out; drawings, questions and
    the bank of the final assessment are more than half of the course's HTML.

    Args:
        html: well-formed content, as Python-Markdown writes it.
    """
    kept = []
    start = 0
    while match := _EXCLUDED.search(html, start):
        kept.append(html[start : match.start()])
        start = _end_of_element(html, match[1], match.end())
        if heading := re.fullmatch("h([1-6])", match[1]):
            after = re.compile(rf"<h[1-{heading[1]}][\s>]").search(html, start)
            start = after.start() if after else len(html)
    kept.append(html[start:])
    return "".join(kept)


def _end_of_element(html: str, tag: str, start: int) -> int:
    """Where the element ends whose opening tag ends at `start`."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}(?=[\s/>])[^<>]*>").finditer(html, start):
        if match[1]:
            depth -= 1
        elif not match[0].endswith("/>"):
            depth += 1
        if not depth:
            return match.end()
    return len(html)


class IndexedPages:
    """What Material's indexer made of each page: a preview indexes only pages that changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, list[object]]] = {}
        self._indexing: tuple[str, object, int] | None = None

    def begin(self, url: str, given: object, entries: list[object]) -> bool:
        """Add what is known of a page.

        Args:
            url: of the page.
            given: whatever its entries are made from.
            entries: of the pages before it; those that are known are added.

        Returns:
            Whether the page is to be indexed. Call `end` in any case.
        """
        before, known = self._known.get(url, (None, []))
        if before == given:
            self._indexing = None
            entries += known
            return False
        self._indexing = (url, given, len(entries))
        return True

    def end(self, entries: list[object]) -> None:
        """Keep what the indexer added for the page, if it was indexed."""
        if self._indexing:
            url, given, start = self._indexing
            self._known[url] = (given, entries[start:])


_CLOSED = re.compile(
    r"</(?:td|th|dt|dd|div|caption|small)>|<br ?/?>|</b>(?=<(?:small|span)\b)"
    r"|</a>(?=<(?:a|small)\b)|</span>(?=<span\b[^<>]*>[^\s，。；、：？！”）,.;:?!)])"
)


def part_words(html: str) -> str:
    """A page in which words that only the layout parts are parted by a space too.

    Material's indexer drops the tags of cells and lines: `<td>verified</td><td>Harvard</td>`
    would be found under neither word.
    """
    return _CLOSED.sub(r"\g<0> ", html)


def drop_marks(html: str) -> str:
    """A page without the marks of `cut_excluded`, which the browser does not need."""
    return _ATTRIBUTE.sub("", html)


def split_index(index: str, course: Course) -> dict[Locale, str]:
    """Cut Material's index of all languages into one for each.

    Args:
        index: the JSON that Material's search plugin wrote, Chinese uncut; pages of the first
            locale stand at the root, those of the others below their locale.
        course: its languages, the source language first, and what readers type in them.

    Returns:
        For each locale an index whose locations are relative to the root of that language. Its
        configuration carries what `search-query.js` needs: `same` and `ignore`.
    """
    data = json.loads(index)
    locales = course.locales
    others = locales[1:]
    cut = load_words(course)
    docs: dict[Locale, list[dict[str, object]]] = {locale: [] for locale in locales}
    for entry in data["docs"]:
        location = str(entry["location"])
        locale = next((name for name in others if location.startswith(f"{name}/")), locales[0])
        prefix = f"{locale}/" if locale in others else ""
        made = {name: cut_words(entry[name], cut) for name in ("title", "text")}
        docs[locale].append({**entry, **made, "location": location.removeprefix(prefix)})
    return {
        locale: json.dumps(
            {
                "config": {
                    **data["config"],
                    "fields": FIELDS,
                    "same": build_synonyms(course, locale),
                    "ignore": read_ignored(course, locale),
                },
                "docs": docs[locale],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for locale in locales
    }


def write_indexes(site: Path, course: Course) -> None:
    """Replace the one index of a finished site by one for each language."""
    path = site / INDEX
    indexes = split_index(path.read_text(encoding="utf-8"), course)
    for locale, text in indexes.items():
        target = site / INDEX if locale == course.source_locale else site / locale / INDEX
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
