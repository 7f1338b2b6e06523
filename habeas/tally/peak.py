"""What does not add up over days: the greatest total that some one day must have had.

A figure for several days, "10,000 on both days", then counts a half on one of them. How much figures for single days
leave of it is the subject of a linear program, needed only where spreading it evenly would raise the greatest day.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from habeas.tally.block import Block, Lows, Rank, Shares, best_figure, best_low, least, list_supporters
from habeas.tally.nest import sort_regions
from habeas.tally.program import Number, prove_peak
from habeas.tally.proof import ONE, KeptProof, Proof
from habeas.tally.region import Region

# Everything said of parts of a region's single days, for a program over some of them.
RanksOfDays = Callable[[Sequence[int]], Mapping[Region, Rank]]
BlockOf = Callable[[Region], Block | None]


class Peak:
    """The days of a region as blocks, and what is said of several of its days."""

    __slots__ = ("_block_of", "_ranks_of", "_shares", "anchor", "days", "lows", "proof", "region", "spans", "total")

    def __init__(
        self,
        region: Region,
        days: Mapping[int, Block],
        spans: Mapping[Region, Rank],
        *,
        block_of: BlockOf,
        ranks_of: RanksOfDays,
    ) -> None:
        self.region = region
        self.days = days
        self.spans = spans
        self.anchor = (region.mask & -region.mask, region.first)
        self.total: Number | None = None
        self.lows: Lows | None = None
        self.proof: Proof | None = None
        self._block_of = block_of
        self._ranks_of = ranks_of
        self._shares: dict[str | None, Shares] = {}

    def inside(self) -> Sequence[Block]:
        """The blocks of days."""
        return list(self.days.values())

    def settle(self) -> None:
        """The greatest day, of all voices."""
        self.total, self._shares[None] = self._solve(None)

    def weigh(self) -> None:
        """The same without each voice that its proof rests on."""
        lows: dict[str | None, Number] = {None: least(self)}
        for voice in list_supporters(self._shares[None]):
            lows[voice], self._shares[voice] = self._solve(voice)
        self.lows = lows

    def step(self, without: str | None) -> Shares:
        """The one day that is greatest, or what proves that some day was greater than each alone would have to be."""
        return self._shares[without]

    def recall(self, without: str | None) -> KeptProof | None:
        """None: it is put together."""
        return None

    def _solve(self, without: str | None) -> tuple[Number, Shares]:
        day = max(self.days, key=lambda day: (least(self.days[day], without), -day), default=None)
        low: Number = 0 if day is None else least(self.days[day], without)
        shares: Shares = [] if day is None else [(self.days[day], ONE)]
        partial: list[tuple[Region, Number]] = []
        for region in sort_regions(self.spans, self.spans):
            figure, length = best_figure(self.spans[region], without), region.last - region.first + 1
            if figure is None or figure.low is None:
                continue
            if region.mask != self.region.mask:
                partial += self._missing(region, figure.low, without)
            elif Fraction(figure.low, length) > low or not shares:
                low, shares = Fraction(figure.low, length), [(figure, Fraction(1, length))]
        if any(load > low for load in self._loads(partial, without).values()):
            return self._solve_crossing([region for region, _ in partial], (low, shares), without)
        return low, shares

    def _solve_crossing(
        self, spans: Sequence[Region], known: tuple[Number, Shares], without: str | None
    ) -> tuple[Number, Shares]:
        """The greatest day by a program over the days of some spans, where that proves more than is known."""
        days = sorted({day for span in spans for day in range(span.first, span.last + 1)})
        ranks = {**self._ranks_of(days), **{span: self.spans[span] for span in spans}}
        regions = [region for region in sort_regions(ranks, ranks) if best_low(ranks[region], without) > 0]
        figures = [figure for region in regions if (figure := best_figure(ranks[region], without)) is not None]
        needs = [figure.low or 0 for figure in figures]
        multipliers = prove_peak(regions, needs, self.region.mask)
        low = sum((need * multiplier for need, multiplier in zip(needs, multipliers, strict=True)), Fraction(0))
        if low <= known[0]:
            return known
        return low, [
            (figure, multiplier) for figure, multiplier in zip(figures, multipliers, strict=True) if multiplier
        ]

    def _missing(self, region: Region, low: int, without: str | None) -> list[tuple[Region, Number]]:
        """The region with what its days leave to find, if anything."""
        missing: Number = low
        for day in range(region.first, region.last + 1):
            block = self._block_of(Region(region.mask, day, day))
            missing -= 0 if block is None else least(block, without)
        return [(region, missing)] if missing > 0 else []

    def _loads(self, partial: Sequence[tuple[Region, Number]], without: str | None) -> dict[int, Number]:
        """Each day's total if what is missing were spread evenly over its days: more is never needed."""
        loads: dict[int, Number] = {}
        for region, missing in partial:
            for day in range(region.first, region.last + 1):
                known = least(self.days[day], without) if day in self.days else 0
                loads[day] = loads.get(day, known) + Fraction(missing) / (region.last - region.first + 1)
        return loads
