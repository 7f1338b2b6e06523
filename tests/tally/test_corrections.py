"""The public corrections log: claims that no longer count, figures of past days that changed."""

from datetime import date
from typing import Any

from habeas.model.change import Correction
from habeas.model.judgement import Judgement
from habeas.model.tally import TallyQuery
from habeas.tally.corrections import list_corrections
from tests.claims import RUSSIA, make_claim
from tests.tally.known import origins_of
from tests.tally.test_series import EVENING, MOSCOW, NIGHT, RIGHT, WRONG, judge

QUERY = TallyQuery(date(2022, 2, 24), date(2022, 2, 28), measure="detained", place=RUSSIA.id)


def log_of(rows: list[dict[str, Any]], *judgements: Judgement, query: TallyQuery = QUERY) -> tuple[Correction, ...]:
    claims = [make_claim(row, number) for number, row in enumerate(rows)]
    return list_corrections(claims, origins_of(claims), query, judgements=judgements)


def test_a_day_as_it_grows_is_no_correction() -> None:
    assert log_of([EVENING, MOSCOW, WRONG]) == ()


def test_a_correction_logs_the_claim_and_each_figure_that_it_changed() -> None:
    told = [(entry.kind, entry.label, entry.before, entry.after, entry.claims[0]) for entry in log_of(NIGHT)]
    assert told == [
        ("claim-replaced", "Kazan", 1225, 36, "claim-2"),
        ("figure-changed", "Kazan", 1225, 36, "claim-2"),
        ("figure-changed", "Russia", 2494, 1305, "claim-2"),
    ]


def test_an_entry_says_when_which_day_and_why() -> None:
    entry = log_of([WRONG, RIGHT])[0]
    assert (entry.at, entry.first, entry.last) == ("2022-02-28T12:00:59Z", date(2022, 2, 27), date(2022, 2, 27))
    assert entry.claims == ("claim-0", "claim-1")
    assert entry.reason == (
        "OVD-Info: 1,225 or more, replaced by the same voice's later figure (2022-02-28T15:00+03:00)"
    )


def test_a_late_report_changes_the_figure_of_a_past_day() -> None:
    late = {**MOSCOW, "low": 1400, "published": "2022-03-05"}
    told = [(entry.kind, entry.label, entry.before, entry.after, entry.reason) for entry in log_of([MOSCOW, late])]
    assert told == [
        ("figure-changed", "Moscow", 1269, 1400, "rises: OVD-Info: 1,400 or more"),
        ("figure-changed", RUSSIA.id, 1269, 1400, "rises: Moscow, OVD-Info: 1,400 or more"),
    ]


def test_a_withdrawn_report_logs_its_claims_by_whom_and_why() -> None:
    withdrawn = judge("withdraw-report", "report-1", "2022-03-01T09:00:00Z")
    claim, *figures = log_of([EVENING, MOSCOW], withdrawn)
    assert (claim.kind, claim.before, claim.after, claim.judgements) == ("claim-withdrawn", 1269, None, (withdrawn.id,))
    assert claim.reason == "OVD-Info: 1,269 or more, withdrawn by the desk: taken from another city"
    assert [(entry.label, entry.before, entry.after) for entry in figures][-1] == ("Russia", 1269, 900)


def test_what_became_known_later_is_not_in_the_log_of_an_earlier_moment() -> None:
    before = TallyQuery(QUERY.first, QUERY.last, measure="detained", place=RUSSIA.id, as_of="2022-02-28T11:00Z")
    assert log_of(NIGHT, query=before) == ()
