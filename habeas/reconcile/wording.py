"""A speaker's words, folded so that case, accents, punctuation and possessives do not matter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from habeas.gazetteer.spelling import fold_name

# More words name nobody better; what follows belongs to the sentence.
_MOST_CHARACTERS = 300
_TOKEN = re.compile(r"[^\W_]+(?:[.’'ʼ&-][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’'ʼ]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word; a capital says that it may be part of a name, and so does a script without small letters."""

    low: str
    is_capital: bool


@lru_cache(maxsize=20_000)
def split_words(text: str) -> tuple[Word, ...]:
    """The words of a speaker, those with a hyphen in their parts."""
    found: list[Word] = []
    for token in _TOKEN.findall(text[:_MOST_CHARACTERS]):
        is_capital = any(letter.isupper() or not letter.islower() for letter in token if letter.isalpha())
        found += (Word(low, is_capital) for low in fold_name(_POSSESSIVE.sub("", token)).split())
    return tuple(found)


def fold_words(text: str) -> str:
    """The folded words in one string, for looking up."""
    return join_words(split_words(text))


def join_words(words: Sequence[Word]) -> str:
    """Folded words in one string."""
    return " ".join(word.low for word in words)


def find_longest(words: Sequence[Word], known: dict[str, str], longest: int) -> tuple[int, int] | None:
    """Where the longest name among the words stands that is known, the first of equals: first word, word after."""
    for length in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if join_words(words[start : start + length]) in known:
                return start, start + length
    return None
