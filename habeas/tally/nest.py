"""Regions one after the other, small ones first → blocks: what one holds becomes its inside, what it crosses a core."""

from collections.abc import Iterable, Mapping, Sequence

from habeas.tally.block import Block, Node, Rank
from habeas.tally.core import Core
from habeas.tally.region import Region, count_cells, crosses, holds, hull


class Nest:
    """Blocks that share no cell; takes in one region after the other."""

    def __init__(self) -> None:
        self._tops: dict[int, Block] = {}
        # Cores that no other block rests on yet: these may grow.
        self._growing: dict[int, Core] = {}

    @property
    def blocks(self) -> list[Block]:
        """The outermost blocks, in the order in which they came."""
        return list(self._tops.values())

    def add(self, region: Region, rank: Rank) -> Block:
        """Take in a region that is no smaller than those before, or lies in none of their blocks."""
        touched = self.touched(region)
        block = Node(region, rank, touched)
        if all(holds(region, inner.region) for inner in touched):
            self._replace(touched, block)
            return block
        grown = max((self._growing[id(top)] for top in touched if id(top) in self._growing), key=_parts, default=None)
        core = _merge(block, touched, grown)
        self._replace(touched, core)
        self._growing[id(core)] = core
        return core

    def put(self, block: Block) -> None:
        """Take in a block that shares no cell with those before."""
        self._tops[id(block)] = block

    def touched(self, region: Region) -> list[Block]:
        """The outermost blocks that share a cell with a region, in the order in which they came."""
        mask, first, last = region
        return [
            top
            for top in self._tops.values()
            if (other := top.region).mask & mask and other.first <= last and first <= other.last
        ]

    def _replace(self, touched: Sequence[Block], block: Block) -> None:
        for inner in touched:
            del self._tops[id(inner)]
            self._growing.pop(id(inner), None)
        self._tops[id(block)] = block


def nest_regions(ranks: Mapping[Region, Rank], seeds: Iterable[Block] = ()) -> Nest:
    """The blocks of regions with what voices say of each, beside blocks that are known and smaller than any region."""
    nest = Nest()
    for seed in seeds:
        nest.put(seed)
    for region in sort_regions(ranks, ranks):
        nest.add(region, ranks[region])
    return nest


def sort_regions(regions: Iterable[Region], ranks: Mapping[Region, Rank]) -> list[Region]:
    """Small ones first, in an order that does not rest on that in which places came to be known."""
    return sorted(
        regions, key=lambda region: (count_cells(region), region[1:], _name(ranks.get(region, ())), region.mask)
    )


def _name(rank: Rank) -> str:
    return rank[0].claim if rank else ""


def _merge(crossing: Node, touched: Sequence[Block], grown: Core | None) -> Core:
    """The core of a region and the blocks that it touches, some of which it crosses: the one that grows, or a new one.

    A single place and day can be crossed by nothing.
    """
    core = Core() if grown is None else grown
    pending = [*reversed([block for block in touched if block is not grown])]
    kept: list[Block] = []
    for part in core.wider:
        (pending if crosses(crossing.region, part.region) else kept).append(part)
    core.wider = kept
    core.hold(crossing)
    while pending:
        block = pending.pop()
        if not crosses(crossing.region, block.region):
            (core.atoms if count_cells(block.region) == 1 else core.wider).append(block)
        elif isinstance(block, Core):
            core.rows += block.rows
            core.atoms += block.atoms
            pending += reversed(block.wider)
        elif isinstance(block, Node):
            core.hold(block)
            pending += reversed(block.children)
    core.region = hull([crossing.region, *(block.region for block in touched)])
    return core


def _parts(core: Core) -> int:
    return len(core.atoms) + len(core.wider)


def nest_wanted(
    ranks: Mapping[Region, Rank], wanted: Iterable[Region], seeds: Sequence[Block] = ()
) -> dict[Region, Block]:
    """For each wanted region that holds anything a block of all that lies in it, whatever else crosses it."""
    nest = Nest()
    for seed in seeds:
        nest.put(seed)
    asked = set(wanted)
    found: dict[Region, Block] = {}
    for region in sort_regions(asked.union(ranks), ranks):
        touched, rank = nest.touched(region), ranks.get(region, ())
        if not touched and not rank:
            continue
        is_crossed = not all(holds(region, block.region) for block in touched)
        if rank or not is_crossed:
            found[region] = nest.add(region, rank)
        if is_crossed and region in asked:
            inner = {other: rank for other, rank in ranks.items() if other != region and holds(region, other)}
            lone = nest_regions(inner, [seed for seed in seeds if holds(region, seed.region)])
            if rank or lone.blocks:
                found[region] = Node(region, rank, lone.blocks)
    return {region: found[region] for region in asked if region in found}
