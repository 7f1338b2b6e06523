"""Conventions: the table guidelines-1 as the annotation guidelines give it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from habeas.exc import TableError
from habeas.ontology import DEFAULT_CONVENTION, Convention, list_conventions, load_convention

GUIDELINES = load_convention("guidelines-1")


def test_the_default_is_the_guidelines_table() -> None:
    assert load_convention() is GUIDELINES
    assert list_conventions() == (DEFAULT_CONVENTION, "loose-1")


def test_an_unknown_convention_is_refused_with_those_there_are() -> None:
    with pytest.raises(TableError) as caught:
        load_convention("guidelines-0")
    assert "'guidelines-0' is unknown; there are guidelines-1, loose-1" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("several", 3, None),
        ("handful", 3, 10),
        ("dozens", 24, None),
        ("scores", 40, None),
        ("hundreds", 200, None),
        ("thousands", 2000, None),
        ("millions", 2_000_000, None),
    ],
)
def test_vague_classes_have_the_guidelines_bounds(name: str, low: int, high: int | None) -> None:
    assert GUIDELINES.vague[name] == (low, high)


@pytest.mark.parametrize(
    ("value", "low", "high"), [(500, 450, 550), (53, 48, 58), (38, 34, 42), (15, 14, 16), (231, 208, 254), (1, 1, 1)]
)
def test_about_is_ten_per_cent_to_either_side(value: int, low: int, high: int) -> None:
    assert GUIDELINES.bound_about(value) == (low, high)


@pytest.mark.parametrize(("value", "low"), [(30_000, 27_000), (45, 40), (100, 90), (1, 1)])
def test_nearly_is_ten_per_cent_below(value: int, low: int) -> None:
    assert GUIDELINES.bound_nearly(value) == (low, value)


@given(st.integers(0, 10**15))
def test_bounds_hold_their_value_and_round_half_to_even(value: int) -> None:
    low, high = GUIDELINES.bound_about(value)
    assert low <= value <= high
    assert GUIDELINES.bound_nearly(value)[0] == low
    assert abs(10 * low - 9 * value) <= 5


def test_the_looser_table_bounds_no_word_from_below_more_tightly() -> None:
    loose = load_convention("loose-1")
    assert loose.vague.keys() == GUIDELINES.vague.keys()
    assert all(loose.vague[name][0] <= low for name, (low, _) in GUIDELINES.vague.items())
    assert loose.bound_about(500) == (400, 600)


@pytest.mark.parametrize("bounds", [(5, 3), (-1, None)])
def test_bounds_the_wrong_way_round_are_refused(bounds: tuple[int, int | None]) -> None:
    with pytest.raises(ValidationError) as caught:
        Convention(name="other", description="", about=10, nearly=10, vague={"dozens": bounds})
    assert "vague class 'dozens'" in str(caught.value)
