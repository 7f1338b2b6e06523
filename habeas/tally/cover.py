"""What multipliers of rows leave of parts: those that no row covers, with what is left of their weight."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm

from habeas.tally.block import ONE, Block
from habeas.tally.region import Region


def share_parts(
    parts: Iterable[tuple[tuple[int, int], Block]], rows: Sequence[tuple[Region, Fraction]], region: Region
) -> list[tuple[Block, Fraction]]:
    """Parts, each given with one of its cells, as far as the rows leave them uncovered; counted in whole numbers."""
    whole = lcm(*{weight.denominator for _, weight in rows})
    covers = Covers([(each, int(weight * whole)) for each, weight in rows], region)
    rests = [(part, whole - covers.at(cell)) for cell, part in parts]
    return [(part, ONE if rest == whole else Fraction(rest, whole)) for part, rest in rests if rest]


class Covers:
    """How often rows cover a cell: summed over days once for each set of places, then for each place met."""

    def __init__(self, rows: Sequence[tuple[Region, int]], region: Region) -> None:
        self._start, self._length = region.first, region.last - region.first + 2
        changes: dict[int, list[int]] = defaultdict(lambda: [0] * self._length)
        for (mask, first, last), weight in rows:
            changes[mask][first - self._start] += weight
            changes[mask][last + 1 - self._start] -= weight
        self._by_mask = {mask: list(accumulate(at)) for mask, at in changes.items()}
        self._by_place: dict[int, list[int]] = {}

    def at(self, cell: tuple[int, int]) -> int:
        """How often a cell is covered."""
        place, day = cell
        if place not in self._by_place:
            over = [at for mask, at in self._by_mask.items() if mask & place]
            self._by_place[place] = [sum(weights) for weights in zip(*over, strict=True)] or [0] * self._length
        return self._by_place[place][day - self._start]
