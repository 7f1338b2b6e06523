"""The names of many records as arrays, so that millions of pairs are compared at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from habeas.linkage.name import Name, Word, list_firsts, load_short_forms

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Masks = npt.NDArray[np.uint64]
_BITS = 64
_MOST_SKELETONS = 6
_MOST_SOUNDS = 2


@dataclass(frozen=True, slots=True)
class WordTable:
    """Distinct words, a number or a row of numbers each, -1 where there are fewer; texts are object arrays.

    `plain` is the word as written and `latin` in Latin; `sounds` are readings and `bones` skeletons, of which
    `skeletons` has the numbers. `forms` are bits of short-form lines, `firsts` of the letters and sounds a word may
    begin with.
    """

    plain: npt.NDArray[np.object_]
    latin: npt.NDArray[np.object_]
    lengths: Ints
    sounds: npt.NDArray[np.object_]
    skeletons: Ints
    bones: npt.NDArray[np.object_]
    forms: Masks
    firsts: Masks
    is_initial: Bools
    is_patronymic: Bools
    is_abjad: Bools
    is_read: Bools
    is_named: Bools


@dataclass(frozen=True, slots=True)
class NameTable:
    """Distinct names: rows of word numbers in the order written, -1 where a name has fewer words."""

    words: WordTable
    rows: Ints
    is_chain: Bools
    joined: npt.NDArray[np.object_]

    @property
    def lengths(self) -> Ints:
        """How many words each name has."""
        return np.asarray((self.rows >= 0).sum(axis=1), dtype=np.int64)


def make_name_table(names: Sequence[Name]) -> NameTable:
    """The table of these names, in their order."""
    numbers: dict[Word, int] = {}
    for name in names:
        for word in name.words:
            numbers.setdefault(word, len(numbers))
    width = max((len(name.words) for name in names), default=0) or 1
    rows = np.full((len(names), width), -1, dtype=np.int64)
    for at, name in enumerate(names):
        rows[at, : len(name.words)] = [numbers[word] for word in name.words]
    joined = ("".join(word.folded.latin for word in name.words) for name in names)
    chains = np.array([name.is_chain for name in names], dtype=np.bool_)
    return NameTable(_make_word_table(list(numbers)), rows, chains, _texts(joined))


def _make_word_table(words: Sequence[Word]) -> WordTable:
    numbers: dict[str, int] = {}
    skeletons = np.full((len(words), _MOST_SKELETONS), -1, dtype=np.int64)
    for at, word in enumerate(words):
        found = [numbers.setdefault(bones, len(numbers)) for bones in word.folded.skeletons[:_MOST_SKELETONS]]
        skeletons[at, : len(found)] = found
    return WordTable(
        plain=_texts(word.folded.plain for word in words),
        latin=_texts(word.folded.latin for word in words),
        lengths=np.array([len(word.folded.latin) for word in words], dtype=np.int64),
        sounds=_columns([word.folded.sounds for word in words]),
        skeletons=skeletons,
        bones=_columns([word.folded.skeletons for word in words]),
        forms=np.array([_form_bits(word.forms) for word in words], dtype=np.uint64).reshape(len(words), _form_width()),
        firsts=np.array([_first_bits(word) for word in words], dtype=np.uint64),
        is_initial=_flags(word.is_initial for word in words),
        is_patronymic=_flags(word.is_patronymic for word in words),
        is_abjad=_flags(word.folded.is_abjad for word in words),
        is_read=_flags(word.folded.is_read for word in words),
        is_named=_flags(word.folded.is_named for word in words),
    )


def _texts(texts: Iterable[str]) -> npt.NDArray[np.object_]:
    return np.array([*texts, None], dtype=np.object_)[:-1]


def _columns(readings: Sequence[tuple[str, ...]]) -> npt.NDArray[np.object_]:
    """The first readings of each word, a column each; the first again where there is only one."""
    if not readings:
        return np.empty((0, _MOST_SOUNDS), dtype=np.object_)
    return np.stack([_texts(one[min(at, len(one) - 1)] for one in readings) for at in range(_MOST_SOUNDS)], axis=1)


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
