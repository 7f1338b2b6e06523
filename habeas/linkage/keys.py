"""The keys under which records are found: of one word, of two, and of a word with the initial of another."""

from collections.abc import Sequence

from habeas.linkage.name import Word, list_word_keys
from habeas.linkage.ragged import Ragged, make_ragged


def key_words(words: Sequence[Word]) -> Ragged:
    """The keys of each word, in their order."""
    numbers: dict[str, int] = {}
    return make_ragged(_key_word(word, numbers) for word in words)


def list_starts(words: Sequence[Word]) -> Ragged:
    """The first sounds of each word, one for each reading."""
    return make_ragged(sorted({ord(sound[0]) for sound in word.folded.sounds if sound}) for word in words)


def _key_word(word: Word, numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(numbers.setdefault(text, len(numbers) + 1) for text in list_word_keys(word))
