"""New content as text: what `scripts/new` writes, in every language that has a starter.

A draft has valid front matter and ids; what is left to the author stands between ‹ and ›,
which the checks refuse, so that nothing half-written can be published.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

from course.lessons import find_lessons
from course.model import Course, Heading, Page
from course.source.page import write_page

STARTERS = Path(__file__).with_name("starters")
QUIZ = "quiz"


class DraftError(Exception):
    """The draft cannot be made; the message says why and what to do instead."""


def starters(name: str) -> dict[str, Template]:
    """The starters of that name by language."""
    return {
        path.suffixes[0][1:]: Template(path.read_text(encoding="utf-8"))
        for path in sorted(STARTERS.glob(f"{name}.*.md"))
    }


def draft_lesson(course: Course, name: str, titles: Mapping[str, str]) -> dict[str, str]:
    """A lesson that comes after all others.

    Args:
        course: everything.
        name: words of the address, in kebab-case.
        titles: by language.

    Returns:
        Text by path below the docs folder.

    Raises:
        DraftError: another lesson has that name.
    """
    lessons = course.lessons(course.source_locale)
    if any(re.sub(r"^lessons/\d+-", "", page.key) == name for page in lessons):
        raise DraftError(f"there is a lesson '{name}' already: choose another name")
    number = 1 + max(
        (int(m[1]) for p in lessons if (m := re.match(r"lessons/(\d+)", p.key))), default=0
    )
    lesson = f"l{number:02}"
    made = {}
    questions = starters("single")
    for locale, starter in starters("lesson").items():
        question = questions[locale].substitute(
            name=f"{lesson}-first", objective="compare", section="idea"
        )
        made[f"lessons/{number:02}-{name}.{locale}.md"] = starter.substitute(
            id=lesson,
            title=_quote(titles[locale]),
            letter=_next_letter(course),
            question=question,
        ).replace(f"# {_quote(titles[locale])}", f"# {titles[locale]}")
    return made


def draft_question(
    course: Course, lesson: str, name: str, objective: str, section: str, form: str
) -> dict[str, str]:
    """The pages of a lesson with one more question at the end of its quiz.

    Raises:
        DraftError: lesson, objective or section does not exist, or the id is taken.
    """
    source = find_lesson(course, lesson)
    identifier = name if name.startswith(f"{lesson}-") else f"{lesson}-{name}"
    ids = {q for page in course.pages.values() for q in (b.title for b in page.blocks("question"))}
    if identifier in ids or identifier in course.retired:
        raise DraftError(f"the id '{identifier}' was used already: choose another one")
    _known(objective, source.objectives, f"objective of {lesson}")
    _known(section, [h.id for h in source.sections if h.id], f"section of {lesson}")
    made = {}
    for locale, starter in starters(form).items():
        page = course.page(source.key, locale)
        if page is None:
            raise DraftError(f"{source.key}.{locale}.md does not exist: write that page first")
        text = starter.substitute(name=identifier, objective=objective, section=section)
        made[page.path] = _insert(page, text)
    return made


def draft_checklist(course: Course, letter: str, titles: Mapping[str, str]) -> dict[str, str]:
    """The practice page of a checklist that stands in a lesson.

    Raises:
        DraftError: no lesson has that checklist, or it has its page.
    """
    known = [
        b.option("id") for p in course.lessons(course.source_locale) for b in p.blocks("check")
    ]
    _known(letter, known, "checklist of a lesson")
    if course.page(f"practice/checklist-{letter}", course.source_locale):
        raise DraftError(f"practice/checklist-{letter} exists already: change that page")
    return {
        f"practice/checklist-{letter}.{locale}.md": starter.substitute(
            letter=letter, LETTER=letter.upper(), title=titles[locale].replace('"', "”")
        )
        for locale, starter in starters("checklist").items()
    }


def draft_term(course: Course, term: str, names: Mapping[str, str], source: str) -> str:
    """An entry for the end of `data/glossary.yml`.

    Raises:
        DraftError: the id is taken, or there is no such source.
    """
    if term in course.terms:
        raise DraftError(f"the glossary has '{term}' already: change that entry")
    _known(source, course.sources, "key in docs/data/sources.yml")
    rows = [f"- id: {term}", *(f"  {locale}: {_quote(name)}" for locale, name in names.items())]
    rows += ["  definition:", "    zh: ‹一句话的定义›", "    en: ‹a definition in one sentence›"]
    rows += ["  sources:", f"  - {source}", "  origin: source", "  do_not_confuse_with: []"]
    return "\n".join(rows) + "\n"


def draft_fact(course: Course, fact: str, source: str, kind: str) -> str:
    """An entry for the end of `data/facts.yml`; it counts as not checked.

    Raises:
        DraftError: the id is taken, or there is no such source.
    """
    if fact in course.facts:
        raise DraftError(f"the ledger has '{fact}' already: change that entry")
    _known(source, course.sources, "key in docs/data/sources.yml")
    return (
        f"- id: {fact}\n  source: {source}\n  where: ‹page, section or minute›\n  kind: {kind}\n"
        "  claim:\n    zh: ‹一句话的说法›\n    en: ‹the claim in one sentence›\n"
        "  check: unverified\n"
        "  note:\n    zh: ‹查了哪里，查到什么›\n    en: ‹where you looked and what you found›\n"
    )


def find_lesson(course: Course, lesson: str) -> Page:
    """The lesson with that id in the source language.

    Raises:
        DraftError: there is none.
    """
    lessons = find_lessons(course)
    _known(lesson, lessons, "lesson")
    return lessons[lesson]


def _known(name: str, names: Iterable[str], what: str) -> None:
    known = list(names)
    if name not in known:
        shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
        raise DraftError(f"'{name}' is no {what}: there are {shown}")


def _next_letter(course: Course) -> str:
    """The first letter, then two, that no checklist has."""
    taken = {b.option("id") for p in course.pages.values() for b in p.blocks("check")}
    for number in itertools.count():
        first, last = divmod(number, 26)
        letter = (chr(96 + first) if first else "") + chr(97 + last)
        if letter not in taken:
            return letter
    raise AssertionError("letters never end")


def _insert(page: Page, text: str) -> str:
    """The page with a question below the last one of its quiz."""
    lines = write_page(page).split("\n")
    blocks = [b for b in page.blocks("question") if b.option("final") != "True"]
    quiz: Heading | None = next((h for h in page.headings if h.id == QUIZ), None)
    if quiz is None:
        raise DraftError(f"{page.path} has no section {{#{QUIZ}}}: write it first")
    inside = [b for b in blocks if b.line > quiz.line]
    if inside:
        last = inside[-1]
        at = last.line - 1 + last.source.rstrip("\n").count("\n") + 1
        return "\n".join([*lines[:at], "", *text.rstrip("\n").split("\n"), *lines[at:]])
    at = quiz.line
    return "\n".join([*lines[:at], "", *text.rstrip("\n").split("\n"), *lines[at:]])


def _quote(text: str) -> str:
    """A text as YAML takes it."""
    plain = re.fullmatch(r"[^\s\"'#&*!|>%@`\[\]{},?:-][^#:\"]*", text)
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
