"""Work shared with a copy of the process is the same work."""

from __future__ import annotations

import os

import pytest

from course.commands.parallel import share

FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process cannot be copied here")


@FORK
def test_both_halves_come_back_in_order() -> None:
    here = os.getpid()
    ours, theirs = share(lambda: ["a", here], lambda: ["b", os.getpid()])
    assert ours == ["a", here]
    assert theirs[0] == "b" and theirs[1] != here


@FORK
@pytest.mark.parametrize("grief", ["raises", "is killed", "cannot be sent"])
def test_a_half_that_is_lost_is_done_again(grief: str) -> None:
    here = os.getpid()

    def work() -> list[object]:
        if os.getpid() != here:
            os.close(2)  # What it says of its grief is not ours to hear.
            if grief == "raises":
                raise ValueError
            if grief == "is killed":
                os.kill(os.getpid(), 9)
            return [lambda: None]
        return ["again"]

    assert share(lambda: [1], work) == ([1], ["again"])
