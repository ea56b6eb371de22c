"""`course translations`: which translations follow their source, and what changed since."""

from __future__ import annotations

import difflib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from course.commands.paths import choose, inside, write_file
from course.model import Course, Page
from course.source.folder import FolderError, read_course
from course.source.page import parse_page
from course.translation import Section, accept, digest, follow, split_sections

_PAST = 300
"""Versions of a source that are searched for the one that was translated."""


def translations(docs: Path, paths: Sequence[Path], accepted: bool, names: Sequence[str]) -> int:
    """Print the table and what changed, or record sections as reviewed.

    Args:
        docs: the docs folder.
        paths: files and folders; all when empty, which `accepted` does not allow.
        accepted: record instead of showing.
        names: sections to record, all when empty.

    Returns:
        0, also when something is outdated; 2 when a path or section does not exist.
    """
    try:
        chosen = [inside(docs, path) for path in paths]
        course = read_course(docs)
    except FolderError as error:
        print(f"translations: {error}", file=sys.stderr)
        return 2
    pages = [
        page
        for page in sorted(course.pages.values(), key=lambda p: p.path)
        if page.locale in course.locales[1:] and choose(page.path, chosen)
    ]
    if accepted:
        for path in chosen:
            if path in course.pages and course.pages[path].locale == course.source_locale:
                print(
                    f"translations: docs/{path} is the source: name the page that translates it",
                    file=sys.stderr,
                )
                return 2
        return _accept(docs, course, pages, bool(paths), tuple(names))
    sys.stdout.write(write_table(course, pages, complete=not chosen))
    for page in pages:
        for section in follow(course, page):
            if section.state == "outdated":
                sys.stdout.write("".join(_difference(docs, course, page, section)))
    return 0


def _accept(
    docs: Path, course: Course, pages: list[Page], named: bool, names: tuple[str, ...]
) -> int:
    if not named:
        print(
            "translations: name the pages that you have read beside their source, "
            "as in: scripts/translations --accept docs/index.en.md",
            file=sys.stderr,
        )
        return 2
    made: dict[Path, str] = {}
    for page in pages:
        source = course.page(page.key, course.source_locale)
        if source is None:
            continue
        unknown = [name for name in names if name not in split_sections(source)]
        if unknown:
            known = ", ".join(split_sections(source))
            print(
                f"translations: {source.path} has no section {unknown[0]}: it has {known}",
                file=sys.stderr,
            )
            return 2
        broken = next((p for p in page.problems if p.rule == "front-matter"), None)
        if broken:
            print(
                f"translations: docs/{page.path}:{broken.line}: {broken.message}: mend it first",
                file=sys.stderr,
            )
            return 2
        path = docs / page.path
        try:
            text = path.read_bytes().decode("utf-8")
            new = accept(text, source, page, names)
        except UnicodeDecodeError:
            print(f"translations: docs/{page.path} is not UTF-8: save it so", file=sys.stderr)
            return 2
        except ValueError as error:
            print(f"translations: {error}: write one with a title first", file=sys.stderr)
            return 2
        if new != text:
            made[path] = new
    for path, text in made.items():
        write_file(path, text.encode("utf-8"))
    print(f"recorded: {len(made)} of {len(pages)} pages changed")
    return 0


def write_table(course: Course, pages: Sequence[Page], complete: bool = True) -> str:
    """The state of each page as aligned text, a row for each translation.

    Args:
        course: everything.
        pages: translations to list.
        complete: also list the pages that are not there at all.
    """
    rows = [("page", "current", "outdated", "not recorded", "")]
    total: Counter[str] = Counter()
    for page in pages:
        counts = Counter(section.state for section in follow(course, page))
        total += counts
        late = ", ".join(s.id for s in follow(course, page) if s.state == "outdated")
        current, outdated, missing = (counts[s] for s in ("current", "outdated", "missing"))
        rows.append((page.path, str(current), str(outdated), str(missing), late))
    lacking = _lacking(course) if complete else []
    rows += [(path, "-", "-", "-", "there is no such page yet") for path in lacking]
    widths = [max(len(row[n]) for row in rows) for n in range(4)]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(row[n].rjust(widths[n]) for n in (1, 2, 3)), row[4]]
        lines.append("  ".join(cells).rstrip())
    lines.append(
        f"\n{total['current']} sections current, {total['outdated']} outdated, "
        f"{total['missing']} not recorded; {len(lacking)} pages missing"
    )
    return "\n".join(lines) + "\n"


def _lacking(course: Course) -> list[str]:
    keys = sorted({p.key for p in course.pages.values() if p.locale == course.source_locale})
    return [
        f"{key}.{locale}.md"
        for key in keys
        for locale in course.locales[1:]
        if course.page(key, locale) is None
    ]


def _difference(docs: Path, course: Course, page: Page, section: Section) -> Iterator[str]:
    """What changed in a section of the source since it was translated, as a unified diff."""
    source = course.page(page.key, course.source_locale)
    if source is None:
        return
    yield f"\n== docs/{page.path}:{section.line}: {{#{section.id}}}\n"
    before = find_past(docs, source.path, section)
    if before is None:
        yield "   the translated version is not in this clone’s history: compare the two pages\n"
        return
    now = split_sections(source)[section.id]
    yield from (
        line if line.endswith("\n") else f"{line}\n"
        for line in difflib.unified_diff(
            before.splitlines(keepends=True),
            now.splitlines(keepends=True),
            f"{source.path} when translated",
            f"{source.path} now",
            n=1,
        )
    )


def find_past(docs: Path, path: str, section: Section) -> str | None:
    """The section as it was when it was translated, from git; `None` where git has it not."""
    name = f"./{path}"
    log = _git(docs, "log", f"--max-count={_PAST}", "--format=%H", "--", name)
    for commit in (log or "").split():
        text = _git(docs, "show", f"{commit}:{name}")
        part = split_sections(parse_page(path, text)).get(section.id) if text else None
        if part is not None and digest(part) == section.recorded:
            return part
    return None


def _git(docs: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=docs, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
