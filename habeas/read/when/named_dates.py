"""Dates that are named: a day of a month, a month, a season, a year, a century."""

from collections.abc import Callable
from datetime import date

from habeas.read.when.calendar import (
    Period,
    century_of,
    day_of,
    decade_of,
    make_day,
    month_of,
    months_of,
    season_of,
    span_of,
    year_of,
)
from habeas.read.when.moment import Kind, Moment, Scene, Slots, number_in, year_in

# A day or month without a year that lies further back than this is more likely to come (tried on training texts).
FAR_DAY, FAR_MONTH = 240, 300
ALMOST_A_YEAR = 345


def _undated(scene: Scene, make: Callable[[int], Period | None], far: int) -> Period | None:
    """The yearly period on the side of the reference date that is meant.

    Where no word says the side, it is the past, unless that lies `far` days back: news of December speaks of this
    January as the coming one. Words that point to the side on which it is almost a year off are not about it.
    """
    now = scene.now
    if now is None:
        return None
    around = [period for year in (-1, 0, 1) if (period := make(now.year + year)) is not None]
    past = max((period for period in around if period.first <= now), key=_first, default=None)
    future = min((period for period in around if period.last >= now), key=_first, default=None)
    if past is None or future is None:
        return past or future
    limit = {"past": ALMOST_A_YEAR, "future": 365 - ALMOST_A_YEAR, None: far}[scene.side]
    return future if (now - past.last).days > limit else past


def _first(period: Period) -> date:
    return period.first


def read_calendar_day(slots: Slots, scene: Scene) -> Moment:
    """A day of a month, of the year said or of the nearest one that fits."""
    month, day = number_in(slots, "month"), number_in(slots, "day")
    year = year_in(slots, scene.now)
    if year is not None:
        return Moment(day_of(make_day(year, month, day)))
    if make_day(2000, month, day) is None:
        return Moment(None)
    return Moment(_undated(scene, lambda year: day_of(make_day(year, month, day)), FAR_DAY), "relative")


def read_calendar_days(slots: Slots, scene: Scene) -> Moment:
    """Days of one month, the first before the last."""
    first = read_calendar_day(slots, scene)
    last = read_calendar_day({**slots, "day": slots["day2"]}, scene)
    if first.period is None or last.period is None or first.period.first > last.period.last:
        return Moment(None)
    return Moment(span_of(first.period.first, last.period.last, "days"), first.kind)


def read_numeric(slots: Slots, scene: Scene) -> Moment:
    """Year, month and day in figures, in this order."""
    return Moment(day_of(make_day(number_in(slots, "year"), number_in(slots, "digits"), number_in(slots, "day"))))


def read_numeric_either(slots: Slots, scene: Scene) -> Moment:
    """Day and month in figures: their order is known only where one of them exceeds twelve, or both are equal."""
    one, two, year = number_in(slots, "digits"), number_in(slots, "digits2"), number_in(slots, "year")
    readings = {day for day in (make_day(year, one, two), make_day(year, two, one)) if day is not None}
    return Moment(day_of(readings.pop()) if len(readings) == 1 else None)


def read_holiday(slots: Slots, scene: Scene) -> Moment:
    """A holiday with a fixed date."""
    month, day = divmod(int(slots["holiday"]), 100)
    return read_calendar_day({**slots, "month": month, "day": day}, scene)


def read_month(slots: Slots, scene: Scene) -> Moment:
    """A month, of the year said ("last May", "May 2014") or of the nearest one that fits."""
    month, now, year = number_in(slots, "month"), scene.now, year_in(slots, scene.now)
    if year is not None:
        return Moment(month_of(year, month), "date" if "year" in slots else "relative")
    if now is None:
        return Moment(None, "relative")
    which = slots.get("which")
    if which == -1:
        return Moment(month_of(now.year - (month >= now.month), month), "relative")
    if which == 1:
        return Moment(month_of(now.year + (month <= now.month), month), "relative")
    if which == 0:
        return Moment(month_of(now.year, month), "relative")
    return Moment(_undated(scene, lambda year: month_of(year, month), FAR_MONTH), "relative")


def read_season(slots: Slots, scene: Scene) -> Moment:
    """A season, of the year said or of the nearest one that fits."""
    season, year = str(slots["season"]), year_in(slots, scene.now)
    if year is not None:
        return Moment(season_of(year, season))
    period = _undated(scene, lambda year: season_of(year, season), FAR_MONTH)
    if period is None or scene.now is None:
        return Moment(None, "relative")
    step = 0
    if slots.get("which") == -1 and period.last >= scene.now:
        step = -1
    elif slots.get("which") == 1 and period.first <= scene.now:
        step = 1
    return Moment(season_of(period.first.year + step, season), "relative")


def read_part_of_year(slots: Slots, scene: Scene) -> Moment:
    """A quarter or a half; without a year, of the year of the reference date."""
    count, year = number_in(slots, "value", 3), year_in(slots, scene.now)
    if year is None and scene.now is not None:
        year = scene.now.year
    number = number_in(slots, "ordinal")
    if year is None or number * count > 12:
        return Moment(None)
    kind: Kind = "date" if "year" in slots else "relative"
    return Moment(months_of(year, count * (number - 1) + 1, count, unit="half" if count == 6 else "quarter"), kind)


def read_whole_year(slots: Slots, scene: Scene) -> Moment:
    """A calendar year."""
    return Moment(year_of(number_in(slots, "year")))


def read_years(slots: Slots, scene: Scene) -> Moment:
    """ "2011-2012" and "2011-12"; None where the second does not follow the first."""
    first, last = number_in(slots, "year"), number_in(slots, "year2", number_in(slots, "digits", 0))
    last = last if last >= 100 else first - first % 100 + last
    start, end = year_of(first), year_of(last)
    return Moment(Period(start.first, end.last, "years") if start and end and first < last else None)


def read_decade(slots: Slots, scene: Scene) -> Moment:
    """Ten years; "the ’80s" are those of the 20th century, "the ’10s" of the 21st."""
    year = number_in(slots, "decade")
    return Moment(decade_of(year if year >= 100 else 1900 + year if year > 20 else 2000 + year))


def read_century(slots: Slots, scene: Scene) -> Moment:
    """A hundred years."""
    return Moment(century_of(number_in(slots, "ordinal")))
