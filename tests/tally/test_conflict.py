"""Bounds that contradict each other, as few as can be."""

from habeas.tally.conflict import Bound, find_conflict
from habeas.tally.region import Region

MOSCOW, KAZAN = 1, 2


def at_least(mask: int, first: int, last: int, people: int) -> Bound:
    return Bound(Region(mask, first, last), people, is_upper=False)


def at_most(mask: int, first: int, last: int, people: int) -> Bound:
    return Bound(Region(mask, first, last), people, is_upper=True)


def test_what_adds_nothing_to_a_contradiction_is_left_out() -> None:
    bounds = [
        at_least(MOSCOW, 1, 1, 3),
        at_least(MOSCOW, 1, 2, 50),
        at_most(MOSCOW, 1, 1, 20),
        at_most(MOSCOW, 2, 2, 20),
    ]
    assert find_conflict(bounds) == [1, 2, 3]


def test_what_is_proved_of_another_place_may_be_needed() -> None:
    both = MOSCOW | KAZAN
    bounds = [at_least(MOSCOW, 1, 2, 45), at_least(KAZAN, 1, 1, 30), at_most(both, 1, 1, 50), at_most(both, 2, 2, 20)]
    assert find_conflict(bounds) == [0, 1, 2, 3]


def test_bounds_that_can_be_true_are_all_kept() -> None:
    bounds = [at_least(MOSCOW, 1, 2, 40), at_most(MOSCOW, 1, 1, 20), at_most(MOSCOW, 2, 2, 20)]
    assert find_conflict(bounds) == [0, 1, 2]
