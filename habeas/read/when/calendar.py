"""Calendar arithmetic: periods that have a first and a last day.

Own code on the standard library: what is needed is whole periods ("two months ago" is a month, not a day), for which
date libraries have no type.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal[
    "day", "days", "weekend", "week", "month", "quarter", "half", "season", "year", "years", "decade", "century"
]
# The months a season begins with, in its usual reporting sense: winter runs over the turn of the year.
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; `unit` is how the words measure it."""

    first: date
    last: date
    unit: Unit

    def __post_init__(self) -> None:
        assert self.first <= self.last, f"{self.first} > {self.last}"


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def add_days(start: date, days: int) -> date | None:
    """The date so many days later, or None beyond the years 1 to 9999."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def span_of(first: date | None, last: date | None, unit: Unit) -> Period | None:
    """The period between two dates in either order, or None where one of them is missing."""
    if first is None or last is None:
        return None
    return Period(min(first, last), max(first, last), unit)


def day_of(day: date | None) -> Period | None:
    """One day as a period."""
    return span_of(day, day, "day")


def months_of(year: int, month: int, count: int, *, unit: Unit) -> Period | None:
    """So many months from the given one on; `month` may lie outside 1 to 12."""
    start = 12 * year + month - 1
    first = make_day(start // 12, start % 12 + 1, 1)
    end_year, end_month = divmod(start + count - 1, 12)
    if first is None or not 1 <= end_year <= 9999:
        return None
    return Period(first, date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1]), unit)


def month_of(year: int, month: int) -> Period | None:
    """A calendar month; `month` may lie outside 1 to 12."""
    return months_of(year, month, 1, unit="month")


def year_of(year: int) -> Period | None:
    """A calendar year."""
    return months_of(year, 1, 12, unit="year")


def decade_of(year: int) -> Period | None:
    """The ten years that begin with `year`."""
    return months_of(year, 1, 120, unit="decade")


def century_of(number: int) -> Period | None:
    """The 20th century as the years 1900 to 1999."""
    return months_of(100 * (number - 1), 1, 1200, unit="century") if number > 1 else None


def season_of(year: int, season: str) -> Period | None:
    """The three months of a season; winter begins in December of `year`."""
    return months_of(year, SEASON_STARTS[season], 3, unit="season")


def week_of(day: date | None) -> Period | None:
    """Monday to Sunday around a day."""
    monday = add_days(day, -day.weekday()) if day else None
    return span_of(monday, add_days(monday, 6), "week") if monday else None


def weekend_of(day: date | None) -> Period | None:
    """Saturday and Sunday of the week around a day."""
    week = week_of(day)
    return span_of(add_days(week.first, 5), week.last, "weekend") if week else None


def unit_around(day: date, unit: str, steps: int) -> Period | None:
    """The day, week, month … that lies so many steps from the one around `day`."""
    if unit == "day":
        return day_of(add_days(day, steps))
    if unit == "week":
        return week_of(add_days(day, 7 * steps))
    if unit == "weekend":
        return weekend_of(add_days(day, 7 * steps))
    return _months_around(day, unit, steps)


def _months_around(day: date, unit: str, steps: int) -> Period | None:
    if unit == "month":
        return month_of(day.year, day.month + steps)
    if unit == "quarter":
        return months_of(day.year, 3 * ((day.month - 1) // 3 + steps) + 1, 3, unit="quarter")
    if unit == "decade":
        return decade_of(day.year - day.year % 10 + 10 * steps)
    if unit == "century":
        return century_of(day.year // 100 + 1 + steps)
    return year_of(day.year + steps)


def shift_day(day: date, unit: str, steps: int) -> date | None:
    """The same day so many days, weeks, months … on; the last of a month where it has fewer days."""
    if unit in ("day", "week"):
        return add_days(day, steps * (7 if unit == "week" else 1))
    months = steps * {"month": 1, "quarter": 3, "decade": 120, "century": 1200}.get(unit, 12)
    there = month_of(day.year, day.month + months)
    return there.first.replace(day=min(day.day, there.last.day)) if there else None


def next_weekday(day: date, weekday: int, *, ahead: bool) -> date | None:
    """The nearest such weekday on or before the day, or on or after it."""
    away = (weekday - day.weekday()) % 7 if ahead else -((day.weekday() - weekday) % 7)
    return add_days(day, away)


def narrow(period: Period, portion: str) -> Period:
    """The early, middle or late part of a month, year, decade or century; other periods are too short to divide.

    "The end of this month" is that of the whole month, though this month may have been read as ending today.
    """
    if period.unit in ("month", "year", "decade", "century"):
        period = unit_around(period.first, period.unit, 0) or period
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    if period.unit == "month":
        edges = {"early": (1, 10), "mid": (11, 20), "late": (21, period.last.day)}[portion]
        return Period(period.first.replace(day=edges[0]), period.last.replace(day=edges[1]), "days")
    if period.unit not in ("year", "decade", "century"):
        return period
    third = months // 3
    skip = {"early": 0, "mid": third, "late": months - third}[portion]
    part = months_of(period.first.year, period.first.month + skip, third, unit="days")
    return part or period
