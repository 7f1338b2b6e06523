"""The custody clock: marked late rather than early."""

import re
from datetime import date
from pathlib import Path

import pytest

from habeas.exc import TableError
from habeas.model import Place
from habeas.model.listed import Detention, ListedPerson, ListedStep
from habeas.ontology.custody import find_term, load_custody, read_terms
from habeas.reconcile.custody import list_overdue
from tests.claims import PLACES

NOWHERE = Place("x", "Nowhere", "city", None, None, None, None)


def wait(place: Place | None, since: str | None, heard: date | None = date(2031, 1, 1)) -> ListedPerson:
    return ListedPerson(("hotline",), 1, (Detention(place, None, None),), (ListedStep("detained", since, heard),))


@pytest.mark.parametrize(
    ("place", "since", "as_of", "hours"),
    [
        ("Kazan", "2022-02-27T12:00Z", "2022-03-01T12:00:00Z", None),  # 48 hours, and not one over
        ("Kazan", "2022-02-27T12:00Z", "2022-03-01T13:30:00Z", 1),
        ("Kazan", "2022-02-27T15:00+03:00", "2022-03-01T13:30:00Z", 1),
        ("Kazan", "2022-02-27T12:00", "2022-03-01T23:59:00Z", None),  # no zone: it may have been noon anywhere
        ("Kazan", "2022-02-27", "2022-03-02T11:00:00Z", None),  # the day ends at last at noon of the next
        ("Kazan", "2022-02-27", "2022-03-02T15:00:00Z", 3),
        ("Kazan", "2022-02", "2022-03-02T15:00:00Z", None),
        ("Minsk", "2022-02-27T12:00Z", "2022-03-02T11:00:00Z", None),  # 72 hours
        ("Minsk", "2022-02-27T12:00Z", "2022-03-02T14:01:00Z", 2),
        ("Kazan", None, "2023", None),
    ],
)
def test_hours_over_the_term(place: str, since: str | None, as_of: str, hours: int | None) -> None:
    found = list_overdue([wait(PLACES[place], since)], as_of)
    assert [each.hours for each in found] == ([] if hours is None else [hours])


@pytest.mark.parametrize(
    ("heard", "hours"),
    [(date(2022, 3, 2), None), (date(2022, 3, 3), 21), (date(2022, 3, 4), 45), (None, None)],
)
def test_the_clock_stands_still_where_the_list_was_last_heard(heard: date | None, hours: int | None) -> None:
    # Kazan's 48 hours end at noon, UTC, of 1 March; the day of the last word begins at ten of the day before.
    found = list_overdue([wait(PLACES["Kazan"], "2022-02-27T12:00Z", heard)], "2026-11-23")
    assert [each.hours for each in found] == ([] if hours is None else [hours])


def test_without_a_place_or_a_term_nobody_is_marked() -> None:
    people = [wait(None, "2022-01-01"), wait(NOWHERE, "2022-01-01")]
    assert list_overdue(people, "2023") == ()


def test_the_longest_waiting_come_first() -> None:
    people = [wait(PLACES["Kazan"], "2022-02-02"), wait(PLACES["Moscow"], "2022-02-01")]
    assert [each.place and each.place.name for each in list_overdue(people, "2023")] == ["Moscow", "Kazan"]


def test_terms_cite_their_article_and_the_longest_stands_in_doubt() -> None:
    assert all(re.search(r"(article|section) \d", term.article) for term in load_custody())
    longest = find_term("RU")
    assert longest is not None and longest.hours == 48
    assert find_term("XX") is None
    assert find_term("UA", "criminal") == find_term("UA")


def test_terms_of_ones_own_stand_instead_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "terms.yml"
    own.write_text('- {country: RU, kind: any, hours: 10, article: "Test Act, article 1"}\n', encoding="utf-8")
    found = list_overdue([wait(PLACES["Kazan"], "2022-02-27T12:00Z")], "2022-02-28T00:00:00Z", terms=read_terms(own))
    assert [(each.hours, each.term.article) for each in found] == [(1, "Test Act, article 1")]
    assert list_overdue([wait(PLACES["Minsk"], "2022-01-01")], "2023", terms=read_terms(own)) == ()


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("- {country: RU, kind: any, hours: 48, article: by law}", "article"),
        ("- {country: Russia, kind: any, hours: 48, article: article 1}", "country"),
        ("- {country: RU, kind: any, hours: -1, article: article 1}", "hours"),
        ("- {country: RU, kind: any, hours: 48, article: article 1}\n" * 2, "more than one term for RU any"),
    ],
)
def test_terms_that_cannot_be_used_are_named(tmp_path: Path, rows: str, fault: str) -> None:
    own = tmp_path / "terms.yml"
    own.write_text(rows, encoding="utf-8")
    with pytest.raises(TableError, match=fault) as raised:
        read_terms(own)
    assert str(own) in str(raised.value)
