"""Judging on the command line, and the events that heed it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from habeas.cli import app
from habeas.exc import QuestionError, StoreError
from habeas.settings import read_settings
from habeas.store import ClaimQuery, open_store
from tests.places import GAZETTEER
from tests.store.samples import fill_store

BY = ("--by", "Nora Quill", "--reason", "one van, counted twice")


@pytest.fixture(autouse=True)
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The ids of two claims of one town and day in the store."""
    monkeypatch.setenv("HABEAS_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("HABEAS_CACHE", str(GAZETTEER))
    read_settings.cache_clear()
    with fill_store(tmp_path / "store", ["2 detained in Kazan", "30 detained in Kazan"]) as store:
        found = [stored.claim.id for stored in store.claims(ClaimQuery())]
    yield found
    read_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def list_events(*arguments: str) -> list[dict[str, object]]:
    printed = run("events", "--from", "2022-02-27", "--to", "2022-02-27", "--format", "json", *arguments).stdout
    found: list[dict[str, object]] = json.loads(printed)
    return found


def test_judge_says_what_it_recorded_and_what_that_replaces(claims: list[str]) -> None:
    first = run("judge", "same-event", *claims, *BY)
    again = run("judge", "same-event", *claims, *BY)
    other = run("judge", "different-event", *claims, *BY, "--at", "2022-03-01")
    assert first.stdout.startswith("recorded same-event claim-")
    assert again.stdout.startswith("already recorded same-event claim-")
    assert "a later one stands: same-event" in other.stdout


def test_judgements_are_listed_with_those_in_force(claims: list[str]) -> None:
    run("judge", "reject-claim", claims[0], *BY, "--at", "2022-03-01")
    run("judge", "accept-claim", claims[0], *BY, "--at", "2022-03-02")
    assert "2 judgements, 1 in force" in run("judgements").stdout
    records = json.loads(run("judgements", "--format", "json").stdout)
    assert [(record["verdict"], record["stands"]) for record in records] == [
        ("reject-claim", False),
        ("accept-claim", True),
    ]
    assert "1 judgement, 1 in force" in run("judgements", "--as-of", "2022-03-01").stdout


def test_what_does_not_fit_is_refused_with_its_value(claims: list[str], tmp_path: Path) -> None:
    unknown = run("judge", "reject-claim", "claim-9", *BY)
    verdict = run("judge", "reject", claims[0], *BY)
    nowhere = run("judge", "reject-claim", claims[0], *BY, "--store", str(tmp_path / "nowhere"))
    assert isinstance(unknown.exception, QuestionError) and "'claim-9' is no claim" in str(unknown.exception)
    assert verdict.exit_code == 2 and "VERDICT 'reject': expected one of same-event" in verdict.stderr
    assert isinstance(nowhere.exception, StoreError) and not (tmp_path / "nowhere").exists()


def test_events_heed_judgements_as_of_their_day(claims: list[str]) -> None:
    assert len(list_events()) == 1
    run("judge", "different-event", *claims, *BY, "--at", "2022-03-01")
    assert len(list_events()) == 2
    assert len(list_events("--as-of", "2022-02-28")) == 1


def test_events_print_their_claims_and_why(claims: list[str]) -> None:
    printed = run(
        "events", "--from", "2022-02-27", "--to", "2022-02-27", "--type", "detained", "--place", "Kazan"
    ).stdout
    assert "Detained, Kazan, 2022-02-27" in printed
    assert all(claim in printed for claim in claims)
    assert "both are in Kazan" in printed
    assert "1 event, 2 claims" in printed


def test_events_elsewhere_or_of_another_type_are_left_out() -> None:
    assert list_events("--type", "killed") == []
    assert list_events("--place", "Minsk") == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "2022-02-27", "--to", "2022-02-26"), "--from 2022-02-27 is after --to 2022-02-26"),
        (
            ("--from", "2022-02-27", "--to", "2022-02-27", "--place", "Nowhereville"),
            "'Nowhereville' is not in the gazetteer",
        ),
    ],
)
def test_events_that_cannot_be_asked_for(arguments: tuple[str, ...], said: str) -> None:
    assert said in str(run("events", *arguments).exception)


def test_the_store_is_sound_after_judging(claims: list[str], tmp_path: Path) -> None:
    run("judge", "reject-claim", claims[0], *BY)
    with open_store(tmp_path / "store") as store:
        assert store.verify().fault is None
