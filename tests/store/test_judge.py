"""What people decide is kept beside what programs read: checked, appended, replayed."""

from dataclasses import replace
from pathlib import Path

import pytest

from habeas.exc import QuestionError
from habeas.model.judgement import Decision, Judgement, Verdict, judgement_id, standing_judgements
from habeas.store import ClaimQuery, Store, judgement_entry, open_store, record_decision
from tests.store.samples import make_report, read_entry

ONE, OTHER = "speaker:ovd-info", "office:police@geonames:625144"
GIVEN = Decision("same-voice", (ONE, OTHER), "Nora Quill", "both quote one list", "2022-02-28T09:00")


def make_judgement(verdict: str, subject: str, at: str, by: str = "Nora Quill") -> Judgement:
    decision = Decision("accept-claim" if verdict == "accept" else "reject-claim", (subject,), by, "seen")
    key = judgement_id(decision.verdict, decision.subjects, by, at)
    return Judgement(key, decision.verdict, decision.subjects, by, at, decision.reason)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with two claims in two reports."""
    opened = open_store(tmp_path)
    opened.record([read_entry(make_report(f"{number} detained in Kazan")) for number in (1, 2)])
    return opened


def test_a_decision_comes_back_as_a_judgement_with_its_instant_in_utc(store: Store) -> None:
    judged = record_decision(store, replace(GIVEN, at="2022-02-28T12:00:05+03:00"))
    assert list(store.judgements()) == [judged.judgement]
    assert judged.judgement.at == "2022-02-28T09:00:05Z"
    assert judged.judgement.subjects == (OTHER, ONE)
    assert judged.is_new and judged.replaces is None


@pytest.mark.parametrize(
    "again",
    [GIVEN, replace(GIVEN, at=None), replace(GIVEN, subjects=(OTHER, ONE)), replace(GIVEN, at="2022-02-28")],
    ids=["the same", "without its time", "the other way round", "with its day"],
)
def test_the_same_decision_again_adds_nothing(store: Store, again: Decision) -> None:
    first = record_decision(store, GIVEN)
    second = record_decision(store, again)
    assert (second.judgement, second.is_new) == (first.judgement, False)
    assert store.counts()["judgement"] == 1


def test_a_decision_changed_is_another_that_replaces_the_first(store: Store) -> None:
    first = record_decision(store, GIVEN)
    second = record_decision(store, replace(GIVEN, verdict="different-voice", at="2022-03-01"))
    assert second.replaces == first.judgement
    assert list(store.judgements()) == [first.judgement, second.judgement]
    assert standing_judgements(store.judgements()) == (second.judgement,)


def test_a_decision_of_an_earlier_day_yields_to_the_later_one(store: Store) -> None:
    later = record_decision(store, GIVEN)
    earlier = record_decision(store, replace(GIVEN, verdict="different-voice", at="2022-02-01"))
    assert (earlier.is_new, earlier.replaces, earlier.yields_to) == (True, None, later.judgement)
    assert standing_judgements(store.judgements()) == (later.judgement,)


def test_a_judgement_counts_from_its_instant_on(store: Store) -> None:
    record_decision(store, GIVEN)
    assert list(store.judgements(as_of="2022-02-28T08:59")) == []
    assert len(list(store.judgements(as_of="2022-02-28T09:00"))) == 1
    assert len(list(store.judgements(as_of="2022-02-28T11:59+03:00"))) == 0


def test_judgements_are_in_the_ledger(store: Store) -> None:
    before = store.head()
    record_decision(store, GIVEN)
    assert store.head() != before
    assert store.verify(head=before).fault is None


def test_claims_and_reports_of_the_store_can_be_judged(store: Store) -> None:
    one, other = [stored.claim for stored in store.claims(ClaimQuery())]
    about: dict[Verdict, tuple[str, ...]] = {
        "same-event": (one.id, other.id),
        "reject-claim": (one.id,),
        "withdraw-report": (other.report,),
    }
    for verdict, subjects in about.items():
        assert record_decision(store, Decision(verdict, subjects, "Nora Quill", "seen")).is_new
    assert [judgement.verdict for judgement in store.judgements()] == ["same-event", "reject-claim", "withdraw-report"]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (
            Decision("accept-claim", ("claim-9",), "N. Q.", "seen"),
            "'claim-9' is no claim of this store: expected the id",
        ),
        (Decision("withdraw-report", ("a",), "N. Q.", "seen"), "'a' is no report of this store: expected the id"),
        (Decision("same-event", ("a",), "N. Q.", "seen"), "same-event is about two claims, given 'a': expected the id"),
        (Decision("accept-claim", (), "N. Q.", "seen"), "accept-claim is about one claim, given none"),
        (Decision("same-voice", (ONE, ONE), "N. Q.", "seen"), "about two different voices, given"),
        (
            Decision("same-voice", (ONE, "Police"), "N. Q.", "seen"),
            "'Police' is no voice: expected a voice, like speaker:",
        ),
        (Decision("same-voice", (ONE, "office:\x1b[2J"), "N. Q.", "seen"), "is no voice"),
        (replace(GIVEN, by=" "), "--by ' ': expected words"),
        (replace(GIVEN, reason=""), "--reason '': expected words"),
        (replace(GIVEN, reason="\ud800"), "expected text in UTF-8"),
        (replace(GIVEN, at="yesterday"), "--at 'yesterday': expected YYYY-MM-DD"),
        (replace(GIVEN, at="2999-01-01"), "--at '2999-01-01' is in the future"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_and_nothing_stored(
    store: Store, decision: Decision, said: str
) -> None:
    with pytest.raises(QuestionError) as caught:
        record_decision(store, decision)
    assert said in str(caught.value)
    assert store.counts()["judgement"] == 0


def test_a_reason_is_not_changed_afterwards(store: Store) -> None:
    record_decision(store, GIVEN)
    with pytest.raises(QuestionError, match="a judgement is not changed afterwards"):
        record_decision(store, replace(GIVEN, reason="another reason"))


def test_what_stands_is_the_latest_by_its_instant_then_the_last_recorded() -> None:
    accepted, rejected = (
        make_judgement("accept", "claim-1", "2022-03-02"),
        make_judgement("reject", "claim-1", "2022-03-01"),
    )
    same_instant = make_judgement("reject", "claim-1", "2022-03-02", "Milo Farr")
    other = make_judgement("reject", "claim-2", "2022-03-01")
    assert standing_judgements([accepted, rejected, other]) == (other, accepted)
    assert standing_judgements([accepted, same_instant]) == (same_instant,)


def test_any_judgement_survives_the_round_trip(store: Store) -> None:
    judgement = make_judgement("accept", "claim-1", "2022-03-02T00:00:00Z", "Õnne “Ö” Ünal")
    store.record([judgement_entry(judgement, "judge@1")])
    assert list(store.judgements()) == [judgement]
