"""Upper bounds: the least sum of those that cover a place on each day of a window.

Whoever bounds a place from above bounds all that lies in it, but who bounds only places inside says nothing of the
unnamed rest: so only figures that hold the place's own rest count, and over days the cheapest cover of an interval by
intervals is a shortest path.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from habeas.tally.constraint import Constraint


def cover_days(uppers: Iterable[Constraint], first: int, last: int) -> list[Constraint] | None:
    """The upper bounds of least sum that together hold each day of the window, or None where a day is open."""
    waiting = sorted(uppers, key=lambda upper: (upper.first, *_order(upper)))
    # The least sum that holds the window up to and with a day; what ends that cover, and the day before it.
    sums = {first - 1: 0}
    steps: dict[int, tuple[Constraint, int]] = {}
    heap: list[tuple[int, tuple[int, str, str], int, Constraint]] = []
    number = 0
    for day in range(first, last + 1):
        while number < len(waiting) and waiting[number].first <= day:
            upper, number = waiting[number], number + 1
            before = max(upper.first, first) - 1
            heappush(heap, (sums[before] + _high(upper), _order(upper), before, upper))
        while heap and heap[0][3].last < day:
            heappop(heap)
        if not heap:
            return None
        sums[day], _, before, upper = heap[0]
        steps[day] = (upper, before)
    return _walk(steps, first, last)


def highest_day(uppers: Sequence[Constraint], first: int, last: int) -> list[Constraint] | None:
    """For what does not add up over days: for each day its least bound, each once, or None where a day is open."""
    found: dict[str, Constraint] = {}
    for day in range(first, last + 1):
        if any(upper.first <= day <= upper.last for upper in found.values()):
            continue
        least = min((upper for upper in uppers if upper.first <= day <= upper.last), key=_order, default=None)
        if least is None:
            return None
        found[least.claim] = least
    return list(found.values())


def _walk(steps: dict[int, tuple[Constraint, int]], first: int, last: int) -> list[Constraint]:
    cover: list[Constraint] = []
    day = last
    while day >= first:
        upper, day = steps[day]
        cover.append(upper)
    return cover[::-1]


def _order(upper: Constraint) -> tuple[int, str, str]:
    return _high(upper), upper.ended or "", upper.claim


def _high(upper: Constraint) -> int:
    assert upper.high is not None
    return upper.high
