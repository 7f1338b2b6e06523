"""What time words are read into: a moment, from the slots of a rule and the scene they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from habeas.read.when.calendar import Period

Kind = Literal["date", "relative", "duration", "series", "repeated", "vague", "anchored", "none"]
Side = Literal["past", "future"]
Slots = Mapping[str, int | str]


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


def number_in(slots: Slots, name: str, default: int = 1) -> int:
    """The number in a slot, or the default where the words leave it out."""
    return int(slots.get(name, default))


def year_in(slots: Slots, now: date | None) -> int | None:
    """The year that the words give, in figures or as "last year"."""
    if "year" in slots:
        return int(slots["year"])
    if "year_step" in slots and now is not None:
        return now.year + int(slots["year_step"])
    return None
