"""The reports of our own that the reader's weights learn from: valid, the same each time, each word in its text."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from habeas.model import CONTEXTS, EVENT_TYPES, MODALITIES, RELATIONS, SCOPES
from tests.cases import load_cases
from tests.claims import CLAIM_FIELDS
from training.own_sentences import make_records, write_records


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return make_records()


def all_claims(records: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [(record["text"], claim) for record in records for claim in record["claims"]]


def words_of(claim: dict[str, Any]) -> list[str]:
    texts = [part["text"] for part in (claim["quantity"], claim["when"]) if part]
    named = [claim[field] for field in ("trigger", "whom", "by", "speaker", "via")]
    return [words for words in [*texts, *named, *claim["place"]] if words is not None]


def test_each_claim_has_the_fields_of_the_guidelines(records: list[dict[str, Any]]) -> None:
    claims = [claim for _, claim in all_claims(records)]
    assert all(set(claim) == CLAIM_FIELDS for claim in claims)
    assert {claim["type"] for claim in claims} == set(EVENT_TYPES)
    assert {claim["modality"] for claim in claims} == set(MODALITIES)
    assert {claim["scope"] for claim in claims} == set(SCOPES)
    assert {claim["context"] for claim in claims} <= set(CONTEXTS)


def test_every_word_stands_in_its_text(records: list[dict[str, Any]]) -> None:
    missing = [(words, text) for text, claim in all_claims(records) for words in words_of(claim) if words not in text]
    assert missing == []


def test_bounds_and_days_are_in_order(records: list[dict[str, Any]]) -> None:
    claims = [claim for _, claim in all_claims(records)]
    quantities = [claim["quantity"] for claim in claims if claim["quantity"]]
    days = [claim["when"] for claim in claims if claim["when"]]
    assert {quantity["relation"] for quantity in quantities} == set(RELATIONS)
    assert all(both["low"] <= both["high"] for both in quantities if None not in (both["low"], both["high"]))
    assert all(date.fromisoformat(when["start"]) <= date.fromisoformat(when["end"]) for when in days)


def test_the_texts_are_whole_sentences(records: list[dict[str, Any]]) -> None:
    texts = [record["text"] for record in records]
    assert len(set(texts)) == len(texts) > 2_000
    assert [text for text in texts if set("{}[]()|").intersection(text) or "  " in text or text[-1] != "."] == []
    assert [text for text in texts if text[0].islower()] == []


def test_a_third_or_so_make_no_claim(records: list[dict[str, Any]]) -> None:
    none = Counter(bool(record["claims"]) for record in records)[False]
    assert 0.15 < none / len(records) < 0.4


def test_the_same_seed_gives_the_same_reports(records: list[dict[str, Any]]) -> None:
    assert make_records() == records
    assert make_records(50, seed=12) != records[:50]


def test_no_case_of_the_tests_is_among_them(records: list[dict[str, Any]]) -> None:
    cases = {case["text"] for case in load_cases("claims/en/desk.yml")}
    assert cases.isdisjoint(record["text"] for record in records)


def test_they_are_written_as_a_corpus(records: list[dict[str, Any]], tmp_path: Any) -> None:
    write_records(tmp_path, records[:3])
    lines = [len((tmp_path / name).read_text().splitlines()) for name in ("own.jsonl", "own.texts.jsonl")]
    assert lines == [3, 3]
