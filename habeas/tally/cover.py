"""What multipliers of rows leave of parts: those that no row covers, with what is left of their weight."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm

from habeas.tally.block import Block
from habeas.tally.proof import ONE
from habeas.tally.region import Region


def share_parts(
    parts: Iterable[tuple[tuple[int, int], Block]], rows: Sequence[tuple[Region, Fraction]], region: Region
) -> list[tuple[Block, Fraction]]:
    """Parts, each given with one of its cells, as far as the rows leave them uncovered; counted in whole numbers."""
    whole = lcm(*{weight.denominator for _, weight in rows})
    covers = Covers([(each, int(weight * whole)) for each, weight in rows], region)
    given = list(parts)
    by_place = {place: covers.over(place) for place in {place for (place, _), _ in given}}
    start = region.first
    rests = [(part, whole - by_place[place][day - start]) for (place, day), part in given]
    return [(part, ONE if rest == whole else Fraction(rest, whole)) for part, rest in rests if rest]


class Covers:
    """How often rows cover cells: summed over days once for each set of places."""

    def __init__(self, rows: Sequence[tuple[Region, int]], region: Region) -> None:
        self._length = region.last - region.first + 2
        changes: dict[int, list[int]] = defaultdict(lambda: [0] * self._length)
        for (mask, first, last), weight in rows:
            changes[mask][first - region.first] += weight
            changes[mask][last + 1 - region.first] -= weight
        self._by_mask = {mask: list(accumulate(at)) for mask, at in changes.items()}

    def over(self, place: int) -> list[int]:
        """How often a place is covered, day by day."""
        covers = [at for mask, at in self._by_mask.items() if mask & place]
        return [sum(weights) for weights in zip(*covers, strict=True)] if covers else [0] * self._length
