"""The catalogue of rules: complete, used, and shown on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.checks.catalogue import read_catalogue
from course.checks.rules import RULES
from course.commands.check import rules

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = read_catalogue()


def test_every_rule_is_documented_and_every_entry_is_a_rule() -> None:
    assert set(CATALOGUE) == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_an_entry_has_an_example_and_both_sentences_in_chinese(rule) -> None:  # type: ignore[no-untyped-def]
    entry = CATALOGUE[rule.id]
    assert entry.good.strip() and entry.bad.strip() and entry.good != entry.bad
    for name in ("reason", "remedy"):
        text = entry.say(rule, name, "zh")
        assert text != getattr(rule, name) and text.endswith("。")
        assert entry.say(rule, name, "xx") == getattr(rule, name)


def test_every_rule_is_used_somewhere() -> None:
    folder = ROOT / "scripts" / "course"
    files = [*folder.rglob("*.py")]
    text = "".join(f.read_text(encoding="utf-8") for f in files if f.name != "rules.py")
    assert [name for name in RULES if f'"{name}"' not in text] == []


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert rules(None) == 0
    listed = capsys.readouterr().out
    assert [line.split()[0] for line in listed.splitlines()] == list(RULES)
    assert rules("heading-id") == 0
    shown = capsys.readouterr().out
    assert "wrong:\n    ## Opening\n" in shown and "docs/contribute/rules.en.md" in shown
    assert rules("heading-ids") == 2
    assert "did you mean 'heading-id'?" in capsys.readouterr().err
