"""The words of a term link are the name of the term, or a short form that the glossary lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.finding import Finding
from course.checks.rules import make_finding
from course.checks.survey import Survey
from course.checks.wording import plain
from course.model import Term

_PARTS = re.compile(r" / |\s?[(（]|[)）]")


def check_terms(survey: Survey) -> Iterator[Finding]:
    """Every link to a term that the glossary has."""
    course = survey.course
    known = {
        (locale, term.id): {fold_name(form) for form in read_forms(term, locale)}
        for term in course.terms.values()
        for locale in term.name
    }
    for leaf in survey.leaves:
        locale = leaf.page.locale
        for link in leaf.links:
            name = link.target.removeprefix("term:")
            forms = known.get((locale, name), set()) if name != link.target else set()
            if not forms or fold_name(link.text) in forms:
                continue
            term = course.terms[name]
            fix = f"write [{read_forms(term, locale)[0]}](term:{name})"
            if fold_name(link.text) not in {fold_name(word) for word in term.avoid.get(locale, ())}:
                fix += (
                    f", or list the words under 'forms: {{{locale}: […]}}' in "
                    f"docs/data/glossary.yml, line {term.line}"
                )
            yield make_finding(
                "term-link",
                leaf.page.path,
                link.line,
                f"\"{plain(link.text)}\" is not a name of the term '{name}'",
                fix,
            )


def read_forms(term: Term, locale: str) -> list[str]:
    """The name of a term, what stands in it in brackets or behind a slash, its other forms."""
    name = term.name.get(locale, "")
    parts = [part.strip() for part in _PARTS.split(name)]
    return [part for part in [*parts, name, *term.forms.get(locale, ())] if part]


def fold_name(text: str) -> str:
    """What the spellings of a name share: small letters, no hyphens, no plural of Latin words."""
    words = plain(text).lower().replace("-", " ").split()
    last = words.pop().removesuffix("’s").removesuffix("'s") if words else ""
    if last.isascii():
        if last.endswith("ies") and len(last) > 4:
            last = f"{last[:-3]}y"
        elif last.endswith("s") and not last.endswith("ss") and len(last) > 3:
            last = last[:-1]
    return " ".join([*words, last])
