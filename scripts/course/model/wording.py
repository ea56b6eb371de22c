"""Wording compared: what counts as the same words, and the hash that changes with them."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from functools import lru_cache


def hash_wording(*texts: str) -> str:
    """Eight hex digits for words; letter case, width, spaces and punctuation do not count."""
    text = json.dumps([fold(words) for words in texts], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class _Wording(dict[int, int | None]):
    """For `str.translate`: a letter, digit or symbol as it is, everything else dropped."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if unicodedata.category(chr(code))[0] in "LNS" else None
        return self[code]


_WORDING = _Wording()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Letters, digits and symbols alone, in one case and width: for comparing wording."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_WORDING)
