"""The rules of the course: how grave each is, why it is there, and what an author does about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course.checks.finding import Finding, Severity
from course.model import Locale
from course.source.yaml_tree import read_tree

_FILE = Path(__file__).with_name("rules.yml")
_LAST_RESORT = "en"


@dataclass(frozen=True)
class Rule:
    """A rule of the course.

    Attributes:
        id: kebab-case, used in findings and as an anchor.
        severity: an error stops the build.
        good: lines of a file that keep the rule.
        bad: the same with the mistake.
        words: by language one sentence, `reason`, that says why the rule exists, and one,
            `remedy`, that says what an author does about it in general.
    """

    id: str
    severity: Severity
    good: str
    bad: str
    words: Mapping[Locale, Mapping[str, str]]

    def reason(self, locale: Locale = _LAST_RESORT) -> str:
        """Why it is there, in a language, else in English."""
        return self._say("reason", locale)

    def remedy(self, locale: Locale = _LAST_RESORT) -> str:
        """What to do, in a language, else in English."""
        return self._say("remedy", locale)

    def _say(self, name: str, locale: Locale) -> str:
        return self.words.get(locale, {}).get(name) or self.words[_LAST_RESORT][name]


@cache
def read_rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order in which they are listed."""
    rows: Any = read_tree(_FILE.read_text(encoding="utf-8")).value
    return {
        name: Rule(
            name,
            row["severity"],
            row["good"],
            row["bad"],
            {locale: words for locale, words in row.items() if isinstance(words, dict)},
        )
        for name, row in rows.items()
    }


def make_finding(
    rule: str, path: str, line: int, message: str, fix: str, severity: Severity | None = None
) -> Finding:
    """A finding with the severity of its rule, unless another one is given.

    Raises:
        KeyError: there is no such rule.
    """
    return Finding(path, line, rule, message, fix, severity or read_rules()[rule].severity)
