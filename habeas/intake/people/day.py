"""Days as lists of people write them: three calendars, the digits of any script, month names, as precise as known."""

import re
import unicodedata
from datetime import time
from functools import lru_cache

from habeas.model.written import understand_date
from habeas.ontology.calendar import Calendar, bound_days, convert_day, drop_era, find_month
from habeas.ontology.people_mapping import DateStyle

_YEARS = range(1800, 2201)  # outside them a year is a slip of the pen; years of the other two calendars lie below
_LENGTH = 60
_TIME = re.compile(r"[T,\s]+(?:at |в )?(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?$", re.ASCII)
_OURS = re.compile(r"(\d{4})-\d\d-\d\d(?:[T ].*)?", re.ASCII)
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th)?", re.ASCII)
_BETWEEN = re.compile(r"[\d\s./,،؍\\\-–—]+", re.ASCII)
# A mark of doubt beside a day is none of these.
_WORDS = re.compile(r"[^\W\d_]+(?:[ '’ʼ]+[^\W\d_]+)*")
_EXAMPLES = {
    "gregorian": ("2022", "02", "27"),
    "persian": ("1400", "12", "08"),
    "islamic": ("1443", "07", "26"),
}
_PARTS = ("year", "month", "day")

_Parts = tuple[int, int | None, int | None]


@lru_cache(maxsize=4096)
def read_day(words: str, style: DateStyle) -> str | None:
    """The day or moment as an ISO 8601 prefix, as long as is certain; ValueError says what was expected.

    A month or year of another calendar gives what all of its days have in common, None where they share no year. A day
    in ISO form with a year of our own calendar is of our own, whatever the style.
    """
    plain = write_ascii_digits(words).strip()
    if len(plain) > _LENGTH:
        raise ValueError(expect_day(style))
    ours = _OURS.fullmatch(plain)
    if ours is not None and int(ours[1]) in _YEARS:
        return understand_date(plain)
    moment = _TIME.search(plain)
    found = _read_date(plain if moment is None else plain[: moment.start()], style)
    if found is not None and int(found[:4]) not in _YEARS:
        raise ValueError("expected a year between 1800 and 2200")
    return found if moment is None else f"{found}T{_read_time(moment, found)}"


def write_ascii_digits(words: str) -> str:
    """The words with the digits of every script as 0 to 9."""
    if words.isascii():
        return words
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in words)


def expect_day(style: DateStyle) -> str:
    """What a day of this style looks like."""
    calendar = "" if style.calendar == "gregorian" else f" of the {style.calendar.capitalize()} calendar"
    example = dict(zip(_PARTS, _EXAMPLES[style.calendar], strict=True))
    if style.order is None:
        return f'expected a day{calendar} such as "{"-".join(example.values())}", or an `order` in the mapping'
    shown = ".".join(example[part] for part in style.order.split())
    return f'expected a day{calendar} such as "{shown}" ({style.order})'


def _read_time(moment: re.Match[str], day: str | None) -> str:
    if day is None or len(day) != 10:
        raise ValueError("expected a day beside the time of day")
    try:
        clock = time(int(moment[1]), int(moment[2]), int(moment[3] or 0))
    except ValueError as error:
        raise ValueError("there is no such time of day") from error
    return clock.isoformat("seconds" if moment[3] else "minutes")


def _read_date(words: str, style: DateStyle) -> str | None:
    numbers = _NUMBER.findall(words)
    rest = _BETWEEN.sub(" ", _NUMBER.sub(r"\1", words)).strip()
    if rest and _WORDS.fullmatch(rest) is None:
        raise ValueError(expect_day(style))
    rest = drop_era(style.calendar, rest)
    if rest:
        month = find_month(style.calendar, rest)
        parts = None if month is None else _place_beside(numbers, style, month)
    elif style.order is None and style.calendar == "gregorian":
        found = understand_date(words)
        if found is None:
            raise ValueError(expect_day(style))
        return found
    else:
        parts = _place_numbers(numbers, style)
    if parts is None:
        raise ValueError(expect_day(style))
    return _to_iso(parts, style.calendar)


def _place_numbers(numbers: list[str], style: DateStyle) -> _Parts | None:
    """Year, month and day where their order is known: a number of four digits is the year."""
    if len(numbers) == 1:
        return _place(numbers[0], None, None, style=style)
    if len(numbers) == 2:
        year, month = sorted(numbers, key=len, reverse=True)
        return _place(year, month, None, style=style) if len(year) == 4 else None
    order = "year month day" if numbers and len(numbers[0]) == 4 else style.order
    if len(numbers) != 3 or order is None:
        return None
    found = dict(zip(order.split(), numbers, strict=True))
    return _place(found["year"], found["month"], found["day"], style=style)


def _place_beside(numbers: list[str], style: DateStyle, month: int) -> _Parts | None:
    """Year and day beside the name of a month."""
    if len(numbers) == 1:
        return _place(numbers[0], str(month), None, style=style)
    if len(numbers) != 2:
        return None
    is_first = len(numbers[0]) == 4 or (len(numbers[1]) != 4 and style.order == "year month day")
    year, day = numbers if is_first else reversed(numbers)
    return _place(year, str(month), day, style=style)


def _place(year: str, month: str | None, day: str | None, *, style: DateStyle) -> _Parts | None:
    if any(part is not None and len(part) > 2 for part in (month, day)):
        return None
    if len(year) == 2 and style.century is not None and month is not None:
        known: int | None = style.century + (int(year) - style.century) % 100
    else:
        known = int(year) if len(year) == 4 else None
    if known is None:
        return None
    return known, None if month is None else int(month), None if day is None else int(day)


def _to_iso(parts: _Parts, calendar: Calendar) -> str | None:
    year, month, day = parts
    if month is not None and day is not None:
        return convert_day(calendar, year, month, day).isoformat()
    first, last = (bound.isoformat() for bound in bound_days(calendar, year, month))
    return next((first[:length] for length in (7, 4) if first[:length] == last[:length]), None)
