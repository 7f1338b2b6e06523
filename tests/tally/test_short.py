"""A figure that says less than its claims prove is found without a solver."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from habeas.model.tally import Certificate, Tally, TallyQuery, Term, Without
from habeas.tally import tally_claims
from habeas.tally.check import check_sheet
from habeas.tally.short import find_short
from tests.claims import make_claim
from tests.tally.known import origins_of

ROWS: tuple[dict[str, Any], ...] = (
    {"low": 1196, "voice": "Monitor", "place": ["Moscow", "Russia"], "day": "2022-02-26"},
    {"low": 30, "voice": "Wire", "place": ["Kazan", "Russia"]},
    {"low": 20, "voice": "Herald", "place": ["Moscow", "Russia"], "says_day": True},
)
QUERY = TallyQuery(date(2022, 2, 26), date(2022, 2, 27), measure="detained")


def weaken(tally: Tally, claim: str) -> Tally:
    """The figure without one claim of its proof: still proven, and too low."""
    assert tally.certificate is not None
    terms = tuple(term for term in tally.certificate.terms if term.claim != claim)
    low = sum(term.bound for term in terms)
    left = [_without(voice, terms) for voice in ("speaker:monitor", "speaker:wire", "speaker:herald")]
    shown = tuple(each for each in left if each.low < low)
    robust = min(each.low for each in shown)
    proof = Certificate(low, terms)
    return replace(
        tally, low=low, low_with_alleged=low, robust_low=robust, certificate=proof, sensitivity=shown, high=None
    )


def _without(voice: str, terms: tuple[Term, ...]) -> Without:
    number = {"speaker:monitor": 0, "speaker:wire": 1, "speaker:herald": 2}[voice]
    kept = tuple(term for term in terms if term.claim != f"claim-{number}")
    return Without(voice, voice, sum(term.bound for term in kept), Certificate(sum(t.bound for t in kept), kept))


@pytest.mark.parametrize("claim", ["claim-0", "claim-1", "claim-2"])
def test_a_proof_without_one_of_its_claims_holds_but_the_figure_is_short(claim: str) -> None:
    claims = [make_claim(row, number) for number, row in enumerate(ROWS)]
    sheet = tally_claims(claims, origins_of(claims), QUERY)
    assert sheet.tallies[0].low == 1246 and find_short(sheet, claims, origins_of(claims)) == []
    weak = replace(sheet, tallies=(weaken(sheet.tallies[0], claim), *sheet.tallies[1:]))
    assert check_sheet(weak, claims, origins_of(claims)) == []
    [fault, *_] = find_short(weak, claims, origins_of(claims))
    assert "detained, everywhere, 2022-02-26 to 2022-02-27: low is" in fault and "prove 1,246: claim-0" in fault


def test_a_figure_without_a_voice_is_short_too() -> None:
    claims = [make_claim(row, number) for number, row in enumerate(ROWS)]
    sheet = tally_claims(claims, origins_of(claims), QUERY)
    total = sheet.tallies[0]
    low = replace(
        total.sensitivity[0], low=30, certificate=Certificate(30, (Term("claim-1", "at_least", 30, Fraction(1)),))
    )
    weak = replace(sheet, tallies=(replace(total, robust_low=30, sensitivity=(low, *total.sensitivity[1:])),))
    assert check_sheet(weak, claims, origins_of(claims)) == []
    [fault] = find_short(weak, claims, origins_of(claims))
    assert "low without Monitor is 30, but claims that do not overlap prove 50" in fault
