"""What is compared of two records beside their names, as it is read: births and ages, days, facilities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from habeas.linkage.fold import fold_word
from habeas.linkage.levels import MISSING
from habeas.model.linking import LinkRecord

Value = TypeVar("Value")
Ints = npt.NDArray[np.int64]
_YEAR = 365.25
# Longer cells name no facility.
LONGEST_TEXT = 200
_DAY_LENGTH, _YEAR_LENGTH = len("2024-01-31"), len("2024")


@dataclass(frozen=True, slots=True)
class Birth:
    """When somebody was born: between two days (ordinals), which are one where the date is known; whether by an age."""

    low: int
    high: int
    is_age: bool = False


@dataclass(frozen=True, slots=True)
class Facility:
    """The words and the numbers of a facility's name, folded."""

    words: frozenset[str]
    numbers: frozenset[str]


def read_birth(record: LinkRecord) -> Birth | None:
    """The birth of a record, from its date or from its age at the day of detention; None where neither is told.

    An age without a day of detention says nothing.
    """
    identity = record.identity
    if identity.birth:
        return _read_date(identity.birth)
    day = _ordinal(record.day)
    if identity.age is None or day is None:
        return None
    return Birth(int(day - _YEAR * (identity.age + 1)), int(day - _YEAR * identity.age), is_age=True)


def read_day(record: LinkRecord) -> int:
    """The day of detention as an ordinal; -1 where it is not known to the day."""
    day = _ordinal(record.day)
    return MISSING if day is None else day


def read_facility(text: str) -> Facility | None:
    """The words and numbers of a facility, of its first 200 characters; None where there are none."""
    pieces = "".join(sign if sign.isalnum() else " " for sign in text[:LONGEST_TEXT]).split()
    numbers = frozenset(str(int(piece)) for piece in pieces if piece.isdecimal())
    words = frozenset(fold_word(piece).latin for piece in pieces if not piece.isdecimal()) - {"", "no", "nr"}
    return Facility(words, numbers) if words or numbers else None


def number_values(values: Iterable[Value | None]) -> tuple[Ints, list[Value]]:
    """A number for each distinct value, -1 for None, and the values by number."""
    numbers: dict[Value, int] = {}
    column = np.fromiter(
        (MISSING if value is None else numbers.setdefault(value, len(numbers)) for value in values), dtype=np.int64
    )
    return column, list(numbers)


def _read_date(birth: str) -> Birth | None:
    day = _ordinal(birth)
    if day is not None:
        return Birth(day, day)
    if not birth[:_YEAR_LENGTH].isdecimal() or int(birth[:_YEAR_LENGTH]) == 0:
        return None
    year, month = int(birth[:_YEAR_LENGTH]), birth[_YEAR_LENGTH + 1 :]
    if month.isdecimal() and 1 <= int(month) <= 12:
        low = date(year, int(month), 1).toordinal()
        return Birth(low, low + 30)
    return Birth(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def _ordinal(text: str | None) -> int | None:
    try:
        return date.fromisoformat((text or "")[:_DAY_LENGTH]).toordinal()
    except ValueError:
        return None
