"""Which figures are made again for one more claim."""

from datetime import date
from typing import Any

import pytest

from habeas.model.tally import TallyQuery
from habeas.tally.book import Book
from tests.claims import make_claim
from tests.tally.known import origins_of

FIRST, SECOND = "2022-02-26", "2022-02-27"
LATE = "2022-03-05T20:00"
RUSSIA = {"low": 100, "high": 100, "place": ["Russia"], "days": [FIRST, SECOND], "voice": "Ministry", "published": LATE}
MOSCOW = {"low": 30, "place": ["Moscow", "Russia"], "day": FIRST, "voice": "Wire"}
KAZAN = {"low": 20, "high": 20, "place": ["Kazan", "Russia"], "day": SECOND, "voice": "Court", "published": LATE}
OPEN_KAZAN = {"low": 20, "place": ["Kazan", "Russia"], "day": SECOND, "voice": "Court"}


def list_made(rows: list[dict[str, Any]]) -> set[tuple[str, date, date]]:
    """Labels and days of what the last row makes again."""
    claims = [make_claim(row, number) for number, row in enumerate(rows)]
    places = [one.place for stored in claims for one in stored.claim.place if one.place is not None]
    query = TallyQuery(date.fromisoformat(FIRST), date.fromisoformat(SECOND), measure="detained", by=("place", "day"))
    book, origins = Book(query, places=places), origins_of(claims)
    for stored in claims[:-1]:
        book.add(stored, origins[stored.claim.id])
    book.sheet()
    book.add(claims[-1], origins[claims[-1].claim.id])
    return {(tally.label, tally.first, tally.last) for tally in book.renew()}


@pytest.mark.parametrize(
    ("rows", "is_made"),
    [
        pytest.param([RUSSIA, MOSCOW, OPEN_KAZAN, {**MOSCOW, "low": 40}], True, id="fewer are left of what bounds it"),
        pytest.param([RUSSIA, MOSCOW, KAZAN, {**MOSCOW, "low": 85}], True, id="fewer are left than bound it"),
        pytest.param([RUSSIA, MOSCOW, KAZAN, {**MOSCOW, "low": 40}], False, id="more are left than bound it"),
        pytest.param(
            [RUSSIA, MOSCOW, OPEN_KAZAN, {**MOSCOW, "low": 25, "voice": "Police"}], False, id="no more are known"
        ),
        pytest.param(
            [RUSSIA, MOSCOW, KAZAN, {**RUSSIA, "low": 90, "high": 90, "voice": "Court"}], True, id="another bound"
        ),
        pytest.param([MOSCOW, OPEN_KAZAN, {**MOSCOW, "low": 40}], False, id="nothing bounds it"),
    ],
)
def test_a_figure_of_another_place_and_day_is_made_again_only_where_its_bound_may_change(
    rows: list[dict[str, Any]], is_made: bool
) -> None:
    made = list_made(rows)
    day = date.fromisoformat(SECOND)
    assert (("Kazan", day, day) in made) == is_made
    assert {label for label, _, _ in made} >= {"Russia", "everywhere"}
