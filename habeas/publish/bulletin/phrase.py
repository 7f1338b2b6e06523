"""Measures, days and moments in the words of a bulletin."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from habeas.model.instant import last_instant
from habeas.model.tally import Measure

_PUBLISHED = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d)[\d:.,]*(?P<zone>Z|[+-][\d:]+)?)?")


@dataclass(frozen=True, slots=True)
class Wording:
    """How a measure is said: of one, of several, without a number, and what a table of it is called."""

    one: str
    many: str
    some: str
    head: str


# In the order in which a desk asks for them.
WORDINGS: dict[Measure, Wording] = {
    "detained": Wording("person was detained", "people were detained", "people were detained", "Detentions"),
    "persons": Wording(
        "distinct person was detained",
        "distinct people were detained",
        "distinct people were detained",
        "Distinct people detained",
    ),
    "held": Wording("person was still held", "people were still held", "people were still held", "People still held"),
    "released": Wording("person was released", "people were released", "people were released", "Releases"),
    "charged": Wording("person was charged", "people were charged", "people were charged", "People charged"),
    "injured": Wording("person was injured", "people were injured", "people were injured", "People injured"),
    "killed": Wording("person was killed", "people were killed", "people were killed", "Deaths"),
    "missing": Wording("person was missing", "people were missing", "people were missing", "People missing"),
    "displaced": Wording("person was displaced", "people were displaced", "people were displaced", "People displaced"),
    "force": Wording(
        "person was met with force", "people were met with force", "force was used against people", "Use of force"
    ),
    "attended": Wording(
        "person took part in protests", "people took part in protests", "people took part in protests", "Crowds"
    ),
}
# Over several days a count that adds up counts happenings: who was detained twice counts twice.
_OVER_DAYS: dict[Measure, Wording] = {
    "detained": Wording("detention was made", "detentions were made", "people were detained", "Detentions"),
    "released": Wording("release took place", "releases took place", "people were released", "Releases"),
}


def word_measure(measure: Measure, *, is_one_day: bool) -> Wording:
    """The words of a measure over one day, or over several."""
    return WORDINGS[measure] if is_one_day else _OVER_DAYS.get(measure, WORDINGS[measure])


def say_days(first: date, last: date) -> str:
    """ "on 27 February 2022", or "from 24 to 27 February 2022"."""
    if first == last:
        return f"on {say_day(last)}"
    start = say_day(first)
    if first.year == last.year:
        start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
    return f"from {start} to {say_day(last)}"


def say_day(day: date) -> str:
    """ "27 February 2022"."""
    return f"{day.day} {day:%B} {day.year}"


def read_moment(instant: str) -> datetime:
    """An ISO 8601 prefix as a moment in UTC, the last it may mean; ValueError where it is none."""
    second = last_instant(instant)
    if second is None:
        raise ValueError(f"{instant!r} is no moment; expected ISO 8601 such as 2022-02-27T22:54:00Z")
    return datetime.fromisoformat(second)


def say_moment(moment: datetime, beside: date | None = None) -> str:
    """ "22:54 UTC on 27 February 2022", "the end of 27 February 2022"; without the day where it is the day `beside`."""
    if _is_end(moment):
        return "the end of the day" if moment.date() == beside else f"the end of {say_day(moment.date())}"
    clock = f"{moment:%H:%M} UTC"
    return clock if moment.date() == beside else f"{clock} on {say_day(moment.date())}"


def capitalise(sentence: str) -> str:
    """The sentence with its first letter large, the others as they are."""
    return sentence[:1].upper() + sentence[1:]


def say_step(moment: datetime, first: date, last: date) -> str:
    """ "22:54 UTC" where these days are that one day, "28 Feb 06:00 UTC" elsewhere, "28 Feb" where no hour is known."""
    clock = "" if _is_end(moment) else f"{moment:%H:%M} UTC"
    if clock and moment.date() == first == last:
        return clock
    year = "" if moment.year == last.year else f" {moment.year}"
    return f"{moment.day} {moment:%b}{year} {clock}".rstrip()


def _is_end(moment: datetime) -> bool:
    """Whether it is the last second of a day: what is known only by its day counts from then on."""
    return f"{moment:%H:%M:%S}" == "23:59:59"


def say_published(published: str | None) -> str:
    """When a report was published, as precisely as is known and in its own time zone; "undated" where it is not."""
    if published is None or last_instant(published) is None:
        return "undated"
    found = _PUBLISHED.fullmatch(published)
    if found is None:  # a month or a year alone
        return published
    given = date.fromisoformat(found["day"])
    day = f"{given.day} {given:%b} {given.year}"
    zone = f" UTC{found['zone'].removeprefix('Z')}" if found["zone"] else ""
    return f"{day}, {found['clock']}{zone}" if found["clock"] else day
