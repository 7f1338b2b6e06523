"""Whose figure it is, case by case, and what must hold for any claims."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import Mention, Span, StoredClaim
from habeas.model.copy import Copy, Passage
from habeas.model.judgement import Judgement
from habeas.reconcile.voices import name_origins
from tests.cases import load_cases
from tests.claims import make_claim

CASES = load_cases("reconcile/voices.yml")


def make_claims(case: dict[str, Any]) -> list[StoredClaim]:
    return [cite(make_claim(row, number), row.get("via")) for number, row in enumerate(case["claims"])]


def cite(stored: StoredClaim, medium: str | None) -> StoredClaim:
    if medium is None:
        return stored
    via = Mention(medium, Span(stored.claim.report, 0, len(medium)))
    return replace(stored, claim=replace(stored.claim, attribution=replace(stored.claim.attribution, via=via)))


def make_copy(earlier: str, later: str) -> Copy:
    return Copy(earlier, later, 1.0, (Passage(Span(later, 0, 99), Span(earlier, 0, 99)),), "the same words")


def make_judgement(row: dict[str, Any], number: int) -> Judgement:
    at = row.get("at", "2022-03-01T00:00:00Z")
    return Judgement(f"judgement-{number}", row["verdict"], tuple(row["subjects"]), "N. N.", at, "they share an office")


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    copies = [make_copy(*pair) for pair in case.get("copies", ())]
    judgements = [make_judgement(row, number) for number, row in enumerate(case.get("judgements", ()))]
    origins = name_origins(make_claims(case), copies, judgements)
    assert [origins[f"claim-{number}"].voice.id for number in range(len(case["claims"]))] == case["voices"]
    for claim, words in case.get("why", {}).items():
        assert words in origins[claim].reason


ROWS = st.fixed_dictionaries(
    {
        "low": st.integers(0, 3),
        "voice": st.sampled_from(
            ["OVD-Info", "police", "Police of Kazan", "witnesses", "Demo Wire", "Reuters", "Ana Belsky"]
        ),
        "publisher": st.sampled_from(["Demo Wire", "The Lantern", "reuters.com", None]),
        "place": st.sampled_from([["Moscow"], ["Kazan", "Russia"], []]),
        "report": st.sampled_from("abc"),
        "published": st.sampled_from(["2022-02-27T10:00", "2022-02-27T23:00", "2022-02-28", None]),
    }
)


@given(st.lists(ROWS, max_size=8), st.randoms())
@settings(max_examples=60, deadline=None)
def test_order_of_arrival_changes_nothing(rows: list[dict[str, Any]], random: Any) -> None:
    claims = [make_claim(row, number) for number, row in enumerate(rows)]
    copies = [make_copy("a", "b"), make_copy("b", "c"), make_copy("c", "a")]
    shuffled = name_origins(random.sample(claims, len(claims)), copies)
    assert name_origins(claims, copies) == shuffled


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_words_make_one_voice(words: str) -> None:
    claim = make_claim({"low": 1, "voice": words, "publisher": words})
    origin = name_origins([claim])["claim-0"]
    assert origin.voice.id
    assert origin.reason


def test_a_copy_names_the_report_it_was_made_from() -> None:
    claims = [make_claim({"low": 3, "publisher": name, "report": name, "published": at}, n) for n, (name, at) in
              enumerate([("A", "2022-02-27T10:00"), ("B", "2022-02-27T11:00")])]  # fmt: skip
    origins = name_origins(claims, [make_copy("A", "B")])
    assert [origins[f"claim-{n}"].copy_of for n in range(2)] == [None, "A"]


@pytest.mark.parametrize(("says_day", "restates"), [(False, "claim-1"), (True, None)])
def test_what_names_no_day_and_repeats_a_dated_figure_of_its_report_says_which(
    says_day: bool, restates: str | None
) -> None:
    rows: list[dict[str, Any]] = [
        {"low": 2791, "publisher": "Demo Wire", "report": "a", "day": "2022-02-27", "says_day": says_day},
        {"low": 2791, "voice": "OVD-Info", "publisher": "Demo Wire", "report": "a", "says_day": True},
    ]
    origins = name_origins([make_claim(row, number) for number, row in enumerate(rows)])
    assert [origins[f"claim-{number}"].restates for number in range(2)] == [restates, None]


def test_counts_of_a_list_of_names_are_minimums() -> None:
    claims = [make_claim({"low": 3, "voice": name}, n) for n, name in enumerate(["OVD-Info", "Reuters"])]
    assert [origin.voice.is_minimum for origin in name_origins(claims).values()] == [True, False]


def test_a_speaker_of_ten_thousand_characters_is_one_voice() -> None:
    claims = [make_claim({"low": 3, "voice": words, "place": ["Kazan"]}, n) for n, words in
              enumerate(["N" * 10_000, "police and " * 1_000, "of the " * 2_000])]  # fmt: skip
    origins = name_origins(claims)
    assert all(len(origin.reason) < 400 for origin in origins.values())
