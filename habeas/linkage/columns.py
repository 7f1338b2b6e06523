"""Records as columns of numbers, with the distinct values behind them, as compiled loops read them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from habeas.linkage.fields import Birth, Facility, number_values, read_birth, read_day, read_facility
from habeas.linkage.name import Word, read_name
from habeas.linkage.name_table import Bools, NameNumbers, NameTable
from habeas.linkage.ragged import Ints, Ragged, make_ragged
from habeas.model.linking import LinkRecord

Floats = npt.NDArray[np.float64]
UNKNOWN = -1


class Births(NamedTuple):
    """Distinct births: between which days (ordinals), the eight digits of exact dates, and which come from ages."""

    low: Ints
    high: Ints
    digits: npt.NDArray[np.uint8]
    is_exact: Bools
    is_age: Bools


class Facilities(NamedTuple):
    """The words and the numbers of distinct facilities, as numbers."""

    words: Ragged
    numbers: Ragged


class Columns(NamedTuple):
    """Numbers of the values of each record, -1 where it does not say, and what they stand for.

    `bits` is how rare each word is among all records. A place is a row of numbers, itself first, then what it lies in.
    """

    names: NameTable
    bits: Floats
    name: Ints
    births: Births
    birth: Ints
    year: Ints
    day: Ints
    places: Ragged
    place: Ints
    facilities: Facilities
    facility: Ints
    list: Ints


def make_columns(records: Sequence[LinkRecord]) -> tuple[Columns, list[Word]]:
    """The columns of these records, in their order, and the words of their names by number."""
    numbers = NameNumbers()
    name = np.fromiter((numbers.add(read_name(record.identity)) for record in records), dtype=np.int64)
    names = numbers.make_table()
    birth, births = number_values(read_birth(record) for record in records)
    place, places = number_values((record.place, *record.within) if record.place else None for record in records)
    facility, facilities = _read_facilities(records)
    years = np.array([_read_year(one) for one in births] or [UNKNOWN], dtype=np.int64)
    columns = Columns(
        names=names,
        bits=_find_bits(names, name),
        name=name,
        births=_make_births(births),
        birth=birth,
        year=np.where(birth == UNKNOWN, UNKNOWN, years[birth]),
        day=np.fromiter(map(read_day, records), dtype=np.int64),
        places=_number_rows(places),
        place=place,
        facilities=facilities,
        facility=facility,
        list=number_values(record.list for record in records)[0],
    )
    return columns, numbers.words


def _read_year(birth: Birth) -> int:
    return UNKNOWN if birth.is_age else date.fromordinal(max(birth.low, 1)).year


def _make_births(births: Sequence[Birth]) -> Births:
    days = np.array([(one.low, one.high) for one in births], dtype=np.int64).reshape(-1, 2)
    low, high = days[:, 0].copy(), days[:, 1].copy()
    written = "".join(date.fromordinal(max(birth.low, 1)).isoformat().replace("-", "") for birth in births)
    digits = np.array([*written.encode()], dtype=np.uint8).reshape(-1, 8)
    is_age = np.array([birth.is_age for birth in births], dtype=np.bool_)
    return Births(low, high, digits, (low == high) & ~is_age, is_age)


def _read_facilities(records: Sequence[LinkRecord]) -> tuple[Ints, Facilities]:
    """The facilities of records: each text is read once."""
    text, texts = number_values(record.identity.facility for record in records)
    read, facilities = number_values(map(read_facility, texts))
    column = np.append(read, UNKNOWN)[text]
    words, numbers = (_number_rows(map(sorted, kind)) for kind in _split_facilities(facilities))
    return column, Facilities(words, numbers)


def _split_facilities(facilities: Sequence[Facility]) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    return [one.words for one in facilities], [one.numbers for one in facilities]


def _number_rows(rows: Iterable[Sequence[str]]) -> Ragged:
    """Rows of texts as rows of numbers, the same for the same text."""
    numbers: dict[str, int] = {}
    return make_ragged([numbers.setdefault(text, len(numbers)) for text in row] for row in rows)


def _find_bits(table: NameTable, name: Ints) -> Floats:
    """The bits of each word: how rare its commonest skeleton is among the records."""
    rows = table.rows[name]
    bones = table.words.skeletons[:, 0].copy()
    counts = np.bincount(bones[rows[rows >= 0]], minlength=int(bones.max(initial=0)) + 1)
    return np.asarray(np.log2((len(name) + 1) / (counts[bones] + 1)), dtype=np.float64)
