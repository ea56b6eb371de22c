"""What a check returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


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
