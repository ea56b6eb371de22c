"""Words that the rules for items look for, by language, and how texts are measured.

A language without an entry is not searched: a further language needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_MARKS = re.compile(r"\[@[^\]\s]{0,200}+\]|\]\([^)\n]{0,2000}+\)|[*_`]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# Characters and words of grammar, which stem and key may share by chance.
_FUNCTION = re.compile(
    "[的了是在这那哪一不没我你他她它们吗呢么个和与就也都还有要会能把被对从给里上下中]"
)
_COMMON_WORDS = (
    "about after before being could course does every first group lesson level might other "
    "people question should their them then there these they thing this those what when where "
    "which while whose will with would your"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


# The rules ask for the same texts again and again.
@lru_cache(maxsize=2**16)
def plain(text: str) -> str:
    """Inline Markdown without its marks."""
    return _MARKS.sub("", text)


def count_han(text: str) -> int:
    """Characters of a script that has no spaces."""
    return len(_CJK.findall(text))


def count_words(text: str) -> int:
    """Words of a script that has spaces."""
    return len(_WORD.findall(_CJK.sub(" ", plain(text))))


def content_words(text: str) -> set[str]:
    """What a reader could recognise elsewhere: longer words, and runs of three Han characters."""
    flat = plain(text).lower()
    found = {word.rstrip("s") for word in re.findall(r"[^\W\d_]{5,}", _CJK.sub(" ", flat))}
    for run in re.findall(r"[\u4e00-\u9fff]{3,}", _FUNCTION.sub(" ", flat)):
        found |= {run[at : at + 3] for at in range(len(run) - 2)}
    return found - _COMMON


def is_long_enough(text: str, han: int, words: int) -> bool:
    """Whether a text has so many Han characters (Latin words count too) or so many words."""
    found = count_han(text)
    return found + count_words(text) >= han if found else count_words(text) >= words


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


CHOOSE_ALL: Mapping[str, re.Pattern[str]] = {
    "zh": _any("选出所有", "选出全部", "选择所有", "多选", "选出(?:每一|各)"),
    "en": _any(r"\b(?:choose|select|mark|tick|pick) (?:all|every)\b", r"\ball that apply\b"),
}
CHOOSE_ALL_EXAMPLE: Mapping[str, str] = {"zh": "选出所有合适的。", "en": "Choose all that apply."}

# Options are shuffled: none may lean on its place or on another one.
PLACE_WORDS: Mapping[str, re.Pattern[str]] = {
    "zh": _any(
        r"(?:以上|上述|以下|上面|下面)(?:都|皆|均|全|各项|选项|答案|几项|所有)",
        r"(?:选项|答案)\s*[A-Ea-e一二三四五甲乙丙丁1-5](?![A-Za-z\d])",
        r"(?<![A-Za-z])[A-E]\s*(?:和|与|、|或|及)\s*[A-E](?![A-Za-z])",
        r"^\s*(?:都|全|皆)(?:不)?(?:是|对|正确|错)\s*[。.]?$",
        r"(?:前|后|上|下)(?:一|两|三|几)(?:个|项|条)(?:选项|答案)",
    ),
    "en": _any(
        r"\b(?:all|none|both|neither|any|either) of (?:the )?(?:above|below|these options"
        r"|these answers|the options|the answers|the other options|the others)\b",
        r"\b(?:option|answer|choice)s? (?:(?-i:[A-E])|[1-5]|above|below)(?!\w)",
        r"\b(?:above|below|previous|next|first|second|third|last) (?:option|answer|choice)s?\b",
        r"(?<!\w)(?-i:[A-E] (?:and|or|&) [A-E])(?!\w)",
    ),
}

# Guessed as wrong by whoever has taken a test before.
ABSOLUTES: Mapping[str, re.Pattern[str]] = {
    "zh": _any(
        "总是",
        "绝不",
        "永远",
        "从不",
        "从来不",
        "(?<![不未])一定(?![的程])",
        "任何时候",
        "所有.{1,8}都",
    ),
    "en": _any(r"\balways\b", r"\bnever\b", r"\bunder no circumstances\b"),
}

NEGATIVE: Mapping[str, re.Pattern[str]] = {
    "zh": _any(
        r"(?:哪|下列|下面|以下)[^，。？]{0,12}(?:不是|不属于|不能|不应|不该|不会|不包括|不对|不正确|不合适|错误)",
        "除了哪|除哪",
    ),
    "en": _any(r"\b(?:which|what|who)\b[^.?,]*\b(?:not|never|except|least|isn['’]t|aren['’]t)\b"),
}

# How the ledger says, in any language, that an order is not on record …
RESTORED = _any(
    "(?:次序|顺序|先后).{0,12}复原", r"\border (?:was |is )?restored", r"\brestored order"
)
# … and how a question says that it asks for the course's own.
OURS: Mapping[str, re.Pattern[str]] = {
    "zh": _any("本课", "我们的"),
    "en": _any(r"\bth(?:is|e) course\b", r"\bthis lesson\b", r"\bour (?:model|order|restored)"),
}

# A verdict at the head of an option, for and against.
VERDICTS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "zh": (
        re.compile(r"(?:对|是|能|会|可以|成立|够|该|有|好|应该|算|行)[，,：:]"),
        re.compile(r"(?:不|没|别)[^，,：:]{0,3}[，,：:]"),
    ),
    "en": (
        re.compile(r"(?:yes|true|right)\b", re.IGNORECASE),
        re.compile(r"(?:no|not|false|wrong)\b", re.IGNORECASE),
    ),
}

# Verbs that name a state of mind, which nobody can watch.
UNSEEN_VERBS: Mapping[str, re.Pattern[str]] = {
    "zh": re.compile(r"\s*(了解|理解|知道|认识|掌握|熟悉|明白|懂得|学会|学习|体会|感受|领会)"),
    "en": re.compile(
        r"\s*(understand|know|learn|appreciate|be aware|become|be familiar|grasp|realise|realize"
        r"|recognise|recognize|be able|believe|feel|study)\b",
        re.IGNORECASE,
    ),
}
