"""Numbers in a lesson or a case stand in the claim of a fact cited beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Passage, Survey
from course.model import Course

CHECKED = frozenset({"prose", "key", "take", "other", "case"})
FOLDERS = ("lessons/", "cases/")

_LINK_TARGET = re.compile(r"\]\([^)\n]{0,2000}+\)")
_CITATION = re.compile(r"\[@([^\]\s]{0,200}+)\]")
_HEADING = re.compile(r"(#{1,6})[ \t]")
_HEADING_ID = re.compile(r"\{#[^}]{0,200}+\}")
_LIST_NUMBER = re.compile(r"(?m)^[ \t>]*\d+[.)](?=[ \t])")
_UNIT = r"(?:分钟|minutes?\b|mins?\b)"
_AND = r"(?:\s*(?:[-–—~、,，/]|and|or|to|plus|和|到|至|或|加)\s*(?:第\s*)?"
_PLACE_ZH = r"[课级步题项条章节层页道点问行列张]"
_PLACE_EN = (
    r"(?:lessons?|levels?|steps?|questions?|items?|sections?|chapters?|parts?|lines?|rows?"
    r"|slides?|pages?|tests?|figures?|tables?|dimensions?)"
)
# What a number may count without a source: the course itself, and minutes.
_EXEMPT = re.compile(
    rf"第\s*\d++{_AND}\d++){{0,20}}\s*{_PLACE_ZH}"
    rf"|\b{_PLACE_EN}\s+\d++{_AND}(?:{_PLACE_EN}\s+)?\d++){{0,20}}"
    rf"|(?<!\d)\d++{_AND}\d++){{0,20}}[\s-]*{_UNIT}",
    re.IGNORECASE,
)
# A digit beside a Latin letter belongs to a name (B2B, 5G), except in 1990s and 2nd.
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_])(?<!\d[.,])(\d++(?:[,.]\d++)*)(\s?%)?(?![0-9])(?:(?:s|st|nd|rd|th)\b|(?![A-Za-z]))"
)

# The years of a source stand in the bibliography, to which each of its facts leads.
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def find_numbers(text: str) -> Iterator[tuple[str, int]]:
    """Each number as a bare word, `4600` or `24%`, with its place in the text."""
    for match in _NUMBER.finditer(text):
        yield match[1].replace(",", "") + ("%" if match[2] else ""), match.start()


def numbers_of_claim(claim: str) -> set[str]:
    """The numbers that a claim backs; 24% backs a bare 24 as well."""
    flat = unicodedata.normalize("NFKC", claim)
    flat = re.sub(r"\s?(?:per ?cent)\b", "%", flat)
    found = {number for number, _ in find_numbers(re.sub(r"(?<=\d)[-–—]", " ", flat))}
    return found | {number.rstrip("%") for number in found}


def check_numbers(survey: Survey) -> Iterator[Finding]:
    """Prose, key points, takeaways, the other side and true cases of lessons and cases."""
    for leaf in survey.leaves:
        page = leaf.page
        if not page.path.startswith(FOLDERS) or page.locale not in survey.course.locales:
            continue
        for passage in leaf.passages:
            block = passage.block
            if passage.kind in CHECKED and not (block and block.options.get("fictional") is True):
                yield from _passage(leaf, passage, survey.course)


def _passage(leaf: Leaf, passage: Passage, course: Course) -> Iterator[Finding]:
    if not re.search(r"\d", passage.text):
        return
    line = passage.line
    for chunk in re.split(r"(\n[ \t]*\n)", passage.text):
        if re.search(r"\d", chunk):
            yield from _chunk(leaf, chunk, line, course)
        line += chunk.count("\n")


def _chunk(leaf: Leaf, chunk: str, first: int, course: Course) -> Iterator[Finding]:
    """One paragraph, list or table."""
    cited = set(_CITATION.findall(chunk))
    if not cited <= course.facts.keys():
        return  # unknown-fact says so
    if _HEADING.match(chunk):
        # A heading cannot cite: its number must be backed in the section below it.
        cited |= leaf.cited_by_section.get(leaf.section_at(first), frozenset())
    locale = leaf.page.locale
    facts = [course.facts[name] for name in sorted(cited) if name in course.facts]
    backed: set[str] = set()
    for fact in facts:
        backed |= numbers_of_claim(fact.claim.get(locale, ""))
        source = course.sources.get(fact.source)
        backed |= set(_YEAR.findall(str(source.fields.get("date", "")))) if source else set()
    text = unicodedata.normalize("NFKC", chunk)
    if len(text) != len(chunk):
        text = "".join(n if len(n := unicodedata.normalize("NFKC", c)) == 1 else c for c in chunk)
    for pattern in (_CITATION, _LINK_TARGET, _HEADING_ID, _LIST_NUMBER, _EXEMPT):
        text = pattern.sub(_blank, text)
    text = re.sub(r"(?<=\d)[-–—~](?=\d)", " ", text)
    line, counted = first, 0
    for number, start in find_numbers(text):
        line += text.count("\n", counted, start)
        counted = start
        if number in backed:
            continue
        names = ", ".join(f"'{fact.id}'" for fact in facts)
        where = f"the claim of {names}" if names else "any fact cited in this paragraph"
        yield make_finding(
            "uncited-number",
            leaf.page.path,
            line,
            f"the number {number} does not stand in {where}",
            _fix(number, course, locale),
        )


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _fix(number: str, course: Course, locale: str) -> str:
    """Names the facts that do have the number, where they are few."""
    having = [
        f"[@{fact.id}]"
        for fact in course.facts.values()
        if fact.publish and number in numbers_of_claim(fact.claim.get(locale, ""))
    ]
    if 0 < len(having) <= 3:
        return f"cite {' or '.join(having)} in this paragraph, or write the number in words"
    return "cite the fact that has it in this paragraph, or write the number in words"
