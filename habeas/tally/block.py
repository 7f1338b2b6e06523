"""Regions nested by their cells: the least total inside each, and what proves it.

A node's least total is its own best bound, or the sum of the blocks inside it. Every block also knows its least total
without each voice that its proof rests on: leaving out any other voice leaves that proof as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from habeas.tally.constraint import Constraint
from habeas.tally.program import Number
from habeas.tally.region import Region

# What one region's voices say: the best lower bound of each voice, greatest first.
Rank = tuple[Constraint, ...]
Lows = Mapping[str | None, Number]
ONE = Fraction(1)


class Block(Protocol):
    """Regions and what lies inside them; `anchor` is one of its cells (place bit, day), `region` holds all of them."""

    region: Region
    anchor: tuple[int, int]
    # The least total under None, and without each voice that its proof rests on; None until settled.
    lows: Lows | None

    def inside(self) -> Sequence["Block"]:
        """The blocks whose least totals this one rests on."""

    def settle(self) -> None:
        """Find the least totals, those of the blocks inside being known."""

    def step(self, without: str | None) -> "Shares":
        """What the proof without a voice (None: with all) rests on: constraints and blocks with their multipliers."""


Shares = list[tuple["Constraint | Block", Fraction]]


class Node:
    """One region, what voices say of it, and the blocks inside it, which share no cell."""

    __slots__ = ("anchor", "children", "lows", "rank", "region")

    def __init__(self, region: Region, rank: Rank, children: Sequence[Block]) -> None:
        self.region = region
        self.rank = rank
        self.children = children
        self.anchor = (region.mask & -region.mask, region.first)
        self.lows: Lows | None = None

    def inside(self) -> Sequence[Block]:
        """The blocks inside the region."""
        return self.children

    def settle(self) -> None:
        """Least totals: the best bound of a voice, or the sum of the blocks inside where that is greater."""
        total, losses = sum_lows(self.children)
        best = self.rank[0].low if self.rank else None
        if best is None or best < total:
            lows: dict[str | None, Number] = {None: total}
            for voice, loss in losses.items():
                lows[voice] = max(best_low(self.rank, voice), total - loss)
            self.lows = lows
        else:
            voice = self.rank[0].voice.id
            self.lows = {None: best, voice: max(best_low(self.rank, voice), total - losses.get(voice, 0))}

    def step(self, without: str | None) -> Shares:
        """The region's own best constraint, or the blocks inside."""
        figure = best_figure(self.rank, without)
        if figure is not None and figure.low is not None and figure.low >= total_without(self.children, without):
            return [(figure, ONE)]
        return [(child, ONE) for child in self.children]


def least(block: Block, without: str | None = None) -> Number:
    """The least total, of all voices or without one."""
    lows = find_lows(block)
    return lows[None] if without not in lows else lows[without]


def find_lows(block: Block) -> Lows:
    """The least totals of a block, settled first, from the inside out, where they are not known yet."""
    pending = [block]
    while pending:
        unknown = [child for child in pending[-1].inside() if child.lows is None] if pending[-1].lows is None else []
        if unknown:
            pending += unknown
            continue
        settled = pending.pop()
        if settled.lows is None:
            settled.settle()
    assert block.lows is not None
    return block.lows


def prove(block: Block, without: str | None = None) -> list[tuple[Constraint, Fraction]]:
    """Constraints with multipliers whose weighted sum is the block's least total, with all voices or without one."""
    find_lows(block)
    proof: list[tuple[Constraint, Fraction]] = []
    pending: Shares = [(block, ONE)]
    while pending:
        share, multiplier = pending.pop()
        if isinstance(share, Constraint):
            proof.append((share, multiplier))
        else:
            is_known = without is None or without not in find_lows(share)
            for further, factor in share.step(None if is_known else without):
                pending.append((further, factor if multiplier is ONE else factor * multiplier))
    return proof


def sum_lows(blocks: Iterable[Block]) -> tuple[Number, dict[str, Number]]:
    """The sum of least totals, and how much of it goes with each voice."""
    total: Number = 0
    losses: dict[str, Number] = defaultdict(int)
    for block in blocks:
        lows = find_lows(block)
        low = lows[None]
        total += low
        for voice, rest in lows.items():
            if voice is not None:
                losses[voice] += low - rest
    return total, losses


def total_without(blocks: Iterable[Block], without: str | None) -> Number:
    """The sum of least totals without a voice."""
    return sum(least(block, without) for block in blocks)


def best_figure(rank: Rank, without: str | None) -> Constraint | None:
    """The greatest lower bound that another voice than `without` stands for, or None."""
    return next((figure for figure in rank if figure.voice.id != without), None)


def best_low(rank: Rank, without: str | None) -> int:
    """The greatest lower bound without a voice; nobody at least where no other speaks."""
    figure = best_figure(rank, without)
    return figure.low if figure is not None and figure.low is not None else 0
