"""Ids that would take the place of something that scripts rely on (DOM clobbering).

A browser answers `window.name` and `document.name` with the element of that id or name where
nothing else has it first. Source: WHATWG HTML, 7.2.2.3 and 3.1.7, named access.
"""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey

_NAMES = (
    "action alert anchors append applets atob blur body btoa charset children chrome clear "
    "close closed confirm console constructor contains cookie credentialless crypto dir "
    "doctype document domain elements embeds escape eval evaluate event external fence fetch "
    "find focus fonts forms frames fullscreen head hidden history images implementation "
    "length links location locationbar menubar method name navigation navigator normalize "
    "open opener origin parent performance personalbar plugins prepend prerendering print "
    "prompt referrer reset scheduler screen scripts scroll scrollbars self status statusbar "
    "stop submit timeline title toolbar top undefined unescape viewport when window write "
    "writeln "
)
SHADOWED = frozenset(_NAMES.split())
"""Lowercase properties of window and document in Chromium and of a form, handlers left out."""


def check_shadows(survey: Survey) -> Iterator[Finding]:
    """Every id that becomes an id in a page: headings, blocks, facts, terms, sources."""
    course = survey.course
    for leaf in survey.leaves:
        path = leaf.page.path
        for heading in leaf.page.headings:
            yield from _shadow(path, heading.line, heading.id or "")
        for block in leaf.page.blocks("activity", "check"):
            yield from _shadow(path, block.option_lines.get("id", 1), block.option("id"))
    for name, entries in (("facts", course.facts), ("glossary", course.terms)):
        for key, entry in entries.items():
            yield from _shadow(course.data[name].path, entry.line, key)
    for key, source in course.sources.items():
        yield from _shadow(course.data["sources"].path, source.line, key)


def _shadow(path: str, line: int, name: str) -> Iterator[Finding]:
    if name in SHADOWED:
        yield make_finding(
            "shadow-id",
            path,
            line,
            f"the id '{name}' is also the name of something in the browser",
            f"write a longer one, such as '{name}-here', in every language",
        )
