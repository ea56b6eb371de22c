"""Headings: one title, and ids that links and translations can hold on to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Survey
from course.model import Heading

KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_kebab(name: str) -> bool:
    """Whether an id or file name is lowercase ASCII words joined by hyphens."""
    return KEBAB.fullmatch(name) is not None


def to_kebab(text: str) -> str:
    """The Latin words and digits of a text as an id, at most five; may be empty."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))[:5])


def check_headings(survey: Survey) -> Iterator[Finding]:
    """All pages."""
    for leaf in survey.leaves:
        yield from _title(leaf)
        yield from _levels(leaf)
        yield from _ids(leaf, survey)


def _title(leaf: Leaf) -> Iterator[Finding]:
    page = leaf.page
    titles = [h for h in page.headings if h.level == 1]
    wanted = page.meta.get("title")
    if not titles:
        yield make_finding(
            "page-title",
            page.path,
            leaf.first,
            "the page has no H1",
            f'write "# {wanted or "…"}" below the front matter',
        )
    for extra in titles[1:]:
        yield make_finding(
            "page-title",
            page.path,
            extra.line,
            f"this is a second H1, the first is in line {titles[0].line}",
            f'write "## {extra.text} {{#{extra.id or to_kebab(extra.text) or "id"}}}"',
        )
    if titles and isinstance(wanted, str) and titles[0].text != wanted:
        yield make_finding(
            "page-title",
            page.path,
            titles[0].line,
            f'the H1 is "{titles[0].text}", the title of the front matter "{wanted}"',
            f'write "# {wanted}", or change the title in line {page.meta_lines.get("title", 1)}',
        )


def _levels(leaf: Leaf) -> Iterator[Finding]:
    before = 1
    for heading in leaf.page.headings:
        if heading.level > before + 1:
            yield make_finding(
                "heading-level",
                leaf.page.path,
                heading.line,
                f"an H{heading.level} follows an H{before}",
                f'write "{"#" * (before + 1)} {heading.text}"',
            )
        before = heading.level


def _ids(leaf: Leaf, survey: Survey) -> Iterator[Finding]:
    page = leaf.page
    seen: dict[str, str] = {}
    for block in page.blocks("activity", "check", "question"):
        name = {
            "activity": block.option("id"),
            "check": f"check-{block.option('id')}",
            "question": f"q-{block.title}",
        }[block.kind]
        seen.setdefault(name, f"the {block.kind} in line {block.line}")
    for heading in page.headings:
        marks = "#" * heading.level
        if heading.id is None:
            if heading.level > 1:
                yield make_finding(
                    "heading-id",
                    page.path,
                    heading.line,
                    f'"{marks} {heading.text}" has no id',
                    f'write "{marks} {heading.text} {{#{propose_id(leaf, heading, survey)}}}"',
                )
            continue
        if not is_kebab(heading.id):
            better = to_kebab(heading.id.replace("_", "-")) or propose_id(leaf, heading, survey)
            yield make_finding(
                "heading-id",
                page.path,
                heading.line,
                f"the id {{#{heading.id}}} is not lowercase ASCII words joined by hyphens",
                f"write {{#{better}}} in every language",
            )
        if heading.id in seen:
            yield make_finding(
                "heading-id",
                page.path,
                heading.line,
                f"the id {{#{heading.id}}} is taken by {seen[heading.id]}",
                "give one of the two another id, the same in every language",
            )
        seen.setdefault(heading.id, f"the heading in line {heading.line}")


def propose_id(leaf: Leaf, heading: Heading, survey: Survey) -> str:
    """The id that the other languages have at this place, else one made from the words.

    `id` where there is nothing to make one from.
    """
    page = leaf.page
    at = bisect_left(page.headings, heading.line, key=lambda h: h.line)
    for locale in survey.course.locales:
        other = survey.leaf(page.key, locale)
        if other and other.page is not page and len(other.page.headings) == len(page.headings):
            twin = other.page.headings[at]
            if twin.id and twin.level == heading.level:
                return twin.id
    return to_kebab(heading.text) or "id"
