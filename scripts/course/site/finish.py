"""A page as it is written: without leftovers of its templates, with its policy."""

from __future__ import annotations

from functools import lru_cache

from course.site.markup import trim_markup
from course.site.policy import add_policy


@lru_cache(maxsize=1024)
def finish_page(html: str) -> str:
    """A page as it is written; in a preview most of them are the same as before.

    Raises:
        PolicyError: it holds what its policy would forbid.
    """
    return add_policy(trim_markup(html))
