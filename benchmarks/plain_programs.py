"""The same figures by plain linear programmes given straight to HiGHS, one a target: what the solver alone takes.

A target's programme has a variable for each of its cells that a claim speaks of and a row for each lower bound whose
cells all lie inside; the robust low is the programme once more for each voice that has a row. Nothing is prepared,
proved or made exact. Building the matrices is not counted, solving them is.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, cast

from habeas.model import StoredClaim
from habeas.model.tally import SetAside, TallyQuery
from habeas.model.verdicts import Verdicts
from habeas.model.voice import Origin
from habeas.tally.constraint import Constraint, constrain_claim


@dataclass(frozen=True, slots=True)
class Target:
    """Cells of one figure: leaf places on days from `first` to `last` (ordinals)."""

    leaves: frozenset[int]
    first: int
    last: int

    @property
    def is_day(self) -> bool:
        """Whether it is of a single day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Row:
    """A lower bound over leaf places and days, by a voice."""

    voice: str
    leaves: frozenset[int]
    first: int
    last: int
    low: int


@dataclass(frozen=True, slots=True)
class Solved:
    """How many targets and programmes there are, how many of these were solved, and the seconds all of them take.

    Where not all were solved, `seconds` is the mean of those that were, times the number there are.
    """

    targets: int
    solved: int
    programmes: int
    seconds: float


def read_rows(
    claims: Sequence[StoredClaim], origins: Mapping[str, Origin], query: TallyQuery
) -> tuple[list[Row], dict[str, frozenset[int]]]:
    """The lower bounds on detentions, and each place's leaves: itself and what lies in it."""
    around = {one.place.id: one.place.parents for stored in claims for one in stored.claim.place if one.place}
    numbers = {place: number for number, place in enumerate(sorted(around))}
    leaves = {wide: frozenset(n for place, n in numbers.items() if wide in (place, *around[place])) for wide in around}
    made = (constrain_claim(stored, origins[stored.claim.id], query, verdicts=Verdicts()) for stored in claims)
    return [
        _row(one, leaves) for one in made if one is not None and not isinstance(one, SetAside) and _counts(one)
    ], leaves


def list_targets(leaves: Mapping[str, frozenset[int]], query: TallyQuery) -> dict[str, list[Target]]:
    """All targets by kind: the total, each place, each day, each place on each day."""
    first, last = query.first.toordinal(), query.last.toordinal()
    everywhere = frozenset().union(*leaves.values())
    days = range(first, last + 1)
    return {
        "total": [Target(everywhere, first, last)],
        "place": [Target(cells, first, last) for cells in leaves.values()],
        "day": [Target(everywhere, day, day) for day in days],
        "place and day": [Target(cells, day, day) for cells in leaves.values() for day in days],
    }


def solve_targets(targets: Sequence[Target], rows: Sequence[Row], limit: float) -> Solved:
    """Programmes of an even draw of targets, until all are solved or `limit` seconds are over."""
    by_day = defaultdict(list)
    for row in rows:
        if row.first == row.last:
            by_day[row.first].append(row)
    solved, programmes, times = 0, 0, []
    started = perf_counter()
    for target in random.Random(1).sample(list(targets), len(targets)):
        inside = [row for row in (by_day[target.first] if target.is_day else rows) if _lies_in(row, target)]
        left_out = [None, *sorted({row.voice for row in inside})] if inside else []
        solved, programmes = solved + 1, programmes + len(left_out)
        for voice in left_out:
            times.append(_time_programme([row for row in inside if row.voice != voice], limit))
            if perf_counter() - started > limit:
                break
        if perf_counter() - started > limit:
            break
    seconds = sum(times) / max(len(times), 1) * programmes / max(solved, 1) * len(targets)
    return Solved(len(targets), len(times), round(programmes / max(solved, 1) * len(targets)), seconds)


def _time_programme(rows: Sequence[Row], limit: float) -> float:
    """Seconds that HiGHS takes for one programme; it is stopped at the limit."""
    import highspy

    if not rows:
        return 0.0
    problem = _build(rows)
    solver: Any = cast(Any, highspy).Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", limit)
    started = perf_counter()
    solver.passModel(problem)
    solver.run()
    return perf_counter() - started


def _build(rows: Sequence[Row]) -> Any:
    import highspy
    import numpy as np

    columns: dict[tuple[int, int], int] = {}
    indices = [[columns.setdefault(cell, len(columns)) for cell in _cells(row)] for row in rows]
    problem = highspy.HighsLp()
    problem.num_col_, problem.num_row_ = len(columns), len(rows)
    problem.col_cost_, problem.col_lower_ = np.ones(len(columns)), np.zeros(len(columns))
    problem.col_upper_ = np.full(len(columns), highspy.kHighsInf)
    problem.row_lower_ = np.array([float(row.low) for row in rows])
    problem.row_upper_ = np.full(len(rows), highspy.kHighsInf)
    problem.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    problem.a_matrix_.start_ = np.cumsum([0, *map(len, indices)], dtype=np.int32)
    problem.a_matrix_.index_ = np.concatenate([np.array(one, dtype=np.int32) for one in indices])
    problem.a_matrix_.value_ = np.ones(len(problem.a_matrix_.index_))
    return problem


def _cells(row: Row) -> Iterator[tuple[int, int]]:
    return ((leaf, day) for day in range(row.first, row.last + 1) for leaf in sorted(row.leaves))


def _row(constraint: Constraint, leaves: Mapping[str, frozenset[int]]) -> Row:
    cells = frozenset().union(*(leaves[place] for place in constraint.places))
    return Row(constraint.voice.id, cells, constraint.first, constraint.last, constraint.low or 0)


def _counts(constraint: Constraint) -> bool:
    is_believed = not (constraint.doubt is not None or constraint.is_denied)
    return constraint.measure == "detained" and bool(constraint.places) and is_believed and bool(constraint.low)


def _lies_in(row: Row, target: Target) -> bool:
    return target.first <= row.first and row.last <= target.last and row.leaves <= target.leaves
