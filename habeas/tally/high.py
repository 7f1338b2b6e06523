"""Upper bounds: the least sum of those that cover a place on each day of a window, less what is proved of others.

Whoever bounds a place from above bounds all that lies in it, but who bounds only places inside says nothing of the
unnamed rest: so only figures that hold the place's own rest count, and over days the cheapest cover of an interval by
intervals is a shortest path.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from habeas.tally.constraint import Constraint
from habeas.tally.program import Number
from habeas.tally.region import Region
from habeas.tally.rest import MOST_SPANS, Placing, Rest, leave


def cover_days(rests: Iterable[Rest], first: int, last: int) -> list[Rest] | None:
    """Those of least sum that together hold each day of the window, or None where a day is open."""
    waiting = sorted(rests, key=lambda rest: (rest.first, *_order(rest)))
    # The least sum that holds the window up to and with a day; what ends that cover, and the day before it.
    sums: dict[int, Number] = {first - 1: 0}
    steps: dict[int, tuple[Rest, int]] = {}
    heap: list[tuple[Number, tuple[Number, str, str], int, Rest]] = []
    number = 0
    for day in range(first, last + 1):
        while number < len(waiting) and waiting[number].first <= day:
            rest, number = waiting[number], number + 1
            before = max(rest.first, first) - 1
            heappush(heap, (sums[before] + rest.left, _order(rest), before, rest))
        while heap and heap[0][3].last < day:
            heappop(heap)
        if not heap:
            return None
        sums[day], _, before, rest = heap[0]
        steps[day] = (rest, before)
    return _walk(steps, first, last)


def leave_each(uppers: Iterable[Constraint], region: Region, placing: Placing) -> list[Rest] | None:
    """The same for what upper bounds leave of a region of several days."""
    cover = cover_days((leave(upper, region, placing) for upper in uppers), region.first, region.last)
    return None if cover is None else [leave(rest.upper, region, placing, spans=MOST_SPANS) for rest in cover]


def highest_day(uppers: Sequence[Constraint], first: int, last: int) -> list[Constraint] | None:
    """For what does not add up over days: for each day its least bound, each once, or None where a day is open."""
    found: dict[str, Constraint] = {}
    for day in range(first, last + 1):
        if any(upper.first <= day <= upper.last for upper in found.values()):
            continue
        here = (upper for upper in uppers if upper.first <= day <= upper.last)
        least = min(here, key=lambda upper: _order(Rest(upper)), default=None)
        if least is None:
            return None
        found[least.claim] = least
    return list(found.values())


def _walk(steps: dict[int, tuple[Rest, int]], first: int, last: int) -> list[Rest]:
    cover: list[Rest] = []
    day = last
    while day >= first:
        rest, day = steps[day]
        cover.append(rest)
    return cover[::-1]


def _order(rest: Rest) -> tuple[Number, str, str]:
    return rest.left, rest.upper.ended or "", rest.upper.claim
