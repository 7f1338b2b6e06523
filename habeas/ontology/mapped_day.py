"""Days of a table's cells, as its mapping says that they are written."""

from datetime import datetime
from functools import lru_cache

from habeas.model.written import understand_date
from habeas.ontology.mapping import Day

_YEARS = range(1800, 2201)  # outside them a year is a slip of the pen
_CLOCK = ("%H", "%I", "%T", "%X", "%c")
_IN_MONTH = ("%d", "%j", "%x", "%c")


@lru_cache(maxsize=4096)
def read_day(words: str, day: Day) -> str:
    """The day or moment as an ISO 8601 prefix; ValueError says what was expected."""
    found = understand_date(words) if day.format is None else _read_format(words, day.format)
    if found is None:
        raise ValueError('expected a day such as "2022-02-27", or a `format` in the mapping')
    if int(found[:4]) not in _YEARS:
        raise ValueError("the year is not between 1800 and 2200")
    has_zone = found.endswith("Z") or found[-6:-5] in ("+", "-")
    return f"{found}{day.zone}" if day.zone and "T" in found and not has_zone else found


def _read_format(words: str, pattern: str) -> str:
    try:
        moment = datetime.strptime(words, pattern)  # noqa: DTZ007  (the mapping's zone is added where there is none)
    except ValueError as error:
        raise ValueError(f"expected a day as the mapping's format {pattern!r} writes it") from error
    if any(part in pattern for part in _CLOCK):
        return moment.isoformat(timespec="seconds" if moment.second else "minutes")
    if any(part in pattern for part in _IN_MONTH):
        return moment.date().isoformat()
    return moment.date().isoformat()[: 7 if any(part in pattern for part in ("%m", "%b", "%B")) else 4]
