"""Records as columns, the keys they are found under, and the levels at which two of them agree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from habeas.linkage.block import UNKNOWN, Blocked, block_records, sort_codes
from habeas.linkage.compare_name import FORM, INITIAL, NEAR, TYPO, NameMatches, match_names
from habeas.linkage.fields import (
    Birth,
    Facility,
    compare_births,
    compare_days,
    compare_facilities,
    compare_numbered,
    compare_places,
    number_values,
    read_birth,
    read_day,
    read_facility,
)
from habeas.linkage.keys import key_names, narrow_keys, spread_keys
from habeas.linkage.levels import MISSING, Levels
from habeas.linkage.name import Name, read_name
from habeas.linkage.name_table import NameTable, make_name_table
from habeas.model.linking import LinkRecord

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_CHUNK = 200_000
_COLUMNS = ("name", "birth", "day", "place", "facility", "list", "year")
# Bits of a name above which it is very rare, rare, and neither rare nor common.
_RARE = (21.0, 15.0, 10.0)
_INITIAL_BITS = 3.5
_LOST_BITS = 2.0
_LOOSE = frozenset({INITIAL, FORM})


@dataclass(frozen=True, slots=True)
class Columns:
    """The records as columns of numbers, with the distinct values behind them; -1 where a record does not say."""

    distinct: list[Name]
    names: NameTable
    name: Ints
    bits: Floats
    births: list[Birth]
    birth: Ints
    day: Ints
    places: list[tuple[str, ...]]
    place: Ints
    facilities: list[Facility]
    facility: Ints
    list: Ints
    year: Ints

    def only(self, records: Ints) -> "Columns":
        """The columns of some of the records."""
        columns = {name: getattr(self, name)[records] for name in _COLUMNS}
        return replace(self, **columns)


def make_columns(records: Sequence[LinkRecord]) -> Columns:
    """The columns of these records, in their order."""
    name, names = number_values([read_name(record.identity) for record in records])
    birth, births = number_values([read_birth(record) for record in records])
    facility, facilities = number_values([read_facility(record) for record in records])
    place, places = number_values([(r.place, *r.within) if r.place else None for r in records])
    table = make_name_table(names)
    years = np.array([UNKNOWN if one.is_age else date.fromordinal(max(one.low, 1)).year for one in births] or [0])
    return Columns(
        distinct=names,
        names=table,
        name=name,
        bits=_find_bits(table, name),
        births=births,
        birth=birth,
        day=np.fromiter(map(read_day, records), dtype=np.int64),
        places=places,
        place=place,
        facilities=facilities,
        facility=facility,
        list=number_values([record.list for record in records])[0],
        year=np.where(birth == MISSING, UNKNOWN, years[birth]),
    )


def block_columns(columns: Columns) -> Blocked:
    """The pairs worth comparing: two words alike, or one word and the day or the birth; initials stand for words."""
    keys = key_names(columns.distinct)
    words = spread_keys(columns.name, keys.words)
    beside = (columns.day, columns.place, columns.birth)
    families = [spread_keys(columns.name, keys.pairs), *(narrow_keys(words, column) for column in beside)]
    narrowing = [columns.day, columns.place, columns.year]
    spelt = block_records(families, narrowing)
    short = block_records([spread_keys(columns.name, keys.initials)], narrowing)
    has_initial = np.array([any(word.is_initial for word in name.words) for name in columns.distinct] or [False])
    is_short = has_initial[columns.name[short.left]] | has_initial[columns.name[short.right]]
    codes = np.r_[spelt.left, short.left[is_short]] * len(columns.name) + np.r_[spelt.right, short.right[is_short]]
    left, right = np.divmod(sort_codes(codes), max(len(columns.name), 1))
    return Blocked(left, right, spelt.left_out + short.left_out)


def compare_columns(columns: Columns, left: Ints, right: Ints) -> Levels:
    """The levels of these pairs of records."""
    chunks = range(0, len(left), _CHUNK)
    found = [_compare_chunk(columns, left[at : at + _CHUNK], right[at : at + _CHUNK]) for at in chunks]
    return np.concatenate(found) if found else np.zeros((0, 6), dtype=np.int8)


def _compare_chunk(columns: Columns, left: Ints, right: Ints) -> Levels:
    matches = match_names(columns.names, columns.name[left], columns.name[right])
    levels = [
        _level_names(columns, matches, columns.name[left], columns.name[right]),
        compare_numbered(columns.birth[left], columns.birth[right], columns.births, compare=compare_births),
        compare_days(columns.day[left], columns.day[right]),
        compare_numbered(columns.place[left], columns.place[right], columns.places, compare=compare_places),
        compare_numbered(
            columns.facility[left], columns.facility[right], columns.facilities, compare=compare_facilities
        ),
        (columns.list[left] == columns.list[right]).astype(np.int8),
    ]
    return np.stack(levels, axis=1).astype(np.int8)


def _level_names(columns: Columns, matches: NameMatches, left: Ints, right: Ints) -> npt.NDArray[np.int8]:
    """The level of two names: what agrees, and how rare that is among all records."""
    bits = _shared_bits(columns.bits, matches)
    rarity = (bits[:, None] < np.array(_RARE)).sum(axis=1)
    strong = (matches.ties >= TYPO) & (matches.ties != INITIAL)
    spelt = strong.sum(axis=1)
    is_loose = np.isin(matches.ties, list(_LOOSE)).any(axis=1)
    typos = (matches.ties == TYPO).sum(axis=1)
    is_near = (matches.ties == NEAR).any(axis=1)
    conflicts = matches.conflicts
    words = (matches.ties >= 0).sum(axis=1)
    is_whole = (conflicts == 0) & ~is_near & (spelt >= 1)
    conditions = [
        is_whole & (words == 1) & (matches.extra > 0) & ~matches.is_joined,
        is_whole & (typos == 0) & ~is_loose,
        is_whole & (typos == 0),
        is_whole & (typos == 1),
        ((conflicts == 0) & (words > 0)) | matches.is_joined,
        (conflicts == 1) & (spelt >= 2),
        (spelt >= 1) & (rarity <= 2),
    ]
    levels = np.select(conditions, [12, rarity, 4 + rarity, 8 + np.clip(rarity - 1, 0, 2), 11, 13, 14], 15)
    lengths = columns.names.lengths
    is_missing = (lengths[left] == 0) | (lengths[right] == 0)
    return np.where(is_missing, MISSING, levels).astype(np.int8)


def _shared_bits(bits: Floats, matches: NameMatches) -> Floats:
    """How unlikely it is that two people share these words by chance: bits of the commoner word of each pairing."""
    known = np.append(bits, 0.0)
    shared = np.minimum(known[matches.left], known[matches.right])
    shared = np.where(matches.ties == TYPO, np.maximum(shared - _LOST_BITS, _LOST_BITS), shared)
    shared = np.where(matches.ties == INITIAL, _INITIAL_BITS, shared)
    return np.asarray(np.where(matches.ties > NEAR, shared, 0.0).sum(axis=1), dtype=np.float64)


def _find_bits(table: NameTable, name: Ints) -> Floats:
    """The bits of each word: how rare its commonest skeleton is among the records."""
    rows = table.rows[name[name != MISSING]]
    bones = table.words.skeletons[:, 0] if len(table.words.skeletons) else np.zeros(0, dtype=np.int64)
    heard = bones[rows[rows >= 0]]
    counts = np.bincount(heard, minlength=int(bones.max(initial=0)) + 1)
    return np.asarray(np.log2((len(name) + 1) / (counts[bones] + 1)), dtype=np.float64)
