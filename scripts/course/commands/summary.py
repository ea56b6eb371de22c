"""`course summary`: what a change does to the course, as Markdown for its reviewer."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from course.checks.suite import check_course
from course.model import Course, Locale, Page, Question
from course.source.folder import FolderError, read_course
from course.source.page import write_page
from course.translation import follow

BUDGET = 25_000
"""Gzipped bytes of our own scripts and style sheets that a lesson may load; the same figure as
in tests/site/test_weight.py."""

_OURS = re.compile(r'(?:src|href)="([^"]+\.(?:js|css))"')
_THEIRS = re.compile(r"/(bundle|main)\.")


def summary(docs: Path, base: str, site: Path | None) -> int:
    """Print the summary.

    Args:
        docs: the docs folder.
        base: the commit to compare with.
        site: the built site, for the sizes, if there is one.

    Returns:
        0 when printed, 2 when the base or the course cannot be read.
    """
    try:
        now = read_course(docs)
        with tempfile.TemporaryDirectory() as folder:
            before = read_course(_check_out(docs, base, Path(folder)))
    except FolderError as error:
        print(f"summary: {error}", file=sys.stderr)
        return 2
    parts = [*write_changes(before, now), *write_translations(before, now), *write_findings(now)]
    if site:
        parts += write_sizes(site)
    sys.stdout.write("\n".join(parts) + "\n")
    return 0


def _check_out(docs: Path, base: str, folder: Path) -> Path:
    """The pages and data of a commit, without the rest of the docs folder.

    Raises:
        FolderError: git has no such commit.
    """
    ask = ["git", "rev-parse", "--show-toplevel", "--show-prefix"]
    said = subprocess.run(ask, cwd=docs, capture_output=True, text=True, check=False).stdout
    top, _, prefix = said.strip().partition("\n")
    command = ["git", "archive", "--format=tar", f"{base}:{prefix}"]
    done = subprocess.run(command, cwd=top or docs, capture_output=True, check=False)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise FolderError(f"git has no '{base}' to compare with ({reason})")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        members = [m for m in archive.getmembers() if m.name.endswith((".md", ".yml"))]
        archive.extractall(folder, members, filter="data")
    return folder


def write_changes(before: Course, now: Course) -> Iterator[str]:
    """Pages, minutes and questions that differ, in the source language first."""
    yield "## What changes\n"
    rows = []
    for key in sorted({p.key for p in (*before.pages.values(), *now.pages.values())}):
        for locale in now.locales:
            row = _page_row(before, now, key, locale)
            if row:
                rows.append(row)
    if not rows:
        yield "No page changes.\n"
        return
    yield "| page | change | minutes alone, in the room | questions |"
    yield "| --- | --- | --- | --- |"
    yield from rows
    yield ""
    for name, entries in (("facts", "facts"), ("terms", "terms")):
        old, new = getattr(before, entries), getattr(now, entries)
        added = sorted(new.keys() - old.keys())
        gone = sorted(old.keys() - new.keys())
        if added or gone:
            yield f"{name}: {_list('added', added)}{_list('removed', gone)}\n"


def _list(word: str, names: list[str]) -> str:
    return f"{word} {', '.join(f'`{name}`' for name in names)}. " if names else ""


def _page_row(before: Course, now: Course, key: str, locale: Locale) -> str:
    old, new = before.page(key, locale), now.page(key, locale)
    if old and new and _text(old) == _text(new):
        return ""
    page = new or old
    if page is None:
        return ""
    change = "changed" if old and new else "new" if new else "removed"
    return f"| `{page.path}` | {change} | {_minutes(old, new)} | {_questions(old, new)} |"


def _text(page: Page) -> str:
    """The page without its record, which says nothing to a reader."""
    return re.sub(r"(?m)^translated:\n(?:  .*\n)*", "", write_page(page))


def _minutes(old: Page | None, new: Page | None) -> str:
    found = []
    for name in ("self", "room"):
        a, b = (page.minutes(name) if page else 0 for page in (old, new))
        found.append(str(b) if a == b or old is None else f"{a} → {b}")
    return ", ".join(found) if any(n != "0" for n in found) else ""


def _questions(old: Page | None, new: Page | None) -> str:
    a, b = _by_id(old), _by_id(new)
    parts = [
        ("new", sorted(b.keys() - a.keys())),
        ("removed", sorted(a.keys() - b.keys())),
        ("asked anew", sorted(n for n in a.keys() & b.keys() if a[n].revision != b[n].revision)),
    ]
    return "; ".join(f"{word}: {', '.join(names)}" for word, names in parts if names)


def _by_id(page: Page | None) -> Mapping[str, Question]:
    return {question.id: question for question in page.questions} if page else {}


def write_translations(before: Course, now: Course) -> Iterator[str]:
    """How many sections follow their source, before and after."""
    yield "## Translations\n"
    yield "| language | current | outdated | not recorded | pages missing |"
    yield "| --- | --- | --- | --- | --- |"
    for locale in now.locales[1:]:
        a, b = _states(before, locale), _states(now, locale)
        names = ("current", "outdated", "missing", "pages")
        cells = [f"{a[n]} → {b[n]}" if a[n] != b[n] else str(b[n]) for n in names]
        yield f"| {locale} | {' | '.join(cells)} |"
    yield ""


def _states(course: Course, locale: Locale) -> Counter[str]:
    counts: Counter[str] = Counter()
    for page in course.pages.values():
        if page.locale == locale:
            counts.update(section.state for section in follow(course, page))
        elif page.locale == course.source_locale and course.page(page.key, locale) is None:
            counts["pages"] += 1
    return counts


def write_findings(now: Course) -> Iterator[str]:
    """How many rules are broken."""
    findings = check_course(now)
    errors = sum(finding.severity == "error" for finding in findings)
    yield f"Checks: {errors} errors, {len(findings) - errors} warnings.\n"


def write_sizes(site: Path) -> Iterator[str]:
    """The heaviest lesson: our own scripts and style sheets against their budget."""
    yield "## Size\n"
    weights = {
        page.parent.relative_to(site).as_posix(): _weigh_page(page)
        for page in sorted(site.rglob("lessons/*/index.html"))
    }
    if not weights:
        yield "The site was not built.\n"
        return
    heaviest = max(weights, key=lambda name: weights[name])
    used = weights[heaviest]
    verdict = "within" if used <= BUDGET else "**over**"
    files = [path for path in site.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files)
    yield (
        f"Scripts and style sheets of our own on `{heaviest}`: {used / 1000:.1f} of "
        f"{BUDGET / 1000:.0f} KB gzipped, {verdict} the budget. "
        f"The whole site: {len(files)} files, {total / 1024 / 1024:.1f} MB.\n"
    )


def _weigh_page(page: Path) -> int:
    names = {n for n in _OURS.findall(page.read_text(encoding="utf-8")) if not _THEIRS.search(n)}
    files = [(page.parent / name).resolve() for name in sorted(names)]
    return sum(len(gzip.compress(f.read_bytes(), 9, mtime=0)) for f in files if f.is_file())
