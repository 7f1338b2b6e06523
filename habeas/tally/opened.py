"""One day of a longer stretch, opened as far as figures for several days cross what is said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from habeas.tally.block import Block, Node, Rank, best_low, find_lows
from habeas.tally.core import Core
from habeas.tally.program import Number
from habeas.tally.region import Region

# A place (bit) on a day.
Cell = tuple[int, int]


class Row:
    """A region, what voices say of it, and what the parts inside it already count: of all voices, and by voice."""

    __slots__ = ("held", "lost", "rank", "region")

    def __init__(self, region: Region, rank: Rank) -> None:
        self.region = region
        self.rank = rank
        self.held: Number = 0
        self.lost: dict[str, Number] = defaultdict(int)

    def need(self, without: str | None) -> Number:
        """How many more people than its parts count a region must have; below zero where they count more."""
        need = best_low(self.rank, without) - self.held
        return need if without is None else need + self.lost.get(without, 0)

    def may_need(self) -> bool:
        """Whether a region may need more people than its parts count, of all voices or without one of them."""
        return best_low(self.rank, None) - self.held + max(self.lost.values(), default=0) > 0

    def grow(self, counted: "Counted", sign: int) -> None:
        """Count more parts, or with −1 no longer."""
        self.held += sign * counted.held
        for voice, loss in counted.lost.items():
            self.lost[voice] += sign * loss


class Counted:
    """What some parts count: of all voices, and how much of it goes with each voice."""

    __slots__ = ("held", "lost")

    def __init__(self, lows: Iterable[Mapping[str | None, Number]]) -> None:
        self.held: Number = 0
        self.lost: dict[str, Number] = defaultdict(int)
        for low in lows:
            known = low[None]
            self.held += known
            for voice, rest in low.items():
                if voice is not None and rest != known:
                    self.lost[voice] += known - rest


class OpenedDay:
    """Rows (regions of the day that something crosses) and parts, which every row holds whole or not at all."""

    __slots__ = ("_counts", "block", "parts", "rows", "whole")

    def __init__(self, block: Block | None, masks: Iterable[int]) -> None:
        self.block = block
        self.rows: dict[Region, Row] = {}
        self.parts: dict[Cell, Block] = {}
        if block is not None:
            self._open(block, list(masks))
        self.whole = Counted(find_lows(part) for part in self.parts.values())
        self._counts: dict[int, Counted] = {}
        for row in self.rows.values():
            row.grow(self.count(row.region.mask), 1)

    def count(self, mask: int) -> Counted:
        """What the parts at some places count."""
        if mask not in self._counts:
            self._counts[mask] = Counted(find_lows(part) for (bit, _), part in self.parts.items() if bit & mask)
        return self._counts[mask]

    def is_crossed(self, mask: int) -> bool:
        """Whether some places hold a part neither whole nor not at all."""
        return any(part.region.mask & mask and part.region.mask & ~mask for part in self.parts.values())

    def _open(self, block: Block, masks: list[int]) -> None:
        pending = [block]
        while pending:
            inner = pending.pop()
            cells = inner.region.mask
            if not any(cells & mask and cells & ~mask for mask in masks):
                self.parts[inner.anchor] = inner
            elif isinstance(inner, Core):
                for row in inner.rows:
                    self._hold(row)
                pending += inner.parts
            elif isinstance(inner, Node):
                self._hold(inner)
                pending += inner.children

    def _hold(self, node: Node) -> None:
        if node.rank:
            self.rows[node.region] = Row(node.region, node.rank)
