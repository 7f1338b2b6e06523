"""What the rules of a language's `when` section mean: slots and a reference date → a moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from habeas.read.calendar import (
    Period,
    add_days,
    century_of,
    day_of,
    decade_of,
    make_day,
    month_of,
    months_of,
    next_weekday,
    season_of,
    shift_day,
    span_of,
    unit_around,
    week_of,
    weekend_of,
    year_of,
)

Kind = Literal["date", "relative", "duration", "series", "repeated", "vague", "anchored", "none"]
Side = Literal["past", "future"]
Slots = Mapping[str, int | str]
# Below this many days a stretch counts its first and last day ("two days" are yesterday and today).
COUNTED_DAYS = 10
# A day or month without a year that lies further back than this is more likely to come (tried on training texts).
FAR_DAY, FAR_MONTH = 240, 300
ALMOST_A_YEAR = 345


@dataclass(frozen=True, slots=True)
class Scene:
    """What relative words are read against: the reference date, an earlier time of the text, and the side meant.

    `side` is None where no word says whether the time is past or to come.
    """

    now: date | None
    anchor: date | None = None
    side: Side | None = None

    @property
    def ahead(self) -> bool:
        """Whether words say that the time is to come."""
        return self.side == "future"


@dataclass(frozen=True, slots=True)
class Moment:
    """The value of a time without its lead; `vague` says past, present or future where no period is known."""

    period: Period | None
    kind: Kind = "date"
    vague: str | None = None


def _number(slots: Slots, name: str, default: int = 1) -> int:
    return int(slots.get(name, default))


def _year(slots: Slots, now: date | None) -> int | None:
    """The year that the words give, in figures or as "last year"."""
    if "year" in slots:
        return int(slots["year"])
    if "year_step" in slots and now is not None:
        return now.year + int(slots["year_step"])
    return None


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


def _calendar_day(slots: Slots, scene: Scene) -> Moment:
    month, day = _number(slots, "month"), _number(slots, "day")
    year = _year(slots, scene.now)
    if year is not None:
        return Moment(day_of(make_day(year, month, day)))
    if make_day(2000, month, day) is None:
        return Moment(None)
    return Moment(_undated(scene, lambda year: day_of(make_day(year, month, day)), FAR_DAY), "relative")


def _calendar_days(slots: Slots, scene: Scene) -> Moment:
    first = _calendar_day(slots, scene)
    last = _calendar_day({**slots, "day": slots["day2"]}, scene)
    if first.period is None or last.period is None or first.period.first > last.period.last:
        return Moment(None)
    return Moment(span_of(first.period.first, last.period.last, "days"), first.kind)


def _numeric(slots: Slots, scene: Scene) -> Moment:
    return Moment(day_of(make_day(_number(slots, "year"), _number(slots, "digits"), _number(slots, "day"))))


def _numeric_either(slots: Slots, scene: Scene) -> Moment:
    """Day and month in figures: their order is known only where one of them exceeds twelve, or both are equal."""
    one, two, year = _number(slots, "digits"), _number(slots, "digits2"), _number(slots, "year")
    readings = {day for day in (make_day(year, one, two), make_day(year, two, one)) if day is not None}
    return Moment(day_of(readings.pop()) if len(readings) == 1 else None)


def _month(slots: Slots, scene: Scene) -> Moment:
    month, now, year = _number(slots, "month"), scene.now, _year(slots, scene.now)
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


def _season(slots: Slots, scene: Scene) -> Moment:
    season, year = str(slots["season"]), _year(slots, scene.now)
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


def _part_of_year(slots: Slots, scene: Scene) -> Moment:
    """A quarter or a half; without a year, of the year of the reference date."""
    count, year = _number(slots, "value", 3), _year(slots, scene.now)
    if year is None and scene.now is not None:
        year = scene.now.year
    number = _number(slots, "ordinal")
    if year is None or number * count > 12:
        return Moment(None)
    kind: Kind = "date" if "year" in slots else "relative"
    return Moment(months_of(year, count * (number - 1) + 1, count, unit="half" if count == 6 else "quarter"), kind)


def _whole_year(slots: Slots, scene: Scene) -> Moment:
    return Moment(year_of(_number(slots, "year")))


def _years(slots: Slots, scene: Scene) -> Moment:
    """ "2011-2012" and "2011-12"; None where the second does not follow the first."""
    first, last = _number(slots, "year"), _number(slots, "year2", _number(slots, "digits", 0))
    last = last if last >= 100 else first - first % 100 + last
    start, end = year_of(first), year_of(last)
    return Moment(Period(start.first, end.last, "years") if start and end and first < last else None)


def _decade(slots: Slots, scene: Scene) -> Moment:
    year = _number(slots, "decade")
    return Moment(decade_of(year if year >= 100 else 1900 + year if year > 20 else 2000 + year))


def _century(slots: Slots, scene: Scene) -> Moment:
    return Moment(century_of(_number(slots, "ordinal")))


def _weekday(slots: Slots, scene: Scene) -> Moment:
    if scene.now is None:
        return Moment(None, "relative")
    weekday, which = _number(slots, "weekday"), slots.get("which")
    if "week_step" in slots:
        week = week_of(add_days(scene.now, 7 * _number(slots, "week_step")))
        return Moment(day_of(add_days(week.first, weekday) if week else None), "relative")
    if which == -1:
        day = next_weekday(scene.now, weekday, ahead=False)
        day = add_days(scene.now, -7) if day == scene.now else day
    elif which == 1:
        day = next_weekday(scene.now, weekday, ahead=True)
        day = add_days(scene.now, 7) if day == scene.now else day
    else:
        day = next_weekday(scene.now, weekday, ahead=scene.ahead or which == 0)
    return Moment(day_of(day), "relative")


def _day_step(slots: Slots, scene: Scene) -> Moment:
    """Today, yesterday, tomorrow."""
    day = add_days(scene.now, _number(slots, "value", 0)) if scene.now else None
    return Moment(day_of(day), "relative")


def _overnight(slots: Slots, scene: Scene) -> Moment:
    return Moment(span_of(add_days(scene.now, -1), scene.now, "days") if scene.now else None, "relative")


def _neighbour_day(slots: Slots, scene: Scene) -> Moment:
    """The day before or after the last date of the text; before the reference date where there is none."""
    step = _number(slots, "value")
    base = scene.anchor or (scene.now if step < 0 else None)
    return Moment(day_of(add_days(base, step)) if base else None, "relative")


def _unit(slots: Slots, scene: Scene) -> Moment:
    """This, last, next week …; the one that is running counts up to the reference date."""
    if scene.now is None:
        return Moment(None, "relative")
    step = _number(slots, "which", 0)
    period = unit_around(scene.now, str(slots["unit"]), step)
    if step == 0 and period is not None:
        period = replace(period, first=scene.now) if scene.ahead else replace(period, last=scene.now)
    return Moment(period, "relative")


def _weekend(slots: Slots, scene: Scene) -> Moment:
    if scene.now is None:
        return Moment(None, "relative")
    running, step = weekend_of(scene.now), slots.get("which")
    is_running = running is not None and running.first <= scene.now
    if "value" in slots or (step is None and not scene.ahead and not is_running):
        step = -1
    return Moment(weekend_of(add_days(scene.now, 7 * int(step or 0))), "relative")


def _unit_so_far(slots: Slots, scene: Scene) -> Moment:
    period = unit_around(scene.now, str(slots["unit"]), 0) if scene.now else None
    return Moment(replace(period, last=scene.now) if period and scene.now else None, "relative")


def _unit_to_come(slots: Slots, scene: Scene) -> Moment:
    period = unit_around(scene.now, str(slots["unit"]), 0) if scene.now else None
    return Moment(replace(period, first=scene.now) if period and scene.now else None, "relative")


def _ago(slots: Slots, scene: Scene) -> Moment:
    """Days and weeks ago are one day; months and years ago the whole month or year."""
    unit = str(slots["unit"])
    if unit == "hour":
        return _day_step({"value": -(_number(slots, "number") // 24)}, scene)
    if scene.now is None:
        return Moment(None, "relative")
    return Moment(_stepped(scene.now, unit, -_number(slots, "number")), "relative")


def _stepped(day: date, unit: str, steps: int) -> Period | None:
    if unit in ("day", "week"):
        return day_of(shift_day(day, unit, steps))
    moved = shift_day(day, unit, steps)
    if moved is None:
        return None
    return month_of(moved.year, moved.month) if unit == "month" else year_of(moved.year)


def _ago_vague(slots: Slots, scene: Scene) -> Moment:
    return Moment(None, "vague", "past")


def _shifted(slots: Slots, scene: Scene) -> Moment:
    """So many days earlier or later than the last date of the text; earlier than the reference date where none is."""
    step = _number(slots, "value") * _number(slots, "number")
    unit = str(slots["unit"])
    if unit == "hour":
        return Moment(day_of(scene.anchor or scene.now), "relative")
    base = scene.anchor or (scene.now if step < 0 else None)
    return Moment(_stepped(base, unit, step) if base else None, "relative")


def _stretch(slots: Slots, scene: Scene) -> Moment:
    """The past or the coming so many days: up to the reference date, or from it on (`value` is the sign)."""
    if scene.now is None:
        return Moment(None, "relative")
    return Moment(_reach(scene.now, str(slots["unit"]), _number(slots, "value") * _number(slots, "number")), "relative")


def _reach(now: date, unit: str, steps: int) -> Period | None:
    if unit == "hour":
        unit, steps = "day", (abs(steps) + 23) // 24 * (1 if steps > 0 else -1)
    elif unit == "day" and -COUNTED_DAYS <= steps < -1:
        steps += 1
    return span_of(now, shift_day(now, unit, steps), "years" if unit == "year" and abs(steps) > 1 else "days")


def _recent(slots: Slots, scene: Scene) -> Moment:
    """Recent days are the last seven, recent weeks four, months three, years three."""
    unit = str(slots.get("unit", "day"))
    reach = {"day": ("week", 1), "week": ("week", 4), "month": ("month", 3), "year": ("year", 3)}
    unit, steps = reach.get(unit, ("week", 1))
    sign = _number(slots, "value", -1)
    period = _reach(scene.now, unit, sign * steps) if scene.now else None
    return Moment(period, "relative", "past" if sign < 0 else "future")


def _duration(slots: Slots, scene: Scene) -> Moment:
    """A length of time; its period is the one that ends on the reference date, for what was still going on then."""
    if slots.get("lead") == "within":
        return _stretch({**slots, "value": 1}, scene)
    is_ahead = scene.ahead and slots.get("lead") != "for"
    steps = _number(slots, "number") * (1 if is_ahead else -1)
    return Moment(_reach(scene.now, str(slots["unit"]), steps) if scene.now else None, "duration")


def _series(slots: Slots, scene: Scene) -> Moment:
    return Moment(None, "series")


def _repeated(slots: Slots, scene: Scene) -> Moment:
    return Moment(None, "repeated")


def _vague(slots: Slots, scene: Scene) -> Moment:
    return Moment(None, "vague", str(slots["value"]))


def _days_after(slots: Slots, scene: Scene) -> Moment:
    """Days after something that the text does not date: up to seven days before the reference date."""
    reach = {"day": -6, "hour": 0}.get(str(slots["unit"]))
    first = add_days(scene.now, reach) if scene.now and reach is not None else None
    return Moment(span_of(first, scene.now, "days"), "anchored")


def _after(slots: Slots, scene: Scene) -> Moment:
    """A week after something that the text does not date: the day of that thing, seen from the reference date."""
    return replace(_ago(slots, scene), kind="anchored")


def _unknown(slots: Slots, scene: Scene) -> Moment:
    return Moment(None, "anchored")


def _no_time(slots: Slots, scene: Scene) -> Moment:
    """Words that look like a time and are none ("a 17-year-old")."""
    return Moment(None, "none")


def _holiday(slots: Slots, scene: Scene) -> Moment:
    month, day = divmod(int(slots["holiday"]), 100)
    return _calendar_day({**slots, "month": month, "day": day}, scene)


MEANINGS: dict[str, Callable[[Slots, Scene], Moment]] = {
    "after": _after,
    "ago": _ago,
    "ago_vague": _ago_vague,
    "calendar_day": _calendar_day,
    "calendar_days": _calendar_days,
    "century": _century,
    "day_step": _day_step,
    "days_after": _days_after,
    "decade": _decade,
    "duration": _duration,
    "holiday": _holiday,
    "month": _month,
    "no_time": _no_time,
    "neighbour_day": _neighbour_day,
    "numeric": _numeric,
    "numeric_either": _numeric_either,
    "overnight": _overnight,
    "part_of_year": _part_of_year,
    "recent": _recent,
    "repeated": _repeated,
    "season": _season,
    "series": _series,
    "shifted": _shifted,
    "stretch": _stretch,
    "unit": _unit,
    "unit_so_far": _unit_so_far,
    "unit_to_come": _unit_to_come,
    "unknown": _unknown,
    "vague": _vague,
    "weekday": _weekday,
    "weekend": _weekend,
    "year": _whole_year,
    "years": _years,
}
