"""The rules: complete, used, and shown on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.checks.rules import Rule, read_rules
from course.commands.check import rules

ROOT = Path(__file__).resolve().parents[2]
RULES = read_rules()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_has_an_example_and_both_sentences_in_chinese(rule: Rule) -> None:
    assert rule.severity in ("error", "warning")
    assert rule.good.strip() and rule.bad.strip() and rule.good != rule.bad
    for say in (rule.reason, rule.remedy):
        assert say("zh") != say() and say("zh").endswith("。")
        assert say("xx") == say("en") == say()


def test_every_rule_is_used_somewhere() -> None:
    folder = ROOT / "scripts" / "course"
    files = folder.rglob("*.py")
    text = "".join(f.read_text(encoding="utf-8") for f in files)
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
