"""How a figure moved as more became known: each step with the claim or the judgement behind it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import StoredClaim
from habeas.model.change import Step
from habeas.model.judgement import Judgement, Verdict
from habeas.model.tally import TallyQuery
from habeas.tally.series import make_series
from tests.claims import RUSSIA, make_claim
from tests.tally.known import origins_of

SUNDAY = date(2022, 2, 27)
QUERY = TallyQuery(SUNDAY, SUNDAY, measure="detained", place=RUSSIA.id)
EVENING = {"low": 900, "place": ["Russia"], "voice": "OVD-Info", "published": "2022-02-27T14:20+03:00"}
MOSCOW = {"low": 1269, "place": ["Moscow"], "voice": "OVD-Info", "published": "2022-02-27T22:54+03:00"}
WRONG = {"low": 1225, "place": ["Kazan"], "voice": "OVD-Info", "published": "2022-02-27T23:40+03:00"}
RIGHT = {
    **{"low": 36, "high": 36, "place": ["Kazan"], "voice": "OVD-Info", "published": "2022-02-28T15:00+03:00"},
    "text": "The figure for Kazan is corrected: 36 people were detained there.",
}
NIGHT = [EVENING, MOSCOW, WRONG, RIGHT]


def make_claims(rows: list[dict[str, Any]]) -> list[StoredClaim]:
    return [make_claim(row, number) for number, row in enumerate(rows)]


def steps_of(rows: list[dict[str, Any]], *judgements: Judgement, query: TallyQuery = QUERY) -> tuple[Step, ...]:
    claims = make_claims(rows)
    return make_series(claims, origins_of(claims), query, judgements=judgements)


def judge(verdict: Verdict, subject: str, at: str) -> Judgement:
    return Judgement(f"judgement-{at}", verdict, (subject,), "the desk", at, "taken from another city")


def test_each_step_names_its_moment_its_figure_and_its_claim() -> None:
    told = [(step.at, step.low, step.claims[0], step.reason) for step in steps_of(NIGHT)]
    assert told == [
        ("2022-02-27T11:20:59Z", 900, "claim-0", "first figure: OVD-Info: 900 or more"),
        ("2022-02-27T19:54:59Z", 1269, "claim-1", "rises: Moscow, OVD-Info: 1,269 or more"),
        ("2022-02-27T20:40:59Z", 2494, "claim-2", "rises: Kazan, OVD-Info: 1,225 or more"),
        (
            "2022-02-28T12:00:59Z",
            1305,
            "claim-2",
            "falls: Kazan, OVD-Info: 1,225 or more, replaced by the same voice's later figure "
            "(2022-02-28T15:00+03:00); Kazan, OVD-Info: 36",
        ),
    ]


def test_a_step_after_the_days_were_over_says_so() -> None:
    assert [step.is_late for step in steps_of(NIGHT)] == [False, False, False, True]


def test_a_claim_that_moves_nothing_is_no_step() -> None:
    copy = {**EVENING, "publisher": "Harbour Post", "published": "2022-02-27T15:05+03:00"}
    assert len(steps_of([EVENING, copy])) == 1


def test_a_second_voice_makes_a_figure_hold_better() -> None:
    second = {"low": 700, "place": ["Russia"], "voice": "Steppe Monitor", "published": "2022-02-27T16:00+03:00"}
    step = steps_of([EVENING, second])[-1]
    assert (step.low, step.robust_low, step.reason) == (900, 700, "holds better: Steppe Monitor: 700 or more")


@pytest.mark.parametrize(("verdict", "subject"), [("reject-claim", "claim-2"), ("withdraw-report", "report-2")])
def test_what_a_person_takes_out_lowers_the_figure_from_then_on(verdict: Verdict, subject: str) -> None:
    step = steps_of(NIGHT[:3], judge(verdict, subject, "2022-02-28T09:00:00Z"))[-1]
    assert (step.at, step.low, step.claims[0]) == ("2022-02-28T09:00:00Z", 1269, "claim-2")
    assert "by the desk: taken from another city" in step.reason
    assert step.judgements == ("judgement-2022-02-28T09:00:00Z",)


def test_a_report_that_counts_again_raises_it_again() -> None:
    withdrawn = judge("withdraw-report", "report-2", "2022-02-28T09:00:00Z")
    restored = judge("restore-report", "report-2", "2022-02-28T10:00:00Z")
    lows = [step.low for step in steps_of(NIGHT[:3], withdrawn, restored)]
    assert lows == [900, 1269, 2494, 1269, 2494]


def test_reports_without_a_date_are_the_last_step_of_no_moment() -> None:
    undated = {"low": 5, "place": ["Kazan"], "voice": "witnesses", "published": None}
    steps = steps_of([undated, MOSCOW])
    assert [(step.at, step.low) for step in steps] == [("2022-02-27T19:54:59Z", 1269), (None, 1274)]


@given(
    st.permutations(range(4)), st.sampled_from(["2022-02-27T15:00Z", "2022-02-27T20:00Z", "2022-02-28", "2022-03-01"])
)
def test_what_was_known_by_a_moment_is_the_beginning_of_the_series_in_any_order(order: list[int], as_of: str) -> None:
    claims = [make_claims(NIGHT)[number] for number in order]
    origins = origins_of(claims)
    whole = make_series(claims, origins, QUERY)
    then = make_series(claims, origins, TallyQuery(SUNDAY, SUNDAY, measure="detained", place=RUSSIA.id, as_of=as_of))
    assert whole == steps_of(NIGHT)
    assert then == whole[: len(then)]
