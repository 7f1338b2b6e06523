"""A count as it is printed and as JSON."""

import json
from dataclasses import replace
from datetime import date

import pytest

from habeas.cli.sheet import describe_figure, print_sheet, sheet_record
from habeas.model.tally import TallyQuery
from habeas.pipeline import TallyAnswer
from habeas.tally import tally_claims
from tests.claims import make_claim

ROWS = (
    {"low": 2710, "voice": "OVD-Info", "place": ["Russia"], "text": "At least 2,710 were detained, OVD-Info said."},
    {"low": 1500, "high": 1500, "voice": "police", "place": ["Russia"], "published": "2022-02-28"},
    {"low": 9, "publisher": "Wire", "modality": "planned", "text": "Nine are to be detained."},
)


def make_answer() -> TallyAnswer:
    day = date(2022, 2, 27)
    claims = [make_claim(row, number) for number, row in enumerate(ROWS)]
    sheet = tally_claims(claims, TallyQuery(day, day))
    return TallyAnswer(sheet, "max-of-voices", None, {stored.claim.id: stored for stored in claims})


def test_the_table_names_figure_voices_and_disputes(capsys: pytest.CaptureFixture[str]) -> None:
    print_sheet(make_answer(), brief=True)
    text = capsys.readouterr().out
    assert "at least 2,710" in text and "OVD-Info 2,710+; police 1,500" in " ".join(text.split())
    assert "2 claims used, 1 set aside" in text


def test_every_claim_is_printed_with_its_words_or_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    print_sheet(make_answer(), brief=False)
    text = " ".join(capsys.readouterr().out.split())
    assert "says OVD-Info (publisher not named, 2022-02-27T20:00): At least 2,710 were detained" in text
    assert "Set aside: planned, not happened (1) detained 9 or more (n), says the report itself (Wire," in text


def test_what_read_the_claims_is_said_above_them(capsys: pytest.CaptureFixture[str]) -> None:
    answer = make_answer()
    print_sheet(answer, brief=True)
    assert capsys.readouterr().out.splitlines()[1] == "read by test@1"
    first = answer.claims["claim-0"]
    answer.claims["claim-0"] = replace(first, claim=replace(first.claim, method="newer@2"))
    print_sheet(answer, brief=True)
    assert capsys.readouterr().out.splitlines()[1] == "read by newer@2 (1 claim), test@1 (2 claims)"
    assert sheet_record(answer)["methods"] == {"newer@2": 1, "test@1": 2}


def test_json_holds_each_claim_that_a_tally_names() -> None:
    record = json.loads(json.dumps(sheet_record(make_answer())))
    named = {claim for tally in record["tallies"] for voice in tally["voices"] for claim in voice["claims"]}
    assert named | {item["claim"] for item in record["set_aside"]} == set(record["claims"])
    assert record["tallies"][0]["low"] == 2710
    assert record["claims"]["claim-0"]["sentence"] == ROWS[0]["text"]


def test_no_number_is_printed_as_such() -> None:
    assert (describe_figure(None), describe_figure(0)) == ("no number", "at least 0")
