"""Every check of the content, and what they find in a course."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from course.checks.accepted import accept_findings
from course.checks.blueprint import check_blueprint
from course.checks.code import check_code
from course.checks.data import check_data
from course.checks.evidence import check_evidence
from course.checks.files import check_files
from course.checks.finding import Finding
from course.checks.headings import check_headings
from course.checks.ids import check_ids
from course.checks.items import check_items
from course.checks.lessons import check_lessons
from course.checks.limits import check_limits
from course.checks.links import check_links
from course.checks.misconceptions import check_misconceptions
from course.checks.numbers import check_numbers
from course.checks.options import check_options
from course.checks.pairs import check_pairs
from course.checks.paths import check_paths
from course.checks.placeholder import check_placeholders
from course.checks.prose import check_prose
from course.checks.questions import check_questions
from course.checks.references import check_references
from course.checks.rules import make_finding
from course.checks.schema import check_schemas
from course.checks.security import check_security
from course.checks.shadow import check_shadows
from course.checks.style import check_style
from course.checks.survey import Survey
from course.checks.terms import check_terms
from course.checks.translations import check_translations
from course.checks.typography import check_typography
from course.checks.words import check_words
from course.model import Course, DataFile, Page

Check = Callable[[Survey], Iterator[Finding]]


def _problems(survey: Survey) -> Iterator[Finding]:
    """What the parser could not read."""
    sources: list[Page | DataFile] = [*survey.course.pages.values(), *survey.course.data.values()]
    for source in sources:
        for p in source.problems:
            yield make_finding(p.rule, source.path, p.line, p.message, p.fix)


Run = Callable[[Sequence[Check], Survey], list[Finding]]


def run_checks(checks: Sequence[Check], survey: Survey) -> list[Finding]:
    """What the checks find, one after the other."""
    return [finding for check in checks for finding in check(survey)]


CHECKS: tuple[Check, ...] = (
    _problems,
    check_schemas,
    check_headings,
    check_options,
    check_references,
    check_links,
    check_lessons,
    check_questions,
    check_items,
    check_numbers,
    check_ids,
    check_data,
    check_pairs,
    check_paths,
    check_blueprint,
    check_code,
    check_security,
    check_files,
    check_limits,
    check_prose,
    check_typography,
    check_words,
    check_terms,
    check_evidence,
    check_shadows,
    check_placeholders,
    check_style,
    check_translations,
    check_misconceptions,
)


def check_course(
    course: Course, paths: Collection[str] | None = None, run: Run | None = None
) -> tuple[Finding, ...]:
    """Every finding, sorted by path, line and rule.

    Args:
        course: the whole course; a page is always checked against all others.
        paths: files or folders, relative to the docs folder, to report on; all when `None`.
        run: how the checks are run; one after the other when `None`.
    """
    survey = Survey(course)
    findings = set((run or run_checks)(CHECKS, survey))
    # What is wrong by itself differs from its translation too: once is enough.
    errors = (f for f in findings if f.severity == "error")
    wrong = {(f.path, f.line) for f in errors if not f.rule.endswith("-parity")}
    findings = {
        f for f in findings if not f.rule.endswith("-parity") or (f.path, f.line) not in wrong
    }
    findings = accept_findings(course, findings)
    if paths is not None:
        folders = tuple(f"{path.rstrip('/')}/" for path in paths)
        findings = {f for f in findings if f.path in paths or f.path.startswith(folders)}
    return tuple(sorted(findings, key=lambda f: (f.path, f.line, f.rule, f.message)))
