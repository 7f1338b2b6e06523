"""Scopes that somebody bounds from above: those that hold some cells, those that between them hold days of a place."""

from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum

from habeas.tally.region import Region, holds
from habeas.tally.scope import ScopeKey


class Reach(IntEnum):
    """Which figures inside a bounded scope may be bounded otherwise than before."""

    # Those over several days.
    LONG = 0
    # And those of single days of which the scope may now leave fewer, or once left what bounds them.
    NEAR = 1
    # And all others.
    ALL = 2


class Ceilings:
    """Bounded scopes with their cells; over several days it keeps what was asked for until that changes."""

    def __init__(self) -> None:
        self._regions: dict[ScopeKey, Region] = {}
        self._by_day: dict[int, dict[ScopeKey, Region]] = defaultdict(dict)
        self._by_mask: dict[int, dict[ScopeKey, Region]] = defaultdict(dict)
        self._covers: dict[Region, Sequence[ScopeKey]] = {}

    def __contains__(self, key: ScopeKey) -> bool:
        return key in self._regions

    def put(self, key: ScopeKey, region: Region) -> None:
        """Take in a scope that is bounded."""
        if key in self._regions:
            return
        self._regions[key] = self._by_mask[region.mask][key] = region
        for day in range(region.first, region.last + 1):
            self._by_day[day][key] = region
        self._let_go(region)

    def drop(self, key: ScopeKey) -> None:
        """Forget a scope that is no longer bounded."""
        region = self._regions.pop(key, None)
        if region is None:
            return
        del self._by_mask[region.mask][key]
        for day in range(region.first, region.last + 1):
            del self._by_day[day][key]
        self._let_go(region)

    def clear(self) -> None:
        """Forget all."""
        for known in (self._regions, self._by_day, self._by_mask, self._covers):
            known.clear()

    def over(self, cells: Region) -> list[ScopeKey]:
        """The scopes that hold all of some cells."""
        return [key for key, region in self._by_day.get(cells.first, {}).items() if holds(region, cells)]

    def covering(self, region: Region) -> Sequence[ScopeKey]:
        """The scopes that hold all places of a region on some of its days; none where a day is held by none."""
        if region.first == region.last:
            return self.over(region)
        if region not in self._covers:
            self._covers[region] = self._cover(region)
        return self._covers[region]

    def _cover(self, region: Region) -> Sequence[ScopeKey]:
        mask, first, last = region
        masks = [wider for wider in self._by_mask if not mask & ~wider]
        held = [
            (each.first, each.last, key)
            for wider in masks
            for key, each in self._by_mask[wider].items()
            if each.first <= last and first <= each.last
        ]
        held.sort()
        reached = first - 1
        for begins, ends, _ in held:
            if begins > reached + 1:
                return ()
            reached = max(reached, ends)
        return [key for _, _, key in held] if reached >= last else ()

    def _let_go(self, region: Region) -> None:
        """Forget what was known of places and days that a scope holds."""
        for known in [known for known in self._covers if not known.mask & ~region.mask]:
            del self._covers[known]
