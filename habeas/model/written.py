"""Dates as they are written, to ISO 8601 prefixes as long as is known; nothing that could be read in two ways."""

import re
from datetime import date, datetime

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?", re.ASCII | re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})|(\d{4})(\d\d)(\d\d)", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
# In English alone: mail and feeds use these names in every language.
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY_FIRST = re.compile(r"(\d{1,2}) ([a-z]{3,9}) (\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9}) (\d{1,2}) (\d{4})", re.ASCII)
_CLOCK = re.compile(r",?(?: at)? \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?$", re.IGNORECASE | re.ASCII)
_NOISE = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|[,.]|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)


def understand_date(words: str) -> str | None:
    """The date as an ISO 8601 prefix, None where the words are none; ValueError where there is no such day, or two."""
    return _iso(words) or _numeric(words) or _worded(words)


def _iso(words: str) -> str | None:
    if match := _DAY.fullmatch(words):
        return _day(*match.groups())
    if match := _MONTH.fullmatch(words):
        if match[2] is not None and not 1 <= int(match[2]) <= 12:
            raise ValueError("there is no such month")
        return words
    if match := _INSTANT.fullmatch(words):
        return _instant(*match.groups())
    return None


def _instant(day: str, time: str, zone: str | None) -> str:
    shift = "" if zone is None else zone.upper().replace("UTC", "Z")
    found = f"{_day(*day.split('-'))}T{time}{shift}"
    try:
        datetime.fromisoformat(found)
    except ValueError as error:
        raise ValueError("there is no such time of day or zone") from error
    return found


def _numeric(words: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(words):
        return _day(*(group for group in match.groups() if group))
    if match := _DOTTED.fullmatch(words):
        return _day(match[3], match[2], match[1])
    if match := _SLASHED.fullmatch(words):
        first, second = int(match[1]), int(match[2])
        if first <= 12 and second <= 12 and first != second:
            raise ValueError("day and month could be swapped")
        return _day(match[3], min(first, second), max(first, second))
    return None


def _worded(words: str) -> str | None:
    if len(words) > 60:
        return None
    plain = " ".join(_NOISE.sub(" ", _CLOCK.sub("", words)).lower().split())
    if match := _DAY_FIRST.fullmatch(plain):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(plain):
        name, day, year = match.groups()
    else:
        return _mailed(words)
    month = next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), None)
    return None if month is None else _day(year, month, day)


def _mailed(words: str) -> str | None:
    """The form of mail and feeds: Sun, 27 Feb 2022 22:54:00 +0300."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError as error:
        raise ValueError("there is no such day") from error
