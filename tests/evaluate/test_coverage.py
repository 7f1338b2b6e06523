"""Coverage: populations whose size is known, and how outcomes are counted."""

import pytest

from habeas.evaluate.coverage import (
    HARD_KINDS,
    KINDS,
    Outcome,
    draw_population,
    draw_populations,
    score_population,
    summarise,
)


@pytest.mark.parametrize("kind", KINDS + HARD_KINDS)
def test_a_population_is_the_same_for_a_seed(kind: str) -> None:
    assert draw_population(kind, seed=3) == draw_population(kind, seed=3)
    assert draw_population(kind, seed=3).table != draw_population(kind, seed=4).table


def test_kinds_come_in_turn_and_lists_never_hold_more_than_there_are() -> None:
    drawn = list(draw_populations(6, seed=9))
    assert [one.kind for one in drawn] == [*KINDS, *KINDS]
    assert all(one.table.observed < one.people <= 5000 for one in drawn)
    assert {len(one.table.lists) for one in draw_populations(30, seed=9)} == {3, 4}


def test_who_is_out_of_reach_is_in_the_truth() -> None:
    drawn = draw_population("a fifth out of reach", seed=1)
    assert drawn.table.observed < 0.8 * drawn.people + 1


def test_refusals_are_counted_apart() -> None:
    outcomes = [
        Outcome("dependent", "m", 1.1, 0.9, 1.3),
        Outcome("dependent", "m", 0.8, 0.7, 0.95),
        Outcome("dependent", "m", 1.5, 1.2, 1.8),
        Outcome("dependent", "m"),
    ]
    found = summarise(outcomes, "dependent")
    assert (found.shown, found.refused) == (3, 1)
    assert (found.held, found.too_high, found.too_low) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert found.error == pytest.approx(0.1)
    assert found.row()[2:5] == ("3", "1", "0.333")


@pytest.mark.slow
def test_the_default_holds_the_truth_as_often_as_it_says() -> None:
    """30 populations: at 93 % and more of intervals, fewer than 24 that hold would come by chance once in 10,000."""
    outcomes = [one for drawn in draw_populations(30, seed=7) for one in score_population(["averaged"], drawn)]
    assert sum(outcome.holds for outcome in outcomes) >= 24
