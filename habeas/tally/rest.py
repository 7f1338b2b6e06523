"""What an upper bound for a wider place or more days leaves for a figure: itself, less what is proved of all others.

At most 2,802 in the country and at least 1,269 in one city leave at most 1,533 for the rest of it; at most 300 over
three days and at least 200 on the first two leave at most 100 for the third.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from habeas.tally.block import Block, least
from habeas.tally.constraint import Constraint
from habeas.tally.layer import Layer
from habeas.tally.program import Number
from habeas.tally.region import Region

# Where an upper bound holds, and the layer whose lower bounds inside may be taken off it.
Placing = Callable[[Constraint], tuple[Layer, Region]]
# Of figures for several days, which may cross, so many are looked at.
MOST_SPANS = 6
WEEK = 7


@dataclass(frozen=True, slots=True)
class Rest:
    """An upper bound, and the lower bounds inside its cells that share none with the figure they leave so few for.

    `day` is the only one that it is used for, where that matters.
    """

    upper: Constraint
    others: Block | None = None
    day: int | None = None

    @property
    def first(self) -> int:
        """The first day that it bounds."""
        return self.upper.first if self.day is None else self.day

    @property
    def last(self) -> int:
        """The last day that it bounds."""
        return self.upper.last if self.day is None else self.day

    @property
    def left(self) -> Number:
        """The most people that are left."""
        return (self.upper.high or 0) - (0 if self.others is None else least(self.others))


def leave(upper: Constraint, region: Region, placing: Placing, *, spans: int = 0) -> Rest:
    """What an upper bound leaves for a region; so many figures for several days inside it are looked at too."""
    layer, wider = placing(upper)
    others = layer.beside(wider, region, spans=spans)
    return Rest(upper) if others is None or not least(others) else Rest(upper, others)


def leave_fewest(uppers: Iterable[Constraint], region: Region, placing: Placing) -> Rest:
    """What leaves the fewest for a region of one day, of at least one upper bound that holds it.

    Nothing is taken off bounds over more than a week: that would be a sum of hundreds of claims for one day of a city.
    """
    ordered = sorted(uppers, key=_order)
    best = Rest(ordered[0])
    short = [upper for upper in ordered if upper.last - upper.first < WEEK]
    hopes = sorted((find_hope(upper, region, placing), number) for number, upper in enumerate(short))
    for hope, number in hopes:
        if hope >= best.left:
            break
        rest = leave(short[number], region, placing, spans=MOST_SPANS)
        best = rest if rest.left < best.left else best
    return best


def find_hope(upper: Constraint, region: Region, placing: Placing) -> Number:
    """The fewest that can be left: all that is asked for on a day is asked of the region or of the others."""
    layer, wider = placing(upper)
    day = Region(wider.mask, region.first, region.last)
    known = layer.block(region)
    others = layer.held(wider) - layer.held(day) + layer.least_inside(day) - (0 if known is None else least(known))
    return (upper.high or 0) - others - layer.missing_inside(wider, spans=MOST_SPANS)


def leave_each_day(uppers: Sequence[Constraint], region: Region, layer: Layer) -> list[Rest] | None:
    """For what does not add up over days: bounds of each day, of which the greatest is as small as can be."""
    by_day = {day: [each for each in uppers if each.first <= day <= each.last] for day in _days(region)}
    if not all(by_day.values()):
        return None
    best = {day: _leave_on_day(here, Region(region.mask, day, day), layer) for day, here in by_day.items()}
    most = max(rest.left for rest in best.values())
    found: dict[tuple[str, int | None], Rest] = {}
    for day, here in by_day.items():
        plain = Rest(min(here, key=_order))
        if not any(rest.first <= day <= rest.last for rest in found.values() if rest.others is None):
            rest = plain if plain.left <= most else best[day]
            found[rest.upper.claim, rest.day] = rest
    return list(found.values())


def _leave_on_day(uppers: Sequence[Constraint], region: Region, layer: Layer) -> Rest:
    def placing(upper: Constraint) -> tuple[Layer, Region]:
        return layer, Region(layer.region((upper.places, upper.first, upper.last)).mask, region.first, region.last)

    rest = leave_fewest(uppers, region, placing)
    return Rest(rest.upper, rest.others, region.first)


def _days(region: Region) -> range:
    return range(region.first, region.last + 1)


def _order(upper: Constraint) -> tuple[int, str, str]:
    return upper.high or 0, upper.ended or "", upper.claim
