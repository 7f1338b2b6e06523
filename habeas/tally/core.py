"""Regions that cross one another: only here is a linear program needed, for what the blocks inside leave to prove."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from habeas.tally.block import (
    Block,
    Lows,
    Node,
    Shares,
    best_figure,
    best_low,
    least,
    list_supporters,
    sum_lows,
    sum_totals,
)
from habeas.tally.cover import share_parts
from habeas.tally.program import Number, prove_rows
from habeas.tally.proof import KeptProof, Proof
from habeas.tally.region import Region, overlaps

# What the parts count, and what each row needs beyond those inside it, if above zero.
Scenario = tuple[Number, Sequence[Number]]


@dataclass(frozen=True, slots=True)
class Solution:
    """The least total over a core, and the multipliers of its rows, by index; the other rows have none."""

    total: Number
    rows: dict[int, Fraction]
    shares: Shares


class Core:
    """Crossing regions as rows, and parts: blocks that each row holds whole or not at all.

    People in the parts count for each row that holds them; what a row needs beyond is the subject of the program.
    """

    __slots__ = ("_over", "_solutions", "anchor", "atoms", "lows", "proof", "region", "rows", "total", "wider")

    def __init__(self) -> None:
        self.rows: list[Node] = []
        # Blocks of one place and day, and others.
        self.atoms: list[Block] = []
        self.wider: list[Block] = []
        self.region = Region(0, 0, 0)
        self.anchor = (0, 0)
        self.total: Number | None = None
        self.lows: Lows | None = None
        self.proof: Proof | None = None
        # The rows' places that hold a part's place.
        self._over: dict[int, list[int]] = {}
        self._solutions: dict[str | None, Solution] = {}

    def hold(self, row: Node) -> None:
        """Take in a crossing region, if anybody says anything of it."""
        if row.rank:
            self.rows.append(row)
            self.anchor = self.rows[0].anchor

    def inside(self) -> Sequence[Block]:
        """The parts."""
        return self.parts

    @property
    def parts(self) -> Sequence[Block]:
        """The blocks that each row holds whole or not at all: of one place and day, and others."""
        return [*self.atoms, *self.wider]

    def settle(self) -> None:
        """The least total of all voices."""
        masks = dict.fromkeys(row.region.mask for row in self.rows)
        bits = {part.anchor[0] for part in self.parts}
        self._over = {bit: [mask for mask in masks if mask & bit] for bit in bits}
        needs = [best_low(row.rank, None) - inside for row, inside in zip(self.rows, self._held(), strict=True)]
        self._solutions = {None: self._solve([(sum_totals(self.parts), needs)])[0]}
        self.total = self._solutions[None].total

    def weigh(self) -> None:
        """The same without each voice that the proof rests on."""
        total, losses = sum_lows(self.parts)
        held, voices = self._held(), list_supporters(self.step(None))
        scenarios: list[Scenario] = []
        for voice in voices:
            left = zip(self.rows, held, self._lost(voice), strict=True)
            rest = [best_low(row.rank, voice) - inside + lost for row, inside, lost in left]
            scenarios.append((total - losses.get(voice, 0), rest))
        self._solutions.update(zip(voices, self._solve(scenarios), strict=True))
        self.lows = {voice: solution.total for voice, solution in self._solutions.items()}

    def step(self, without: str | None) -> Shares:
        """The rows of the program, and each part as far as these leave its cells uncovered."""
        solution = self._solutions[without]
        if not solution.shares:
            for number, multiplier in sorted(solution.rows.items()):
                figure = best_figure(self.rows[number].rank, without)
                assert figure is not None
                solution.shares.append((figure, multiplier))
            solution.shares.extend(self._share_parts(solution))
        return solution.shares

    def recall(self, without: str | None) -> KeptProof | None:
        """None: it is put together."""
        return None

    def _share_parts(self, solution: Solution) -> Shares:
        rows = [(self.rows[number].region, multiplier) for number, multiplier in solution.rows.items()]
        return [*share_parts([(part.anchor, part) for part in self.parts], rows, self.region)]

    def _sum_parts(self, numbers: Iterable[tuple[tuple[int, int], Number]]) -> "DaySums":
        """Numbers of parts, given with their anchors, by the rows' places and day."""
        by_mask: dict[int, dict[int, Number]] = defaultdict(lambda: defaultdict(int))
        for (bit, day), number in numbers:
            for mask in self._over[bit]:
                by_mask[mask][day] += number
        return DaySums(by_mask)

    def _held(self) -> list[Number]:
        """What the parts inside each row already count."""
        sums = self._sum_parts((part.anchor, least(part)) for part in self.parts)
        return [sums.within(row.region) for row in self.rows]

    def _lost(self, voice: str) -> list[Number]:
        """How much less that is without a voice."""
        affected = [part for part in self.parts if voice in (part.lows or ())]
        lost = self._sum_parts((part.anchor, least(part) - least(part, voice)) for part in affected)
        return [lost.within(row.region) for row in self.rows]

    def _solve(self, scenarios: Sequence[Scenario]) -> list[Solution]:
        """For what parts count and rows need beyond them, several times: the least totals with their multipliers."""
        active = [number for number in range(len(self.rows)) if any(needs[number] > 0 for _, needs in scenarios)]
        totals = [total for total, _ in scenarios]
        multipliers: list[dict[int, Fraction]] = [{} for _ in scenarios]
        for group in connect([self.rows[number].region for number in active]):
            numbers = [active[place] for place in group]
            # Scenarios that need the same share a proof.
            needs = [tuple(max(0, needs[number]) for number in numbers) for _, needs in scenarios]
            distinct = list(dict.fromkeys(needs))
            proved = dict(
                zip(distinct, prove_rows([self.rows[each].region for each in numbers], distinct), strict=True)
            )
            for place, need in enumerate(needs):
                for number, each, multiplier in zip(numbers, need, proved[need], strict=True):
                    if multiplier and each:
                        multipliers[place][number] = multiplier
                        totals[place] += multiplier * each
        return [Solution(total, rows, []) for total, rows in zip(totals, multipliers, strict=True)]


def connect(regions: Sequence[Region]) -> list[list[int]]:
    """Indices of regions that hang together by shared cells, each group and the groups in order."""
    leaders = list(range(len(regions)))
    active: list[int] = []
    for number in sorted(range(len(regions)), key=lambda number: regions[number].first):
        active = [other for other in active if regions[other].last >= regions[number].first]
        for other in active:
            if overlaps(regions[number], regions[other]):
                leaders[_leader(leaders, number)] = _leader(leaders, other)
        active.append(number)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(regions)):
        groups[_leader(leaders, number)].append(number)
    return list(groups.values())


def _leader(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number


class DaySums:
    """Numbers by places (a mask) and day, summed over days: each sum is found by halving."""

    def __init__(self, numbers: Mapping[int, Mapping[int, Number]]) -> None:
        self._sums = {
            mask: (days := sorted(at), [0, *accumulate(at[day] for day in days)]) for mask, at in numbers.items()
        }

    def within(self, region: Region) -> Number:
        """The sum at just the region's places over its days."""
        return self.until(region.mask, region.last) - self.until(region.mask, region.first - 1)

    def until(self, mask: int, day: int) -> Number:
        """The sum at some places up to and with a day."""
        if mask not in self._sums:
            return 0
        days, sums = self._sums[mask]
        return sums[bisect_right(days, day)]
