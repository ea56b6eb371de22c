"""Warnings that are right and stay all the same, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.model import Course


@dataclass(frozen=True)
class Acceptance:
    """An entry of `data/accepted.yml`.

    Attributes:
        about: words of the warning's message.
        number: of the entry, from 0.
    """

    rule: str
    path: str
    about: str
    number: int

    def covers(self, finding: Finding) -> bool:
        """Whether it is about this warning; an error cannot be accepted."""
        return (
            finding.severity == "warning"
            and (finding.rule, finding.path) == (self.rule, self.path)
            and self.about in finding.message
        )


def read_acceptances(course: Course) -> Iterator[Acceptance]:
    """The entries that are well formed; the schema check names the others."""
    data = course.data.get("accepted")
    for number, row in enumerate(data.value if data and isinstance(data.value, list) else []):
        if isinstance(row, dict):
            rule, path, about = (str(row.get(key, "")) for key in ("rule", "path", "about"))
            if rule and path and about:
                yield Acceptance(rule, path, about, number)


def accept_findings(course: Course, findings: Iterable[Finding]) -> set[Finding]:
    """The findings without those that are accepted, and one for each entry without use."""
    left = set(findings)
    for entry in read_acceptances(course):
        covered = {finding for finding in left if entry.covers(finding)}
        left -= covered
        if not covered:
            data = course.data["accepted"]
            left.add(
                make_finding(
                    "unused-acceptance",
                    data.path,
                    data.lines.get((entry.number,), 1),
                    f"no warning '{entry.rule}' in {entry.path} says \"{entry.about}\"",
                    "remove the entry, or mend its words",
                )
            )
    return left
