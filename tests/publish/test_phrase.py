"""Days, moments and measures in words."""

from datetime import date

import pytest

from habeas.model.place import Place
from habeas.model.tally import MEASURES
from habeas.publish.bulletin.phrase import WORDINGS, read_moment, say_days, say_moment, say_published, say_step
from habeas.publish.bulletin.section import say_where

DAY = date(2022, 2, 27)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022-02-27", "2022-02-27", "on 27 February 2022"),
        ("2022-02-24", "2022-02-27", "from 24 to 27 February 2022"),
        ("2022-02-24", "2022-03-06", "from 24 February to 6 March 2022"),
        ("2021-12-31", "2022-01-01", "from 31 December 2021 to 1 January 2022"),
    ],
)
def test_days(first: str, last: str, expected: str) -> None:
    assert say_days(date.fromisoformat(first), date.fromisoformat(last)) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2022-02-27T22:54:00+03:00", "27 Feb 2022, 22:54 UTC+03:00"),
        ("2022-02-27T22:54Z", "27 Feb 2022, 22:54 UTC"),
        ("2022-02-27 22:54", "27 Feb 2022, 22:54"),
        ("2022-02-27", "27 Feb 2022"),
        ("2022-02", "2022-02"),
        ("2022-02-31", "undated"),
        ("soon", "undated"),
        (None, "undated"),
    ],
)
def test_publication(published: str | None, expected: str) -> None:
    assert say_published(published) == expected


def test_a_moment_names_its_day_only_where_it_is_another() -> None:
    moment = read_moment("2022-02-27T22:54:00Z")
    assert say_moment(moment, DAY) == "22:54 UTC"
    assert say_moment(moment, date(2022, 2, 26)) == "22:54 UTC on 27 February 2022"


def test_what_is_known_by_its_day_alone_gets_no_hour() -> None:
    moment = read_moment("2022-02-27")
    assert say_moment(moment) == "the end of 27 February 2022"
    assert (say_moment(moment, DAY), say_step(moment, DAY, DAY)) == ("the end of the day", "27 Feb")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(DAY, DAY, "22:54 UTC", id="the one day asked for"),
        pytest.param(date(2022, 2, 24), DAY, "27 Feb 22:54 UTC", id="one of several days"),
        pytest.param(date(2021, 2, 27), date(2021, 2, 27), "27 Feb 2022 22:54 UTC", id="another year"),
    ],
)
def test_steps_name_their_day_where_it_is_not_the_only_one(first: date, last: date, expected: str) -> None:
    assert say_step(read_moment("2022-02-27T22:54:00Z"), first, last) == expected


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="'noon' is no moment"):
        read_moment("noon")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Russia", "in Russia"), ("Netherlands", "in the Netherlands"), (None, "worldwide")],
)
def test_places(name: str | None, expected: str) -> None:
    place = Place("x", name, "country", None, None, None, None) if name else None
    assert say_where(place) == expected


def test_every_measure_has_its_words() -> None:
    assert set(WORDINGS) == set(MEASURES)
    assert all("person" in wording.one or "detention" in wording.one for wording in WORDINGS.values())
