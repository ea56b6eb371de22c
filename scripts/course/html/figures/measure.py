"""How wide a text is drawn and where it may break, without a browser.

A drawing has no line breaks of its own, so they are decided here. Widths are those of Noto
Sans, the widest Latin face of the site's font stack, rounded up: a text that fits here fits
on the reader's machine.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise


class FigureError(ValueError):
    """A figure cannot be drawn from its data; the message says what to change."""


_EM: dict[str, float] = {
    char: em
    for chars, em in (
        ("ijl' |’‘", 0.26),
        (".,:;!J", 0.28),
        ("()[]-I", 0.34),
        ("ft/", 0.37),
        ('r“”"*', 0.42),
        ("csz?", 0.48),
        ("kvxyL", 0.54),
        ("aeEFTZSXY0123456789–$", 0.58),
        ("bdghnopquPRVK+=~", 0.63),
        ("ABC", 0.65),
        ("DGU&", 0.74),
        ("HNOQw", 0.79),
        ("mMW%", 0.94),
        ("—…", 1.0),
    )
    for char in chars
}
_OTHER = 0.65
_BOLD = 1.07
_AUTOSPACE = 0.125
"""What `text-autospace` puts between a Han character and a Latin letter."""

_NO_START = frozenset("，。、；：？！）」』”’》〉…—·,.;:?!)]%％”’")
_NO_END = frozenset("（「『“‘《〈([“‘")
_CLINGING = frozenset("的了着过地得们之性化者")
"""Characters that belong to the word before them."""
_PAUSE = frozenset("，。、；：？！）,.;:?!)")


@lru_cache(maxsize=4096)
def is_han(char: str) -> bool:
    """Whether the character fills a whole em: Han, kana, full-width forms."""
    return unicodedata.east_asian_width(char) in ("W", "F")


@lru_cache(maxsize=16384)
def measure(text: str, size: float, bold: bool = False) -> float:
    """Upper bound of the drawn width of one line.

    Args:
        text: the line.
        size: font size; the result is in its unit.
        bold: whether it is set in bold.
    """
    chinese = any(is_han(char) for char in text)
    total = 0.0
    before = ""
    for char in text:
        if is_han(char):
            total += 1.0
        elif chinese and char in "“”‘’—…·":
            # The Chinese face draws these full-width.
            total += 1.0
        else:
            total += _EM.get(char, _OTHER) * (_BOLD if bold else 1.0)
        if before and char.isalnum() and before.isalnum() and is_han(char) != is_han(before):
            total += _AUTOSPACE
        before = char
    return total * size


@lru_cache(maxsize=4096)
def wrap(
    text: str, size: float, width: float, bold: bool = False, keep: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Break a text into as few lines as the width allows, evenly filled.

    A line ends at a space, after punctuation, after a hyphen or between Han characters; no
    line begins with closing punctuation or ends with an opening bracket.

    Args:
        text: one paragraph.
        size: font size.
        width: the most that a line may measure.
        bold: whether it is set in bold.
        keep: words of a language without spaces that no break may split.

    Raises:
        FigureError: a single word is wider than the line.
    """
    words = " ".join(text.split())
    units = _units(words, keep)
    if any(measure(unit.rstrip(), size, bold) > width for unit in units):
        # A split term is better than one that runs out of its box.
        units = _units(words, ())
    for unit in units:
        if measure(unit.rstrip(), size, bold) > width:
            raise FigureError(f"'{unit.strip()}' does not fit into {width:g} units: shorten it")
    # best[i]: (lines, raggedness, start of the last line) for the first i units.
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(units) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            line = "".join(units[start:end]).rstrip()
            used = measure(line, size, bold)
            if used > width:
                break
            lines, cost, _ = best[start]
            cost += ((width - used) / size) ** 2
            if end < len(units):
                cost += _break_cost(units[end - 1], units[end])
            choices.append((lines + 1, cost, start))
        best.append(min(choices))
    cuts = [len(units)]
    while cuts[-1] > 0:
        cuts.append(best[cuts[-1]][2])
    cuts.reverse()
    return tuple("".join(units[start:end]).rstrip() for start, end in pairwise(cuts))


def _break_cost(before: str, after: str) -> float:
    """How much a break here hurts, in square ems of empty line."""
    ends = before.rstrip()[-1:]
    if ends in _PAUSE:
        return 0.0
    if after[0] in _CLINGING or (ends.isdigit() and is_han(after[0])):
        return 60.0
    if is_han(ends) or is_han(after[0]):
        return 3.0 if ends in _CLINGING else 12.0
    return 0.0


def _units(text: str, keep: tuple[str, ...]) -> list[str]:
    """The pieces between possible breaks, each with its trailing space."""
    kept: set[int] = set()
    for word in keep:
        at = text.find(word)
        while at >= 0:
            kept.update(range(at + 1, at + len(word)))
            at = text.find(word, at + 1)
    units: list[str] = []
    for at, char in enumerate(text):
        if units and (at in kept or not _may_break(units[-1][-1], char)):
            units[-1] += char
        else:
            units.append(char)
    return units


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between the two characters."""
    if after == " " or after in _NO_START or before in _NO_END:
        return False
    if before == "-":
        return after.isalpha()
    return before == " " or is_han(before) or is_han(after)
