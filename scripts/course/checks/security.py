"""What could run in a reader's browser, call another host, or hide from a reviewer.

The build escapes raw HTML and sends a content security policy; these checks are the wall in
front of it. Links are read more loosely than Markdown reads them: what might be a link is one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Record, Survey
from course.source.inline import place_matches

SCHEMES = frozenset({"http", "https", "mailto", "term"})

# Any tag, comment or declaration; addresses between angle brackets are links.
_HTML = re.compile(
    r"<(?=[A-Za-z/!?])(?![A-Za-z][\w+.-]*:[^\s<>]*>)(?![^\s<>@]+@[^\s<>]+>)[^\s>]{0,20}"
)
# An address is read up to the first bracket: no scheme has one, and behind it the next may begin.
_TARGET = re.compile(r"\]\(\s*<?([^)>\[\]\n]*)")
_LABEL = 1_000
"""Characters before an address in which the beginning of its label is looked for."""
_DEFINED = re.compile(r"\]:[ \t]*\n?[ \t]*<?([^\s>\[\]]+)")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_ATTRIBUTES = re.compile(r"\{:[^}\n]*\}|\{ *[.#][\w-][^}\n]*\}|\{ *[\w:-]+ *=[^}\n]*\}")
_HEADING_ID = re.compile(r"^#{1,6}[ \t].*\{ *#[^{}\s]* *\}[ \t]*$")
_ALIGNED = re.compile(r"(?=.*:)[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
# Marks that no keyboard makes and no reviewer sees: controls, private use, direction,
# zero-width, line separators, tags. Tab, and the joiners that some scripts need, are fine.
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
# No text without one of these can hold anything that is looked for here.
_SUSPECT = re.compile(r"[<\[]|" + _ODD.pattern)


def check_security(survey: Survey) -> Iterator[Finding]:
    """All pages and data files."""
    for leaf in survey.leaves:
        yield from leaf.once(_page)
    for record in survey.records:
        yield from record.once(_data)


def _page(leaf: Leaf) -> Iterator[Finding]:
    page = leaf.page
    whole = page.front + leaf.source
    if any(problem.rule == "encoding" for problem in page.problems):
        whole = whole.replace("\ufffd", "?")
    if _ODD.search(whole):
        for number, line in enumerate(whole.split("\n"), 1):
            yield from _odd(page.path, number, line)
    yield from _markup(page.path, 1, leaf.text)
    yield from _links(page.path, 1, leaf.text, page.path.startswith("README"))
    yield from _lines(leaf)
    yield from _values(leaf)


def _odd(path: str, line: int, text: str) -> Iterator[Finding]:
    match = _ODD.search(text)
    if match:
        mark = f"U+{ord(match[0]):04X}"
        kinds = {"Cc": "control character", "Co": "private use"}
        kind = kinds.get(unicodedata.category(match[0]), "no name")
        name = unicodedata.name(match[0], kind)
        yield make_finding(
            "odd-character",
            path,
            line,
            f"character {match.start() + 1} of this line is {mark} ({name.lower()})",
            "delete it and type the text around it anew",
        )


def _markup(path: str, first: int, text: str) -> Iterator[Finding]:
    """Raw HTML, comments included; once a line."""
    last = 0
    for match, line in place_matches(_HTML, text, first) if "<" in text else ():
        if line == last:
            continue
        last = line
        yield make_finding(
            "raw-html",
            path,
            line,
            f'"{match[0]}" is raw HTML',
            'write it in Markdown or as a block; a plain "<" before a letter as "&lt;"',
        )


def _links(path: str, first: int, text: str, foreign: bool) -> Iterator[Finding]:
    """Addresses of links, images, definitions and autolinks."""
    if "](" not in text and "]:" not in text and "<" not in text:
        return
    targets: list[tuple[int, int, str, bool]] = []
    for match, line in place_matches(_TARGET, text, first):
        at = text.rfind("[", max(match.start() - _LABEL, 0), match.start())
        targets.append((match.start(), line, match[1], at > 0 and text[at - 1] == "!"))
    for mark, pattern in (("]:", _DEFINED), ("<", _AUTOLINK)):
        if mark in text:
            found = place_matches(pattern, text, first)
            targets += [(m.start(), line, m[1], False) for m, line in found]
    for _, line, target, image in sorted(targets):
        bare = plain_address(target)
        scheme = _SCHEME.match(bare)
        if scheme and scheme[1] not in SCHEMES:
            what = "an image" if image else "a link"
            yield make_finding(
                "script-link",
                path,
                line,
                f"{what} begins with '{scheme[1]}:'",
                "link to a page of the course, as in [text](../lessons/03-ladder.md#levels)",
            )
        elif bare.startswith(("http:", "https:", "//")):
            if image:
                yield make_finding(
                    "foreign-image",
                    path,
                    line,
                    "an image comes from another host",
                    "draw it as a figure, or put the file into docs/assets/images",
                )
            elif not foreign:
                yield make_finding(
                    "foreign-link",
                    path,
                    line,
                    f"a link leads to another host ({bare[:60]})",
                    "add the work to docs/data/sources.yml and cite a fact that rests on it",
                )


def plain_address(target: str) -> str:
    """An address as a browser reads it: entities, backslashes, blanks and case undone."""
    if target.isascii() and target.isprintable() and not {" ", "&", "\\"} & set(target):
        return target.lower()
    text = html.unescape(html.unescape(target))
    kept = (c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))
    return "".join(kept).replace("\\", "" if ":" in text else "/").lower()


def _lines(leaf: Leaf) -> Iterator[Finding]:
    """Attribute lists, aligned columns, images in a lesson."""
    page = leaf.page
    front = page.front.count("\n")
    lesson = page.is_lesson
    for number, line in enumerate(leaf.text.split("\n"), 1):
        if number <= front:
            continue
        if "{" in line and not _HEADING_ID.match(line):
            # Before the last brace every beginning finds its end: linear, however many there are.
            match = _ATTRIBUTES.search(line, 0, line.rfind("}") + 1)
            if match:
                yield make_finding(
                    "attribute-list",
                    page.path,
                    number,
                    f'"{match[0]}" sets attributes of an element',
                    'remove it; only headings take an id, as in "## text {#id}"',
                )
        if "-" in line and ":" in line and "|" in line and _ALIGNED.match(line):
            yield make_finding(
                "aligned-column",
                page.path,
                number,
                "a column of this table is aligned",
                "write its line of dashes without colons: " + line.replace(":", "-").strip(),
            )
        if lesson and "![" in line:
            yield make_finding(
                "lesson-image",
                page.path,
                number,
                "a lesson shows an image",
                'use a figure made from data: "/// place | figure: name"',
            )


def _values(leaf: Leaf) -> Iterator[Finding]:
    """Texts of front matter and options that the file itself does not show, as in "\\x3Cb>"."""
    page = leaf.page
    front = _squeeze(page.front)
    for name, value in page.meta.items():
        for text in _texts(value):
            if text not in page.front and _squeeze(text) not in front:
                yield from _text(page.path, page.meta_lines.get(name, 1), text)
    for block in page.blocks():
        for name, value in block.options.items():
            for text in _texts(value):
                if text not in block.source and _squeeze(text) not in _squeeze(block.source):
                    yield from _text(page.path, block.option_lines.get(name, block.line), text)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _text(path: str, line: int, text: str) -> Iterator[Finding]:
    # Every finding gets the line of the key: YAML may have folded the text over several.
    flat = text.replace("\n", " ")
    if not _SUSPECT.search(flat):
        return
    yield from _odd(path, line, flat)
    yield from _markup(path, line, flat)
    yield from _links(path, line, flat, False)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _data(record: Record) -> Iterator[Finding]:
    """Texts of a data file."""
    for line, text in record.file.texts():
        yield from _text(record.file.path, line, text)
