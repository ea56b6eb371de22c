"""Words that the course does not use: spellings of `data/spelling.yml`, variants of its terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey, Text
from course.model import Course
from course.source.inline import LINK

# Both cases are written out: to ignore case takes three times as long.
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+")
_LATIN = re.compile(r"[a-z0-9]+")
_LETTERS = re.compile(r"[a-z]+")
_LETTER = re.compile(r"[A-Za-z0-9]")
_QUOTED = re.compile(r"“[^“”\n]*”|《[^《》\n]*》|\*[^*\n]+\*")


def check_words(survey: Survey) -> Iterator[Finding]:
    """Every text of pages and data.

    What is looked for is looked for in all texts at once; only what is there somewhere is then
    found in its text.
    """
    spelling, variants = read_spelling(survey.course), read_variants(survey.course)
    for locale in survey.course.locales:
        texts = [text for text in survey.texts if text.locale == locale]
        whole = "\n".join(text.words for text in texts)
        # Of all that blanks part, few are different: a third of the time of reading on.
        words = {word for part in set(whole.split()) for word in _WORD.findall(part)}
        if locale in spelling:
            better = {w: right for w in words if (right := spelling[locale].respell(w))}
            for text in texts if better else ():
                yield from _spelling(text, better)
        names = _find_variants(variants.get(locale, {}), whole.lower(), words)
        if names:
            longest = sorted(names, key=lambda name: (-len(name), name))
            pattern = re.compile("|".join(map(re.escape, longest)))
            for text in texts:
                yield from _variants(text, pattern, names)


def _find_variants(variants: Mapping[str, str], small: str, words: Iterable[str]) -> dict[str, str]:
    """Those that stand somewhere in a long text.

    Args:
        variants: in small letters.
        small: the text in small letters.
        words: all that stand in it.
    """
    latin = {part for word in words for part in _LATIN.findall(word.lower())}
    latin |= {word[:-1] for word in latin if word.endswith("s")}
    # Looking its words up is quicker than looking for each name in the whole text.
    spelt = {name for name in variants if _LATIN.match(name)}
    found = {name for name in spelt if latin.issuperset(_LETTERS.findall(name)) and name in small}
    rest = variants.keys() - spelt
    while rest:
        longest = sorted(rest, key=lambda name: (-len(name), name))
        there = set(re.findall("|".join(map(re.escape, longest)), small))
        if not there:
            break
        # One that overlaps with these wherever it stands shows next time.
        found |= there
        rest -= there
    return {name: term for name, term in variants.items() if name in found}


@dataclass(frozen=True)
class Spelling:
    """What a language does not spell: whole words, and beginnings, each with what to write."""

    whole: Mapping[str, str]
    begins: Mapping[str, str]

    @cached_property
    def _heads(self) -> frozenset[str]:
        return frozenset(stem[:3] for stem in self.begins)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.begins), default=0)

    def respell(self, word: str) -> str:
        """The word as the course spells it, empty where nothing is wrong with it."""
        small = word.lower()
        better = self.whole.get(small, "")
        if not better and small[:3] in self._heads:
            longest = min(len(small), self._longest)
            stems = (small[:n] for n in range(3, longest + 1))
            stem = next((stem for stem in stems if stem in self.begins), "")
            better = self.begins[stem] + small[len(stem) :] if stem else ""
        return better[:1].upper() + better[1:] if word[0].isupper() else better


def read_spelling(course: Course) -> dict[str, Spelling]:
    """What is not spelt so, by language."""
    data = course.data.get("spelling")
    rows = data.value if data and isinstance(data.value, dict) else {}
    found: dict[str, Spelling] = {}
    for locale, words in rows.items():
        if isinstance(words, dict):
            pairs = [(str(k), str(v)) for k, v in words.items()]
            found[locale] = Spelling(
                {k: v for k, v in pairs if not k.endswith("*")},
                {k.rstrip("*"): v.rstrip("*") for k, v in pairs if k.endswith("*")},
            )
    return found


def _spelling(text: Text, better: Mapping[str, str]) -> Iterator[Finding]:
    found: set[str] = set()
    for match in _WORD.finditer(text.words):
        word = match[0]
        if word in better and word not in found:
            found.add(word)
            yield make_finding(
                "spelling",
                text.path,
                text.line_at(match.start()),
                f'the course does not spell it "{word}"',
                f'write "{better[word]}"',
            )


def read_variants(course: Course) -> dict[str, dict[str, str]]:
    """By language: each variant in small letters, with the term to write instead."""
    return {
        locale: {
            variant.lower(): term.name.get(locale, term.id).split(" (")[0]
            for term in course.terms.values()
            for variant in term.avoid.get(locale, ())
        }
        for locale in course.locales
    }


def _variants(text: Text, pattern: re.Pattern[str], names: Mapping[str, str]) -> Iterator[Finding]:
    """A word in quotation marks is somebody else's, and stays; `term-link` looks at the words of
    links to terms."""
    words = text.words.lower()
    if not pattern.search(words):
        return
    if "](term:" in text.source:
        for link in LINK.finditer(text.source):
            if link[3].startswith("term:"):
                start, stop = link.span(2)
                words = words[:start] + " " * (stop - start) + words[stop:]
    if "“" in words or "《" in words or "*" in words:
        words = _QUOTED.sub(lambda match: " " * len(match[0]), words)
    for match in pattern.finditer(words):
        before, after = words[match.start() - 1 : match.start()], words[match.end() :][:1]
        if _LETTER.match(match[0][0]) and _LETTER.match(before or " "):
            continue
        if _LETTER.match(match[0][-1]) and _LETTER.match(after or " ") and after != "s":
            continue
        yield make_finding(
            "term-variant",
            text.path,
            text.line_at(match.start()),
            f'"{match[0]}" is not the word of the course',
            f'write "{names[match[0]]}"; somebody else’s word stands in quotation marks',
        )
