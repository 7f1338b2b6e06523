"""What the rules of a language's `when` section mean, by the names that the tables use."""

from collections.abc import Callable
from functools import partial

from habeas.read.when.moment import Kind, Moment, Scene, Slots
from habeas.read.when.named_dates import (
    read_calendar_day,
    read_calendar_days,
    read_century,
    read_decade,
    read_holiday,
    read_month,
    read_numeric,
    read_numeric_either,
    read_part_of_year,
    read_season,
    read_whole_year,
    read_years,
)
from habeas.read.when.relative_dates import (
    read_after,
    read_ago,
    read_day_step,
    read_days_after,
    read_duration,
    read_neighbour_day,
    read_overnight,
    read_recent,
    read_shifted,
    read_stretch,
    read_unit,
    read_unit_so_far,
    read_unit_to_come,
    read_weekday,
    read_weekend,
)


def read_nothing(slots: Slots, scene: Scene, *, kind: Kind) -> Moment:
    """Words about time that give no day: a series, a habit, something the text does not date."""
    return Moment(None, kind)


def read_vague(slots: Slots, scene: Scene) -> Moment:
    """Words that say past, present or future and no more."""
    return Moment(None, "vague", str(slots["value"]))


MEANINGS: dict[str, Callable[[Slots, Scene], Moment]] = {
    "after": read_after,
    "ago": read_ago,
    "calendar_day": read_calendar_day,
    "calendar_days": read_calendar_days,
    "century": read_century,
    "day_step": read_day_step,
    "days_after": read_days_after,
    "decade": read_decade,
    "duration": read_duration,
    "holiday": read_holiday,
    "month": read_month,
    "no_time": partial(read_nothing, kind="none"),
    "neighbour_day": read_neighbour_day,
    "numeric": read_numeric,
    "numeric_either": read_numeric_either,
    "overnight": read_overnight,
    "part_of_year": read_part_of_year,
    "recent": read_recent,
    "repeated": partial(read_nothing, kind="repeated"),
    "season": read_season,
    "series": partial(read_nothing, kind="series"),
    "shifted": read_shifted,
    "stretch": read_stretch,
    "unit": read_unit,
    "unit_so_far": read_unit_so_far,
    "unit_to_come": read_unit_to_come,
    "unknown": partial(read_nothing, kind="anchored"),
    "vague": read_vague,
    "weekday": read_weekday,
    "weekend": read_weekend,
    "year": read_whole_year,
    "years": read_years,
}
