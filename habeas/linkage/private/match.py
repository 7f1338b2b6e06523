"""Two encoded lists → pairs of tokens. Whoever compares them needs no secret, and learns no name.

Rows of one list that are one person go together; then one person to at most one, the likeliest first (anonlink; greedy
assignment). What strangers share is seen within each list, whose rows are people apart from each other: where somebody
is like many of them (few places, days and given names), a pair of two lists is less likely.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from habeas.exc import QuestionError
from habeas.linkage.private.encode import EncodedList, Encoding
from habeas.linkage.private.libraries import load_anonlink
from habeas.linkage.private.points import Floats, weigh_size
from habeas.linkage.private.recipe import RECIPES, Recipe
from habeas.linkage.private.score import ALL_PAIRS, Places, Scores, score_pairs

# What an alike stranger of the own list counts: not all that are in the other list are among the candidates.
_STRANGERS = 3.0
# Two rows of one list with more points may be one person or two, and count neither way.
_DOUBTFUL = 3.5
_MOST_POINTS = 15.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """What comes back: pairs of tokens in order, and how many people are on both lists, or on one alone.

    A person with several rows of a list is in several pairs, and counts once. How alike a pair is stays out: it would
    tell where two spellings differ.
    """

    pairs: tuple[tuple[str, str], ...]
    both: int
    only_left: int
    only_right: int


@dataclass(frozen=True, slots=True)
class _Rows:
    """For each row of a list the first row of the same person, and by that row the odds of all strangers beside it."""

    first: Places
    strangers: Floats

    @property
    def people(self) -> int:
        """How many people the list has."""
        return len(np.unique(self.first))


@dataclass(frozen=True, slots=True)
class Matched:
    """The places of each person on both lists, left and right, and how many people each list has."""

    people: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    left: int
    right: int

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Places of one person in both lists, in order."""
        return sorted(pair for ours, theirs in self.people for pair in product(ours, theirs))


def match_lists(left: EncodedList, right: EncodedList, *, all_pairs: int = ALL_PAIRS) -> Overlap:
    """The overlap of two lists; raises QuestionError where they were made with two secrets or two recipes.

    Above `all_pairs` comparisons only filters that agree in some sample of their bits are compared.
    """
    if left.recipe != right.recipe:
        raise QuestionError(f"one list was made by recipe {left.recipe!r}, the other by {right.recipe!r}; expected one")
    if left.check != right.check:
        raise QuestionError("the two lists were made with different secrets; both groups must encode with the same one")
    found = match_encodings(left.encodings, right.encodings, RECIPES[left.recipe], all_pairs=all_pairs)
    tokens = sorted((left.encodings[one].token, right.encodings[other].token) for one, other in found.pairs)
    both = len(found.people)
    return Overlap(tuple(tokens), both, found.left - both, found.right - both)


def match_encodings(
    left: Sequence[Encoding], right: Sequence[Encoding], recipe: Recipe, *, all_pairs: int = ALL_PAIRS
) -> Matched:
    """Who is in both sequences: rows of one person in one sequence go together, and each person is found once."""
    ours, theirs = (_group_rows(rows, recipe, all_pairs=all_pairs) for rows in (left, right))
    scores = score_pairs(left, right, recipe, all_pairs=all_pairs)
    pairs = _join_rows(Scores(ours.first[scores.one], theirs.first[scores.other], scores.points), len(right))
    chances = _find_chances(pairs, ours, theirs)
    kept = chances >= recipe.enough
    people = _solve(pairs.one[kept], pairs.other[kept], chances[kept])
    rows, others = _list_rows(ours.first.tolist()), _list_rows(theirs.first.tolist())
    return Matched(tuple((rows[one], others[other]) for one, other in people), len(rows), len(others))


def _find_chances(pairs: Scores, ours: _Rows, theirs: _Rows) -> Floats:
    """The probability of each pair: its odds against those of all others of either person, and against strangers.

    As many strangers as a person has in their own list, as alike as these, are to be expected in the other.
    """
    odds = _find_odds(pairs.points, max(ours.people, theirs.people))
    against = np.ones(len(odds))
    for places, own, other in ((pairs.one, ours, theirs), (pairs.other, theirs, ours)):
        rivals = np.bincount(places, weights=odds, minlength=len(own.first))
        expected = _STRANGERS * own.strangers * other.people / max(1, own.people)
        against += (rivals + expected)[places] - odds
    return odds / (against + odds)


def _find_odds(points: Floats, people: int) -> Floats:
    answer: Floats = np.exp(np.clip(points + weigh_size(people), -_MOST_POINTS, _MOST_POINTS))
    return answer


def _join_rows(scores: Scores, width: int) -> Scores:
    """Each pair of people once, with the most points of any pair of their rows."""
    pairs, place = np.unique(scores.one * width + scores.other, return_inverse=True)
    points = np.full(len(pairs), -np.inf)
    np.maximum.at(points, place, scores.points)
    return Scores(pairs // width, pairs % width, points)


def _group_rows(encodings: Sequence[Encoding], recipe: Recipe, *, all_pairs: int) -> _Rows:
    """Which rows of one list are of one person, and how alike the others are."""
    found = score_pairs(encodings, encodings, recipe, all_pairs=all_pairs)
    first = list(range(len(encodings)))
    same = (found.points >= recipe.twice) & (found.one < found.other)
    for one, other in zip(found.one[same].tolist(), found.other[same].tolist(), strict=True):
        ends = _find_first(first, one), _find_first(first, other)
        first[max(ends)] = min(ends)
    firsts = np.array([_find_first(first, place) for place in range(len(first))], dtype=np.int64)
    pairs = _join_rows(Scores(firsts[found.one], firsts[found.other], found.points), max(1, len(first)))
    apart = (pairs.one != pairs.other) & (pairs.points < _DOUBTFUL)
    odds = _find_odds(pairs.points[apart], len(np.unique(firsts)))
    strangers: Floats = np.bincount(pairs.one[apart], weights=odds, minlength=len(first)).astype(np.float64)
    return _Rows(firsts, strangers)


def _find_first(first: list[int], place: int) -> int:
    while first[place] != place:
        first[place] = first[first[place]]
        place = first[place]
    return place


def _list_rows(first: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The rows of each person, under the first of them."""
    rows: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for place, number in enumerate(first):
        rows[number] += (place,)
    return rows


def _solve(ones: Places, others: Places, chances: Floats) -> list[tuple[int, int]]:
    """The pairs of people, the likeliest first, each in at most one."""
    solving = load_anonlink().solving
    order = np.lexsort((others, ones, -chances))
    found = array("d", chances[order].tolist())
    sets = (array("I", [0] * len(order)), array("I", [1] * len(order)))
    places = (array("I", ones[order].tolist()), array("I", others[order].tolist()))
    return sorted(solving.pairs_from_groups(solving.greedy_solve((found, sets, places))))
