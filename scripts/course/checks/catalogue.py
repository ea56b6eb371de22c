"""Rules for people: each with an example, and in further languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.checks.finding import Rule
from course.checks.report import RULES_PAGE
from course.source.yaml_tree import read_tree

CATALOGUE = Path(__file__).with_name("catalogue.yml")


@dataclass(frozen=True)
class Entry:
    """What the catalogue adds to a rule.

    Attributes:
        good: lines of a file that keep the rule.
        bad: the same with the mistake.
        words: `reason` and `remedy` by language; English stands in the rule itself.
    """

    good: str
    bad: str
    words: Mapping[str, Mapping[str, str]]

    def say(self, rule: Rule, name: str, locale: str) -> str:
        """`reason` or `remedy` in a language, else in English."""
        return self.words.get(locale, {}).get(name) or str(getattr(rule, name))


def read_catalogue() -> dict[str, Entry]:
    """The entries by rule."""
    tree = read_tree(CATALOGUE.read_text(encoding="utf-8"))
    rows: Any = tree.value
    return {
        str(name): Entry(
            str(row["good"]),
            str(row["bad"]),
            {k: v for k, v in row.items() if isinstance(v, dict)},
        )
        for name, row in rows.items()
    }


def write_list(rules: Mapping[str, Rule]) -> str:
    """A line for each rule."""
    width = max(map(len, rules))
    return "".join(
        f"{rule.id.ljust(width)}  {rule.severity.ljust(7)}  {rule.remedy}\n"
        for rule in rules.values()
    )


def write_rule(rule: Rule, entry: Entry) -> str:
    """A rule with its reason, remedy and example."""
    return (
        f"{rule.id} ({rule.severity})\n\n{rule.reason}\n{rule.remedy}\n\n"
        f"wrong:\n{_indent(entry.bad)}\nright:\n{_indent(entry.good)}\n"
        f"page: docs/{RULES_PAGE}.en.md, anchor #{rule.id}\n"
    )


def _indent(text: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))
