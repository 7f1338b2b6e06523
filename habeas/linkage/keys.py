"""The keys under which records are found: of one word, of two, and of a word with the initial of another."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from habeas.linkage.block import UNKNOWN, Keyed, mix_keys
from habeas.linkage.name import Name, Word, list_keys

Ints = npt.NDArray[np.int64]
_TWO = 31


@dataclass(frozen=True, slots=True)
class NameKeys:
    """Keys of distinct names, one tuple a name: of its words, of each two, of each with the first sound of another."""

    words: list[tuple[int, ...]]
    pairs: list[tuple[int, ...]]
    initials: list[tuple[int, ...]]


def key_names(names: Sequence[Name]) -> NameKeys:
    """The keys of these names, in their order."""
    numbers: dict[str, int] = {}
    known: dict[Word, tuple[int, ...]] = {}
    words, pairs, initials = [], [], []
    for name in names:
        keys = [
            known[word] if word in known else known.setdefault(word, _key_word(word, numbers)) for word in name.words
        ]
        words.append(tuple({key: None for each in keys for key in each}))
        pairs.append(tuple(dict.fromkeys(_pair_codes(keys))))
        initials.append(tuple(dict.fromkeys(_initial_codes(name, keys))))
    return NameKeys(words, pairs, initials)


def spread_keys(name: Ints, keys: Sequence[tuple[int, ...]]) -> Keyed:
    """The keys of each record, from those of its name (-1 for none)."""
    counts = np.array([len(each) for each in keys] or [0], dtype=np.int64)
    flat = np.fromiter((key for each in keys for key in each), dtype=np.uint64)
    starts = np.r_[0, np.cumsum(counts)][:-1]
    there = np.flatnonzero(name != UNKNOWN)
    sizes = counts[name[there]]
    record = np.repeat(there, sizes)
    offsets = np.arange(len(record)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return Keyed(record, flat[np.repeat(starts[name[there]], sizes) + offsets])


def narrow_keys(keyed: Keyed, column: Ints) -> Keyed:
    """The keys with a column beside them; records that do not say what it holds have none."""
    is_known = column[keyed.record] != UNKNOWN
    record, key = keyed.record[is_known], keyed.key[is_known]
    return Keyed(record, mix_keys(key, column[record].astype(np.uint64)))


def _key_word(word: Word, numbers: dict[str, int]) -> tuple[int, ...]:
    """The keys of a word in any script, and those of the names whose short form it may be; an initial has none."""
    if word.is_initial:
        return ()
    texts = [*sorted(list_keys(word.folded)), *(f"form {line}" for line in sorted(word.forms))]
    return tuple(numbers.setdefault(text, len(numbers) + 1) for text in texts)


def _pair_codes(keys: list[tuple[int, ...]]) -> list[int]:
    return [
        (min(one, other) << _TWO) + max(one, other)
        for at, each in enumerate(keys)
        for more in keys[at + 1 :]
        for one in each
        for other in more
    ]


def _initial_codes(name: Name, keys: list[tuple[int, ...]]) -> list[int]:
    firsts = [frozenset(ord(sound[0]) for sound in word.folded.sounds if sound) for word in name.words]
    return [
        (key << _TWO) + first
        for at, each in enumerate(keys)
        for other, sounds in enumerate(firsts)
        if other != at
        for key in each
        for first in sorted(sounds)
    ]
