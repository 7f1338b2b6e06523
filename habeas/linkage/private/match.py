"""Two encoded lists → pairs of tokens. Whoever compares them needs no secret, and learns no name.

Rows of one list that are one person go together; then one person to at most one, the most alike first (anonlink;
greedy assignment). What strangers share is seen within each list, whose rows are people apart from each other: where
many of them are alike (few places, days and given names), more is asked of a pair of two lists.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt

from habeas.exc import QuestionError
from habeas.linkage.private.encode import EncodedList, Encoding
from habeas.linkage.private.libraries import load_anonlink
from habeas.linkage.private.recipe import RECIPES, Recipe
from habeas.linkage.private.score import ALL_PAIRS, Scores, score_pairs

# Of pairs of two lists at most so many may be as alike as strangers are; how finely what is asked is raised.
_MOST_STRANGE, _FINE = 0.15, 0.05


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
    """For each row of a list the first row of the same person, and how alike rows of two people are."""

    first: list[int]
    strangers: list[float]

    @property
    def pairs(self) -> float:
        """How many pairs of rows the list has."""
        return len(self.first) * (len(self.first) - 1) / 2


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
    scores: Scores = defaultdict(float)
    for (one, other), score in score_pairs(left, right, recipe, all_pairs=all_pairs).items():
        pair = ours.first[one], theirs.first[other]
        scores[pair] = max(scores[pair], score)
    least = _find_least(scores, ours, theirs, recipe=recipe)
    people = _solve({pair: score for pair, score in scores.items() if score >= least})
    rows, others = _list_rows(ours.first), _list_rows(theirs.first)
    return Matched(tuple((rows[one], others[other]) for one, other in people), len(rows), len(others))


def _find_least(scores: Scores, ours: _Rows, theirs: _Rows, *, recipe: Recipe) -> float:
    """From how much on a pair is one person: `enough`, and more while too many strangers are surely as alike."""
    best: dict[int, float] = defaultdict(float)
    for (one, _), score in scores.items():
        best[one] = max(best[one], score)
    strangers = [*ours.strangers, *theirs.strangers]
    share = len(ours.first) * len(theirs.first) / max(1.0, ours.pairs + theirs.pairs)
    least = recipe.enough
    while least < recipe.twice:
        strange = _count_from(strangers, least)
        if share * (strange - 3 * sqrt(strange)) <= _MOST_STRANGE * _count_from(best.values(), least):
            break
        least += _FINE
    return least


def _count_from(scores: Iterable[float], least: float) -> int:
    return sum(score >= least for score in scores)


def _group_rows(encodings: Sequence[Encoding], recipe: Recipe, *, all_pairs: int) -> _Rows:
    """Which rows of one list are of one person, and how alike the others are."""
    first = list(range(len(encodings)))
    scores = score_pairs(encodings, encodings, recipe, all_pairs=all_pairs)
    for one, other in sorted(pair for pair, score in scores.items() if pair[0] < pair[1] and score >= recipe.twice):
        ends = _find_first(first, one), _find_first(first, other)
        first[max(ends)] = min(ends)
    first = [_find_first(first, place) for place in range(len(first))]
    apart = ((one, other) for one, other in scores if one < other and first[one] != first[other])
    return _Rows(first, [scores[pair] for pair in apart])


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


def _solve(scores: Scores) -> list[tuple[int, int]]:
    """The pairs of people, the most alike first, each in at most one."""
    solving = load_anonlink().solving
    ordered = sorted((-score, *pair) for pair, score in scores.items())
    found = array("d", (-score for score, _, _ in ordered))
    sets = (array("I", [0] * len(ordered)), array("I", [1] * len(ordered)))
    places = (array("I", (one for _, one, _ in ordered)), array("I", (other for _, _, other in ordered)))
    return sorted(solving.pairs_from_groups(solving.greedy_solve((found, sets, places))))
