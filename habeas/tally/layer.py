"""Least totals of any place and window of one measure, from blocks that are made once a day and once a place.

What is said of single days is nested day by day; over several days, the days' blocks of a place are the seeds beside
what is said of several days there. A change drops only the blocks of its day and of the places around it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial

from habeas.tally.block import Block, Rank
from habeas.tally.nest import nest_wanted
from habeas.tally.peak import Peak
from habeas.tally.region import Region, holds
from habeas.tally.scope import Scope, ScopeKey, merge_ranks
from habeas.tally.tree import PlaceTree

RankOf = Callable[[Scope], Rank]


class Layer:
    """Blocks over the scopes of one measure; `rank_of` says which lower bounds of a scope are believed."""

    def __init__(
        self, tree: PlaceTree, scopes: dict[ScopeKey, Scope], rank_of: RankOf, *, cumulates: bool = True
    ) -> None:
        self._tree = tree
        self._scopes = scopes
        self._rank_of = rank_of
        self._cumulates = cumulates
        self._days: dict[int, dict[ScopeKey, None]] = defaultdict(dict)
        self._spans: dict[ScopeKey, None] = {}
        self._forests: dict[int, dict[Region, Block]] = {}
        self._wide: dict[Region, Block | None] = {}
        self._unions: set[int] = set()

    @property
    def spans(self) -> Iterable[ScopeKey]:
        """The scopes of several days."""
        return self._spans

    def day_scopes(self, day: int) -> Iterable[ScopeKey]:
        """The scopes of one day."""
        return self._days.get(day, ())

    def note(self, key: ScopeKey) -> None:
        """Forget what rests on a scope, which is new or has changed."""
        places, first, last = key
        if len(places) > 1:
            self._unions.add(self._tree.cells(places))
        if first == last:
            self._days[first][key] = None
            self._forests.pop(first, None)
        else:
            self._spans[key] = None
        cells = self.region(key)
        self._wide = {region: block for region, block in self._wide.items() if not holds(region, cells)}

    def forget(self) -> None:
        """Forget all blocks: places now hold other cells."""
        self._forests.clear()
        self._wide.clear()
        self._unions = {self._tree.cells(key[0]) for key in self._scopes if len(key[0]) > 1}

    def region(self, key: ScopeKey) -> Region:
        """The cells of a scope."""
        places, first, last = key
        return Region(self._tree.cells(places), first, last)

    def block(self, region: Region) -> Block | None:
        """All lower bounds within a region, or None where there are none."""
        if region.first == region.last:
            return self._day_block(region)
        if region not in self._wide:
            self._wide[region] = self._make_wide(region)
        return self._wide[region]

    def _day_block(self, region: Region) -> Block | None:
        day = region.first
        if day not in self._days:
            return None
        if day not in self._forests:
            self._forests[day] = self._make_forest(day)
        forest = self._forests[day]
        # Of places, all that hold something are in the forest; several places together may not be.
        if region not in forest and region.mask in self._unions:
            forest.update(nest_wanted(self._ranks(self._days[day], region), [region]))
        return forest.get(region)

    def _make_forest(self, day: int) -> dict[Region, Block]:
        keys = self._days[day]
        wanted = {Region(self._tree.everything, day, day)}
        for places, _, _ in keys:
            wanted.update(Region(mask, day, day) for mask in self._tree.around(places))
        return nest_wanted(self._ranks(keys), wanted)

    def _make_wide(self, region: Region) -> Block | None:
        spans = self._ranks([key for key in self._spans if holds(region, self.region(key))])
        numbers = [day for day in sorted(self._days) if region.first <= day <= region.last]
        blocks = {day: self._day_block(Region(region.mask, day, day)) for day in numbers}
        days = {day: block for day, block in blocks.items() if block is not None}
        if self._cumulates:
            return nest_wanted(spans, [region], list(days.values())).get(region)
        if not spans and not days:
            return None
        return Peak(region, days, spans, block_of=self.block, ranks_of=partial(self._ranks_of_days, region))

    def _ranks_of_days(self, region: Region, days: Iterable[int]) -> dict[Region, Rank]:
        found: dict[Region, Rank] = {}
        for day in days:
            found.update(self._ranks(self.day_scopes(day), Region(region.mask, day, day)))
        return found

    def _ranks(self, keys: Iterable[ScopeKey], within: Region | None = None) -> dict[Region, Rank]:
        """What is said by region: several scopes may name the same cells."""
        by_region: dict[Region, list[Rank]] = defaultdict(list)
        for key in keys:
            region = self.region(key)
            if (within is None or holds(within, region)) and (rank := self._rank_of(self._scopes[key])):
                by_region[region].append(rank)
        return {region: ranks[0] if len(ranks) == 1 else merge_ranks(ranks) for region, ranks in by_region.items()}
