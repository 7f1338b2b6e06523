"""Claims of English sentences: the cases are tables in tests/cases/claims, one folder for each language."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.exc import TableError
from habeas.gazetteer import Gazetteer, open_gazetteer
from habeas.lang import load_language
from habeas.model import Claim, Report
from habeas.model.record import claim_mentions, claim_record
from habeas.read import READERS, Reader, open_reader
from habeas.read.reader import NO_DATE
from tests.cases import load_cases
from tests.places import GAZETTEER

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "claims" / "en"
CASES = [case for file in sorted(FOLDER.glob("*.yml")) for case in load_cases(f"claims/en/{file.name}")]
PIECES = [
    "Police", "arrested", " 12 people", " in Minsk", ", Belarus", " on Tuesday", " were killed", " and ",
    "at least 40",
    " protesters", " said", ".", " ", "\n", "“", "”", " according to ",
    "death toll", " rises to ", " of ", "the arrest",
    " who ", "including", "\u200b", "😀", "'s", "Ivan Testov",
]  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(GAZETTEER)


@pytest.fixture(scope="module")
def reader(gazetteer: Gazetteer) -> Reader:
    return open_reader("tables", load_language("en"), gazetteer)


def read(reader: Reader, text: str, day: Any = "2021-03-10") -> tuple[Claim, ...]:
    return reader.read(Report(id="report-1", text=text, published_at=str(day) if day else None)).claims


def shown(claim: Claim, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a claim that a case speaks of, as it writes them."""
    record = claim_record(claim)
    quantity, when = record["quantity"], record["when"]
    values = {
        **record,
        "number": quantity and [quantity["low"], quantity["high"]],
        "when": when and [when["start"], when["end"]],
    }
    return {field: values[field] for field in fields}


def expected(fields: dict[str, Any]) -> dict[str, Any]:
    when = fields.get("when")
    return {**fields, "when": [str(day) for day in when]} if when else fields


def marked(case: dict[str, Any]) -> Any:
    """The case, expected to differ where it names a gap of the reader."""
    gap = case.get("gap")
    return pytest.param(case, id=case["text"], marks=[pytest.mark.xfail(reason=gap, strict=False)] if gap else [])


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_sentence_has_the_claims_of_its_table(case: dict[str, Any], reader: Reader) -> None:
    claims = read(reader, case["text"], case["date"])
    found = sorted(claims, key=lambda claim: claim.trigger.span.start)
    assert [claim.type for claim in found] == [fields["type"] for fields in case["claims"]]
    assert [shown(claim, fields) for claim, fields in zip(found, case["claims"], strict=True)] == [
        expected(fields) for fields in case["claims"]
    ]


def test_a_report_without_a_date_is_read_with_a_warning(reader: Reader) -> None:
    reading = reader.read(Report(id="report-1", text="Police arrested 12 people on Tuesday.", published_at=None))
    assert reading.warnings == (NO_DATE,)
    assert [claim.when for claim in reading.claims] == [None]


def test_every_claim_names_its_method(reader: Reader) -> None:
    claims = read(reader, "Police arrested 12 people in Minsk.")
    assert {claim.method for claim in claims} == {reader.method} == {"tables-en@3"}
    assert all(0 < claim.score <= 1 for claim in claims)


def test_places_are_resolved(reader: Reader) -> None:
    claims = read(reader, "Police arrested 12 people in Minsk, Belarus.")
    names = [resolution.place and resolution.place.name for resolution in claims[0].place]
    assert names == ["Minsk", "Belarus"]


def test_an_unknown_reader_is_refused_by_name(gazetteer: Gazetteer) -> None:
    with pytest.raises(TableError, match="reader 'tarot' is unknown; there are neural, tables"):
        open_reader("tarot", load_language("en"), gazetteer)
    assert list(READERS) == ["neural", "tables"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_spans_equal_their_words(reader: Reader, text: str) -> None:
    report = Report(id="report-1", text=text, published_at="2021-03-10")
    first, second = reader.read(report), reader.read(report)
    assert first == second
    for claim in first.claims:
        for _, mention in claim_mentions(claim):
            assert text[mention.span.start : mention.span.end] == mention.text


@pytest.mark.parametrize(
    "text",
    ["x" * 300_000, "arrested " * 30_000, "arrested12" * 30_000, "😀\u200b" * 100_000, "Kiev, Ukraine " * 15_000],
    ids=["no spaces", "triggers", "one word", "marks", "places"],
)
def test_odd_texts_take_time_in_proportion(reader: Reader, text: str) -> None:
    started = time.process_time()
    read(reader, text)
    assert time.process_time() - started < 30
