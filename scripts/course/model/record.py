"""Entries of the data files that pages and checks look up: facts, terms, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from course.model.locale import Locale, Localized

CheckStatus = Literal["verified", "plausible", "unverified", "doubtful", "wrong"]

STATUSES: tuple[CheckStatus, ...] = ("verified", "plausible", "unverified", "doubtful", "wrong")
SHAKY: frozenset[CheckStatus] = frozenset({"unverified", "doubtful", "wrong"})
"""Statuses that no quiz key may rest on, unless the item asks for the status itself."""


@dataclass(frozen=True)
class Fact:
    """A claim of the evidence ledger with its honest status."""

    id: str
    source: str
    where: str
    kind: str
    claim: Localized
    check: CheckStatus
    note: Localized
    publish: bool
    line: int
    background: bool = False
    """Kept for those who look things up; no lesson rests on it."""


@dataclass(frozen=True)
class Term:
    """A glossary term; `name` is the one term used in each language."""

    id: str
    name: Localized
    definition: Localized
    sources: tuple[str, ...]
    origin: str
    near: tuple[str, ...]
    usage: Localized
    line: int
    avoid: Mapping[Locale, tuple[str, ...]] = field(default_factory=dict)
    """Other words for it, which the course does not use."""
    forms: Mapping[Locale, tuple[str, ...]] = field(default_factory=dict)
    """Short forms of the name, which a link to the term may show."""


@dataclass(frozen=True)
class Source:
    """A work of the bibliography."""

    key: str
    title: str
    fields: Mapping[str, object]
    line: int
