"""Dates that are told from another day: the reference date, or one that the text named before."""

from dataclasses import replace
from datetime import date

from habeas.read.when.calendar import (
    Period,
    add_days,
    day_of,
    month_of,
    next_weekday,
    shift_day,
    span_of,
    unit_around,
    week_of,
    weekend_of,
    year_of,
)
from habeas.read.when.moment import Moment, Scene, Slots, number_in

# Up to this many days a stretch counts its first and last day ("two days" are yesterday and today).
COUNTED_DAYS = 10


def read_weekday(slots: Slots, scene: Scene) -> Moment:
    """The nearest such day on the side that is meant, or the one of last, this or next week."""
    if scene.now is None:
        return Moment(None, "relative")
    weekday, which = number_in(slots, "weekday"), slots.get("which")
    if "week_step" in slots:
        week = week_of(add_days(scene.now, 7 * number_in(slots, "week_step")))
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


def read_day_step(slots: Slots, scene: Scene) -> Moment:
    """Today, yesterday, tomorrow."""
    day = add_days(scene.now, number_in(slots, "value", 0)) if scene.now else None
    return Moment(day_of(day), "relative")


def read_overnight(slots: Slots, scene: Scene) -> Moment:
    """The reference date and the day before."""
    return Moment(span_of(add_days(scene.now, -1), scene.now, "days") if scene.now else None, "relative")


def read_neighbour_day(slots: Slots, scene: Scene) -> Moment:
    """The day before or after the last date of the text; before the reference date where there is none."""
    step = number_in(slots, "value")
    base = scene.anchor or (scene.now if step < 0 else None)
    return Moment(day_of(add_days(base, step)) if base else None, "relative")


def read_unit(slots: Slots, scene: Scene) -> Moment:
    """This, last, next week …; the one that is running counts up to the reference date."""
    if scene.now is None:
        return Moment(None, "relative")
    step = number_in(slots, "which", 0)
    period = unit_around(scene.now, str(slots["unit"]), step)
    if step == 0 and period is not None:
        period = replace(period, first=scene.now) if scene.ahead else replace(period, last=scene.now)
    return Moment(period, "relative")


def read_weekend(slots: Slots, scene: Scene) -> Moment:
    """The last weekend that has begun, or the one that the words choose."""
    if scene.now is None:
        return Moment(None, "relative")
    running, step = weekend_of(scene.now), slots.get("which")
    is_running = running is not None and running.first <= scene.now
    if "value" in slots or (step is None and not scene.ahead and not is_running):
        step = -1
    return Moment(weekend_of(add_days(scene.now, 7 * int(step or 0))), "relative")


def read_unit_so_far(slots: Slots, scene: Scene) -> Moment:
    """From the first day of the running week, month or year to the reference date."""
    if scene.now is None:
        return Moment(None, "relative")
    period = year_of(number_in(slots, "year")) if "year" in slots else unit_around(scene.now, str(slots["unit"]), 0)
    is_running = period is not None and period.first <= scene.now <= period.last
    return Moment(replace(period, last=scene.now) if period and is_running else period, "relative")


def read_unit_to_come(slots: Slots, scene: Scene) -> Moment:
    """From the reference date to the last day of the running week, month or year."""
    period = unit_around(scene.now, str(slots["unit"]), 0) if scene.now else None
    return Moment(replace(period, first=scene.now) if period and scene.now else None, "relative")


def read_ago(slots: Slots, scene: Scene) -> Moment:
    """Days and weeks ago are one day; months and years ago the whole month or year."""
    unit = str(slots["unit"])
    if unit == "hour":
        return read_day_step({"value": -(number_in(slots, "number") // 24)}, scene)
    if scene.now is None:
        return Moment(None, "relative")
    return Moment(_stepped(scene.now, unit, -number_in(slots, "number")), "relative")


def _stepped(day: date, unit: str, steps: int) -> Period | None:
    if unit in ("day", "week"):
        return day_of(shift_day(day, unit, steps))
    moved = shift_day(day, unit, steps)
    if moved is None:
        return None
    return month_of(moved.year, moved.month) if unit == "month" else year_of(moved.year)


def read_shifted(slots: Slots, scene: Scene) -> Moment:
    """So many days earlier or later than the last date of the text; earlier than the reference date where none is."""
    step = number_in(slots, "value") * number_in(slots, "number")
    unit = str(slots["unit"])
    if unit == "hour":
        return Moment(day_of(scene.anchor or scene.now), "relative")
    base = scene.anchor or (scene.now if step < 0 else None)
    return Moment(_stepped(base, unit, step) if base else None, "relative")


def read_stretch(slots: Slots, scene: Scene) -> Moment:
    """The past or the coming so many days: up to the reference date, or from it on (`value` is the sign)."""
    if scene.now is None:
        return Moment(None, "relative")
    steps = number_in(slots, "value") * number_in(slots, "number")
    return Moment(_reach(scene.now, str(slots["unit"]), steps), "relative")


def _reach(now: date, unit: str, steps: int) -> Period | None:
    if unit == "hour":
        unit, steps = "day", (abs(steps) + 23) // 24 * (1 if steps > 0 else -1)
    elif unit == "day" and -COUNTED_DAYS <= steps < -1:
        steps += 1
    return span_of(now, shift_day(now, unit, steps), "years" if unit == "year" and abs(steps) > 1 else "days")


def read_recent(slots: Slots, scene: Scene) -> Moment:
    """Recent days are the last seven, recent weeks four, months three, years three."""
    unit = str(slots.get("unit", "day"))
    reach = {"day": ("week", 1), "week": ("week", 4), "month": ("month", 3), "year": ("year", 3)}
    unit, steps = reach.get(unit, ("week", 1))
    sign = number_in(slots, "value", -1)
    period = _reach(scene.now, unit, sign * steps) if scene.now else None
    return Moment(period, "relative", "past" if sign < 0 else "future")


def read_duration(slots: Slots, scene: Scene) -> Moment:
    """A length of time; its period is the one that ends on the reference date, for what was still going on then."""
    if slots.get("lead") == "within":
        return read_stretch({**slots, "value": 1}, scene)
    is_ahead = scene.ahead and slots.get("lead") != "for"
    steps = number_in(slots, "number") * (1 if is_ahead else -1)
    return Moment(_reach(scene.now, str(slots["unit"]), steps) if scene.now else None, "duration")


def read_days_after(slots: Slots, scene: Scene) -> Moment:
    """Days after something that the text does not date: up to seven days before the reference date."""
    reach = {"day": -6, "hour": 0}.get(str(slots["unit"]))
    first = add_days(scene.now, reach) if scene.now and reach is not None else None
    return Moment(span_of(first, scene.now, "days"), "anchored")


def read_after(slots: Slots, scene: Scene) -> Moment:
    """A week after something that the text does not date: the day of that thing, seen from the reference date."""
    return replace(read_ago(slots, scene), kind="anchored")
