"""How much speaks for two encodings being one person: filters that share more bits than chance gives them.

Candidates by Dice similarity (anonlink); what counts is the share of the smaller filter's bits that the other has too,
above chance, so that a field which one list lacks speaks against nobody.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Any

import numpy as np
import numpy.typing as npt

from habeas.linkage.private.encode import Encoding
from habeas.linkage.private.fields import SLOTS
from habeas.linkage.private.libraries import load_anonlink
from habeas.linkage.private.recipe import Recipe

# Above so many comparisons of filters, only those are compared that agree in some sample of their bits.
ALL_PAIRS = 4 * 10**10
_TABLES, _TABLE_BITS = 24, 12
_MOST_ALIKE = 8  # candidates a filter keeps: a hostile file of equal filters must not fill the memory

Places = npt.NDArray[np.int64]
Scores = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class _Column:
    """The filters of one number: as anonlink compares them, and as rows of words of 64 bits."""

    filters: Sequence[Any]
    words: npt.NDArray[np.uint64]


def score_pairs(
    left: Sequence[Encoding], right: Sequence[Encoding], recipe: Recipe, *, all_pairs: int = ALL_PAIRS
) -> Scores:
    """Pairs of places with what their filters under salts of one kind share above the threshold, added up."""
    scores: Scores = defaultdict(float)
    if not left or not right:
        return scores
    for numbers in _list_slots(recipe):
        ours = [_read_column(left, number) for number in numbers]
        theirs = [_read_column(right, number) for number in numbers]
        for one, other in product(ours, theirs):
            _add_scores(scores, one, other, recipe=recipe, all_pairs=all_pairs)
    return scores


def _list_slots(recipe: Recipe) -> list[range]:
    """Which filters are under the same kind of salt."""
    if not recipe.salted:
        return [range(1)]
    ends = list(accumulate(SLOTS.values(), initial=0))
    return [range(ends[at], ends[at + 1]) for at in range(len(SLOTS))]


def _read_column(encodings: Sequence[Encoding], number: int) -> _Column:
    from bitarray import bitarray

    column = []
    for encoding in encodings:
        bits = bitarray()
        bits.frombytes(encoding.filters[number])
        column.append(bits)
    joined = b"".join(encoding.filters[number] for encoding in encodings)
    return _Column(column, np.frombuffer(joined, dtype=np.uint64).reshape(len(column), -1))


def _add_scores(scores: Scores, one: _Column, other: _Column, *, recipe: Recipe, all_pairs: int) -> None:
    ones, others = _find_candidates(one.filters, other.filters, least=recipe.candidate, all_pairs=all_pairs)
    shared = find_shared(one.words[ones], other.words[others]) - recipe.alike
    kept = shared > 0
    for place, further, score in zip(ones[kept].tolist(), others[kept].tolist(), shared[kept].tolist(), strict=True):
        scores[place, further] += score


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


def find_shared(one: npt.NDArray[np.uint64], other: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    """For each row the share of the smaller filter's bits that the other has too: 0 is chance, 1 is all of them."""
    both, mine, theirs = (_count_bits(words) for words in (one & other, one, other))
    chance = mine * theirs / (64 * one.shape[1])
    answer: npt.NDArray[np.float64] = (both - chance) / np.maximum(np.minimum(mine, theirs) - chance, 1)
    return answer


def _count_bits(words: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    counts: npt.NDArray[np.float64] = np.bitwise_count(words).sum(axis=1, dtype=np.float64)
    return counts
