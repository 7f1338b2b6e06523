"""What people in cells come to for rows, all at once as one by one."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from habeas.tally.opened import Row
from habeas.tally.payment import Payment
from habeas.tally.region import Region

REGIONS = st.builds(
    lambda mask, first, length: Region(mask, first, first + length),
    st.integers(1, 15),
    st.integers(1, 6),
    st.integers(0, 3),
)
# Halves and thirds have to be summed exactly, and so do numbers beyond those of floating point.
NUMBERS: st.SearchStrategy[int | Fraction] = st.sampled_from([1, 7, Fraction(1, 2), Fraction(5, 3), 2**60 + 1])


@given(st.lists(REGIONS, min_size=1), st.data())
def test_each_row_holds_the_people_in_its_cells(regions: list[Region], data: st.DataObject) -> None:
    cells = [
        (bit, day)
        for mask, first, last in regions
        for day in range(first, last + 1)
        for bit in (1, 2, 4, 8)
        if bit & mask
    ]
    people: dict[int, dict[int, int | Fraction]] = {}
    for bit, day in data.draw(st.lists(st.sampled_from(cells))):
        people.setdefault(day, {})[bit] = data.draw(NUMBERS)
    held = [
        sum(number for day, at in people.items() for bit, number in at.items() if bit & mask and first <= day <= last)
        for mask, first, last in regions
    ]
    assert Payment(Row(region, ()) for region in regions).sum(people) == held


def test_no_rows_hold_nobody() -> None:
    assert Payment([]).sum({}) == []
