"""Invented tables of people and detentions for tests of disclosure control, and what changes to the next edition."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from habeas.model.listed import SMALL, ListCell, ListCount, ListMeasure, ListScope, ListTable, lies_in
from tests.claims import PLACES
from tests.publish.lists import AS_OF, BASIS, FIRST, LAST

_NAMES = ("Moscow", "Tatarstan", "Kazan", "Russia", "Minsk", None)
# Place, first and last day (after the first) → people, and detentions of them besides the first.
Crossed = Mapping[tuple[str | None, int, int], tuple[int, int]]


def draw_crossed() -> st.SearchStrategy[Crossed]:
    """Cells of places on days, and on two days or more, many of them small."""
    windows = st.tuples(st.sampled_from(_NAMES), st.integers(0, 3), st.integers(0, 3)).map(
        lambda key: (key[0], min(key[1:]), max(key[1:]))
    )
    people = st.tuples(st.one_of(st.integers(0, 6), st.integers(0, 40)), st.sampled_from([0, 0, 0, 1, 4]))
    return st.dictionaries(windows, people, max_size=12)


def make_crossed(cells: Crossed) -> ListTable:
    """The table of such cells."""
    measures: tuple[tuple[ListMeasure, int], ...] = (("detained", 1), ("persons", 0))
    made = [
        ListCell(measure, PLACES[name] if name else None, FIRST + timedelta(days=one), FIRST + timedelta(days=other), n)
        for measure, again in measures
        for (name, one, other), (people, more) in cells.items()
        if (n := people + again * more)
    ]
    return ListTable(ListScope(None, FIRST, LAST, AS_OF), tuple(made), BASIS)


def is_hidden(table: ListTable, counts: Sequence[ListCount], secret: ListCount) -> bool:
    """Whether a secret may be five apart for all that counts tell, also of people against detentions: by a program."""
    cells = table.cells
    rows = [[float(lies_in(cell, count)) for cell in cells] for count in counts]
    order = [
        [float(cell == one) - float(cell == other) for cell in cells]
        for one in cells
        for other in cells
        if one.measure == "persons" and replace(other, people=0) == replace(one, measure="detained", people=0)
    ]
    limits = np.array([*rows, *(-np.array(row) for row in rows), *order])
    rights = [*(count.high for count in counts), *(-count.low for count in counts), *([0] * len(order))]
    goal = np.array([float(lies_in(cell, secret)) for cell in cells])
    known = {"A_ub": limits, "b_ub": rights} if rights else {}
    ends = [linprog(sign * goal, bounds=(0, 1000), method="highs", **known) for sign in (1.0, -1.0)]
    return bool(-ends[1].fun - ends[0].fun >= SMALL - 1e-6)
