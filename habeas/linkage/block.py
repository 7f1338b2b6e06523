"""Which pairs of records are compared at all: those that share a rare enough key, found without comparing every two.

Keys are whole numbers. A key that too many records share is made narrower with the day, the place and the birth year;
what is still too wide is left out, and how much that was is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
MOST_IN_BLOCK = 60
UNKNOWN = -1
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Keyed:
    """Records under keys: `record` and `key` side by side, one entry for each key of each record."""

    record: Ints
    key: Keys


@dataclass(frozen=True, slots=True)
class Blocked:
    """The pairs to compare (the smaller number left), and how many keys were too common to be used even narrowed."""

    left: Ints
    right: Ints
    left_out: int


def block_records(families: Sequence[Keyed], narrowing: Sequence[Ints]) -> Blocked:
    """The pairs of records that share a key of one family; `narrowing` are columns, a number a record (-1 unknown)."""
    found, left_out = [], 0
    records = max((len(column) for column in narrowing), default=0)
    for keyed in families:
        pairs, wide = _pair_up(keyed, narrowing)
        left_out += wide
        found.append(pairs)
    codes = sort_codes(np.concatenate([np.zeros(0, dtype=np.int64), *found]))
    left, right = np.divmod(codes, max(records, 1))
    return Blocked(left, right, left_out)


def sort_codes(codes: Ints) -> Ints:
    """The distinct codes in order; `codes` itself is reordered."""
    # numpy.unique hashes whole numbers first, which takes many times as long as sorting in place.
    codes.sort()
    is_new = np.ones(len(codes), dtype=np.bool_)
    is_new[1:] = codes[1:] != codes[:-1]
    return codes[is_new]


def mix_keys(*parts: Keys) -> Keys:
    """One key of several; in another order it is another."""
    mixed = np.zeros_like(parts[0])
    with np.errstate(over="ignore"):
        for part in parts:
            mixed = (mixed ^ part) * _MIX
            mixed ^= mixed >> np.uint64(29)
    return mixed


def _pair_up(keyed: Keyed, narrowing: Sequence[Ints]) -> tuple[Ints, int]:
    """Codes (left * records + right) of the pairs within blocks, and how many blocks were left out."""
    records = max((len(column) for column in narrowing), default=0)
    found, rest = _split_blocks(keyed, records)
    codes = [found]
    for number in range(1, len(narrowing) + 1):
        if not len(rest.record):
            break
        wide = []
        for columns in combinations(narrowing, number):
            found, still = _split_blocks(_narrow(rest, columns), records)
            codes.append(found)
            wide.append(still)
        rest = rest if number < len(narrowing) else wide[-1]
    left_out = len(np.unique(rest.key)) if len(rest.record) else 0
    return sort_codes(np.concatenate(codes)), left_out


def _narrow(keyed: Keyed, columns: Sequence[Ints]) -> Keyed:
    is_known = np.logical_and.reduce([column[keyed.record] != UNKNOWN for column in columns])
    record, key = keyed.record[is_known], keyed.key[is_known]
    return Keyed(record, mix_keys(key, *(column[record].astype(np.uint64) for column in columns)))


def _split_blocks(keyed: Keyed, records: int) -> tuple[Ints, Keyed]:
    """Pairs of the blocks that are small enough, and the entries of those that are not."""
    order = np.lexsort((keyed.record, keyed.key))
    record, key = keyed.record[order], keyed.key[order]
    is_new = np.ones(len(key), dtype=np.bool_)
    is_new[1:] = (key[1:] != key[:-1]) | (record[1:] != record[:-1])
    record, key = record[is_new], key[is_new]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(key)])
    is_wide = np.repeat(sizes > MOST_IN_BLOCK, sizes)
    codes = np.concatenate([np.zeros(0, dtype=np.int64), *_pair_blocks(record, starts, sizes, records=records)])
    return codes, Keyed(record[is_wide], key[is_wide])


def _pair_blocks(record: Ints, starts: Ints, sizes: Ints, *, records: int) -> Iterator[Ints]:
    """Codes of the pairs, block size by block size; records of a block are in order."""
    for size in np.unique(sizes):
        if not 2 <= size <= MOST_IN_BLOCK:
            continue
        members = record[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(int(size), 1)
        yield (members[:, one] * records + members[:, other]).ravel()
