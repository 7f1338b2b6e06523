"""Regions one after the other, small ones first → blocks: what one holds becomes its inside, what it crosses a core."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from habeas.tally.block import Block, Node, Rank
from habeas.tally.core import Core
from habeas.tally.region import Region, count_cells, holds, hull, list_bits, overlaps


class Nest:
    """Blocks that share no cell; takes in one region after the other."""

    def __init__(self) -> None:
        # Place bit → its intervals of days (first, last) with the block there, in order.
        self._firsts: dict[int, list[int]] = {}
        self._lasts: dict[int, list[int]] = {}
        self._blocks: dict[int, list[Block]] = {}
        self._within: dict[int, Block] = {}
        self._tops: dict[int, Block] = {}

    @property
    def blocks(self) -> list[Block]:
        """The outermost blocks, in the order in which they came."""
        return list(self._tops.values())

    def add(self, region: Region, rank: Rank) -> Block:
        """Take in a region that is no smaller than those before, or lies in none of their blocks."""
        touched = self.touched(region)
        if all(holds(region, block.region) for block in touched):
            block: Block = Node(region, rank, touched)
        else:
            block = _merge(Node(region, rank, ()), touched)
        self._place(region, block, touched)
        return block

    def put(self, block: Block) -> None:
        """Take in a block that shares no cell with those before."""
        self._place(block.region, block, [])

    def touched(self, region: Region) -> list[Block]:
        """The outermost blocks that share a cell with a region, in the order in which they came."""
        found: dict[int, Block] = {}
        for bit in list_bits(region.mask):
            if bit in self._firsts:
                low = bisect_left(self._lasts[bit], region.first)
                high = bisect_right(self._firsts[bit], region.last)
                for block in self._blocks[bit][low:high]:
                    top = self._outermost(block)
                    found[id(top)] = top
        return list(found.values())

    def _outermost(self, block: Block) -> Block:
        top = block
        while id(top) in self._within:
            top = self._within[id(top)]
        while block is not top:
            self._within[id(block)], block = top, self._within[id(block)]
        return top

    def _place(self, region: Region, block: Block, touched: Sequence[Block]) -> None:
        for inner in touched:
            self._within[id(inner)] = block
            del self._tops[id(inner)]
        self._tops[id(block)] = block
        for bit in list_bits(region.mask):
            self._place_at(bit, region, block)

    def _place_at(self, bit: int, region: Region, block: Block) -> None:
        firsts = self._firsts.setdefault(bit, [])
        lasts, blocks = self._lasts.setdefault(bit, []), self._blocks.setdefault(bit, [])
        low, high = bisect_left(lasts, region.first), bisect_right(firsts, region.last)
        first, last = region.first, region.last
        if low < high:
            first, last = min(first, firsts[low]), max(last, lasts[high - 1])
        firsts[low:high], lasts[low:high], blocks[low:high] = [first], [last], [block]


def nest_regions(ranks: Mapping[Region, Rank], seeds: Iterable[Block] = ()) -> Nest:
    """The blocks of regions with what voices say of each, beside blocks that are known and smaller than any region."""
    nest = Nest()
    for seed in seeds:
        nest.put(seed)
    for region in sorted(ranks, key=_size):
        nest.add(region, ranks[region])
    return nest


def _size(region: Region) -> tuple[int, Region]:
    return count_cells(region), region


def _merge(crossing: Node, touched: Sequence[Block]) -> Core:
    """The core of a region and the blocks that it touches, some of which it crosses."""
    rows: list[Node] = [crossing] if crossing.rank else []
    atoms: list[Block] = []
    wider: list[Block] = []
    pending = list(reversed(touched))
    while pending:
        block = pending.pop()
        region = block.region
        if holds(crossing.region, region) or not overlaps(crossing.region, region):
            is_atom = region.first == region.last and not region.mask & (region.mask - 1)
            (atoms if is_atom else wider).append(block)
        elif isinstance(block, Core):
            rows += block.rows
            # A single place and day can be crossed by nothing.
            atoms += block.atoms
            pending += reversed(block.wider)
        elif isinstance(block, Node):
            rows += [block] if block.rank else []
            pending += reversed(block.children)
    return Core(hull([crossing.region, *(block.region for block in touched)]), rows, (atoms, wider))


def nest_wanted(
    ranks: Mapping[Region, Rank], wanted: Iterable[Region], seeds: Sequence[Block] = ()
) -> dict[Region, Block]:
    """For each wanted region that holds anything a block of all that lies in it, whatever else crosses it."""
    nest = Nest()
    for seed in seeds:
        nest.put(seed)
    asked = set(wanted)
    found: dict[Region, Block] = {}
    for region in sorted(asked.union(ranks), key=_size):
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
