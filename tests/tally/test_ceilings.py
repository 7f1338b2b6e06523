"""Bounded scopes that hold cells, and what between them holds each day."""

import pytest

from habeas.tally.ceilings import Ceilings
from habeas.tally.region import Region
from habeas.tally.scope import ScopeKey

CITY, COUNTRY = 0b0010, 0b0111


def _ceilings(*spans: tuple[int, int, int]) -> Ceilings:
    made = Ceilings()
    for mask, first, last in spans:
        made.put(_key(mask, first, last), Region(mask, first, last))
    return made


def _key(mask: int, first: int, last: int) -> ScopeKey:
    return (str(mask),), first, last


@pytest.mark.parametrize(
    ("spans", "held"),
    [
        pytest.param([(COUNTRY, 1, 3)], True, id="one over all days"),
        pytest.param([(COUNTRY, 1, 1), (CITY, 2, 3)], True, id="one after the other"),
        pytest.param([(CITY, 0, 2), (CITY, 2, 9)], True, id="beyond both ends"),
        pytest.param([(CITY, 1, 1), (CITY, 3, 3)], False, id="a day between is open"),
        pytest.param([(CITY, 2, 3)], False, id="the first day is open"),
        pytest.param([(CITY, 1, 2)], False, id="the last day is open"),
        pytest.param([(0b0101, 1, 3)], False, id="other places"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_days_are_held_only_where_none_is_open(spans: list[tuple[int, int, int]], held: bool) -> None:
    found = _ceilings(*spans).covering(Region(CITY, 1, 3))
    assert set(found) == ({_key(*span) for span in spans} if held else set())


def test_what_was_asked_for_follows_what_comes_and_goes() -> None:
    ceilings, year = _ceilings((CITY, 1, 2)), Region(CITY, 1, 3)
    assert not ceilings.covering(year)
    ceilings.put(_key(COUNTRY, 3, 3), Region(COUNTRY, 3, 3))
    assert len(ceilings.covering(year)) == 2
    ceilings.drop(_key(CITY, 1, 2))
    assert not ceilings.covering(year)
    assert ceilings.over(Region(CITY, 3, 3)) == [_key(COUNTRY, 3, 3)]
