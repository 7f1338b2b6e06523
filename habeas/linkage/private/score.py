"""How much speaks for two encodings being one person: what the parts of their filters share, above chance.

Candidates by Dice similarity (anonlink). A part's share is of the bits of the smaller one above chance, so that a field
which one list lacks speaks against nobody; `points.yml` says what it is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, product
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from habeas.linkage.private.encode import Encoding
from habeas.linkage.private.fields import SLOTS
from habeas.linkage.private.libraries import load_anonlink
from habeas.linkage.private.points import Floats, list_salt_points, weigh_parts
from habeas.linkage.private.recipe import PARTS, Recipe

# Above so many comparisons of filters, only those are compared that agree in some sample of their bits.
ALL_PAIRS = 4 * 10**10
_TABLES, _TABLE_BITS = 24, 12
_MOST_ALIKE = 8  # candidates a filter keeps: a hostile file of equal filters must not fill the memory

Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


class Scores(NamedTuple):
    """Pairs of rows that may be one person, each once: their places in both lists, and their points."""

    one: Places
    other: Places
    points: Floats


@dataclass(frozen=True, slots=True)
class _Column:
    """The filters of one number: as anonlink compares them, and as rows of words of 64 bits."""

    filters: Sequence[Any]
    words: Words


class _Looks(NamedTuple):
    """Pairs of filters under one kind of salt: their rows, and what bits above chance each part shares, or could."""

    one: Places
    other: Places
    kind: Places
    shared: Floats
    possible: Floats


def score_pairs(
    left: Sequence[Encoding], right: Sequence[Encoding], recipe: Recipe, *, all_pairs: int = ALL_PAIRS
) -> Scores:
    """Pairs of rows with the points of what all their filters that are alike share, on average."""
    if not left or not right:
        nobody = np.zeros(0, dtype=np.int64)
        return Scores(nobody, nobody, np.zeros(0))
    looks = []
    for kind, numbers in enumerate(_list_slots(recipe)):
        ours = [_read_column(left, number) for number in numbers]
        theirs = [_read_column(right, number) for number in numbers]
        looks += [_look(one, other, kind, recipe=recipe, all_pairs=all_pairs) for one, other in product(ours, theirs)]
    return _add_up(_Looks(*(np.concatenate(columns) for columns in zip(*looks, strict=True))), len(right))


def _list_slots(recipe: Recipe) -> list[range]:
    """Which filters are under the same kind of salt."""
    if not recipe.salted:
        return [range(1)]
    return [range(start, end) for start, end in pairwise(accumulate(SLOTS.values(), initial=0))]


def _read_column(encodings: Sequence[Encoding], number: int) -> _Column:
    from bitarray import bitarray

    column = []
    for encoding in encodings:
        bits = bitarray()
        bits.frombytes(encoding.filters[number])
        column.append(bits)
    joined = b"".join(encoding.filters[number] for encoding in encodings)
    return _Column(column, np.frombuffer(joined, dtype=np.uint64).reshape(len(column), -1))


def _look(one: _Column, other: _Column, kind: int, *, recipe: Recipe, all_pairs: int) -> _Looks:
    """The filters of two numbers that are alike, and what their parts share."""
    ones, others = _find_candidates(one.filters, other.filters, least=recipe.candidate, all_pairs=all_pairs)
    ends = pairwise(accumulate((part.bits // 64 for part in PARTS), initial=0))
    parts = [find_shared(one.words[ones, start:end], other.words[others, start:end]) for start, end in ends]
    shared, possible = (np.stack(columns, axis=1) for columns in zip(*parts, strict=True))
    kept = shared.sum(axis=1) > recipe.alike * possible.sum(axis=1)
    return _Looks(ones[kept], others[kept], np.full(kept.sum(), kind), shared[kept], possible[kept])


def _find_candidates(
    left: Sequence[Any], right: Sequence[Any], *, least: float, all_pairs: int
) -> tuple[Places, Places]:
    """The places of filters that are alike, each pair of places once."""
    anonlink = load_anonlink()
    large = len(left) * len(right) > all_pairs
    blocks = anonlink.blocking.bit_blocking(_TABLES, _TABLE_BITS, seed=1) if large else None
    dice = anonlink.similarities.dice_coefficient_accelerated
    _, _, (ones, others) = anonlink.candidate_generation.find_candidate_pairs(
        (left, right), dice, least, k=_MOST_ALIKE, blocking_f=blocks
    )
    return np.array(ones, dtype=np.int64), np.array(others, dtype=np.int64)


def find_shared(one: Words, other: Words) -> tuple[Floats, Floats]:
    """For each row the bits that both have, and those that the smaller has, each above what chance gives both."""
    both, mine, theirs = (_count_bits(words) for words in (one & other, one, other))
    chance = mine * theirs / (64 * one.shape[1])
    return both - chance, np.minimum(mine, theirs) - chance


def _count_bits(words: Words) -> Floats:
    counts: Floats = np.bitwise_count(words).sum(axis=1, dtype=np.float64)
    return counts


def _add_up(looks: _Looks, width: int) -> Scores:
    """Each pair of rows once: the mean of its looks in points, and the points of the salts in common."""
    rows, place = np.unique(looks.one * width + looks.other, return_inverse=True)
    number = np.bincount(place, minlength=len(rows))[:, None]
    shared, possible = (_sum_rows(bits, place, len(rows)) / number for bits in (looks.shared, looks.possible))
    salts = np.zeros(len(rows), dtype=np.int64)
    np.bitwise_or.at(salts, place, 1 << looks.kind)
    points = weigh_parts(shared, possible) + list_salt_points(tuple(SLOTS))[salts]
    return Scores(rows // width, rows % width, points)


def _sum_rows(bits: Floats, place: Places, rows: int) -> Floats:
    columns = [np.bincount(place, weights=column, minlength=rows) for column in bits.T]
    return np.stack(columns, axis=1)
