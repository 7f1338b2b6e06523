"""Comparing every record with those it shares a block with, compiled; pairs are counted, and few are kept."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from habeas.linkage.block import Bools
from habeas.linkage.columns import Columns
from habeas.linkage.level_kernel import code_levels
from habeas.linkage.name_kernel import Room
from habeas.linkage.ragged import Ints, Numbers
from habeas.match.compiled import compile_inner, compile_loop


class Company(NamedTuple):
    """With whom each record is to be compared: members of blocks, and how many of its block come after each.

    `places` are the entries of each record, of record i from `starts[i]` on. Of the entries from `short_from` on only
    pairs with an initial count, which `is_short` marks.
    """

    members: Numbers
    after: npt.NDArray[np.uint8]
    places: Numbers
    starts: Ints
    short_from: int
    is_short: Bools


class Pad(NamedTuple):
    """Where one thread writes: whom a record has met, how many pairs have each code, and the pairs that are kept."""

    room: Room
    seen: Numbers
    others: Numbers
    counts: Ints
    left: Numbers
    right: Numbers
    code: Numbers


@compile_loop
def place_members(members: Numbers, after: npt.NDArray[np.uint8], records: int) -> tuple[Numbers, Ints, int]:
    """The entries of each record in order, where those of each begin, and the most others that one is compared with."""
    starts = np.zeros(records + 1, dtype=np.int64)
    met = np.zeros(records + 1, dtype=np.int64)
    for at in range(members.size):
        starts[members[at] + 1] += 1
        met[members[at]] += after[at]
    starts = np.cumsum(starts)
    places, ends = np.zeros(members.size, dtype=np.int32), starts.copy()
    for at in range(members.size):
        places[ends[members[at]]] = at
        ends[members[at]] += 1
    return places, starts, met.max()


@compile_loop
def code_pairs(columns: Columns, left: Ints, right: Ints, room: Room) -> Numbers:
    """The codes of the levels of these pairs."""
    codes = np.zeros(left.size, dtype=np.int32)
    for at in range(left.size):
        codes[at] = code_levels(columns, left[at], right[at], room)
    return codes


@compile_inner
def compare_lefts(columns: Columns, company: Company, lefts: Ints, is_kept: Bools, pad: Pad) -> tuple[int, int]:
    """Compares each of `lefts` with its company: how many of them, and how many pairs are on the pad.

    All pairs are counted; those whose code `is_kept` are written down, until a record's company may not find room.
    """
    kept = 0
    for at in range(lefts.size):
        number = _list_company(company, lefts[at], pad)
        if kept + number > pad.left.size:
            return at, kept
        for behind in range(number):
            other = pad.others[behind]
            code = code_levels(columns, lefts[at], other, pad.room)
            pad.counts[code] += 1
            if is_kept[code]:
                pad.left[kept], pad.right[kept], pad.code[kept] = lefts[at], other, code
                kept += 1
    return lefts.size, kept


@compile_inner
def _list_company(company: Company, record: int, pad: Pad) -> int:
    """With how many later records one is to be compared; each is written to the pad once."""
    count = 0
    for at in range(company.starts[record], company.starts[record + 1]):
        place = company.places[at]
        is_any = place < company.short_from or company.is_short[record]
        for behind in range(1, company.after[place] + 1):
            other = company.members[place + behind]
            if pad.seen[other] != record and (is_any or company.is_short[other]):
                pad.seen[other] = record
                pad.others[count] = other
                count += 1
    return count
