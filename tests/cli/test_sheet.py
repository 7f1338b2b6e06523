"""A count as it is printed and as JSON."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from habeas.cli.sheet import Parts, print_sheet
from habeas.cli.sheet_record import sheet_record
from habeas.model.tally import TallyQuery
from habeas.pipeline import Gathered, TallyAnswer, count, make_steps
from tests.claims import make_claim
from tests.tally.known import origins_of

DAY = date(2022, 2, 27)
ROWS = (
    {"low": 2710, "voice": "OVD-Info", "place": ["Russia"], "text": "At least 2,710 were detained, OVD-Info said."},
    {"low": 1500, "high": 1500, "voice": "police", "place": ["Russia"], "published": "2022-02-28"},
    {"low": 9, "publisher": "Wire", "modality": "planned", "text": "Nine are to be detained."},
)


def make_answer(rows: tuple[Mapping[str, Any], ...] = ROWS, query: TallyQuery | None = None) -> TallyAnswer:
    claims = [make_claim(row, number) for number, row in enumerate(rows)]
    given = query or TallyQuery(DAY, DAY, measure="detained")
    known = Gathered(given, {stored.claim.id: stored for stored in claims}, origins_of(claims), (), ())
    sheet = count(known)
    return TallyAnswer(sheet, None, "guidelines-1", known, make_steps(sheet, known))


def printed(answer: TallyAnswer, parts: Parts, capsys: pytest.CaptureFixture[str]) -> str:
    print_sheet(answer, parts)
    return " ".join(capsys.readouterr().out.split())


def test_the_table_names_figures_voices_and_disputes(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(make_answer(), Parts(grounds=False), capsys)
    assert "2,710" in text and "OVD-Info 2,710+; police 1,500" in text
    assert "police" in text.partition("disputes")[2]
    assert "2 claims used, 1 set aside" in text


def test_a_dispute_of_a_part_names_the_part_and_one_of_the_whole_nothing_more(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = (
        {"low": 40, "voice": "Monitor", "place": ["Moscow"]},
        {"low": 0, "voice": "police", "place": ["Kazan"], "modality": "denied"},
    )
    text = printed(make_answer(rows), Parts(grounds=False, proofs=True), capsys)
    whole, _, kazan = text.partition("detained, everywhere")[2].partition("detained, Kazan")
    assert "in dispute: Kazan: police denies that it happened" in whole
    assert "in dispute: police denies that it happened" in kazan


def test_every_claim_is_printed_with_its_words_or_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(make_answer(), Parts(), capsys)
    assert "says OVD-Info (publisher not named, 2022-02-27T20:00): At least 2,710 were detained" in text
    assert "Set aside: planned, not happened (1) detained 9 or more (n), says Wire (Wire," in text


def test_the_proof_is_printed_as_arithmetic(capsys: pytest.CaptureFixture[str]) -> None:
    parts = (
        {"low": 1269, "voice": "OVD-Info", "place": ["Moscow"]},
        {"low": 36, "voice": "OVD-Info", "place": ["Kazan"]},
    )
    text = printed(make_answer(parts), Parts(grounds=False, proofs=True), capsys)
    assert "1,269" in text and "36" in text and "= 1,305" in text


def test_the_steps_are_printed_with_the_claim_behind_each(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(make_answer(), Parts(grounds=False), capsys)
    assert "2022-02-27 20:00 2,710 (0): first figure: Russia, OVD-Info: 2,710 or more" in text


def test_what_read_the_claims_and_the_convention_are_said_above_them(capsys: pytest.CaptureFixture[str]) -> None:
    answer = make_answer()
    print_sheet(answer, Parts(grounds=False))
    assert capsys.readouterr().out.splitlines()[1] == "read by test@1; words of number by the convention guidelines-1"
    first = answer.known.claims["claim-0"]
    answer.known.claims["claim-0"] = replace(first, claim=replace(first.claim, method="newer@2"))
    text = printed(answer, Parts(grounds=False), capsys)
    assert "read by newer@2 (1 claim), test@1 (2 claims);" in text
    assert sheet_record(answer)["methods"] == {"newer@2": 1, "test@1": 2}


def test_what_is_alleged_stands_beside_the_figure(capsys: pytest.CaptureFixture[str]) -> None:
    alleged = {"low": 3000, "voice": "witnesses", "place": ["Russia"], "modality": "alleged"}
    assert "3,000 with alleged" in printed(make_answer((ROWS[0], alleged)), Parts(grounds=False), capsys)


def test_json_holds_each_claim_that_a_tally_names_with_its_voice() -> None:
    record = json.loads(json.dumps(sheet_record(make_answer())))
    named = {term["claim"] for tally in record["tallies"] for term in tally["certificate"]["terms"]}
    assert named | {item["claim"] for item in record["set_aside"]} <= set(record["claims"])
    assert record["tallies"][0]["low"] == 2710
    assert record["tallies"][0]["certificate"]["terms"][0]["multiplier"] == "1"
    assert record["claims"]["claim-0"]["sentence"] == ROWS[0]["text"]
    assert record["claims"]["claim-0"]["voice"]["name"] == "OVD-Info"
