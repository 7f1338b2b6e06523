"""Rows put into a program that is known: multipliers prove as much as those of a program made of all rows at once."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.tally.opened import Row
from habeas.tally.region import Region
from habeas.tally.rows import RowProgram, solve_nested

REGIONS = st.builds(
    lambda mask, first, length: Region(mask, first, first + length),
    st.integers(1, 15),
    st.integers(1, 6),
    st.integers(0, 3),
)
NEEDS = st.dictionaries(REGIONS, st.integers(1, 30), min_size=3, max_size=9)


def make_row(region: Region, need: int) -> Row:
    row = Row(region, ())
    row.held = -need
    return row


def prove(program: RowProgram, rows: list[Row]) -> Fraction:
    solution = program.solve(rows, None)
    for place in range(4):
        for day in range(1, 11):
            over = [row for row in rows if row.region.mask >> place & 1 and row.region.first <= day <= row.region.last]
            assert sum(solution.weights.get(row, 0) for row in over) <= 1
    return sum((weight * row.need(None) for row, weight in solution.weights.items()), Fraction(0))


@settings(deadline=None)
@given(NEEDS, st.data())
def test_rows_put_in_one_by_one_prove_what_all_of_them_prove(needs: dict[Region, int], data: Any) -> None:
    rows = [make_row(region, need) for region, need in needs.items()]
    begun = data.draw(st.integers(2, len(rows)))
    # With few factors allowed the program is made anew while rows are put in.
    grown = RowProgram(many=data.draw(st.sampled_from([0, 10, 10_000])))
    for count in range(begun, len(rows) + 1):
        proved = prove(grown, rows[:count])
        assert proved == prove(RowProgram(), rows[:count])
    assert proved >= max(needs.values())


def test_a_row_that_crosses_two_is_put_in_where_it_crosses() -> None:
    rows = [make_row(Region(3, 1, 2), 5), make_row(Region(6, 1, 2), 6), make_row(Region(5, 2, 3), 7)]
    program = RowProgram()
    assert prove(program, rows[:2]) == 6
    assert prove(program, rows) == 9
    assert solve_nested({row: row.need(None) for row in rows}) is None
