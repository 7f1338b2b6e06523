"""Figures case by case, the checker's independence of any solver, and input that nobody should send."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from habeas.model import Place, Resolution, StoredClaim
from habeas.model.event import Event
from habeas.model.judgement import Judgement
from habeas.model.tally import Certificate, TallyQuery, TallySheet, Term
from habeas.tally import tally_claims
from habeas.tally.check import check_sheet, check_tally
from habeas.tally.explain import explain
from tests.cases import load_cases
from tests.claims import make_claim
from tests.tally.known import origins_of

CASES = load_cases("tally/figures.yml")
DAY = date(2022, 2, 27)
QUERY = TallyQuery(DAY, DAY, measure="detained")


def tally_rows(rows: list[dict[str, Any]], query: TallyQuery = QUERY) -> tuple[list[StoredClaim], TallySheet]:
    claims = [make_claim(row, number) for number, row in enumerate(rows)]
    sheet = tally_claims(claims, origins_of(claims), query)
    assert check_sheet(sheet, claims, origins_of(claims)) == []
    return claims, sheet


def query_of(case: dict[str, Any]) -> TallyQuery:
    first, last = (date.fromisoformat(day) for day in case.get("days", (str(DAY), str(DAY))))
    return TallyQuery(first, last, measure=case.get("measure", case.get("type", "detained")), place=case.get("place"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    rows = [{"type": case.get("type", "detained"), **row} for row in case["claims"]]
    _, sheet = tally_rows(rows, query_of(case))
    by_label, total = {tally.label: tally for tally in sheet.tallies}, sheet.tallies[0]
    for name, field in (("low", "low"), ("robust", "robust_low"), ("high", "high")):
        expected = case.get(name, {})
        assert {label: getattr(by_label[label], field) if label in by_label else None for label in expected} == expected
    if "proof" in case:
        assert total.certificate
        assert {term.claim: str(term.multiplier) for term in total.certificate.terms} == case["proof"]
    for label, proof in case.get("high_proof", {}).items():
        bound = by_label[label].high_certificate
        assert bound and {term.claim: str(term.multiplier) for term in bound.terms} == proof
    if "disputes" in case:
        assert [dispute.sentence for dispute in total.disputes] == case["disputes"]
    aside = [*sheet.set_aside, *total.set_aside]
    for claim, words in case.get("aside", {}).items():
        assert [item.reason for item in aside if item.claim == claim and words in item.reason], claim


def test_the_checker_needs_no_solver() -> None:
    code = "import sys, habeas.tally.check; print([name for name in sys.modules if 'highs' in name or name == 'numpy'])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_the_proof_reads_as_arithmetic() -> None:
    rows = [{"low": 1196, "voice": "Monitor", "place": ["Moscow"]}, {"low": 30, "voice": "Wire", "place": ["Kazan"]}]
    claims, sheet = tally_rows(rows)
    lines = explain(sheet.tallies[0], claims, origins_of(claims))
    assert lines[0] == "at least 1,226: Monitor: Moscow at least 1,196 + Wire: Kazan at least 30 = 1,226"
    assert (
        lines[1] == "holds even if any one voice is wrong: at least 30 (without Monitor: Wire: Kazan at least 30 = 30)"
    )


def put_at(stored: StoredClaim, place: Place) -> StoredClaim:
    resolution = Resolution(stored.claim.place[0].words, place, "known", 1.0)
    return replace(stored, claim=replace(stored.claim, place=(resolution,)))


def test_a_place_that_is_its_own_parent_or_its_parents_parent_is_a_place_of_its_own() -> None:
    loop, other = (Place(f"x:{name}", name, "city", "XX", None, None, None, ("x:a", "x:b")) for name in "ab")
    rows = [{"low": low, "voice": "A", "place": ["Moscow"]} for low in (5, 7)]
    claims = [
        put_at(make_claim(row, number), place)
        for number, (row, place) in enumerate(zip(rows, (loop, other), strict=True))
    ]
    sheet = tally_claims(claims, origins_of(claims), QUERY)
    assert {tally.label: tally.low for tally in sheet.tallies} == {"everywhere": 12, "a": 5, "b": 7}


def test_a_thousand_voices_that_contradict_each_other_are_told_of_once_with_their_number() -> None:
    rows = [{"low": n, "high": n, "voice": f"V{n}", "place": ["Kazan"], "published": "2022-03-02"} for n in range(1000)]
    _, sheet = tally_rows(rows)
    sentences = [dispute.sentence for dispute in sheet.tallies[0].disputes]
    assert len(sentences) == 1 and "1,000 voices" in sentences[0] and sheet.tallies[0].low == 999


def test_a_headline_of_the_morning_after_adds_nothing_to_the_figure_of_the_day_before() -> None:
    rows = [{"low": 2791, "place": ["Russia"], "says_day": True}, {"low": 2791, "day": "2022-02-28"}]
    claims = [make_claim(row, number) for number, row in enumerate(rows)]
    origins = origins_of(claims)
    origins["claim-1"] = replace(origins["claim-1"], restates="claim-0")
    sheet = tally_claims(claims, origins, TallyQuery(DAY, date(2022, 2, 28), measure="detained", by=("day",)))
    assert [(tally.first.day, tally.last.day, tally.low) for tally in sheet.tallies] == [(27, 28, 2791), (27, 27, 2791)]
    assert [item.reason for item in sheet.set_aside] == ["names no day and repeats a figure of its report, which does"]
    assert check_sheet(sheet, claims, origins) == []


def test_a_voice_that_bounds_one_of_two_happenings_bounds_neither_place_nor_itself() -> None:
    rows = [{"low": 100, "voice": "A", "place": ["Kazan"]}, {"low": 30, "high": 50, "voice": "A", "place": ["Kazan"]}]
    claims = [make_claim({**row, "published": "2022-03-02"}, number) for number, row in enumerate(rows)]
    happenings = [
        Event(f"event-{number}", "detained", "protest", None, "", DAY, DAY, (f"claim-{number}",), ())
        for number in range(2)
    ]
    sheet = tally_claims(claims, origins_of(claims), QUERY, events=happenings)
    [kazan] = [tally for tally in sheet.tallies if tally.label == "Kazan"]
    assert [(said.low, said.high) for said in kazan.voices] == [(100, None)] and kazan.high is None


def test_judgements_win() -> None:
    claims = [
        make_claim({"low": low, "voice": "A", "place": ["Kazan"]}, number) for number, low in enumerate((5, 9, 3))
    ]
    judgements = [
        Judgement("j1", "reject-claim", ("claim-1",), "desk", "2022-03-01T00:00:00Z", "a hoax"),
        Judgement("j2", "withdraw-report", ("report-0",), "desk", "2022-03-02T00:00:00Z", "its publisher took it back"),
    ]
    sheet = tally_claims(claims, origins_of(claims), QUERY, judgements=judgements)
    reasons = {item.claim: item.reason for item in sheet.set_aside}
    assert sheet.tallies[0].low == 3 and "a hoax" in reasons["claim-1"] and "took it back" in reasons["claim-0"]
    accepted = Judgement("j0", "accept-claim", ("claim-1",), "desk", "2022-03-01T00:00:00Z", "seen after all")
    assert tally_claims(claims, origins_of(claims), QUERY, judgements=[*judgements, accepted]).tallies[0].low == 9
    before = replace(QUERY, as_of="2022-03-01T12:00")
    assert tally_claims(claims, origins_of(claims), before, judgements=judgements).tallies[0].low == 5


@pytest.mark.parametrize(
    ("claim", "taken", "multiplier"), [("claim-1", 1269, 2), ("claim-2", 40, 1)], ids=["twice", "of the place itself"]
)
def test_what_is_taken_off_an_upper_bound_is_checked_too(claim: str, taken: int, multiplier: int) -> None:
    claims, sheet = tally_rows(
        [
            {"low": 2802, "high": 2802, "voice": "Monitor", "place": ["Russia"], "published": "2022-03-01"},
            {"low": 1269, "voice": "Wire", "place": ["Moscow", "Russia"]},
            {"low": 40, "voice": "Wire", "place": ["Kazan", "Russia"]},
        ]
    )
    [kazan] = [tally for tally in sheet.tallies if tally.label == "Kazan"]
    proof = kazan.high_certificate
    assert proof is not None and kazan.high == 1533
    term = Term(claim, "at_least", taken, Fraction(multiplier))
    forged = Certificate(2802 - multiplier * taken, (proof.terms[0], term))
    tally = replace(kazan, high=forged.bound, high_certificate=forged)
    assert check_tally(tally, claims, origins_of(claims), QUERY)


def test_what_is_taken_off_an_upper_bound_reads_as_arithmetic() -> None:
    days = ("2022-02-26", "2022-02-27")
    rows: list[dict[str, Any]] = [
        {"low": 0, "high": 300, "voice": "Ministry", "place": ["Russia"], "days": days, "published": "2022-03-01"},
        {"low": 120, "voice": "Wire", "place": ["Moscow", "Russia"], "day": "2022-02-26", "says_day": True},
        {"low": 60, "voice": "Wire", "place": ["Moscow", "Russia"]},
        {"low": 1, "voice": "Wire", "place": ["Kazan", "Russia"]},
    ]
    claims, sheet = tally_rows(rows, TallyQuery(date(2022, 2, 26), DAY, by=("place", "day")))
    lines = {(each.label, each.first): explain(each, claims, origins_of(claims)) for each in sheet.tallies}
    proof = "Ministry: Russia 2022-02-26 to 2022-02-27 at most 300 − (Wire: Moscow on 2022-02-26 at least 120)"
    assert f"at most 180: {proof} = 180" in lines["Kazan", DAY]
    either = "Wire: Kazan on 2022-02-27 or the day before at least 1"
    assert any(f"− ({either}) = 299" in line for line in lines["Moscow", date(2022, 2, 26)])


def test_a_lower_bound_of_another_day_or_place_is_not_taken_off_twice() -> None:
    """For crowds nothing of another day is taken off, and what bounds one day proves nothing of the next."""
    days = ("2022-02-26", "2022-02-27")
    rows: list[dict[str, Any]] = [
        {"low": 0, "high": 500, "voice": "Ministry", "place": ["Russia"], "days": days, "published": "2022-03-01"},
        {"low": 300, "voice": "Wire", "place": ["Moscow", "Russia"], "day": "2022-02-26"},
        {"low": 9, "voice": "Wire", "place": ["Kazan", "Russia"]},
    ]
    query = TallyQuery(date(2022, 2, 26), DAY, by=("place", "day"))
    claims, sheet = tally_rows([{**row, "type": "attended"} for row in rows], query)
    [kazan] = [each for each in sheet.tallies if each.label == "Kazan" and each.first == each.last]
    assert kazan.high == 500 and kazan.high_certificate is not None
    off = Term("claim-1", "at_least", 300, Fraction(1))
    forged = Certificate(200, (*kazan.high_certificate.terms, off))
    faults = check_tally(replace(kazan, high=200, high_certificate=forged), claims, origins_of(claims), query)
    assert any("not bounded" in fault for fault in faults)
