"""Reasons of claims set aside: alike ones are one."""

import pytest

from habeas.tally.reason import group_reason


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("covers 2022-02-24 to 2022-02-28, more than the days asked for", "covers more than the days asked for"),
        ("place 'the old mill' not found in the gazetteer: no such name", "place not found in the gazetteer"),
        ("happened in Kazan, outside the place asked for", "happened outside the place asked for"),
        ("no number given", "no number given"),
    ],
)
def test_reasons_are_grouped_without_their_days_and_places(reason: str, expected: str) -> None:
    assert group_reason(reason) == expected
