"""When something became known: the last second that a report's date may mean."""

from datetime import date

import pytest

from habeas.model.judgement import Judgement
from habeas.tally.moments import is_after, list_moments
from tests.claims import make_claim

SUNDAY = date(2022, 2, 27)


def test_what_became_known_at_one_second_is_one_moment() -> None:
    given = ["2022-02-28", "2022-02-27T22:54+03:00", "2022-02-27T19:54Z", None]
    claims = [make_claim({"low": 1, "published": published}, number) for number, published in enumerate(given)]
    judgement = Judgement("judgement-1", "reject-claim", ("claim-0",), "the desk", "2022-03-01T09:00:00Z", "wrong")
    told = [
        (moment.at, [stored.claim.id for stored in moment.claims], len(moment.judgements))
        for moment in list_moments(claims, [judgement])
    ]
    assert told == [
        ("2022-02-27T19:54:59Z", ["claim-1", "claim-2"], 0),
        ("2022-02-28T23:59:59Z", ["claim-0"], 0),
        ("2022-03-01T09:00:00Z", [], 1),
    ]


@pytest.mark.parametrize(
    ("at", "day", "expected"),
    [
        ("2022-02-27T23:59:59Z", SUNDAY, False),
        ("2022-02-28T11:59:59Z", SUNDAY, False),
        ("2022-02-28T12:00:00Z", SUNDAY, True),
        ("9999-12-31T23:59:59Z", date.max, False),
    ],
)
def test_a_day_is_over_when_it_is_over_everywhere(at: str, day: date, expected: bool) -> None:
    assert is_after(at, day) is expected
