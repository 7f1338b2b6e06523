"""What figures should be, by one linear program over every cell: slow, and by another library than the solver's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

import numpy as np
from scipy.optimize import linprog

from habeas.model import Place, StoredClaim
from habeas.model.tally import TallyQuery
from habeas.model.verdicts import Verdicts
from habeas.model.voice import Origin
from habeas.tally.constraint import Constraint, constrain_claim

Cell = tuple[str, date]
REST = "the rest of the world"


@dataclass(frozen=True, slots=True)
class Wave:
    """Claims with their origins and all places that they mention."""

    claims: Sequence[StoredClaim]
    origins: dict[str, Origin]
    query: TallyQuery

    def constraints(self) -> list[Constraint]:
        """What the claims that count say."""
        found = (
            constrain_claim(each, self.origins[each.claim.id], self.query, verdicts=Verdicts()) for each in self.claims
        )
        return [each for each in found if isinstance(each, Constraint)]

    def places(self) -> dict[str, Place]:
        """Mentioned places by id."""
        named = (resolution.place for each in self.claims for resolution in each.claim.place)
        return {place.id: place for place in named if place is not None}

    def cells(self, places: Sequence[str], first: date, last: date) -> set[Cell]:
        """The cells of some places (none: of the world) over a window."""
        known = self.places()
        inside = [each for each in known if not places or set(places) & {each, *known[each].parents}]
        days = [first + timedelta(number) for number in range((last - first).days + 1)]
        return {(place, day) for place in [*inside, *([] if places else [REST])] for day in days}


def least_total(wave: Wave, target: set[Cell], constraints: Iterable[Constraint]) -> int | None:
    """The smallest sum over the target that all lower bounds inside it allow; None where there are none."""
    rows = [(held, each.low) for each in constraints if each.low is not None and (held := _cells(wave, each)) <= target]
    if not rows:
        return None
    cells = sorted(target)
    matrix = np.array([[-1.0 if cell in row else 0.0 for cell in cells] for row, _ in rows])
    found = linprog(np.ones(len(cells)), A_ub=matrix, b_ub=[-low for _, low in rows])
    return ceil(float(found.fun) - 1e-6)


def greatest_day(wave: Wave, target: set[Cell], constraints: Iterable[Constraint]) -> int | None:
    """The smallest that the greatest day's sum can be under all lower bounds inside the target."""
    rows = [(held, each.low) for each in constraints if each.low is not None and (held := _cells(wave, each)) <= target]
    if not rows:
        return None
    cells = sorted(target)
    matrix = [[*(-1.0 if cell in row else 0.0 for cell in cells), 0.0] for row, _ in rows]
    days = sorted({day for _, day in cells})
    matrix += [[*(1.0 if cell[1] == day else 0.0 for cell in cells), -1.0] for day in days]
    found = linprog([0.0] * len(cells) + [1.0], A_ub=np.array(matrix), b_ub=[-low for _, low in rows] + [0] * len(days))
    return ceil(float(found.fun) - 1e-6)


def greatest_total(wave: Wave, target: set[Cell], uppers: Iterable[Constraint]) -> int | None:
    """The greatest sum over the target that upper bounds allow; None where it has no end."""
    cells = sorted(target.union(*(_cells(wave, each) for each in uppers)))
    rows = [[1.0 if cell in _cells(wave, each) else 0.0 for cell in cells] for each in uppers]
    if not rows:
        return None
    found = linprog([-1.0 if cell in target else 0.0 for cell in cells], A_ub=rows, b_ub=[each.high for each in uppers])
    return None if found.status == 3 else int(-found.fun + 1e-6)


def is_possible(wave: Wave, constraints: Sequence[Constraint]) -> bool:
    """Whether some numbers of people agree with all bounds."""
    everywhere = wave.cells((), wave.query.first, wave.query.last)
    cells = sorted(everywhere)
    rows: list[list[float]] = []
    bounds: list[int] = []
    for each in constraints:
        inside = _cells(wave, each)
        if each.low is not None:
            rows.append([-1.0 if cell in inside else 0.0 for cell in cells])
            bounds.append(-each.low)
        if each.high is not None:
            rows.append([1.0 if cell in inside else 0.0 for cell in cells])
            bounds.append(each.high)
    return not rows or linprog(np.zeros(len(cells)), A_ub=rows, b_ub=bounds).status == 0


def _cells(wave: Wave, each: Constraint) -> set[Cell]:
    return wave.cells(each.places, date.fromordinal(each.first), date.fromordinal(each.last))


def greatest_left(
    wave: Wave, target: set[Cell], given: Iterable[Constraint], uppers: Iterable[Constraint]
) -> int | None:
    """The greatest sum over the target that upper and lower bounds together allow; None where they contradict."""
    lows = [(_cells(wave, each), each.low) for each in given if each.low is not None]
    highs = [(_cells(wave, each), each.high) for each in uppers if each.high is not None]
    cells = sorted(target.union(*(held for held, _ in (*lows, *highs))))
    rows = [[1.0 if cell in held else 0.0 for cell in cells] for held, _ in highs]
    rows += [[-1.0 if cell in held else 0.0 for cell in cells] for held, _ in lows]
    bounds = [high for _, high in highs] + [-low for _, low in lows]
    found = linprog([-1.0 if cell in target else 0.0 for cell in cells], A_ub=np.array(rows), b_ub=bounds)
    return int(-found.fun + 1e-6) if found.status == 0 else None
