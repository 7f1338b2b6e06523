"""The keys of many records, compiled: of each word of a name, of each two, of each with the first sound of another."""

from typing import NamedTuple

import numpy as np

from habeas.linkage.block import Keys
from habeas.linkage.name_table import NameTable
from habeas.linkage.ragged import Ints, Numbers, Ragged
from habeas.match.compiled import compile_loop

WORD, PAIR, INITIAL = range(3)
# Keys and sounds are numbers below two to this power.
_HALF = 31


class Written(NamedTuple):
    """What keys are made of: the words of names, the name of each record, the keys and the first sounds of words."""

    names: NameTable
    name: Ints
    keys: Ragged
    sounds: Ragged


@compile_loop
def key_records(written: Written, records: Ints, kind: int) -> tuple[Ints, Keys]:
    """The keys of these records one after another, and how many each has."""
    sizes = np.zeros(records.size, dtype=np.int64)
    for at in range(records.size):
        sizes[at] = _write_keys(written, written.name[records[at]], kind, np.zeros(0, dtype=np.uint64))
    keys = np.zeros(sizes.sum(), dtype=np.uint64)
    end = 0
    for at in range(records.size):
        _write_keys(written, written.name[records[at]], kind, keys[end : end + sizes[at]])
        end += sizes[at]
    return sizes, keys


@compile_loop
def _write_keys(written: Written, name: int, kind: int, keys: Keys) -> int:
    """How many keys of a kind a name has; where there is room for them, they are written."""
    words = written.names.rows[name, : written.names.lengths[name]]
    count = 0
    for at in range(words.size):
        mine = _find_row(written.keys, words[at])
        if kind == WORD:
            count = _write_words(mine, keys, count)
        if kind == PAIR:
            for other in range(at + 1, words.size):
                count = _write_pairs(mine, _find_row(written.keys, words[other]), keys, count)
        if kind == INITIAL:
            for other in range(words.size):
                if other != at:
                    count = _write_initials(mine, _find_row(written.sounds, words[other]), keys, count)
    return count


@compile_loop
def _find_row(rows: Ragged, row: int) -> Numbers:
    return rows.values[rows.starts[row] : rows.starts[row + 1]]


@compile_loop
def _write_words(mine: Numbers, keys: Keys, count: int) -> int:
    for at in range(mine.size if keys.size else 0):
        keys[count + at] = mine[at]
    return count + mine.size


@compile_loop
def _write_pairs(mine: Numbers, yours: Numbers, keys: Keys, count: int) -> int:
    for at in range(mine.size * yours.size if keys.size else 0):
        one, other = np.int64(mine[at // yours.size]), np.int64(yours[at % yours.size])
        keys[count + at] = (min(one, other) << _HALF) + max(one, other)
    return count + mine.size * yours.size


@compile_loop
def _write_initials(mine: Numbers, yours: Numbers, keys: Keys, count: int) -> int:
    for at in range(mine.size * yours.size if keys.size else 0):
        keys[count + at] = (np.int64(mine[at // yours.size]) << _HALF) + yours[at % yours.size]
    return count + mine.size * yours.size
