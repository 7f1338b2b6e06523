"""Least totals of any place and window of one measure, from blocks that are made once a day and once a place.

What is said of single days is nested day by day; over several days, the days' blocks of a place are the seeds beside
what is said of several days there. A change drops only the blocks of its day and of the places around it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from habeas.tally.block import Block, Node, Rank, least
from habeas.tally.nest import nest_wanted, sort_regions
from habeas.tally.peak import Peak
from habeas.tally.program import Number
from habeas.tally.region import Region, holds, overlaps
from habeas.tally.scope import Scope, ScopeKey, merge_ranks
from habeas.tally.stretch import Stretch
from habeas.tally.tree import PlaceTree

RankOf = Callable[[Scope], Rank]


@dataclass(frozen=True, slots=True)
class Wide:
    """All lower bounds within a region over several days: its block, and what of it can be kept as claims are added."""

    region: Region
    block: Block | None
    stretch: Stretch | None


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
        self._regions: dict[ScopeKey, Region] = {}
        self._holdings: dict[Region, Number] = {}
        self._insides: dict[Region, Number] = {}
        self._by_mask: dict[int, list[tuple[Region, Rank]]] | None = None
        # What is said of each day beside the region that this was last asked of.
        self._inner: Region | None = None
        self._beside: dict[Region, Block | None] = {}
        self._wide: dict[Region, Wide] = {}
        # What of each wide region has changed since its blocks were last looked at.
        self._changed: dict[Region, set[ScopeKey]] = defaultdict(set)
        self._unions: set[int] = set()
        # The places of all scopes, and for places those of all scopes inside: what holds the same is one wide region.
        self._masks: set[int] = set()
        self._contents: dict[int, int] = {}

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
        if cells.mask not in self._masks:
            self._masks.add(cells.mask)
            self._contents.clear()
        self._drop_sums(cells)
        for region in [region for region in self._wide if holds(region, cells)]:
            self._changed[region].add(key)

    def forget(self) -> None:
        """Forget all blocks: places now hold other cells."""
        self._forests.clear()
        self._regions.clear()
        self._drop_sums()
        self._wide.clear()
        self._changed.clear()
        self._contents.clear()
        self._masks = {self._tree.cells(key[0]) for key in self._scopes}
        self._unions = {self._tree.cells(key[0]) for key in self._scopes if len(key[0]) > 1}

    def let_go(self, keeping: Region | None = None) -> None:
        """Forget blocks of several days but those of one region, or all blocks: nobody will ask for them again."""
        if keeping is None:
            self._forests.clear()
            self._drop_sums()
        kept = None if keeping is None else Region(self.find_content(keeping.mask), keeping.first, keeping.last)
        for inside in [inside for inside in self._wide if inside != kept]:
            del self._wide[inside]
            self._changed.pop(inside, None)

    def _drop_sums(self, cells: Region | None = None) -> None:
        """Forget sums, those in which some cells count or all."""
        self._inner = None
        if cells is None or cells.first != cells.last:
            self._by_mask = None
        for sums in filter(None, (self._holdings, self._insides)):
            for region in [region for region in sums if cells is None or holds(region, cells)]:
                del sums[region]

    def region(self, key: ScopeKey) -> Region:
        """The cells of a scope."""
        region = self._regions.get(key)
        if region is None:
            region = self._regions[key] = Region(self._tree.cells(key[0]), key[1], key[2])
        return region

    def block(self, region: Region) -> Block | None:
        """All lower bounds within a region, or None where there are none."""
        if region.first == region.last:
            return self._day_block(region)
        inside = Region(self.find_content(region.mask), region.first, region.last)
        wide = self._wide.get(inside)
        if wide is None or self.find_content(wide.region.mask) != inside.mask or not self._renew(wide, inside):
            self._changed.pop(inside, None)
            wide = self._make_wide(region)
        self._wide[inside] = wide
        return wide.block

    def find_content(self, mask: int) -> int:
        """The places of all scopes inside some places."""
        if mask not in self._contents:
            content = 0
            for places in self._masks:
                content |= 0 if places & ~mask else places
            self._contents[mask] = content
        return self._contents[mask]

    def beside(self, wider: Region, inner: Region, *, spans: int = 0) -> Block | None:
        """Lower bounds within the wider region that share no cell with the inner one; None where there are none.

        All of single days; of those for several days so many as `spans` says, first those that ask for most.
        """
        days = [day for day in range(wider.first, wider.last + 1) if day in self._days]
        found = [self._day_beside(Region(wider.mask, day, day), inner) for day in days]
        blocks = [block for block in found if block is not None]
        if wider.first == wider.last:
            return blocks[0] if blocks else None
        missing = self._spans_missing(wider) if spans else ()
        apart = [(more, span, rank) for span, rank, more in missing if not overlaps(span, inner)]
        if not apart:
            return Node(wider, (), blocks) if blocks else None
        apart.sort(key=lambda each: (-each[0], each[1][1:], each[2][0].claim))
        return nest_wanted({span: rank for _, span, rank in apart[:spans]}, [wider], blocks).get(wider)

    def missing_inside(self, wider: Region, *, spans: int) -> Number:
        """How many more people so many figures for several days within a region ask for than its days, at most."""
        if wider.first == wider.last:
            return 0
        if wider not in self._insides:
            missing = sorted((more for span, _, more in self._spans_missing(wider) if span != wider), reverse=True)
            self._insides[wider] = sum(missing[:spans])
        return self._insides[wider]

    def _day_beside(self, wider: Region, inner: Region) -> Block | None:
        if not overlaps(wider, inner):
            return self._day_block(wider)
        if inner != self._inner:
            self._inner = inner
            self._beside.clear()
        if wider not in self._beside:
            ranks = self._ranks(self._days.get(wider.first, ()), wider)
            apart = {region: rank for region, rank in ranks.items() if not overlaps(region, inner)}
            self._beside[wider] = nest_wanted(apart, [wider]).get(wider) if apart else None
        return self._beside[wider]

    def _spans_missing(self, region: Region) -> Iterator[tuple[Region, Rank, Number]]:
        """The figures for several days within a region that ask for more people than their days, with how many."""
        for span, rank in self._spans_inside(region):
            missing = (rank[0].low or 0) - self.held(span)
            if missing > 0:
                yield span, rank, missing

    def _spans_inside(self, region: Region) -> Iterator[tuple[Region, Rank]]:
        for mask in [mask for mask in self._span_ranks() if not mask & ~region.mask]:
            for span, rank in self._span_ranks()[mask]:
                if region.first <= span.first and span.last <= region.last:
                    yield span, rank

    def least_inside(self, wider: Region) -> Number:
        """The least total of a region of one day by what is said of smaller ones alone."""
        if wider not in self._insides:
            ranks = self._ranks(self._days.get(wider.first, ()), wider)
            ranks.pop(wider, None)
            block = nest_wanted(ranks, [wider]).get(wider) if ranks else None
            self._insides[wider] = 0 if block is None else least(block)
        return self._insides[wider]

    def is_surely_under(self, region: Region, bound: int) -> bool:
        """Whether a bound is so high that the least total of a region cannot exceed it, found without a program.

        People enough for the days, and what each figure of several days then misses, satisfy all figures.
        """
        if region.first == region.last or not self._cumulates:
            return False
        enough = self.held(region)
        for _, _, missing in self._spans_missing(region):
            if enough > bound:
                return False
            enough += missing
        return enough <= bound

    def held(self, span: Region) -> Number:
        """What is said of single days within a region comes to, day by day."""
        if span not in self._holdings:
            days = range(span.first, span.last + 1)
            blocks = [self._day_block(Region(span.mask, day, day)) for day in days]
            self._holdings[span] = sum(least(block) for block in blocks if block is not None)
        return self._holdings[span]

    def _span_ranks(self) -> dict[int, list[tuple[Region, Rank]]]:
        """Figures for several days by their places."""
        if self._by_mask is None:
            self._by_mask = defaultdict(list)
            for region, rank in self._ranks(self._spans).items():
                self._by_mask[region.mask].append((region, rank))
        return self._by_mask

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

    def _make_wide(self, region: Region) -> "Wide":
        spans = dict(self._spans_inside(region))
        numbers = [day for day in sorted(self._days) if region.first <= day <= region.last]
        blocks = {day: self._day_block(Region(region.mask, day, day)) for day in numbers}
        days = {day: block for day, block in blocks.items() if block is not None}
        if not spans and not days:
            return Wide(region, None, None)
        if not self._cumulates:
            ranks_of = partial(self._ranks_of_days, region)
            return Wide(region, Peak(region, days, spans, block_of=self.block, ranks_of=ranks_of), None)
        rank = spans.pop(region, ())
        stretch = Stretch(region, {span: spans[span] for span in sort_regions(spans, spans)})
        for day, block in days.items():
            stretch.put(day, block)
        return Wide(region, Node(region, rank, [stretch]), stretch)

    def _renew(self, wide: "Wide", inside: Region) -> bool:
        """Whether what is known of a wide region could take in what has changed, without being made anew."""
        changed, stretch, top = self._changed.pop(inside, set()), wide.stretch, wide.block
        if not changed:
            return True
        if stretch is None or not isinstance(top, Node):
            return False
        for first in sorted({first for _, first, last in changed if first == last}):
            stretch.put(first, self._day_block(Region(wide.region.mask, first, first)))
        for span in sorted({self.region(key) for key in changed if key[1] != key[2]}):
            rank = self._ranks(key for key in self._spans if self.region(key) == span).get(span, ())
            if span == wide.region:
                top.rank = rank
            else:
                stretch.rerank(span, rank)
        top.total, top.lows, top.proof = None, None, None
        return True

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
