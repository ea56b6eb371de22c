"""The checks of a large course, shared out among the processors of the machine."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Sequence

from course.checks.finding import Finding
from course.checks.suite import Check, run_checks
from course.checks.survey import Survey

LARGE = 150
"""Pages from which on a second process pays for itself."""


def run_shared(checks: Sequence[Check], survey: Survey) -> list[Finding]:
    """What the checks find; half of them are run by a copy of this process.

    The copy shares the memory of the course, so nothing has to be handed over but findings.
    Where a process cannot be copied, or the course is small, all are run here.
    """
    alone = (os.cpu_count() or 1) < 2 or not hasattr(os, "fork")
    if alone or len(survey.leaves) < LARGE or threading.active_count() > 1:
        return run_checks(checks, survey)
    theirs = [check for check in checks if check.__name__ in HEAVY]
    ours = [check for check in checks if check not in theirs]
    gc.freeze()  # A collection in the copy would copy the memory that it shares.
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(run_checks(theirs, survey), pipe)
        finally:
            os._exit(0)
    os.close(writing)
    found = run_checks(ours, survey)
    with os.fdopen(reading, "rb") as pipe:
        sent = pipe.read()
    os.waitpid(child, 0)
    # A copy that came to grief has sent nothing: then its half is done here.
    return found + (pickle.loads(sent) if sent else run_checks(theirs, survey))


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
