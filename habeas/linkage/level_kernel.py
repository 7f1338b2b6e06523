"""At which level two records agree in each comparison, compiled; the levels are those of `levels.yml`."""

import numpy as np
import numpy.typing as npt

from habeas.linkage.columns import UNKNOWN, Births, Columns, Facilities
from habeas.linkage.name_kernel import Room, are_joined, pair_names
from habeas.linkage.ragged import Ragged
from habeas.linkage.word_kernel import FORM, INITIAL, NEAR, SAME, TYPO
from habeas.match.compiled import compile_inner

Floats = npt.NDArray[np.float64]
# How many levels each comparison has in the table, and one more for what is missing.
SIZES = (17, 7, 5, 4, 4, 3)
MISSING = -1
# Bits of a name above which it is very rare, rare, and neither rare nor common.
_VERY_RARE, _RARE, _COMMON = 21.0, 15.0, 10.0
_INITIAL_BITS, _LOST_BITS = 3.5, 2.0
_SLACK, _WEEK = 400, 7


@compile_inner
def code_levels(columns: Columns, left: int, right: int, room: Room) -> int:
    """The levels of two records as one number, the first comparison the most significant (see `read_codes`)."""
    code = _level_names(columns, left, right, room) + 1
    code = code * SIZES[1] + _level_births(columns.births, columns.birth[left], columns.birth[right]) + 1
    code = code * SIZES[2] + _level_days(columns.day[left], columns.day[right]) + 1
    code = code * SIZES[3] + _level_places(columns.places, columns.place[left], columns.place[right]) + 1
    code = code * SIZES[4] + _level_facilities(columns.facilities, columns.facility[left], columns.facility[right]) + 1
    return code * SIZES[5] + (2 if columns.list[left] == columns.list[right] else 1)


@compile_inner
def _level_names(columns: Columns, left: int, right: int, room: Room) -> int:
    """The level of two names: what agrees, and how rare that is among all records."""
    names = columns.names
    one, other = columns.name[left], columns.name[right]
    if not names.lengths[one] or not names.lengths[other]:
        return MISSING
    paired = pair_names(names, one, other, room)
    bits = _weigh_shared(columns.bits, paired, room)
    rarity = (bits < _VERY_RARE) + (bits < _RARE) + (bits < _COMMON)
    against = min(names.lengths[one], names.lengths[other]) - paired
    spelt = _count_ties(room, paired, TYPO, SAME) - _count_ties(room, paired, INITIAL, INITIAL)
    if not against and spelt and not _count_ties(room, paired, NEAR, NEAR):
        is_alone = paired == 1 and names.lengths[one] != names.lengths[other]
        if is_alone and not are_joined(names, one, other, room):
            return 12
        level = _level_whole(room, paired, rarity)
        if level != MISSING:
            return level
    if (not against and paired) or are_joined(names, one, other, room):
        return 11
    return _level_parts(against, spelt, rarity)


@compile_inner
def _level_whole(room: Room, paired: int, rarity: int) -> int:
    """The level of names alike in all words but for initials, short forms or one letter or two; MISSING for others."""
    typos = _count_ties(room, paired, TYPO, TYPO)
    if typos == 1:
        return 8 + min(max(rarity - 1, 0), 2)
    if typos:
        return MISSING
    is_loose = _count_ties(room, paired, INITIAL, FORM) > 0
    return 4 + rarity if is_loose else rarity


@compile_inner
def _level_parts(against: int, spelt: int, rarity: int) -> int:
    if against == 1 and spelt >= 2:
        return 13
    return 14 if spelt and rarity <= 2 else 15


@compile_inner
def _count_ties(room: Room, paired: int, least: int, most: int) -> int:
    """How many words are tied so well and no better."""
    count = 0
    for at in range(paired):
        count += least <= room.pairs[at, 2] <= most
    return count


@compile_inner
def _weigh_shared(bits: Floats, paired: int, room: Room) -> float:
    """How unlikely it is that two people share the words paired: bits of the commoner word of each pairing."""
    total = 0.0
    for at in range(paired):
        tie = room.pairs[at, 2]
        shared = min(bits[room.pairs[at, 0]], bits[room.pairs[at, 1]])
        if tie == INITIAL:
            total += _INITIAL_BITS
        elif tie == TYPO:
            total += max(shared - _LOST_BITS, _LOST_BITS)
        elif tie > NEAR:
            total += shared
    return total


@compile_inner
def _level_births(births: Births, one: int, other: int) -> int:
    if UNKNOWN in (one, other):
        return MISSING
    are_exact = births.is_exact[one] and births.is_exact[other]
    if are_exact and births.low[one] == births.low[other]:
        return 0
    if are_exact and _is_slip(births, one, other):
        return 1
    gap = max(births.low[one], births.low[other]) - min(births.high[one], births.high[other])
    if gap <= 0:
        return 3 if births.is_age[one] or births.is_age[other] else 2
    return 4 if gap <= _SLACK and not are_exact else 5


@compile_inner
def _is_slip(births: Births, one: int, other: int) -> bool:
    """Whether two dates differ as a copied date does: one digit, or day and month exchanged."""
    differing, turned = 0, 0
    for at in range(8):
        differing += births.digits[one, at] != births.digits[other, at]
        # Digits 4 and 5 are the month, 6 and 7 the day.
        across = at if at < 4 else at ^ 2
        turned += births.digits[one, at] != births.digits[other, across]
    return differing == 1 or turned == 0


@compile_inner
def _level_days(one: int, other: int) -> int:
    if UNKNOWN in (one, other):
        return MISSING
    gap = abs(one - other)
    if gap > _WEEK:
        return 3
    return min(gap, 2)


@compile_inner
def _level_places(places: Ragged, one: int, other: int) -> int:
    if UNKNOWN in (one, other):
        return MISSING
    mine, yours = places.values[places.starts[one]], places.values[places.starts[other]]
    if mine == yours:
        return 0
    return 1 if _has_value(places, one, yours) or _has_value(places, other, mine) else 2


@compile_inner
def _has_value(rows: Ragged, row: int, value: int) -> bool:
    found = 0
    for at in range(rows.starts[row], rows.starts[row + 1]):
        found += rows.values[at] == value
    return found > 0


@compile_inner
def _level_facilities(facilities: Facilities, one: int, other: int) -> int:
    """By all words and numbers, by numbers, by words where there is no number."""
    if UNKNOWN in (one, other):
        return MISSING
    if one == other:
        return 0
    starts = facilities.numbers.starts
    if starts[one] < starts[one + 1] and starts[other] < starts[other + 1]:
        return 1 if _share_value(facilities.numbers, one, other) else 2
    return 1 if _share_value(facilities.words, one, other) else 2


@compile_inner
def _share_value(rows: Ragged, one: int, other: int) -> bool:
    shared = 0
    for at in range(rows.starts[one], rows.starts[one + 1]):
        shared += _has_value(rows, other, rows.values[at])
    return shared > 0
