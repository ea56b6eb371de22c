"""What a check returns, and what a rule is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Rule:
    """A rule of the course.

    Attributes:
        id: kebab-case, used in findings and as an anchor.
        severity: an error stops the build.
        reason: one sentence that says why the rule exists.
        remedy: what an author does about it, in general.
    """

    id: str
    severity: Severity
    reason: str
    remedy: str


@dataclass(frozen=True)
class Finding:
    """A mistake at a place.

    Attributes:
        path: file relative to the docs folder, with forward slashes.
        line: line in that file, from 1.
        rule: id of the rule.
        message: one sentence, without path and remedy.
        fix: what to do about this very case.
        severity: of the rule.
    """

    path: str
    line: int
    rule: str
    message: str
    fix: str
    severity: Severity = "error"
