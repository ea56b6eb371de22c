"""What gives answers away, across the questions of a lesson: warnings."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey
from course.checks.wording import (
    ABSOLUTES,
    NEGATIVE,
    UNSEEN_VERBS,
    VERDICTS,
    content_words,
    count_han,
    count_words,
    plain,
)
from course.model import Option, Page, Question, fold

SHARE = 0.4
"""Of the items in a lesson: how often the key may be the longest, or stand in one place."""
MOST_VERDICTS = 0.6
"""Of the yes-or-no items in a language: how often one verdict may be the right one."""
NEGATIVES = 0.1
"""Of the items in a lesson: how often the stem may ask for what is not so."""
FEW = 5
"""Below so many items a share says nothing."""


def check_items(survey: Survey) -> Iterator[Finding]:
    """Every page with questions."""
    for leaf in survey.leaves:
        page = leaf.page
        choices = [q for q in page.questions if q.kind == "single" and len(q.keys) == 1]
        for question in page.questions:
            yield from _stem(page, question)
            if question.kind in ("single", "multiple"):
                yield from _length(page, question)
                yield from _absolutes(page, question)
                yield from _echo(page, question)
        yield from _longest(page, choices)
        yield from _position(page, choices)
        yield from _negatives(page)
        yield from _situations(page)
        yield from _verbs(page)
    for locale in survey.course.locales:
        yield from _verdicts(survey, locale)


def _sides(question: Question) -> tuple[list[Option], list[Option]]:
    keys = [option for option in question.options if option.key]
    return keys, [option for option in question.options if not option.key]


def _size(option: Option) -> int:
    return len(fold(plain(option.text)))


def _stem(page: Page, question: Question) -> Iterator[Finding]:
    han, words = count_han(question.stem), count_words(question.stem)
    if han > 60 or (not han and words > 40):
        length = f"{han} Han characters" if han else f"{words} words"
        yield make_finding(
            "stem-length",
            page.path,
            _stem_line(page, question),
            f"the stem of '{question.id}' has {length}",
            "keep to 60 Han characters or 40 words; a situation goes into a paragraph before it",
        )
    pattern = NEGATIVE.get(page.locale)
    match = pattern.search(question.stem) if pattern else None
    if match and "**" not in match[0]:
        yield make_finding(
            "negative-stem",
            page.path,
            _stem_line(page, question),
            f"the stem of '{question.id}' asks for what is not so",
            "ask for what is so, or stress the negation with **",
        )


def _stem_line(page: Page, question: Question) -> int:
    """Where the stem begins: looked for only when there is something to report."""
    block = next(b for b in page.blocks("question") if b.line == question.line)
    at = block.body.find(question.stem)
    return block.body_line + block.body.count("\n", 0, max(at, 0))


def _median(numbers: list[int]) -> float:
    """As in `statistics`, whose import takes longer than it."""
    ordered, middle = sorted(numbers), len(numbers) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def _length(page: Page, question: Question) -> Iterator[Finding]:
    keys, others = _sides(question)
    if not keys or not others:
        return
    usual = _median([_size(option) for option in others])
    for key in keys:
        if _size(key) > 1.3 * usual and _size(key) - usual > 3:
            yield make_finding(
                "key-length",
                page.path,
                key.line,
                f"the key of '{question.id}' is {_size(key) / max(usual, 1):.1f} times as long "
                "as the usual distractor",
                "shorten it, or make the distractors as full",
            )


def _absolutes(page: Page, question: Question) -> Iterator[Finding]:
    pattern = ABSOLUTES.get(page.locale)
    keys, others = _sides(question)
    if not pattern or any(pattern.search(option.text) for option in keys):
        return
    for option in others:
        match = pattern.search(option.text)
        if match:
            yield make_finding(
                "absolute-distractor",
                page.path,
                option.line,
                f"only distractors of '{question.id}' say \"{match[0]}\"",
                "drop the word, or use one as strong in the key",
            )
            return


def _echo(page: Page, question: Question) -> Iterator[Finding]:
    keys, others = _sides(question)
    if len(keys) != 1:
        return
    shared = content_words(question.stem) & content_words(keys[0].text)
    shared -= {word for option in others for word in content_words(option.text)}
    if shared:
        yield make_finding(
            "key-echo",
            page.path,
            keys[0].line,
            f"the key of '{question.id}' alone repeats \"{min(shared)}\" from the stem",
            "say it in other words, or use the word in a distractor too",
        )


def _longest(page: Page, choices: list[Question]) -> Iterator[Finding]:
    longest = [q for q in choices if _is_longest(q)]
    if len(choices) >= FEW and len(longest) > SHARE * len(choices):
        names = ", ".join(f"'{q.id}'" for q in longest)
        yield make_finding(
            "longest-key",
            page.path,
            longest[0].find(longest[0].keys[0]).line,
            f"the key is the longest option in {len(longest)} of {len(choices)} items",
            f"shorten the key, or fill out a distractor, in some of {names}",
        )


def _is_longest(question: Question) -> bool:
    keys, others = _sides(question)
    return bool(others) and _size(keys[0]) > max(_size(option) for option in others)


def _position(page: Page, choices: list[Question]) -> Iterator[Finding]:
    if len(choices) < FEW:
        return
    for place in range(1, 6):
        there = [q for q in choices if q.keys[0] == f"o{place}"]
        if len(there) > SHARE * len(choices):
            yield make_finding(
                "key-position",
                page.path,
                there[0].find(there[0].keys[0]).line,
                f"the key is option {place} in {len(there)} of {len(choices)} items",
                "move it in some of "
                + ", ".join(f"'{q.id}'" for q in there)
                + ", in every language",
            )


def _negatives(page: Page) -> Iterator[Finding]:
    pattern = NEGATIVE.get(page.locale)
    stems = [q for q in page.questions if pattern and pattern.search(q.stem)]
    if len(page.questions) >= FEW and len(stems) > NEGATIVES * len(page.questions):
        yield make_finding(
            "negative-share",
            page.path,
            _stem_line(page, stems[0]),
            f"{len(stems)} of {len(page.questions)} stems ask for what is not so",
            f"ask for what is so in some of {_list(stems)}",
        )


def _situations(page: Page) -> Iterator[Finding]:
    """A situation is a paragraph before the stem; orderings and matchings may do without."""
    choices = [q for q in page.questions if q.kind in ("single", "multiple")]
    bare = [q for q in choices if not q.context]
    if len(choices) >= FEW and 2 * len(bare) > len(choices):
        yield make_finding(
            "situation-share",
            page.path,
            bare[0].line,
            f"only {len(choices) - len(bare)} of {len(choices)} choice questions ask for "
            "judgement in a situation",
            f"write a situation as a paragraph before the stem of some of {_list(bare)}",
        )


def _verdicts(survey: Survey, locale: str) -> Iterator[Finding]:
    """Over the whole course: a lesson has one or two such items."""
    if locale not in VERDICTS:
        return
    found: tuple[list[tuple[Page, Question]], list[tuple[Page, Question]]] = ([], [])
    for leaf in survey.leaves:
        if leaf.page.locale == locale:
            for question in leaf.page.questions:
                side = _verdict(question, locale)
                if side is not None:
                    found[side].append((leaf.page, question))
    total = sum(map(len, found))
    for side, other in ((0, 1), (1, 0)):
        if total >= FEW and len(found[side]) > MOST_VERDICTS * total:
            page, question = found[side][0]
            yield make_finding(
                "yes-no-share",
                page.path,
                question.find(question.keys[0]).line,
                f"{('yes', 'no')[side]} is right in {len(found[side])} of {total} yes-or-no items",
                f"let {('yes', 'no')[other]} be right in some of "
                f"{_list([q for _, q in found[side]])}, in every language",
            )


def _verdict(question: Question, locale: str) -> int | None:
    """0 where yes is right, 1 where no is, `None` for other items."""
    if question.kind != "single" or len(question.keys) != 1:
        return None
    sides = [
        next((n for n in (0, 1) if VERDICTS[locale][n].match(option.text)), None)
        for option in question.options
    ]
    if {0, 1} != set(sides):
        return None
    return sides[[option.id for option in question.options].index(question.keys[0])]


def _list(questions: list[Question]) -> str:
    return ", ".join(f"'{q.id}'" for q in questions)


def _verbs(page: Page) -> Iterator[Finding]:
    pattern = UNSEEN_VERBS.get(page.locale)
    for name, text in page.objectives.items():
        match = pattern.match(text) if pattern else None
        if match:
            yield make_finding(
                "objective-verb",
                page.path,
                page.meta_lines.get(f"objectives.{name}", 1),
                f"the objective '{name}' begins with \"{match[1]}\", which nobody can observe",
                "begin with what learners do, such as compare, choose or write",
            )
