"""Which of some lower and upper bounds are enough that not all of them can be true: as few as can be."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from habeas.tally.exact import maximise
from habeas.tally.region import Region, list_bits

# Of more bounds the fewest are not looked for: each one left out is a program in fractions.
_MOST = 40


@dataclass(frozen=True, slots=True)
class Bound:
    """At least, or at most, `people` in the cells of a region."""

    region: Region
    people: int
    is_upper: bool


def find_conflict(bounds: Sequence[Bound]) -> list[int]:
    """The numbers of bounds that contradict each other, none too many; of all where they can be true or are many."""
    kept = list(range(len(bounds)))
    if len(bounds) > _MOST or not _contradict(bounds):
        return kept
    for number in range(len(bounds)):
        rest = [other for other in kept if other != number]
        if _contradict([bounds[other] for other in rest]):
            kept = rest
    return kept


def _contradict(bounds: Sequence[Bound]) -> bool:
    """Whether weights of lower bounds, of which upper bounds hold each cell as often, come to more than these allow.

    By Farkas' lemma there are such weights just where no numbers of people satisfy all bounds.
    """
    lows = {number: 1 for number, bound in enumerate(bounds) if not bound.is_upper}
    limits = [({number: -1 if bounds[number].is_upper else 1 for number in group}, 0) for group in _list_groups(bounds)]
    worth = [-bound.people if bound.is_upper else bound.people for bound in bounds]
    found = maximise(worth, [*limits, (lows, 1)])
    return sum((weight * value for weight, value in zip(found, worth, strict=True)), Fraction(0)) > 0


def _list_groups(bounds: Sequence[Bound]) -> list[tuple[int, ...]]:
    """Of each cell the bounds that hold it, where a lower one does; each group once."""
    days = sorted({bound.region.first for bound in bounds} | {bound.region.last + 1 for bound in bounds})
    groups: dict[tuple[int, ...], None] = {}
    for day in days:
        at: dict[int, list[int]] = defaultdict(list)
        for number, bound in enumerate(bounds):
            if bound.region.first <= day <= bound.region.last:
                for bit in list_bits(bound.region.mask):
                    at[bit].append(number)
        groups.update(dict.fromkeys(map(tuple, at.values())))
    return [group for group in groups if not all(bounds[number].is_upper for number in group)]
