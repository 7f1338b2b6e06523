"""Cells of invented lists for tests of disclosure control, and somebody who works out what they can from the counts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from habeas.model import Place
from habeas.model.listed import ListBasis, ListCell, ListCount, ListMeasure, ListScope, ListTable, lies_in
from habeas.reconcile.listing import list_counts
from tests.claims import PLACES

FIRST = date(2022, 2, 24)
LAST = date(2022, 2, 27)
AS_OF = "2022-02-27T22:54:00Z"
KNOWN = {place.id: place for place in PLACES.values()}
BASIS = ListBasis(("courts", "hotline"), 120, "links@1")
_NAMES = ("Moscow", "Tatarstan", "Kazan", "Russia", "Minsk")


def make_table(cells: Mapping[tuple[str | None, int], int], measure: ListMeasure = "detained") -> ListTable:
    """A table of (place, days after the first) → people."""
    made = (
        ListCell(measure, PLACES[name] if name else None, day, day, people)
        for (name, after), people in cells.items()
        if people and (day := FIRST + timedelta(days=after))
    )
    return ListTable(ListScope(None, FIRST, LAST, AS_OF), tuple(made), BASIS)


def narrow(table: ListTable, place: str | None = None, *, days: int = 4) -> ListTable:
    """What of a table lies in a place, on its first days."""
    last, around = FIRST + timedelta(days=days - 1), PLACES[place].id if place else None
    cells = tuple(
        cell
        for cell in table.cells
        if cell.last <= last and (around is None or (cell.place and around in (cell.place.id, *cell.place.parents)))
    )
    return replace(table, scope=replace(table.scope, place=around, last=last), cells=cells)


def make_regions(table: ListTable) -> tuple[ListCount, ...]:
    """All counts of a table."""
    return list_counts(table, KNOWN)


def draw_cells() -> st.SearchStrategy[dict[tuple[str | None, int], int]]:
    """Cells of five places on four days, many of them small."""
    keys = st.tuples(st.sampled_from([*_NAMES, None]), st.integers(0, 3))
    return st.dictionaries(keys, st.one_of(st.integers(0, 6), st.integers(0, 60)), max_size=12)


def bound(table: ListTable, counts: Sequence[ListCount], secret: ListCount) -> tuple[float, float]:
    """Least and greatest value of a secret that the published counts allow, by a program of its own."""
    matrix = np.array([[float(lies_in(cell, count)) for cell in table.cells] for count in counts])
    goal = np.array([float(lies_in(cell, secret)) for cell in table.cells])
    ends = []
    for sign in (1.0, -1.0):
        rows = {"A_ub": np.vstack([matrix, -matrix]), "b_ub": [*(c.high for c in counts), *(-c.low for c in counts)]}
        found = linprog(sign * goal, **(rows if counts else {}), bounds=(0, 1000), method="highs")
        assert found.success
        ends.append(sign * found.fun)
    return ends[0], ends[1]


def place_named(name: str) -> Place:
    """A place by its name."""
    return PLACES[name]
