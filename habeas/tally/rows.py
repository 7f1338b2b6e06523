"""The best multipliers of a stretch's rows: nested rows are solved by adding up, crossing ones by a program."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from habeas.tally.opened import Cell, Row
from habeas.tally.program import Number, Program, list_columns
from habeas.tally.region import Region, count_cells, holds, overlaps

# Among more rows than this nobody looks for an order in which each holds or lacks the other.
_MOST_NESTED = 150
# One in so many rows may be new before the program is made anew.
_MOST_PUT_IN = 20
# Nor may the factors of its limits double, where they are more than this.
_MANY_FACTORS = 2**18
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Solution:
    """Multipliers of rows, and people in cells that pay all needs and no more."""

    weights: dict[Row, Fraction]
    people: dict[Cell, Number]


class RowProgram:
    """Solves for the needs of rows, again and again; the program is made anew only where many rows are new.

    At first it holds the rows that need somebody, and once others do, all that may without any one voice.
    """

    def __init__(self, *, many: int = _MANY_FACTORS) -> None:
        self._many = many
        self._program: Program | None = None
        self._numbers: dict[Region, int] = {}
        self._cells: list[Cell] = []
        # How many rows may be put in before the program is made anew, and how large it may become: what rows cross
        # becomes many small pieces.
        self._spare = 0
        self._most = 0

    def solve(self, rows: Sequence[Row], without: str | None) -> Solution:
        """The multipliers of greatest Σ multiplier·need, with what proves them to be."""
        needs = {row: need for row in rows if (need := row.need(without)) > 0}
        if len(needs) <= _MOST_NESTED and (found := solve_nested(needs)) is not None:
            return found
        return self._solve_crossing(rows, needs)

    def _solve_crossing(self, rows: Sequence[Row], needs: dict[Row, Number]) -> Solution:
        news = {row.region for row in needs if row.region not in self._numbers}
        if self._program is None:
            program = self._make_program(news)
        elif not self._put_all(news):
            program = self._make_program({row.region for row in rows if row.may_need()} | news)
        else:
            program = self._program
        worth: list[Number] = [0] * len(self._numbers)
        for row, need in needs.items():
            worth[self._numbers[row.region]] = need
        best = program.optimise(worth)
        weights = {row: weight for row in needs if (weight := best.multipliers.get(self._numbers[row.region]))}
        people: dict[Cell, Number] = defaultdict(int)
        for number, price in best.prices.items():
            people[self._cells[number]] += price
        return Solution(weights, people)

    def _make_program(self, wanted: Iterable[Region]) -> Program:
        regions = sorted(wanted, key=_order)
        columns = list_columns(regions)
        self._numbers = {region: number for number, region in enumerate(regions)}
        self._cells = [_find_cell([regions[number] for number in column]) for column in columns]
        self._program = Program(((dict.fromkeys(column, 1), 1) for column in columns), len(regions))
        self._spare = max(1, len(regions) // _MOST_PUT_IN)
        self._most = max(2 * self._program.factors, self._many)
        return self._program

    def _put_all(self, news: Collection[Region]) -> bool:
        """Put in rows that are new; whether the program was not made to grow too much by that."""
        if self._program is None or len(news) > self._spare:
            return False
        for region in sorted(news, key=_order):
            self._put_in(self._program, region)
            if self._program.factors > self._most:
                return False
        return True

    def _put_in(self, program: Program, region: Region) -> None:
        """One more row: of what others leave apart inside it, no cell may be counted twice. Older limits stay true."""
        number, near = len(self._numbers), [other for other in self._numbers if overlaps(other, region)]
        pieces = [_clip(other, region) for other in near]
        columns = list_columns(pieces) or [()]
        self._cells += [_find_cell([region, *(pieces[place] for place in column)]) for column in columns]
        limits = [({**{self._numbers[near[place]]: 1 for place in column}, number: 1}, 1) for column in columns]
        program.extend(limits)
        self._numbers[region] = number
        self._spare -= 1


def solve_nested(needs: dict[Row, Number]) -> Solution | None:
    """The same where no rows cross, else None: from the inside out, each row adds what those inside it lack."""
    tops: dict[Row, Number] = {}
    inside: dict[Row, list[Row]] = {}
    people: dict[Cell, Number] = defaultdict(int)
    for row in sorted(needs, key=lambda row: (count_cells(row.region), row.region[1:], row.region.mask)):
        touched = [top for top in tops if overlaps(row.region, top.region)]
        if not all(holds(row.region, top.region) for top in touched):
            return None
        proved = sum(tops.pop(top) for top in touched)
        tops[row] = max(proved, needs[row])
        inside[row] = touched if needs[row] <= proved else []
        people[row.region.mask & -row.region.mask, row.region.first] += max(0, needs[row] - proved)
    weights: dict[Row, Fraction] = {}
    pending = list(tops)
    while pending:
        row = pending.pop()
        if inside[row]:
            pending += inside[row]
        else:
            weights[row] = _ONE
    return Solution(weights, people)


def _find_cell(regions: Sequence[Region]) -> Cell:
    """A cell that all of some regions hold."""
    mask = regions[0].mask
    for region in regions:
        mask &= region.mask
    return mask & -mask, max(region.first for region in regions)


def _clip(region: Region, within: Region) -> Region:
    return Region(region.mask & within.mask, max(region.first, within.first), min(region.last, within.last))


def _order(region: Region) -> tuple[int, int, int]:
    return region.first, region.last, region.mask
