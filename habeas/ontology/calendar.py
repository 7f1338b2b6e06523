"""Three calendars: days of the Persian and the Islamic one as days of ours, and the names of their months."""

import re
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from habeas.ontology.table import read_table

Calendar = Literal["gregorian", "persian", "islamic"]
CALENDARS: tuple[Calendar, ...] = get_args(Calendar)
_NO_LETTERS = re.compile(r"[^\w]+")


class CalendarWords(BaseModel):
    """The names of a calendar's months by number, and words that stand beside the year."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    era: tuple[str, ...]
    months: dict[Annotated[int, Field(ge=1, le=12)], tuple[str, ...]]


def convert_day(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The day as a day of the Gregorian calendar; ValueError where that calendar has none such.

    Persian days are of the official (Solar Hijri) calendar, Islamic ones of Umm al-Qura, from 1343 to 1500.
    """
    try:
        if calendar == "persian":
            return _convert_persian(year, month, day)
        if calendar == "islamic":
            return _convert_islamic(year, month, day)
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"there is no such day in the {calendar.capitalize()} calendar") from error


def bound_days(calendar: Calendar, year: int, month: int | None) -> tuple[date, date]:
    """First and last day of a month, or of a year where `month` is None; ValueError where there is none such."""
    first = convert_day(calendar, year, month or 1, 1)
    ahead = (year + 1, 1) if month in (None, 12) else (year, (month or 1) + 1)
    return first, convert_day(calendar, *ahead, 1) - timedelta(days=1)


def drop_era(calendar: Calendar, words: str) -> str:
    """The words in small letters without those that stand beside a year, such as "AH"."""
    return _load_names(calendar)[1].sub(" ", f" {_fold(words)} ").strip()


def find_month(calendar: Calendar, words: str) -> int | None:
    """The month of this name, None where it is none."""
    return _load_names(calendar)[0].get(_fold(words))


def list_calendar_words() -> dict[Calendar, CalendarWords]:
    """The words of each calendar, as its table gives them."""
    return read_table("calendars.yml", TypeAdapter(dict[Calendar, CalendarWords]))


@cache
def _load_names(calendar: Calendar) -> tuple[dict[str, int], re.Pattern[str]]:
    words = list_calendar_words()[calendar]
    names = {_fold(name): number for number, month in words.months.items() for name in month}
    era = "|".join(sorted(map(re.escape, map(_fold, words.era)), key=len, reverse=True))
    return names, re.compile(f" (?:{era})(?= )")


def _fold(words: str) -> str:
    return _NO_LETTERS.sub(" ", words.casefold()).strip()


def _convert_persian(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate

    found: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return found


def _convert_islamic(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)
