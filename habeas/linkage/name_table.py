"""The names of many records as arrays, so that millions of pairs are compared by compiled loops."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from habeas.linkage.name import MOST_WORDS, Name, Word, list_firsts, load_short_forms
from habeas.linkage.ragged import Numbers, Ragged, make_ragged

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Masks = npt.NDArray[np.uint64]
# The texts of a word by column: as written, in Latin, the readings and their skeletons.
READINGS = 2
PLAIN, LATIN, SOUNDS, BONES = 0, 1, 2, 2 + READINGS
_BITS = 64
_MOST_SKELETONS = 6


class WordTable(NamedTuple):
    """Distinct words, a number or a row of numbers each, -1 where there are fewer.

    `texts` are numbers of texts, whose letters and bags (two bits for each of 32 kinds of letters: there once, more
    often) follow; `lengths` counts Latin letters. `forms` are bits of short-form lines, `firsts` of the letters and
    sounds a word may begin with.
    """

    texts: Numbers
    letters: Ragged
    bags: Masks
    lengths: Ints
    skeletons: Ints
    forms: Masks
    firsts: Masks
    is_initial: Bools
    is_patronymic: Bools
    is_abjad: Bools
    is_read: Bools
    is_named: Bools


class NameTable(NamedTuple):
    """Distinct names: rows of word numbers in the order written, -1 where a name has fewer words, and how many it has.

    `joined` is the number of the text without anything between the words.
    """

    words: WordTable
    rows: Numbers
    lengths: Ints
    is_chain: Bools
    joined: Numbers


class NameNumbers:
    """Names and their words as numbers in the order of their first use."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._known: dict[tuple[str, bool], int] = {}
        self._names: dict[tuple[tuple[int, ...], bool], int] = {}

    def add(self, name: Name) -> int:
        """The number of a name; another one's where the words and their order are the same."""
        words = tuple(map(self._number, name.words))
        return self._names.setdefault((words, name.is_chain), len(self._names))

    def _number(self, word: Word) -> int:
        # All else follows from these, and they are far quicker to look up than all else.
        key = word.folded.plain, word.is_initial
        if key not in self._known:
            self._known[key] = len(self.words)
            self.words.append(word)
        return self._known[key]

    def make_table(self) -> NameTable:
        """The table of the names added."""
        lengths = np.fromiter((len(words) for words, _ in self._names), dtype=np.int64, count=len(self._names))
        width = min(max(int(lengths.max(initial=0)), 1), MOST_WORDS)
        rows = np.full((len(lengths), width), -1, dtype=np.int32)
        flat = np.fromiter((word for words, _ in self._names for word in words), dtype=np.int32)
        rows[np.arange(width) < lengths[:, None]] = flat
        texts: dict[str, int] = {}
        latin = [word.folded.latin for word in self.words]
        joined = ("".join(latin[word] for word in words) for words, _ in self._names)
        numbers = np.fromiter((texts.setdefault(text, len(texts)) for text in joined), dtype=np.int32)
        chains = _flags(is_chain for _, is_chain in self._names)
        return NameTable(_make_word_table(self.words, texts), rows, lengths, chains, numbers)


def make_name_table(names: Sequence[Name]) -> tuple[Ints, NameTable]:
    """The numbers of these names, in their order, and the table of them."""
    numbers = NameNumbers()
    return np.array([numbers.add(name) for name in names], dtype=np.int64), numbers.make_table()


def _make_word_table(words: Sequence[Word], texts: dict[str, int]) -> WordTable:
    numbered = np.array([_number_texts(word, texts) for word in words], dtype=np.int32).reshape(-1, BONES + READINGS)
    letters = make_ragged([ord(letter) for letter in text] for text in texts)
    return WordTable(
        texts=numbered,
        letters=letters,
        bags=_bag_letters(letters),
        lengths=np.array([len(word.folded.latin) for word in words], dtype=np.int64),
        skeletons=_number_skeletons(words),
        forms=np.array([_form_bits(word.forms) for word in words], dtype=np.uint64).reshape(len(words), _form_width()),
        firsts=np.array([_first_bits(word) for word in words], dtype=np.uint64),
        is_initial=_flags(word.is_initial for word in words),
        is_patronymic=_flags(word.is_patronymic for word in words),
        is_abjad=_flags(word.folded.is_abjad for word in words),
        is_read=_flags(word.folded.is_read for word in words),
        is_named=_flags(word.folded.is_named for word in words),
    )


def _number_texts(word: Word, texts: dict[str, int]) -> list[int]:
    """The numbers of a word's texts; of the readings the first again where there is only one."""
    kinds = (word.folded.sounds, word.folded.skeletons)
    readings = [readings[min(at, len(readings) - 1)] for readings in kinds for at in range(READINGS)]
    return [texts.setdefault(text, len(texts)) for text in (word.folded.plain, word.folded.latin, *readings)]


def _number_skeletons(words: Sequence[Word]) -> Ints:
    numbers: dict[str, int] = {}
    skeletons = np.full((len(words), _MOST_SKELETONS), -1, dtype=np.int64)
    for at, word in enumerate(words):
        found = [numbers.setdefault(bones, len(numbers)) for bones in word.folded.skeletons[:_MOST_SKELETONS]]
        skeletons[at, : len(found)] = found
    return skeletons


def _bag_letters(letters: Ragged) -> Masks:
    """Which letters are in each text, and which more than once."""
    text = np.repeat(np.arange(len(letters.starts) - 1), np.diff(letters.starts))
    kinds = _BITS // 2
    counts = np.bincount(text * kinds + letters.values % kinds, minlength=(len(letters.starts) - 1) * kinds)
    counts = counts.reshape(-1, kinds)
    once, twice = ((counts > least) @ (np.uint64(1) << np.arange(kinds, dtype=np.uint64)) for least in (0, 1))
    return np.asarray(once | twice << np.uint64(kinds), dtype=np.uint64)


def _flags(flags: Iterable[bool]) -> Bools:
    return np.fromiter(flags, dtype=np.bool_)


@cache
def _form_width() -> int:
    lines = max(line for numbers in load_short_forms().values() for line in numbers)
    return lines // _BITS + 1


def _form_bits(forms: frozenset[int]) -> list[int]:
    return [sum(1 << line % _BITS for line in forms if line // _BITS == at) for at in range(_form_width())]


def _first_bits(word: Word) -> int:
    """A bit for the first letter, for the first sound of each reading, and for those of names it may be short for."""
    others = {first for line in word.forms for first in list_firsts()[line]}
    firsts = others | {sound[:1] for sound in word.folded.sounds if sound} | {word.folded.latin[:1]}
    return sum(1 << (ord(first) % _BITS) for first in firsts)
