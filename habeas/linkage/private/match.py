"""Two encoded lists → pairs of tokens. Whoever compares them needs no secret, and learns no name.

Similarity by Dice, one record to at most one, the most alike first (anonlink; greedy assignment).
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Any

from habeas.exc import QuestionError
from habeas.linkage.private.encode import EncodedList, Encoding
from habeas.linkage.private.fields import SLOTS
from habeas.linkage.private.libraries import load_anonlink
from habeas.linkage.private.recipe import RECIPES, Recipe

# Above so many comparisons of filters, only those are compared that agree in some sample of their bits.
_ALL_PAIRS = 4 * 10**10
_TABLES, _TABLE_BITS = 24, 12
_MOST_ALIKE = 8  # candidates a filter keeps: a hostile file of equal filters must not fill the memory

_Candidate = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What comes back: pairs of tokens in order, and how many records are on both lists, or on one alone.

    How alike a pair is stays out: it would tell where two spellings differ.
    """

    pairs: tuple[tuple[str, str], ...]
    both: int
    only_left: int
    only_right: int


def match_lists(left: EncodedList, right: EncodedList) -> Overlap:
    """The overlap of two lists; raises QuestionError where they were made with two secrets or two recipes."""
    if left.recipe != right.recipe:
        raise QuestionError(f"one list was made by recipe {left.recipe!r}, the other by {right.recipe!r}; expected one")
    if left.check != right.check:
        raise QuestionError("the two lists were made with different secrets; both groups must encode with the same one")
    pairs = match_encodings(left.encodings, right.encodings, RECIPES[left.recipe])
    tokens = sorted((left.encodings[one].token, right.encodings[other].token) for one, other in pairs)
    both = len(tokens)
    return Overlap(tuple(tokens), both, len(left.encodings) - both, len(right.encodings) - both)


def match_encodings(left: Sequence[Encoding], right: Sequence[Encoding], recipe: Recipe) -> list[tuple[int, int]]:
    """Places of one person in both sequences, as pairs: each place in at most one."""
    solving = load_anonlink().solving
    scores = _score_pairs(left, right, recipe)
    ordered = sorted((-score, *pair) for pair, score in scores.items() if score >= recipe.enough)
    found = array("d", (-score for score, _, _ in ordered))
    sets = (array("I", [0] * len(ordered)), array("I", [1] * len(ordered)))
    places = (array("I", (one for _, one, _ in ordered)), array("I", (other for _, _, other in ordered)))
    return sorted(solving.pairs_from_groups(solving.greedy_solve((found, sets, places))))


def _score_pairs(left: Sequence[Encoding], right: Sequence[Encoding], recipe: Recipe) -> dict[tuple[int, int], float]:
    """Pairs of places with what their filters under salts of one kind are above the threshold, added up."""
    scores: dict[tuple[int, int], float] = defaultdict(float)
    for numbers in _list_slots(recipe):
        ours = [_column(left, number) for number in numbers]
        theirs = [_column(right, number) for number in numbers]
        for one, other in product(ours, theirs):
            for score, *places in _compare(one, other, recipe.alike):
                scores[places[0], places[1]] += score - recipe.alike
    return scores


def _list_slots(recipe: Recipe) -> list[range]:
    """Which filters are under the same kind of salt."""
    if not recipe.salted:
        return [range(1)]
    ends = list(accumulate(SLOTS.values(), initial=0))
    return [range(ends[at], ends[at + 1]) for at in range(len(SLOTS))]


def _column(encodings: Sequence[Encoding], number: int) -> list[Any]:
    from bitarray import bitarray

    column = []
    for encoding in encodings:
        bits = bitarray()
        bits.frombytes(encoding.filters[number])
        column.append(bits)
    return column


def _compare(left: Sequence[Any], right: Sequence[Any], least: float) -> Iterator[_Candidate]:
    anonlink = load_anonlink()
    large = len(left) * len(right) > _ALL_PAIRS
    blocks = anonlink.blocking.bit_blocking(_TABLES, _TABLE_BITS, seed=1) if large else None
    dice = anonlink.similarities.dice_coefficient_accelerated
    scores, _, (ones, others) = anonlink.candidate_generation.find_candidate_pairs(
        (left, right), dice, least, k=_MOST_ALIKE, blocking_f=blocks
    )
    return zip(scores, ones, others, strict=True)
