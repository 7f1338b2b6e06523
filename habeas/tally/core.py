"""Regions that cross one another: only here is a linear program needed, for what the blocks inside leave to prove."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from habeas.tally.block import ONE, Block, Lows, Node, Shares, best_figure, best_low, least, sum_lows
from habeas.tally.program import Number, prove_rows
from habeas.tally.region import Region, hull, list_bits, overlaps

# Rows with their needs, as index and number.
Needs = tuple[tuple[int, Number], ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """The least total over a core, and the multipliers of its rows, by index; the other rows have none."""

    total: Number
    rows: dict[int, Fraction]


class Core:
    """Crossing regions as rows, and parts: blocks that each row holds whole or not at all.

    People in the parts count for each row that holds them; what a row needs beyond is the subject of the program.
    """

    __slots__ = ("_base", "_proved", "_solutions", "anchor", "lows", "parts", "region", "rows")

    def __init__(self, rows: Sequence[Node], parts: Sequence[Block]) -> None:
        self.rows = rows
        self.parts = parts
        self.region = hull([*(row.region for row in rows), *(part.region for part in parts)])
        self.anchor = rows[0].anchor
        self.lows: Lows | None = None
        self._base: list[Number] = []
        self._solutions: dict[str | None, Solution] = {}
        self._proved: dict[Needs, list[Fraction]] = {}

    def inside(self) -> Sequence[Block]:
        """The parts."""
        return self.parts

    def settle(self) -> None:
        """Least totals of all voices, and without each voice that the proof rests on."""
        total, losses = sum_lows(self.parts)
        sums = CellSums((part.anchor, least(part)) for part in self.parts)
        self._base = [sums.within(row.region) for row in self.rows]
        self._solutions[None] = self._solve(total, self._base, None)
        lows: dict[str | None, Number] = {None: self._solutions[None].total}
        for voice in self._supporters():
            lost = CellSums(
                (part.anchor, least(part) - least(part, voice)) for part in self.parts if voice in (part.lows or ())
            )
            base = [held - lost.within(row.region) for held, row in zip(self._base, self.rows, strict=True)]
            self._solutions[voice] = self._solve(total - losses.get(voice, 0), base, voice)
            lows[voice] = self._solutions[voice].total
        self.lows = lows

    def step(self, without: str | None) -> Shares:
        """The rows of the program, and each part as far as these leave its cells uncovered."""
        solution = self._solutions[without]
        shares: Shares = []
        for number, multiplier in sorted(solution.rows.items()):
            figure = best_figure(self.rows[number].rank, without)
            assert figure is not None
            shares.append((figure, multiplier))
        cover = self._cover(solution)
        for part in self.parts:
            rest = 1 - cover.at(part.anchor)
            if rest:
                shares.append((part, ONE if rest == 1 else Fraction(rest)))
        return shares

    def _supporters(self) -> list[str]:
        """Voices that the proof rests on, in order."""
        solution = self._solutions[None]
        voices = {self.rows[number].rank[0].voice.id for number in solution.rows}
        cover = self._cover(solution)
        for part in self.parts:
            if cover.at(part.anchor) != 1:
                voices.update(voice for voice in (part.lows or ()) if voice is not None)
        return sorted(voices)

    def _cover(self, solution: Solution) -> "CellSums":
        changes = []
        bits = {part.anchor[0] for part in self.parts}
        for number, multiplier in solution.rows.items():
            region = self.rows[number].region
            for bit in list_bits(region.mask):
                if bit in bits:
                    changes += [((bit, region.first), multiplier), ((bit, region.last + 1), -multiplier)]
        return CellSums(changes)

    def _solve(self, total: Number, base: Sequence[Number], without: str | None) -> Solution:
        needs = [
            (number, need)
            for number, row in enumerate(self.rows)
            if (need := best_low(row.rank, without) - base[number]) > 0
        ]
        multipliers: dict[int, Fraction] = {}
        for group in self._connected(needs):
            if group not in self._proved:
                regions = [self.rows[number].region for number, _ in group]
                self._proved[group] = prove_rows(regions, [need for _, need in group])
            for (number, need), multiplier in zip(group, self._proved[group], strict=True):
                if multiplier:
                    multipliers[number] = multiplier
                    total += multiplier * need
        return Solution(total, multipliers)

    def _connected(self, needs: Sequence[tuple[int, Number]]) -> list[Needs]:
        """The rows in need, grouped so that regions of different groups share no cell."""
        groups = connect([self.rows[number].region for number, _ in needs])
        return [tuple(needs[place] for place in group) for group in groups]


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


class CellSums:
    """Numbers at cells, summed by place over days: each sum is found by halving."""

    def __init__(self, numbers: Iterable[tuple[tuple[int, int], Number]]) -> None:
        by_place: dict[int, dict[int, Number]] = defaultdict(lambda: defaultdict(int))
        for (bit, day), number in numbers:
            by_place[bit][day] += number
        self._sums = {
            bit: (days := sorted(at), [0, *accumulate(at[day] for day in days)]) for bit, at in by_place.items()
        }

    def within(self, region: Region) -> Number:
        """The sum over a region."""
        total: Number = 0
        for bit, (days, sums) in self._sums.items():
            if bit & region.mask:
                total += sums[bisect_right(days, region.last)] - sums[bisect_right(days, region.first - 1)]
        return total

    def at(self, cell: tuple[int, int]) -> Number:
        """The sum at a place up to and with a day."""
        bit, day = cell
        if bit not in self._sums:
            return 0
        days, sums = self._sums[bit]
        return sums[bisect_right(days, day)]
