"""Claims that are true lead to nothing false, bounds from above for several days among them."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from habeas.model import StoredClaim
from habeas.model.tally import Tally
from habeas.tally import tally_claims
from habeas.tally.check import check_sheet
from tests.tally.brute import Wave
from tests.tally.test_properties import KINDS, figures
from tests.tally.truth import SAYINGS, TRUTHS, count_days, say_truly
from tests.tally.waves import make_wave

Sayings = list[dict[str, Any]]


def true_count(truth: list[int], tally: Tally) -> int:
    place = None if tally.label == "everywhere" else tally.label
    days = count_days(truth, place, tally.first, tally.last)
    return sum(days) if tally.measure == "detained" else max(days)


def tell(truth: list[int], sayings: Sayings, kind: str) -> Wave:
    return make_wave([say_truly(truth, each, adds_up=kind == "detained") for each in sayings], kind=kind)


@settings(deadline=None, max_examples=200)
@given(TRUTHS, SAYINGS, KINDS)
def test_low_is_at_most_the_truth_and_high_at_least(truth: list[int], sayings: Sayings, kind: str) -> None:
    wave = tell(truth, sayings, kind)
    sheet = tally_claims(wave.claims, wave.origins, wave.query)
    assert check_sheet(sheet, wave.claims, wave.origins) == []
    for tally in sheet.tallies:
        count = true_count(truth, tally)
        assert (tally.low or 0) <= count, tally.label
        assert tally.high is None or count <= tally.high, tally.label
        # One voice may truly give the fullest day of a crowd and the sum of days: which it means it does not say.
        assert kind == "attended" or not tally.disputes, tally.label


def open_end(stored: StoredClaim) -> StoredClaim:
    quantity = stored.claim.quantity
    assert quantity is not None
    return replace(stored, claim=replace(stored.claim, quantity=replace(quantity, low=quantity.low or 0, high=None)))


@settings(deadline=None)
@given(TRUTHS, SAYINGS, KINDS)
def test_bounds_from_above_lower_no_low_and_more_claims_raise_no_high_of_a_day(
    truth: list[int], sayings: Sayings, kind: str
) -> None:
    wave = tell(truth, [{**each, "publisher": f"V{number}"} for number, each in enumerate(sayings)], kind)
    after = figures(tally_claims(wave.claims, wave.origins, wave.query))
    open_ended = [open_end(each) for each in wave.claims]
    without = figures(tally_claims(open_ended, wave.origins, wave.query))
    assert all((after[key].low or 0) >= (tally.low or 0) for key, tally in without.items())
    before = figures(tally_claims(wave.claims[:-1], wave.origins, wave.query))
    highs = [(t.high, after[key].high) for key, t in before.items() if t.high is not None and t.first == t.last]
    assert all(high is not None and high <= known for known, high in highs)
