"""Findings as text for a terminal, as annotations for GitHub, as JSON; rules as text.

Nothing is printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from course.checks.finding import Finding
from course.checks.rules import Rule

RULES_PAGE = "contribute/rules"
"""Key of the page that explains the rules; the id of a rule is an anchor on it."""


def write_text(findings: Sequence[Finding], root_prefix: str = "docs") -> str:
    """Two lines for each finding, and a last line that counts them.

    Args:
        findings: in the order to be written.
        root_prefix: folder that the paths begin with, as the reader would type it.
    """
    lines = []
    for finding in findings:
        rule = finding.rule if finding.severity == "error" else f"{finding.rule} (warning)"
        path = _path(finding, root_prefix)
        lines.append(f"{path}:{finding.line}: {rule}: {finding.message}\n  fix: {finding.fix}\n")
    if not lines:
        return "No mistakes found.\n"
    errors = sum(finding.severity == "error" for finding in findings)
    counts = f"{_count(errors, 'error')}, {_count(len(lines) - errors, 'warning')}"
    example = findings[0].rule
    return "".join(lines) + f"\n{counts}; why a rule is there: scripts/rules {example}\n"


def write_github(findings: Sequence[Finding], root_prefix: str = "docs", site_url: str = "") -> str:
    """A workflow command for each finding, which GitHub shows at the line."""
    lines = []
    for finding in findings:
        path = _property(_path(finding, root_prefix))
        text = _data(
            f"{finding.message}\nfix: {finding.fix}\nhelp: {link_rule(finding.rule, site_url)}"
        )
        place = f"file={path},line={finding.line},title={_property(finding.rule)}"
        lines.append(f"::{finding.severity} {place}::{text}\n")
    return "".join(lines)


def write_json(findings: Sequence[Finding], root_prefix: str = "docs", site_url: str = "") -> str:
    """A list of objects with the fields of `Finding`, and `help`, its place on the rules page."""
    rows = [
        {
            **asdict(finding),
            "path": _path(finding, root_prefix),
            "help": link_rule(finding.rule, site_url),
        }
        for finding in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def link_rule(rule: str, site_url: str = "") -> str:
    """Where a rule is explained: in the site, or in the repository where that has no address."""
    if site_url:
        return f"{site_url.rstrip('/')}/en/{RULES_PAGE}/#{rule}"
    return f"docs/{RULES_PAGE}.en.md#{rule}"


def write_list(rules: Iterable[Rule]) -> str:
    """A line for each rule."""
    rows = [(rule.id, rule.severity, rule.remedy()) for rule in rules]
    width = max(len(name) for name, _, _ in rows)
    return "".join(f"{name.ljust(width)}  {grave.ljust(7)}  {do}\n" for name, grave, do in rows)


def write_rule(rule: Rule) -> str:
    """A rule with its reason, remedy and example."""
    return (
        f"{rule.id} ({rule.severity})\n\n{rule.reason()}\n{rule.remedy()}\n\n"
        f"wrong:\n{_indent(rule.bad)}\nright:\n{_indent(rule.good)}\n"
        f"page: docs/{RULES_PAGE}.en.md, anchor #{rule.id}\n"
    )


def _indent(text: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in text.split("\n"))


def _path(finding: Finding, root_prefix: str) -> str:
    root = root_prefix.rstrip("/")
    return f"{root}/{finding.path}" if root else finding.path


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
