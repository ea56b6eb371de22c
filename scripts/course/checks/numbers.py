"""Numbers in a lesson or a case stand in the claim of a fact cited beside them.

A heading and the front matter cannot cite: their numbers stand in a fact cited below. A question
may invent a situation, and what it asks then repeats its numbers; any other number of a question
is a claim about the world, as in prose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Passage, Survey
from course.model import Course, Fact, Question

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

_DIGIT = re.compile(r"\d")
# In words too a percentage is a claim.
_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|hundred"
)
_IN_WORDS = re.compile(
    rf"\b(?:{_WORDS})(?:[ -](?:{_WORDS})){{0,3}}[ \n-]per ?cent\b"
    r"|百分之[零一二两三四五六七八九十百点]++",
    re.IGNORECASE,
)

# The years of a source stand in the bibliography, to which each of its facts leads.
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def find_numbers(text: str) -> Iterator[tuple[str, int]]:
    """Each number as a bare word, `4600` or `24%`, with its place in the text."""
    for match in _NUMBER.finditer(text):
        yield match[1].replace(",", "") + ("%" if match[2] else ""), match.start()


@lru_cache(maxsize=2**12)
def numbers_of_claim(claim: str) -> frozenset[str]:
    """The numbers that a claim backs; 24% backs a bare 24 as well."""
    flat = unicodedata.normalize("NFKC", claim)
    flat = re.sub(r"\s?(?:per ?cent)\b", "%", flat)
    found = {number for number, _ in find_numbers(re.sub(r"(?<=\d)[-–—]", " ", flat))}
    return frozenset(found | {number.rstrip("%") for number in found})


@dataclass(frozen=True)
class Ground:
    """What the numbers of a text may rest on, and how a finding speaks of it.

    Attributes:
        backed: numbers that are in order.
        lack: where a number does not stand.
        cite: how to bring in a fact, `{}` being its citation.
        else_: what else can be done.
        in_words: whether percentages in words are looked for as well.
    """

    backed: frozenset[str]
    lack: str
    cite: str = "cite {} in this paragraph"
    else_: str = "leave the number out"
    in_words: bool = True


def check_numbers(survey: Survey) -> Iterator[Finding]:
    """Front matter, prose, key points, takeaways, the other side, true cases and questions."""
    course = survey.course
    for leaf in survey.leaves:
        page = leaf.page
        if not page.path.startswith(FOLDERS) or page.locale not in course.locales:
            continue
        yield from _front(leaf, course)
        questions = {question.line: question for question in page.questions}
        for passage in leaf.passages:
            block = passage.block
            if passage.kind in CHECKED and not (block and block.options.get("fictional") is True):
                yield from _passage(leaf, passage, course)
            elif block and block.line in questions:
                yield from _question(leaf, passage, questions[block.line], course)


def _front(leaf: Leaf, course: Course) -> Iterator[Finding]:
    """The lead and the objectives."""
    page = leaf.page
    if not leaf.cited <= course.facts.keys():
        return  # unknown-fact says so
    for text in leaf.texts:
        if text.line < leaf.first and not text.title and _has_number(text.source):
            facts = [course.facts[name] for name in sorted(leaf.cited)]
            ground = Ground(
                _backed(facts, course, page.locale), "any fact that the text cites", "cite {} below"
            )
            yield from _judge(leaf, text.source, text.line, ground, course)


def _question(
    leaf: Leaf, passage: Passage, question: Question, course: Course
) -> Iterator[Finding]:
    if not _has_number(passage.text):
        return
    names = [*question.facts, *leaf.cited]
    if not all(name in course.facts for name in names):
        return
    locale = leaf.page.locale
    backed = _backed([course.facts[name] for name in names], course, locale)
    backed |= numbers_of_claim(question.context)
    for name in question.facts:  # an answer may explain what a claim is worth
        backed |= numbers_of_claim(course.facts[name].note.get(locale, ""))
    ground = Ground(
        backed,
        "the situation of the question, nor in a fact that it names",
        "name {} under 'facts:'",
        "put what is invented into the situation above the question",
        in_words=False,  # people in situations speak so
    )
    for chunk, line in _chunks(passage):
        yield from _judge(leaf, chunk, line, ground, course)


def _has_number(text: str) -> bool:
    return bool(_DIGIT.search(text)) or _may_have_words(text)


def _may_have_words(text: str) -> bool:
    """Quicker than the pattern, which is then asked."""
    return "per cent" in text or "percent" in text or "百分之" in text


def _backed(facts: Iterable[Fact], course: Course, locale: str) -> frozenset[str]:
    """The numbers of claims, and the years of their sources."""
    backed: set[str] = set()
    for fact in facts:
        backed |= numbers_of_claim(fact.claim.get(locale, ""))
        source = course.sources.get(fact.source)
        backed |= set(_YEAR.findall(str(source.fields.get("date", "")))) if source else set()
    return frozenset(backed)


def _passage(leaf: Leaf, passage: Passage, course: Course) -> Iterator[Finding]:
    for chunk, line in _chunks(passage):
        yield from _chunk(leaf, chunk, line, course)


def _chunks(passage: Passage) -> Iterator[tuple[str, int]]:
    """Paragraphs, lists and tables that have a number, each with its first line."""
    if not _has_number(passage.text):
        return
    line = passage.line
    for chunk in re.split(r"(\n[ \t]*\n)", passage.text):
        if _has_number(chunk):
            yield chunk, line
        line += chunk.count("\n")


def _chunk(leaf: Leaf, chunk: str, first: int, course: Course) -> Iterator[Finding]:
    """One paragraph, list or table."""
    cited = set(_CITATION.findall(chunk))
    if not cited <= course.facts.keys():
        return  # unknown-fact says so
    if _HEADING.match(chunk):
        # A heading cannot cite: its number must be backed in the section below it.
        cited |= leaf.cited_by_section.get(leaf.section_at(first), frozenset())
    facts = [course.facts[name] for name in sorted(cited) if name in course.facts]
    names = ", ".join(f"'{fact.id}'" for fact in facts)
    lack = f"the claim of {names}" if names else "any fact cited in this paragraph"
    ground = Ground(_backed(facts, course, leaf.page.locale), lack)
    yield from _judge(leaf, chunk, first, ground, course)


def _judge(leaf: Leaf, chunk: str, first: int, ground: Ground, course: Course) -> Iterator[Finding]:
    """Each number of a text that begins in that line of the file."""
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
        if number not in ground.backed:
            yield make_finding(
                "uncited-number",
                leaf.page.path,
                line,
                f"the number {number} does not stand in {ground.lack}",
                _fix(number, ground, course, leaf.page.locale),
            )
    in_words = ground.in_words and _may_have_words(text)
    line, counted = first, 0
    for match in _IN_WORDS.finditer(text) if in_words else ():
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield make_finding(
            "uncited-number",
            leaf.page.path,
            line,
            f'"{match[0]}" hides a number from the check',
            f"write it in digits; {ground.cite.format('the fact that has it')}, or {ground.else_}",
        )


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _fix(number: str, ground: Ground, course: Course, locale: str) -> str:
    """Names the facts that do have the number, where they are few."""
    having = [
        f"[@{fact.id}]"
        for fact in course.facts.values()
        if fact.publish and number in numbers_of_claim(fact.claim.get(locale, ""))
    ]
    facts = " or ".join(having) if 0 < len(having) <= 3 else "the fact that has it"
    return f"{ground.cite.format(facts)}, or {ground.else_}"
