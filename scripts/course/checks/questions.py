"""Rules for items that a single question can break; `items.py` weighs whole lessons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.feedback import feedback_lines, find_feedback
from course.checks.finding import Finding
from course.checks.headings import is_kebab
from course.checks.lessons import CLOSING, SHOWING, SILENT, is_teaching
from course.checks.rules import make_finding
from course.checks.survey import Leaf, Survey
from course.checks.wording import (
    CHOOSE_ALL,
    CHOOSE_ALL_EXAMPLE,
    OURS,
    PLACE_WORDS,
    RESTORED,
    plain,
)
from course.model import SHAKY, Block, Course, Option, Page, Question, fold

_LIMITS = {"single": (3, 5), "multiple": (3, 5), "ordering": (3, 7), "matching": (3, 10)}
_NOUN = {"single": "options", "multiple": "options", "ordering": "rows", "matching": "rows"}


def check_questions(survey: Survey) -> Iterator[Finding]:
    """Every question of every page."""
    for leaf in survey.leaves:
        page = leaf.page
        blocks = {block.line: block for block in page.blocks("question")}
        yield from _ids(page)
        if page.is_lesson:
            yield from _sections(leaf)
            yield from _objectives(leaf)
        for question in page.questions:
            yield from _keys(page, question)
            yield from _options(page, question)
            yield from find_feedback(page, question, blocks[question.line])
            yield from _place_words(page, question, blocks[question.line])
            yield from _ground(page, question, survey.course, blocks[question.line])


def _ids(page: Page) -> Iterator[Finding]:
    for block in page.blocks("question"):
        name = block.title
        if not name:
            continue  # block-title says so
        if not is_kebab(name):
            yield make_finding(
                "question-id",
                page.path,
                block.line,
                f"the id '{name}' is not lowercase ASCII words joined by hyphens",
                "write one such as 'l01-two-actions', the same in every language",
            )
        elif page.is_lesson and page.id and not name.startswith(f"{page.id}-"):
            yield make_finding(
                "question-id",
                page.path,
                block.line,
                f"the id '{name}' does not begin with the lesson's id",
                f"write '{page.id}-{re.sub('^l[0-9]+-', '', name)}' in every language",
            )


def _chapter_ids(leaf: Leaf) -> dict[str, str]:
    """Section → the H2 that it stands in, by their ids; those of the closing sections as well."""
    found: dict[str, str] = {}
    for heading in leaf.page.sections:
        chapter = leaf.chapter_at(heading.line)
        if heading.id and chapter:
            found[heading.id] = chapter.id or ""
    return found


def _sections(leaf: Leaf) -> Iterator[Finding]:
    """Each question names a section that can explain its answer."""
    chapters = _chapter_ids(leaf)
    for block in leaf.page.blocks("question"):
        section = block.option("section")
        if chapters.get(section) in SILENT:
            yield make_finding(
                "question-section",
                leaf.page.path,
                block.option_lines.get("section", block.line),
                f"'{block.title}' sends its reader to {{#{section}}}, which explains nothing",
                "name the section whose text answers it: "
                + ", ".join(h.id for h in leaf.chapters if h.id and is_teaching(h)),
            )


def _objectives(leaf: Leaf) -> Iterator[Finding]:
    """Each objective is asked for in the lesson itself, and explained in one of its sections."""
    page = leaf.page
    asked = {question.objective for question in page.questions}
    if not asked <= page.objectives.keys():
        return  # unknown-objective says so: the one that is missing may be mistyped
    chapters = _chapter_ids(leaf)
    for name in page.objectives:
        open_ones = [q for q in page.questions if q.objective == name and not q.final]
        named = {q.section for q in open_ones}
        if name not in asked:
            message = f"no question asks for the objective '{name}'"
            fix = f"write a question with 'objective: {name}', or drop the objective"
        elif not open_ones:
            message = f"only questions of the final assessment ask for the objective '{name}'"
            fix = f"write one with 'objective: {name}' and without 'final: true'"
        elif not named <= chapters.keys() or any(chapters[s] in SILENT for s in named):
            continue  # unknown-section or question-section says so
        elif all(chapters[s] in CLOSING.keys() - SHOWING for s in named):
            message = f"no section that teaches answers a question for the objective '{name}'"
            fix = "let one of its questions name a teaching section, the practice or the checklist"
        else:
            continue
        yield make_finding(
            "objective-question",
            page.path,
            page.meta_lines.get(f"objectives.{name}", 1),
            message,
            fix,
        )


def _keys(page: Page, question: Question) -> Iterator[Finding]:
    if question.kind not in ("single", "multiple"):
        return
    right = [option for option in question.options if option.key]
    pattern = CHOOSE_ALL.get(page.locale)
    asks_all = bool(pattern and pattern.search(plain(question.stem)))
    if not right:
        yield make_finding(
            "question-keys",
            page.path,
            question.options[0].line if question.options else question.line,
            f"no option of '{question.id}' is marked as right",
            'write "- [x]" before the right one',
        )
    elif len(right) == len(question.options):
        yield make_finding(
            "question-keys",
            page.path,
            right[-1].line,
            f"every option of '{question.id}' is marked as right",
            'write "- [ ]" before the distractors, and add one where there is none',
        )
    elif question.kind == "multiple" and pattern and not asks_all:
        yield make_finding(
            "question-keys",
            page.path,
            right[1].line,
            f"'{question.id}' has {len(right)} right options, but its stem does not say so",
            f'end the stem with "{CHOOSE_ALL_EXAMPLE[page.locale]}", or mark one option only',
        )
    elif question.kind == "single" and asks_all:
        yield make_finding(
            "question-keys",
            page.path,
            right[0].line,
            f"the stem of '{question.id}' asks for all that apply, but one option is right",
            "mark the other right ones with [x], or ask for one",
        )


def _options(page: Page, question: Question) -> Iterator[Finding]:
    low, high = _LIMITS[question.kind]
    number, noun = len(question.options), _NOUN[question.kind]
    if number < low:
        yield make_finding(
            "question-options",
            page.path,
            question.options[-1].line if question.options else question.line,
            f"'{question.id}' has {number} {noun}, at least {low} are needed",
            f"add {low - number} that somebody could hold to be right"
            if noun == "options"
            else f"add {low - number}, or ask in another form",
        )
    elif number > high:
        yield make_finding(
            "question-options",
            page.path,
            question.options[high].line,
            f"'{question.id}' has {number} {noun}, {high} are enough",
            f"drop {number - high}: those that nobody would choose"
            if noun == "options"
            else "cut it into two questions",
        )
    seen: dict[str, Option] = {}
    for option in question.options:
        text = fold(plain(option.text))
        if not text:
            yield make_finding(
                "question-options",
                page.path,
                option.line,
                f"an option of '{question.id}' is empty",
                "write it, or delete the line",
            )
        elif text in seen:
            yield make_finding(
                "question-options",
                page.path,
                option.line,
                f'"{option.text}" says the same as line {seen[text].line}',
                "write another one: case, width, spaces and punctuation make no difference",
            )
        seen.setdefault(text, option)
        if question.kind == "matching" and not fold(option.match):
            yield make_finding(
                "question-options",
                page.path,
                option.line,
                f'"{option.text}" has nothing to match',
                "fill the right-hand column",
            )


def _place_words(page: Page, question: Question, block: Block) -> Iterator[Finding]:
    pattern = PLACE_WORDS.get(page.locale)
    if not pattern:
        return
    places = feedback_lines(block)
    texts = [(o.line, o.text, "option") for o in question.options]
    texts += [(o.line, o.match, "option") for o in question.options]
    texts += [
        (places[n] if n < len(places) and places[n] else o.line, o.feedback, "feedback")
        for n, o in enumerate(question.options)
    ]
    for line, text, what in texts:
        match = pattern.search(plain(text)) if text else None
        if match:
            yield make_finding(
                "option-place",
                page.path,
                line,
                f'the {what} says "{match[0].strip()}", but options are shuffled',
                "name what is meant by its words, not by its place",
            )


def _ground(page: Page, question: Question, course: Course, block: Block) -> Iterator[Finding]:
    """What the key rests on."""
    asked = f"{question.context}\n{question.stem}"
    ours = OURS.get(page.locale)
    for name in question.facts:
        fact = course.facts.get(name)
        if fact is None:
            continue
        restored = any(RESTORED.search(note) for note in fact.note.values())
        if question.kind == "ordering" and restored and ours and not ours.search(asked):
            yield make_finding(
                "restored-order",
                page.path,
                question.line,
                f"'{question.id}' asks for an order that was restored ('{name}') as if it were "
                "on record",
                'say whose order it is, as in "in this course’s model"',
            )
        if fact.check in SHAKY and not question.judges:
            yield make_finding(
                "shaky-key",
                page.path,
                block.option_lines.get("facts", block.line),
                f"the key of '{question.id}' rests on '{name}', which is {fact.check}",
                "rest it on another fact, or ask for the check status itself and write "
                "'judges: fact'",
            )
