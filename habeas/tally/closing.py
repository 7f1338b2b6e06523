"""Whether a report surely came out after a day was over where it speaks of: only then can a count be complete.

A date alone is taken for one of the place's own calendar. A moment is compared with the end of the day there: the sun
says where midnight is, clocks lag behind it by an hour at most, and a country may reach far west of its middle.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from habeas.model import Place
from habeas.model.instant import first_instant

_DEGREES_AN_HOUR = 15
_LAG = timedelta(hours=1)
_WIDE = timedelta(hours=5)
# Where nothing is known of the place, the day has ended only once it has everywhere.
_LATEST = timedelta(hours=12)


def is_surely_over(day: date, published_at: str, places: Iterable[Place]) -> bool:
    """Whether an ISO 8601 prefix surely lies after a day of all these places; also by the date as it is printed."""
    if published_at[:10] <= day.isoformat():
        return False
    if len(published_at) <= len("2022-02-28"):
        return True
    published = first_instant(published_at)
    ended = _end(day, max(map(_lateness, places), default=_LATEST))
    return published is not None and ended is not None and published >= ended


@lru_cache(maxsize=2**14)
def _end(day: date, lateness: timedelta) -> str | None:
    """The instant, in UTC, at which a day ends so late after midnight there; None after the last year."""
    try:
        ended = datetime.combine(day, time(), UTC) + timedelta(days=1) + lateness
    except OverflowError:
        return None
    return f"{ended.replace(tzinfo=None).isoformat()}Z"


def _lateness(place: Place) -> timedelta:
    """How long after midnight in UTC a day ends there at the latest."""
    if place.lon is None or place.kind == "continent":
        return _LATEST
    slack = _WIDE if place.kind == "country" else _LAG
    return min(_LATEST, slack - timedelta(hours=place.lon / _DEGREES_AN_HOUR))
