"""What an upper bound for a wider place leaves for one place: itself, less what is proved of all the others.

Of a single day, at most 2,802 in the country and at least 1,269 in one city leave at most 1,533 for the rest of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

from habeas.tally.block import Block, least
from habeas.tally.constraint import Constraint
from habeas.tally.layer import Layer
from habeas.tally.program import Number
from habeas.tally.region import Region, holds


@dataclass(frozen=True, slots=True)
class Rest:
    """An upper bound, and the lower bounds inside its cells that share none with the place they leave so few for."""

    upper: Constraint
    others: Block

    @property
    def high(self) -> int:
        """The most people that are left."""
        return floor((self.upper.high or 0) - least(self.others))


def find_rest(layer: Layer, uppers: Iterable[Constraint], region: Region, *, known: int, low: Number) -> Rest | None:
    """What leaves the fewest for a region of one day, where that is fewer than the high known already.

    `low` is the region's least total: all that is proved inside a wider region cannot exceed its upper bound, so that
    no more than the parts of the wider region less `low` can be proved of the others.
    """
    best: Rest | None = None
    for upper in uppers:
        wider = layer.region((upper.places, upper.first, upper.last))
        most = known if best is None else best.high
        if upper.high is None or wider == region or not holds(wider, region) or wider.first != wider.last:
            continue
        if floor(upper.high - layer.least_inside(wider) + low) >= most:
            continue
        others = layer.beside(wider, region)
        if others is not None and Rest(upper, others).high < most:
            best = Rest(upper, others)
    return best
