"""The rule max-of-voices, case by case."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import StoredClaim
from habeas.model.instant import first_instant, last_instant
from habeas.model.tally import TallyQuery
from habeas.tally import tally_claims
from habeas.tally.rules import bounds, replace_contradicted
from habeas.tally.voice import voice_key
from tests.cases import load_cases
from tests.claims import make_claim

CASES = load_cases("tally/max_of_voices.yml")
DAY = date(2022, 2, 27)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    claims = [make_claim(row, number) for number, row in enumerate(case["claims"])]
    sheet = tally_claims(claims, TallyQuery(DAY, DAY, place=case.get("place")))
    assert {tally.label: tally.low for tally in sheet.tallies} == case["figures"]
    if "voices" in case:
        assert {figure.voice: figure.low for t in sheet.tallies for figure in t.voices} == case["voices"]
    if "disputes" in case:
        assert [sentence for tally in sheet.tallies for sentence in tally.disputes] == case["disputes"]
    aside = [*sheet.set_aside, *(item for tally in sheet.tallies for item in tally.set_aside)]
    for claim, words in case.get("aside", {}).items():
        assert [item.reason for item in aside if item.claim == claim and words in item.reason]


ROWS = st.fixed_dictionaries(
    {
        "low": st.integers(0, 50),
        "place": st.sampled_from([["Moscow"], ["Kazan", "Russia"], []]),
        "modality": st.sampled_from(["asserted", "denied", "planned"]),
        "publisher": st.sampled_from("ABC"),
        "published": st.sampled_from(["2022-02-27T10:00", "2022-02-27T23:00", "2022-02-28"]),
    }
)


@given(st.lists(ROWS, max_size=8), st.randoms())
def test_order_of_arrival_changes_nothing(rows: list[dict[str, Any]], random: Any) -> None:
    claims = [make_claim(row, number) for number, row in enumerate(rows)]
    shuffled = random.sample(claims, len(claims))
    query = TallyQuery(DAY, DAY)
    assert tally_claims(claims, query) == tally_claims(shuffled, query)


@given(st.lists(ROWS, max_size=8))
def test_every_claim_is_used_or_set_aside_once(rows: list[dict[str, Any]]) -> None:
    claims = [make_claim(row, number) for number, row in enumerate(rows)]
    sheet = tally_claims(claims, TallyQuery(DAY, DAY))
    used = [claim for tally in sheet.tallies for figure in tally.voices for claim in figure.claims]
    aside = [item.claim for item in (*sheet.set_aside, *(item for t in sheet.tallies for item in t.set_aside))]
    assert sorted(used + aside) == sorted(stored.claim.id for stored in claims)


@given(st.lists(ROWS, max_size=8))
def test_the_figure_is_a_number_somebody_gave(rows: list[dict[str, Any]]) -> None:
    claims = {f"claim-{number}": make_claim(row, number) for number, row in enumerate(rows)}
    for tally in tally_claims(claims.values(), TallyQuery(DAY, DAY)).tallies:
        given_lows = {claims[claim].claim.quantity for figure in tally.voices for claim in figure.claims}
        assert tally.low is None or tally.low in {quantity.low for quantity in given_lows if quantity}


SPELLINGS = {
    ("OVD-Info", "the OVD-Info group", "The OVD-Info monitoring group", "rights group OVD-Info"): "ovd-info",
    ("Demo Agency", "state-run Demo Agency", "The Demo Agency"): "demo agency",
    ("Israeli police", "the Israeli police"): "israeli police",
    ("Israeli settlers",): "israeli settlers",
    ("police in Moscow",): "police in moscow",
    ("police", "the police", "Police"): "police",
    ("the group",): "the group",
}


@pytest.mark.parametrize("names", SPELLINGS, ids=list(SPELLINGS.values()))
def test_spellings_of_a_voice_share_their_key(names: tuple[str, ...]) -> None:
    assert {voice_key(name) for name in names} == {SPELLINGS[names]}


FIGURES = st.fixed_dictionaries(
    {
        "low": st.integers(0, 9),
        "voice": st.just("OVD-Info"),
        "place": st.just(["Kazan"]),
        "scope": st.sampled_from(["new", "subset"]),
        "published": st.sampled_from(
            [None, "2022-02-27", "2022-02-27T23:00", "2022-02-28T09:00", "2022-02-28", "2022-03"]
        ),
    }
)


def contradicts(later: StoredClaim, earlier: StoredClaim) -> bool:
    """The rule pair by pair, as docs/method.md states it."""
    begins, ended = first_instant(later.published_at or ""), last_instant(earlier.published_at or "")
    if begins is None or ended is None or begins <= ended:
        return False
    (low, high), figure = bounds(earlier), later.claim.quantity
    assert low is not None and figure is not None and figure.low is not None and figure.high is not None
    is_lowered = figure.high < low and later.claim.scope != "subset"
    return is_lowered or (high is not None and figure.low > high)


@given(st.lists(FIGURES, max_size=7))
def test_halving_replaces_what_comparing_each_pair_does(rows: list[dict[str, Any]]) -> None:
    said = [make_claim({**row, "high": row["low"]}, number) for number, row in enumerate(rows)]
    replaced = {item.claim for item in replace_contradicted(said)[1]}
    assert replaced == {one.claim.id for one in said if any(contradicts(other, one) for other in said)}
