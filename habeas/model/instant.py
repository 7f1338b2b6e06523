"""A date as long as it is known, as the instants it may mean: what was surely published by then, or surely later."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_PREFIX = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
)


@lru_cache(maxsize=2**16)
def first_instant(text: str) -> str | None:
    """The first second, in UTC, that an ISO 8601 prefix may mean, or None where it is none; no zone is read as UTC."""
    return _instant(text, _first_second)


@lru_cache(maxsize=2**16)
def last_instant(text: str) -> str | None:
    """The last second, in UTC, that an ISO 8601 prefix may mean, or None where it is none; no zone is read as UTC."""
    return _instant(text, _last_second)


def order_instant(text: str | None) -> str:
    """What puts dates in order by `last_instant`, when a report was surely out; one that is unknown comes last."""
    return last_instant(text or "") or "~"


def now() -> str:
    """This instant in UTC, to the microsecond."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _instant(text: str, choose: Callable[[re.Match[str]], datetime]) -> str | None:
    match = _PREFIX.fullmatch(text.strip())
    if match is None:
        return None
    try:
        # Not by strftime, which writes the year 988 with three digits: instants are compared as text.
        return f"{choose(match).replace(tzinfo=None).isoformat()}Z"
    except (ValueError, OverflowError):
        return None


def _first_second(match: re.Match[str]) -> datetime:
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    hour, minute, second = int(match["hour"] or 0), int(match["minute"] or 0), int(match["second"] or 0)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC) - _offset(match["zone"])


def _last_second(match: re.Match[str]) -> datetime:
    year, month = int(match["year"]), int(match["month"] or 12)
    day = int(match["day"] or monthrange(year, month)[1])
    hour, minute = int(match["hour"] or 23), int(match["minute"] or 59)
    return datetime(year, month, day, hour, minute, int(match["second"] or 59), tzinfo=UTC) - _offset(match["zone"])


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone == "Z":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        raise ValueError(f"no zone is {zone} from UTC")
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset
