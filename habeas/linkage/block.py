"""Which pairs of records are compared at all: those that share a rare enough key, found without comparing every two.

A key that too many records share is made narrower with the day, the place and the birth year. A record that has too
much company under all that it says is left out of that key, and how many records that befell is said. Pairs are never
written down: blocks say record by record with whom it is to be compared.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from habeas.linkage.ragged import Ints, Numbers

Keys = npt.NDArray[np.uint64]
Bools = npt.NDArray[np.bool_]
MOST_IN_BLOCK = 60
UNKNOWN = -1
# Vigna's splitmix64: every bit of a key moves every bit of the mixed one.
_MIX = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_STEP, _LAST = np.uint64(0x9E3779B97F4A7C15), np.uint64(31)


class Family(NamedTuple):
    """Records under keys of one kind, side by side, and the columns (a number a record, -1 unknown) to narrow by."""

    record: Ints
    key: Keys
    narrowing: Sequence[Ints]


class Piece(NamedTuple):
    """Some blocks, one after another, and the records that are left out of others like them."""

    members: Numbers
    after: npt.NDArray[np.uint8]
    left_out: Ints


class Blocks(NamedTuple):
    """Records that share a key, block by block, in order; a block has 60 members at most.

    `after` counts the members of its block that come after each entry; `ends` says where each family ends. `left_out`
    are the records that have too much company under a key.
    """

    members: Numbers
    after: npt.NDArray[np.uint8]
    ends: list[int]
    left_out: Ints


def block_records(families: Iterable[Family], records: int) -> Blocks:
    """The blocks of all families, one after another, of records numbered up to `records`."""
    bits = max(records - 1, 1).bit_length()
    pieces = [Piece(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint8), np.zeros(0, dtype=np.int64))]
    ends: list[int] = []
    for family in families:
        pieces += _block_family(family, bits)
        ends.append(sum(len(piece.members) for piece in pieces))
    members, after, left_out = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return Blocks(members, after, ends, np.unique(left_out))


def mix_keys(*parts: Keys) -> Keys:
    """One key of several; in another order it is another."""
    mixed = np.zeros_like(parts[0])
    for part in parts:
        mixed = (mixed ^ part) + _STEP
        for shift, factor in _MIX:
            mixed = (mixed ^ (mixed >> shift)) * factor
        mixed ^= mixed >> _LAST
    return mixed


def narrow_family(family: Family, column: Ints) -> Family:
    """The keys with a column beside them; records that do not say what it holds have none."""
    is_known = column[family.record] != UNKNOWN
    record, key = family.record[is_known], family.key[is_known]
    return Family(record, mix_keys(key, column[record].astype(np.uint64)), family.narrowing)


def _block_family(family: Family, bits: int) -> Iterator[Piece]:
    """The blocks of a family, then those of its wide keys narrowed by every column, by every two and so on.

    Records of wide keys are left out where the columns these were narrowed by are all they tell.
    """
    tells = np.sum([column != UNKNOWN for column in family.narrowing], axis=0)
    found, wide = _split_blocks(family, bits)
    yield found._replace(left_out=np.unique(wide.record[tells[wide.record] == 0]))
    for number in range(1, len(family.narrowing) + 1):
        for columns in combinations(family.narrowing, number):
            found, still = _split_blocks(reduce(narrow_family, columns, wide), bits)
            yield found._replace(left_out=np.unique(still.record[tells[still.record] == number]))


def _split_blocks(family: Family, bits: int) -> tuple[Piece, Family]:
    """The blocks that are small enough, and the entries of those that are not.

    Key and record are sorted as one number: the record in the lower bits, what is left of the mixed key above. Keys
    that meet there are one; that is rare, and only makes a block larger.
    """
    lower = np.uint64((1 << bits) - 1)
    codes = _sort_codes((mix_keys(family.key) & ~lower) | family.record.astype(np.uint64))
    record, key = (codes & lower).astype(np.int64), codes >> np.uint64(bits)
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(key)])
    size = np.repeat(sizes, sizes)
    is_small, is_wide = (size > 1) & (size <= MOST_IN_BLOCK), size > MOST_IN_BLOCK
    after = np.repeat(starts + sizes, sizes) - np.arange(len(key)) - 1
    members, behind = record[is_small].astype(np.int32), after[is_small].astype(np.uint8)
    wide = Family(record[is_wide], key[is_wide], family.narrowing)
    return Piece(members, behind, np.zeros(0, dtype=np.int64)), wide


def _sort_codes(codes: Keys) -> Keys:
    """The distinct codes in order; `codes` itself is reordered."""
    # numpy.unique hashes whole numbers first, which takes many times as long as sorting in place.
    codes.sort()
    is_new = np.ones(len(codes), dtype=np.bool_)
    is_new[1:] = codes[1:] != codes[:-1]
    return codes[is_new]
