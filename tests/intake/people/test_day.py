"""Days of lists of people: tests/cases/people/days.yml, and every day of the calendars there and back."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.intake.people.day import read_day
from habeas.ontology.calendar import CALENDARS, bound_days, convert_day, find_month, list_calendar_words
from habeas.ontology.people_mapping import DateStyle
from tests.cases import load_cases
from tests.intake.people.samples import refuse_one, take_one

_KEYS = ("calendar", "order", "century")


@pytest.mark.parametrize("case", load_cases("people/days.yml"), ids=str)
def test_days_as_lists_write_them(case: dict[str, Any]) -> None:
    style = DateStyle.model_validate({key: case[key] for key in _KEYS if key in case})
    try:
        found: object = read_day(case["cell"], style)
    except ValueError as error:
        found = str(error)
    assert found == case.get("fault", case.get("reads"))


@settings(deadline=None)
@given(st.dates(date(1801, 1, 1), date(2199, 12, 31)))
def test_any_day_of_ours_is_read_in_any_order(day: date) -> None:
    for pattern, order in (("%d.%m.%Y", "day month year"), ("%m/%d/%Y", "month day year"), ("%Y/%m/%d", None)):
        assert read_day(day.strftime(pattern), DateStyle.model_validate({"order": order})) == day.isoformat()


@pytest.mark.parametrize(("calendar", "years"), [("persian", range(1300, 1420)), ("islamic", range(1343, 1500))])
def test_years_of_a_calendar_follow_one_another(calendar: Any, years: range) -> None:
    bounds = [bound_days(calendar, year, None) for year in years]
    assert all(last + timedelta(days=1) == first for (_, last), (first, _) in pairwise(bounds))


# The first day of the Persian year, as calendars of Iran print it.
@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1357, 3, 21), (1375, 3, 20), (1388, 3, 21), (1395, 3, 20), (1399, 3, 20), (1401, 3, 21), (1403, 3, 20)],
)
def test_the_persian_new_year(year: int, month: int, day: int) -> None:
    assert convert_day("persian", year, 1, 1) == date(year + 621, month, day)


@pytest.mark.parametrize("calendar", CALENDARS)
def test_months_have_names_that_no_other_month_has(calendar: Any) -> None:
    months = list_calendar_words()[calendar].months
    assert sorted(months) == list(range(1, 13))
    assert all(find_month(calendar, name) == number for number, names in months.items() for name in names)


def test_a_day_of_detention_is_shown_where_it_is_wrong_and_a_birth_is_not(tmp_path: Any) -> None:
    assert "column 'detained': '31.02.2022': there is no such day" in refuse_one(tmp_path, detained="31.02.2022")
    assert "column 'born': there is no such day" in refuse_one(tmp_path, born="31.02.1985")


def test_words_in_a_column_of_days_are_not_shown(tmp_path: Any) -> None:
    assert "Тестова" not in refuse_one(tmp_path, detained="27.02 Тестова")


def test_a_birth_is_as_precise_as_it_is_written(tmp_path: Any) -> None:
    births = [take_one(tmp_path, born=words).identity.birth for words in ("02.03.1985", "03.1985", "1985", "?")]
    assert births == ["1985-03-02", "1985-03", "1985", None]
