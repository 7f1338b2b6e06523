"""What is compared of two records beside their names: births and ages, days, places, facilities."""

from collections.abc import Callable, Sequence
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
Codes = npt.NDArray[np.int8]
_YEAR = 365.25
_SLACK = 400
_WEEK = 7
_DAY_LENGTH, _YEAR_LENGTH = len("2024-01-31"), len("2024")


@dataclass(frozen=True, slots=True)
class Birth:
    """When somebody was born: between two days (ordinals), the exact date where it is known, whether from an age."""

    low: int
    high: int
    exact: str | None = None
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


def read_facility(record: LinkRecord) -> Facility | None:
    """The facility of a record as words and numbers; None where it has none."""
    text = record.identity.facility or ""
    pieces = "".join(sign if sign.isalnum() else " " for sign in text).split()
    numbers = frozenset(str(int(piece)) for piece in pieces if piece.isdecimal())
    words = frozenset(fold_word(piece).latin for piece in pieces if not piece.isdecimal()) - {"", "no", "nr"}
    return Facility(words, numbers) if words or numbers else None


def compare_births(one: Birth, other: Birth) -> int:
    """The level of two births in the table."""
    if one.exact and other.exact:
        if one.exact == other.exact:
            return 0
        if _is_slip(one.exact, other.exact):
            return 1
    gap = max(one.low, other.low) - min(one.high, other.high)
    if gap <= 0:
        return 3 if one.is_age or other.is_age else 2
    return 4 if gap <= _SLACK and not (one.exact and other.exact) else 5


def compare_days(one: Ints, other: Ints) -> Codes:
    """The levels of two columns of days."""
    gap = np.abs(one - other)
    levels = np.select([gap == 0, gap == 1, gap <= _WEEK], [0, 1, 2], 3)
    return np.where((one == MISSING) | (other == MISSING), MISSING, levels).astype(np.int8)


def compare_places(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """The level of two places, each with what it lies in, itself first."""
    if one[0] == other[0]:
        return 0
    return 1 if one[0] in other or other[0] in one else 2


def compare_facilities(one: Facility, other: Facility) -> int:
    """The level of two facilities: by all words and numbers, by numbers, by words where there is no number."""
    if one == other:
        return 0
    if one.numbers and other.numbers:
        return 1 if one.numbers & other.numbers else 2
    return 1 if one.words & other.words else 2


def number_values(values: Sequence[Value | None]) -> tuple[Ints, list[Value]]:
    """A number for each distinct value, -1 for None, and the values by number."""
    numbers: dict[Value, int] = {}
    column = np.fromiter(
        (MISSING if value is None else numbers.setdefault(value, len(numbers)) for value in values), dtype=np.int64
    )
    return column, list(numbers)


def compare_numbered(
    one: Ints, other: Ints, values: Sequence[Value], *, compare: Callable[[Value, Value], int]
) -> Codes:
    """The levels of two columns of numbered values, each two distinct values compared once; -1 where one is missing."""
    levels = np.full(len(one), MISSING, dtype=np.int8)
    is_there = (one != MISSING) & (other != MISSING)
    low, high = np.minimum(one, other)[is_there], np.maximum(one, other)[is_there]
    distinct, places = np.unique(low * max(len(values), 1) + high, return_inverse=True)
    found = [compare(values[code // len(values)], values[code % len(values)]) for code in distinct.tolist()]
    levels[is_there] = np.array(found, dtype=np.int8)[places] if found else levels[is_there]
    return levels


def _read_date(birth: str) -> Birth | None:
    day = _ordinal(birth)
    if day is not None:
        return Birth(day, day, birth[:_DAY_LENGTH])
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


def _is_slip(one: str, other: str) -> bool:
    """Whether two dates differ as a copied date does: one digit, or day and month exchanged."""
    if sum(a != b for a, b in zip(one, other, strict=True)) == 1:
        return True
    year, month, day = one.split("-")
    return other == f"{year}-{day}-{month}"
