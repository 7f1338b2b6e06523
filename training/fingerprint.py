"""Whether a text is, or shares a passage with, one that measures the reader: such texts are never learned from."""

import re
import unicodedata
from collections.abc import Iterable

SHINGLE = 12  # words in a row: long enough that two independent reports do not share them

_WORD = re.compile(r"[^\W\d_]+")


def fingerprint(text: str) -> frozenset[str]:
    """Every run of SHINGLE words of the text, letters only and in lower case; of a shorter text all its words.

    White space, punctuation, digits and letter case make no difference. A text without words has none.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    last = max(1, len(words) - SHINGLE + 1) if words else 0
    return frozenset(" ".join(words[start : start + SHINGLE]) for start in range(last))


def fingerprints(texts: Iterable[str]) -> frozenset[str]:
    """The fingerprints of all the texts together."""
    return frozenset().union(*(fingerprint(text) for text in texts))


def is_known(text: str, known: frozenset[str]) -> bool:
    """Whether the text shares a passage of SHINGLE words (a short text: all its words) with the fingerprinted ones."""
    return not known.isdisjoint(fingerprint(text))
