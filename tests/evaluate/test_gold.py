"""Our own gold set is annotated by the guidelines: fields, words, bounds and days, and every kind of claim is in it."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from habeas.evaluate.corpus import load_gold, read_fields
from habeas.model import CONTEXTS, EVENT_TYPES, MODALITIES, RELATIONS, SCOPES
from tests.claims import CLAIM_FIELDS
from tests.evaluate.test_gate import GOLD

ALLOWED = {"type": EVENT_TYPES, "modality": MODALITIES, "scope": SCOPES, "context": CONTEXTS}


@pytest.fixture(scope="module")
def texts() -> dict[str, tuple[str, date]]:
    records = read_fields(GOLD / "ours.texts.jsonl", "id", "text", "date")
    return {key: (text, date.fromisoformat(day)) for key, text, day in records}


@pytest.fixture(scope="module")
def claims() -> list[tuple[str, dict[str, Any]]]:
    gold = load_gold(GOLD / "ours.jsonl").claims
    return [(key, claim) for key, annotated in gold.items() for claim in annotated]


def words_of(claim: dict[str, Any]) -> list[str]:
    parts = [part["text"] for part in (claim["quantity"], claim["when"]) if part]
    fields = [claim[name] for name in ("trigger", "whom", "by", "speaker", "via")]
    return [words for words in (*parts, *fields, *claim["place"]) if words is not None]


def test_there_are_sixty_dated_texts_and_one_is_a_whole_article(texts: dict[str, tuple[str, date]]) -> None:
    assert len(texts) >= 60
    assert max(len(text.split()) for text, _ in texts.values()) >= 400
    assert set(load_gold(GOLD / "ours.jsonl").claims) == set(texts)


def test_every_word_stands_in_its_text(
    claims: list[tuple[str, dict[str, Any]]], texts: dict[str, tuple[str, date]]
) -> None:
    missing = [(key, words) for key, claim in claims for words in words_of(claim) if words not in texts[key][0]]
    assert missing == []


def test_each_claim_has_the_fields_and_values_of_the_guidelines(claims: list[tuple[str, dict[str, Any]]]) -> None:
    assert all(set(claim) == CLAIM_FIELDS for _, claim in claims)
    for field, allowed in ALLOWED.items():
        assert {claim[field] for _, claim in claims} == set(allowed), field


def test_every_relation_occurs_and_bounds_are_in_order(claims: list[tuple[str, dict[str, Any]]]) -> None:
    quantities = [claim["quantity"] for _, claim in claims if claim["quantity"]]
    assert {quantity["relation"] for quantity in quantities} == set(RELATIONS)
    both = [(one["low"], one["high"]) for one in quantities if None not in (one["low"], one["high"])]
    assert all(low <= high for low, high in both)


def test_nothing_asserted_happens_after_its_publication(
    claims: list[tuple[str, dict[str, Any]]], texts: dict[str, tuple[str, date]]
) -> None:
    days = [
        (key, claim["modality"], date.fromisoformat(claim["when"]["end"])) for key, claim in claims if claim["when"]
    ]
    late = {modality for key, modality, last in days if last > texts[key][1]}
    assert late == {"planned", "threatened"}


def test_a_tenth_of_the_texts_or_so_make_no_claim() -> None:
    none = Counter(bool(annotated) for annotated in load_gold(GOLD / "ours.jsonl").claims.values())[False]
    assert 5 <= none <= 12


def test_statements_are_of_annotated_texts_and_their_words_stand_there(texts: dict[str, tuple[str, date]]) -> None:
    records = list(read_fields(GOLD / "ours.statements.jsonl", "id", "statements"))
    parts = [(key, words) for key, said in records for one in said for words in (*one["content"], one["cue"])]
    assert len(records) >= 15
    assert [(key, words) for key, words in parts if words is not None and words not in texts[key][0]] == []


def test_records_are_plain_json_lines() -> None:
    for path in sorted(GOLD.glob("*.jsonl")):
        assert all(json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()), path
