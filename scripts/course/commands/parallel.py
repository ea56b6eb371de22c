"""Reading and checking a large course, shared out among the processors of the machine."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from course.checks.finding import Finding
from course.checks.suite import Check, run_checks
from course.checks.survey import Survey
from course.model import Page
from course.source.folder import Names, read_pages

T = TypeVar("T")

LARGE = 150
"""Pages from which on a second process pays for itself."""


def run_shared(checks: Sequence[Check], survey: Survey) -> list[Finding]:
    """What the checks find; half of them are run by a copy of this process."""
    theirs = [check for check in checks if check.__name__ in HEAVY]
    ours = [check for check in checks if check not in theirs]
    if not _pays(len(survey.leaves)):
        return run_checks(checks, survey)
    found, sent = share(partial(run_checks, ours, survey), partial(run_checks, theirs, survey))
    return found + sent


def read_shared(names: Names) -> list[Page]:
    """The pages of these files; fewer than half of them are read by a copy of this process.

    To hand over a page takes a fifth of the time of reading it.
    """
    if not _pays(len(names)):
        return read_pages(names)
    middle = len(names) * 11 // 20
    read, sent = share(partial(read_pages, names[:middle]), partial(read_pages, names[middle:]))
    return read + sent


def _pays(pages: int) -> bool:
    """Whether a second process is worth it, and this one can be copied."""
    able = (os.cpu_count() or 1) > 1 and hasattr(os, "fork") and threading.active_count() == 1
    return able and pages >= LARGE


def share(ours: Callable[[], list[T]], theirs: Callable[[], list[T]]) -> tuple[list[T], list[T]]:
    """The results of both, the second worked out by a copy of this process meanwhile.

    The copy shares the memory of this one, so that only its result has to be handed over.
    """
    gc.freeze()  # A collection in the copy would copy the memory that it shares.
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(theirs(), pipe, protocol=pickle.HIGHEST_PROTOCOL)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    found = ours()
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read()
    _, code = os.waitpid(child, 0)
    # Where the copy came to grief, its half is done here.
    return found, theirs() if code else pickle.loads(sent)


HEAVY = frozenset(
    {
        "check_typography",
        "check_words",
        "check_evidence",
        "check_translations",
        "check_limits",
    }
)
"""About as much work as all others together, most of it on the same texts."""
