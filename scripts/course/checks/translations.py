"""Translations that no longer say what their source says."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey
from course.translation import TOP, follow, record_of


def check_translations(survey: Survey) -> Iterator[Finding]:
    """Every translation, section by section; one finding where nothing is recorded at all."""
    course = survey.course
    for leaf in survey.leaves:
        page = leaf.page
        sections = follow(course, page)
        todo = f"scripts/translations --accept docs/{page.path}"
        if sections and not record_of(page):
            yield make_finding(
                "outdated-section",
                page.path,
                1,
                "nobody has recorded which state of the source this page translates",
                f"read both side by side, then run {todo}",
            )
            continue
        for section in sections:
            if section.state == "current":
                continue
            what = "the title, lead or opening" if section.id == TOP else f"{{#{section.id}}}"
            why = (
                "has changed since it was translated"
                if section.state == "outdated"
                else "is not recorded as translated"
            )
            yield make_finding(
                "outdated-section",
                page.path,
                section.line,
                f"{what} {why} ({course.source_locale} line {section.source_line})",
                f"see what changed with scripts/translations docs/{page.path}, mend the text, "
                f"then run {todo}",
            )
