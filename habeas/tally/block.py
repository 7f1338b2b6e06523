"""Regions nested by their cells: the least total inside each, and what proves it.

A node's least total is its own best bound, or the sum of the blocks inside it. Every block also knows its least total
without each voice that its proof rests on: leaving out any other voice leaves that proof as it is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from habeas.tally.constraint import Constraint
from habeas.tally.program import Number
from habeas.tally.proof import ONE, KeptProof, Proof
from habeas.tally.region import Region

# What one region's voices say: the best lower bound of each voice, greatest first.
Rank = tuple[Constraint, ...]
Lows = Mapping[str | None, Number]


class Block(Protocol):
    """Regions and what lies inside them; `anchor` is one of its cells (place bit, day), `region` holds all of them."""

    region: Region
    anchor: tuple[int, int]
    # The least total, None until settled.
    total: Number | None
    # The least total under None, and without each voice that its proof rests on; None until weighed.
    lows: Lows | None
    # What proves the least total, kept for blocks of one day, which many figures share.
    proof: Proof | None

    def inside(self) -> Sequence["Block"]:
        """The blocks whose least totals this one rests on."""

    def settle(self) -> None:
        """Find the least total, those of the blocks inside being known."""

    def weigh(self) -> None:
        """Find the least total without each voice, those of the blocks inside being known."""

    def step(self, without: str | None) -> "Shares":
        """What the proof without a voice (None: with all) rests on: constraints and blocks with their multipliers."""

    def recall(self, without: str | None) -> KeptProof | None:
        """The same down to constraints where the block keeps it, None where it has to be put together."""


Shares = list[tuple["Constraint | Block", Fraction]]


class Node:
    """One region, what voices say of it, and the blocks inside it, which share no cell."""

    __slots__ = ("anchor", "children", "lows", "proof", "rank", "region", "total")

    def __init__(self, region: Region, rank: Rank, children: Sequence[Block]) -> None:
        self.region = region
        self.rank = rank
        self.children = children
        self.anchor = (region.mask & -region.mask, region.first)
        self.total: Number | None = None
        self.lows: Lows | None = None
        self.proof: Proof | None = None

    def inside(self) -> Sequence[Block]:
        """The blocks inside the region."""
        return self.children

    def settle(self) -> None:
        """The best bound of a voice, or the sum of the blocks inside where that is greater."""
        self.total = max(best_low(self.rank, None), sum_totals(self.children))

    def weigh(self) -> None:
        """The same without each voice that the greater of them rests on."""
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

    def recall(self, without: str | None) -> KeptProof | None:
        """That of the only block inside, where the proof rests on it."""
        is_wide = self.region.first != self.region.last
        shares = self.step(_choose(self, without)) if is_wide and len(self.children) == 1 else []
        inner = shares[0][0] if shares else None
        return None if inner is None or isinstance(inner, Constraint) else inner.recall(without)


def least(block: Block, without: str | None = None) -> Number:
    """The least total, of all voices or without one."""
    if without is None:
        return find_total(block)
    lows = find_lows(block)
    return lows[None] if without not in lows else lows[without]


def find_total(block: Block) -> Number:
    """The least total of a block, settled first, from the inside out, where it is not known yet."""
    if block.total is None:
        for unknown in _from_inside(block, _is_unsettled):
            unknown.settle()
    assert block.total is not None
    return block.total


def find_lows(block: Block) -> Lows:
    """The least totals of a block, weighed first, from the inside out, where they are not known yet."""
    if block.lows is None:
        find_total(block)
        for unknown in _from_inside(block, _is_unweighed):
            unknown.weigh()
    assert block.lows is not None
    return block.lows


def _from_inside(block: Block, is_wanted: Callable[[Block], bool]) -> Iterator[Block]:
    """A block and those inside that are wanted, each after what it rests on."""
    pending = [block]
    while pending:
        further = [child for child in pending[-1].inside() if is_wanted(child)] if is_wanted(pending[-1]) else []
        if further:
            pending += further
            continue
        last = pending.pop()
        if is_wanted(last):
            yield last


def _is_unsettled(block: Block) -> bool:
    return block.total is None


def _is_unweighed(block: Block) -> bool:
    return block.lows is None


def prove(block: Block, without: str | None = None) -> Proof:
    """Constraints with multipliers whose weighted sum is the block's least total, with all voices or without one."""
    find_total(block)
    if (kept := block.recall(without)) is not None:
        return kept.steps()
    proof: Proof = []
    pending: Shares = [(block, ONE)]
    while pending:
        share, multiplier = pending.pop()
        if isinstance(share, Constraint):
            proof.append((share, multiplier))
            continue
        chosen = _choose(share, without)
        if chosen is None and multiplier is ONE and share is not block and share.region.first == share.region.last:
            proof += prove_day(share)
            continue
        for further, factor in share.step(chosen):
            pending.append((further, factor if multiplier is ONE else factor * multiplier))
    return proof


def prove_shares(shares: Shares, without: str | None) -> Proof:
    """The proofs of several blocks with multipliers, each of one day, and constraints as they are."""
    steps: Proof = []
    for share, weight in shares:
        if isinstance(share, Constraint):
            steps.append((share, weight))
        else:
            proof = prove_day(share, without)
            steps += proof if weight is ONE else [(figure, weight * factor) for figure, factor in proof]
    return steps


def prove_day(block: Block, without: str | None = None) -> Proof:
    """The same of a block of one day, kept with it as long as nobody has to be left out."""
    if _choose(block, without) is not None:
        return prove(block, without)
    if block.proof is None:
        block.proof = prove(block)
    return block.proof


def list_supporters(shares: Shares) -> list[str]:
    """Voices that a proof rests on, in order."""
    voices: set[str] = set()
    for share, _ in shares:
        if isinstance(share, Constraint):
            voices.add(share.voice.id)
        else:
            voices.update(voice for voice in find_lows(share) if voice is not None)
    return sorted(voices)


def _choose(block: Block, without: str | None) -> str | None:
    """The voice, where the block's proof rests on it."""
    return None if without is None or without not in find_lows(block) else without


def sum_totals(blocks: Iterable[Block]) -> Number:
    """The sum of least totals."""
    return sum(find_total(block) for block in blocks)


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
    """The greatest lower bound that another voice than `without` stands for, or None; a rank has each voice once."""
    place = 1 if rank and rank[0].voice.id == without else 0
    return rank[place] if place < len(rank) else None


def best_low(rank: Rank, without: str | None) -> int:
    """The greatest lower bound without a voice; nobody at least where no other speaks."""
    for figure in rank:
        if figure.voice.id != without:
            return figure.low or 0
    return 0
