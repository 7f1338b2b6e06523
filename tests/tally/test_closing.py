"""A count is complete only where the day is surely over: at the place itself, whatever clock the paper goes by."""

from datetime import date

import pytest

from habeas.model import Place
from habeas.tally.closing import is_surely_over

PLACES = {
    "Moscow": Place("geonames:524901", "Moscow", "city", "RU", 55.75, 37.62, None),
    "Portland": Place("geonames:5746545", "Portland", "city", "US", 45.52, -122.68, None),
    "Russia": Place("geonames:2017370", "Russia", "country", "RU", 60.0, 100.0, None),
    "somewhere": Place("iso:XX", "somewhere", "region", None, None, None, None),
}


@pytest.mark.parametrize(
    ("place", "published", "is_over"),
    [
        pytest.param("Moscow", "2022-02-27T23:59+03:00", False, id="the same evening"),
        pytest.param("Moscow", "2022-02-28T08:00+03:00", True, id="the morning after"),
        pytest.param("Moscow", "2022-02-28T06:00+10:00", False, id="morning in Sydney, still evening in Moscow"),
        pytest.param("Moscow", "2022-02-28", True, id="a date alone is the place's own"),
        pytest.param("Moscow", "2022-02-27", False, id="the day itself"),
        pytest.param("Moscow", "2022-02", False, id="some day of the month"),
        pytest.param("Moscow", "2022-03", True, id="some day of the next month"),
        pytest.param("Moscow", "", False, id="nobody knows when"),
        pytest.param("Portland", "2022-02-28T01:30Z", False, id="after midnight in London, afternoon in Oregon"),
        pytest.param("Portland", "2022-02-28T10:00Z", True, id="after midnight in Oregon"),
        pytest.param("Russia", "2022-02-27T22:00Z", False, id="a wide country, over only in its east"),
        pytest.param("Russia", "2022-02-28T06:00Z", True, id="over in all of it"),
        pytest.param("somewhere", "2022-02-28T11:00Z", False, id="perhaps where the day ends last"),
        pytest.param("somewhere", "2022-02-28T12:00Z", True, id="over everywhere on Earth"),
    ],
)
def test_a_day_is_over_where_the_people_are(place: str, published: str, is_over: bool) -> None:
    assert is_surely_over(date(2022, 2, 27), published, [PLACES[place]]) is is_over
