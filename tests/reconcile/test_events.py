"""Which claims are of one event: the cases as written, and what holds whatever the claims."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import StoredClaim
from habeas.model.event import Event
from habeas.model.judgement import Judgement, Verdict, judgement_id
from habeas.model.voice import Origin, Voice
from habeas.reconcile.events import group_events
from tests.reconcile.happenings import TABLE, make_told

CASES: list[dict[str, Any]] = TABLE["cases"]


def read_case(case: dict[str, Any]) -> dict[str, StoredClaim]:
    """Letter → claim."""
    rows = {letter: row for letter, row in case.items() if len(letter) == 1}
    return {letter: make_told(row, number) for number, (letter, row) in enumerate(rows.items())}


def group(claims: dict[str, StoredClaim], judgements: Sequence[Judgement] = ()) -> list[str]:
    """The events as letters."""
    letters = {stored.claim.id: letter for letter, stored in claims.items()}
    events = group_events(list(claims.values()), {}, judgements)
    return sorted("".join(sorted(letters[name] for name in event.claims)) for event in events)


def pairs(groups: Sequence[str]) -> set[tuple[str, str]]:
    return {pair for each in groups for pair in combinations(sorted(each), 2)}


def judge(verdict: Verdict, one: StoredClaim, other: StoredClaim | None = None, at: str = "2022-03-01") -> Judgement:
    subjects = (one.claim.id,) if other is None else (one.claim.id, other.claim.id)
    return Judgement(
        judgement_id(verdict, subjects, "Nora Quill", at), verdict, subjects, "Nora Quill", at, "seen there"
    )


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_claims_are_grouped_as_written(case: dict[str, Any]) -> None:
    claims = read_case(case)
    ties = [tie.reason for event in group_events(list(claims.values()), {}) for tie in event.ties]
    assert group(claims) == sorted(case["apart"]), ties


def test_what_one_voice_says_of_a_country_is_of_one_thing() -> None:
    rows = [
        {"type": "released", "text": f"<{n}> {{people}} were [released] in Norland (on Sunday).", "place": ["Norland"]}
        for n in (300, 210)
    ]
    claims = [make_told({**row, "report": number}, number) for number, row in enumerate(rows)]
    monitor, other = Voice("speaker:monitor", "Monitor", "speaker"), Voice("speaker:other", "Other", "speaker")
    ids = [stored.claim.id for stored in claims]
    for voices, events in (((monitor, monitor), 1), ((monitor, other), 2)):
        origins = {name: Origin(name, voice, "as told") for name, voice in zip(ids, voices, strict=True)}
        assert len(group_events(claims, origins)) == events


def test_the_cases_together_are_grouped_as_written() -> None:
    found = {(number, pair) for number, case in enumerate(CASES) for pair in pairs(group(read_case(case)))}
    written = {(number, pair) for number, case in enumerate(CASES) for pair in pairs(case["apart"])}
    f1 = 2 * len(found & written) / (len(found) + len(written))
    assert len(CASES) >= 40
    assert f1 >= 0.97


def every_claim() -> list[StoredClaim]:
    """The claims of all cases, each case in reports of its own, so that several meet in one town."""
    rows = [row for case in CASES for letter, row in case.items() if len(letter) == 1]
    return [make_told({**row, "report": number}, number) for number, row in enumerate(rows)]


@settings(max_examples=20, deadline=None)
@given(st.permutations(every_claim()))
def test_the_order_of_arrival_changes_nothing(claims: list[StoredClaim]) -> None:
    assert group_events(claims, {}) == group_events(every_claim(), {})


def test_each_claim_is_in_one_event_and_ties_hold_it_together() -> None:
    events = group_events(every_claim(), {})
    named = [name for event in events for name in event.claims]
    assert len(named) == len(set(named))
    for event in events:
        assert len(event.ties) == len(event.claims) - 1
        assert {name for tie in event.ties for name in (tie.one, tie.other)} <= set(event.claims)
        assert all(0.5 < tie.score <= 1 and tie.reason for tie in event.ties)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, len(every_claim()) - 1))
def test_the_id_of_an_event_stays_when_later_claims_join(number: int) -> None:
    claims = every_claim()
    later = [replace(stored, published_at="2022-03-05T00:00") for stored in claims[number:]]
    before = group_events(claims[:number], {})
    after = {name: event for event in group_events([*claims[:number], *later], {}) for name in event.claims}
    added = {stored.claim.id for stored in later}
    for event in before:
        grown = after[event.claims[0]]
        if set(grown.claims) - added == set(event.claims):
            assert grown.id == event.id


def find_case(name: str) -> dict[str, StoredClaim]:
    return read_case(next(case for case in CASES if case["case"] == name))


def test_a_tie_shows_the_words_that_both_say_but_counts_names() -> None:
    [event] = group_events(list(find_case("one trial told twice").values()), {})
    [tie] = event.ties
    assert "both say “bribery” and 2 of the same names" in tie.reason
    assert "lantz" not in tie.reason.casefold()


def test_a_judgement_brings_together_what_cannot_be_one_and_says_who_judged() -> None:
    claims = find_case("two towns")
    assert group(claims) == ["a", "b"]
    judged = judge("same-event", claims["a"], claims["b"])
    assert group(claims, [judged]) == ["ab"]
    [event] = group_events(list(claims.values()), {}, [judged])
    assert [(tie.score, tie.reason) for tie in event.ties] == [
        (1.0, "Nora Quill judged that both tell of one event: seen there")
    ]


def test_a_judgement_keeps_apart_what_is_told_in_the_same_words() -> None:
    claims = find_case("a reprint the day after, with the day in words")
    assert group(claims) == ["ab"]
    assert group(claims, [judge("different-event", claims["a"], claims["b"])]) == ["a", "b"]


def make_row(count: int) -> dict[str, StoredClaim]:
    """Claims that would all be one event."""
    row = {"text": "{People} [rallied] in Dalem (on Sunday).", "place": ["Dalem"]}
    return {"abcdefgh"[number]: make_told(row, number) for number in range(count)}


def test_judgements_hold_through_chains() -> None:
    claims = make_row(6)
    judged = [
        judge("same-event", claims["a"], claims["b"]),
        judge("same-event", claims["b"], claims["c"]),
        judge("different-event", claims["c"], claims["d"]),
        judge("same-event", claims["d"], claims["e"]),
    ]
    found = group(claims, judged)
    assert not {("a", "d"), ("a", "e"), ("b", "e")} & pairs(found)
    assert {("a", "c"), ("d", "e")} <= pairs(found)


def test_of_judgements_that_contradict_through_a_chain_the_later_hold() -> None:
    claims = make_row(3)
    chain = [
        judge("same-event", claims["a"], claims["b"], at="2022-03-01"),
        judge("same-event", claims["b"], claims["c"], at="2022-03-02"),
        judge("different-event", claims["a"], claims["c"], at="2022-03-03"),
    ]
    assert group(claims, chain) == group(claims, chain[::-1]) == ["a", "bc"]


def test_a_later_judgement_on_the_same_claims_replaces_an_earlier() -> None:
    claims = find_case("two towns")
    judged = judge("same-event", claims["a"], claims["b"], at="2022-03-01")
    revoked = judge("different-event", claims["b"], claims["a"], at="2022-03-02")
    assert group(claims, [revoked, judged]) == ["a", "b"]


def test_rejected_claims_and_withdrawn_reports_are_in_no_event() -> None:
    claims = find_case("one rally told by two outlets with two numbers")
    assert group(claims, [judge("reject-claim", claims["a"])]) == ["b"]
    withdrawn = replace(judge("withdraw-report", claims["b"]), subjects=(claims["b"].claim.report,))
    assert group(claims, [withdrawn]) == ["a"]
    restored = replace(withdrawn, verdict="restore-report", at="2022-03-02")
    assert group(claims, [withdrawn, restored]) == ["ab"]


def test_copies_of_a_withdrawn_report_are_in_no_event() -> None:
    claims = find_case("one rally told by two outlets with two numbers")
    withdrawn = replace(judge("withdraw-report", claims["b"]), subjects=(claims["b"].claim.report,))
    copied = Origin(claims["a"].claim.id, Voice("speaker:x", "X", "speaker"), "reprinted", claims["b"].claim.report)
    assert group_events(list(claims.values()), {copied.claim: copied}, [withdrawn]) == ()


def test_judgements_on_claims_that_are_not_there_change_nothing() -> None:
    claims = find_case("two towns")
    absent = make_told({"text": "{People} [rallied].", "place": []}, 99)
    assert group(claims, [judge("same-event", claims["a"], absent)]) == ["a", "b"]


def test_events_of_two_types_told_in_one_sentence_stand_beside_each_other() -> None:
    claims = find_case("those who came and those who were detained are two events, of two types")
    one, other = group_events(list(claims.values()), {})
    assert {one.type, other.type} == {"attended", "detained"}
    assert (one.beside, other.beside) == ((other.id,), (one.id,))


def test_an_event_says_what_where_and_when() -> None:
    claims = find_case("a march between two sites and a report from one of them")
    [event] = group_events(list(claims.values()), {})
    assert event.label == "Protest attended, Dalem, 2022-02-27 (palace, freedom square)"
    assert (event.place, event.first, event.last, event.context) == (
        "test:Dalem",
        date(2022, 2, 27),
        date(2022, 2, 27),
        "protest",
    )


def size(events: Sequence[Event]) -> int:
    return sum(len(event.claims) for event in events)


def test_ten_thousand_claims_of_one_town_and_day_are_one_protest_where_nothing_tells_them_apart() -> None:
    sites = ("Freedom Square", "Station Square")
    rows = [f"<{number}> {{people}} [rallied] in Dalem, outlet {number % 97} said." for number in range(9_000)]
    rows += [f"<{number}> {{people}} [rallied] on {sites[number % 2]} in Dalem." for number in range(1_000)]
    claims = [make_told({"text": text, "place": ["Dalem"]}, number) for number, text in enumerate(rows)]
    events = group_events(claims, {})
    assert size(events) == 10_000
    assert len(events) == 2


def test_absurd_claims_are_grouped_all_the_same() -> None:
    text = "{People} [rallied] in Dalem."
    base = make_told({"text": text, "place": ["Dalem"]}, 1)
    [known] = base.claim.place
    assert known.place is not None
    own_parent = replace(known, place=replace(known.place, parents=(known.place.id,)))
    claims = [
        base,
        replace(make_told({"text": text, "place": ["Dalem"]}, 2), sentence=""),
        replace(make_told({"text": text, "place": ["Dalem"]}, 3), published_at="never"),
        make_told({"text": text, "place": [], "day": None, "published": None}, 4),
        make_told({"text": text, "place": ["Dalem"], "days": [date.min, date.max]}, 5),
        make_told({"text": text, "place": ["Dalem"], "day": date.max}, 6),
        make_told({"text": text, "place": ["Dalem"], "day": None, "published": "0001-01-01"}, 7),
    ]
    looped = make_told({"text": text, "place": ["Dalem"]}, 8)
    claims.append(replace(looped, claim=replace(looped.claim, place=(own_parent,))))
    assert size(group_events(claims, {})) == 6
    assert group_events([], {}) == ()
