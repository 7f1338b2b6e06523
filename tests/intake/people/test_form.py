"""The form for one person: fields left out, fields that do not fit, and what the form knows."""

import pytest

from habeas.exc import EntryError
from habeas.intake.people import make_entry
from habeas.model.person import Status
from tests.intake.people.samples import CANARY


def test_a_form_gives_an_entry_without_a_row() -> None:
    entry = make_entry({"name": "Тестов Иван", "age": "34", "place": "Perm", "detained_at": "2022-02-27"}, "hotline")
    who = entry.identity
    assert (entry.list, entry.key, entry.row, entry.detained_at) == ("hotline", None, None, "2022-02-27")
    assert (who.name, who.age, who.place, who.birth) == ("Тестов Иван", 34, "Perm", None)
    assert (entry.consent, entry.visibility) == ("unknown", "counted")


def test_a_form_with_a_key_can_be_given_anew() -> None:
    assert make_entry({"key": "H-7", "family": "Testov"}, "hotline").key == "H-7"


def test_a_form_says_what_happened() -> None:
    fields = {"status": "jailed", "status_at": "28.02.2022", "status_facility": "Example prison", "term": "15 days"}
    [status] = make_entry({"name": "Testov", **fields}, "hotline").identity.statuses
    assert status == Status("jailed", "2022-02-28", None, "Example prison", "15 days")


def test_every_field_that_does_not_fit_is_told_at_once_and_none_shown() -> None:
    fields = {"name": "123", "age": CANARY, "birth": CANARY, "consent": CANARY, CANARY: "x"}
    with pytest.raises(EntryError) as caught:
        make_entry(fields, "hotline")
    assert sorted(caught.value.faults) == ["", "age", "birth", "consent", "name"]
    assert caught.value.faults["consent"] == "expected one of given, refused, unknown"
    assert CANARY not in str(caught.value) and caught.value.__context__ is None


def test_a_form_without_a_name_is_refused() -> None:
    with pytest.raises(EntryError, match=r"^no name, and without one"):
        make_entry({"place": "Perm"}, "hotline")
