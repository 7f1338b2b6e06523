"""Capture histories: from a file of overlaps, from linked records, as arrays, and with a list left out."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from habeas.exc import InputError, QuestionError
from habeas.intake.stream import open_regular, read_chunks, read_whole
from habeas.model.capture import CaptureTable
from habeas.model.linking import Cluster

Pattern = tuple[bool, ...]
MOST_LISTS = 12
_MOST_BYTES = 2**24  # every pattern of twelve lists takes 150 KiB
_SHOWN = 60
_COUNT = "count"
_BITS = {"0": False, "1": True}


def read_histories(path: Path) -> CaptureTable:
    """The table in a CSV file: a column of 0 and 1 for each list, and `count`; lines of one pattern are added up.

    Raises InputError naming the line for anything else.
    """
    with open_regular(path, str(path)) as file:
        content = read_whole(read_chunks(file, str(path)), str(path), _MOST_BYTES, expected="a table of overlaps")
    try:
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(str(path), f"is no CSV file in UTF-8: {error}") from error
    if not rows or rows[0][-1:] != [_COUNT]:
        raise InputError(str(path), 'has no head of list names and "count", which is expected last')
    lists = tuple(name.strip() for name in rows[0][:-1])
    if not all(lists) or len(set(lists)) < len(lists) or len(lists) > MOST_LISTS:
        raise InputError(
            str(path), f"names its lists {', '.join(lists)[:_SHOWN]}: expected up to {MOST_LISTS} different names"
        )
    counts: Counter[Pattern] = Counter()
    for number, row in enumerate(rows[1:], 2):
        if row:
            pattern, count = _read_row(path, number, row, width=len(rows[0]))
            counts[pattern] += count
    return make_table(lists, counts)


def _read_row(path: Path, number: int, row: list[str], *, width: int) -> tuple[Pattern, int]:
    *cells, count = (cell.strip() for cell in row)
    if len(row) != width:
        raise InputError(str(path), f"has {len(row)} cells, expected {width}", number)
    if not all(cell in _BITS for cell in cells):
        raise InputError(str(path), f"has {','.join(cells)[:_SHOWN]} for its lists, expected 0 or 1 in each", number)
    if not (count.isascii() and count.isdecimal() and len(count) < 12):
        raise InputError(
            str(path), f"has the count {count[:_SHOWN]!r}, expected a whole number of at most 11 digits", number
        )
    return tuple(_BITS[cell] for cell in cells), int(count)


def make_table(lists: Sequence[str], counts: Mapping[Pattern, int]) -> CaptureTable:
    """The table of these counts, without patterns of nobody and the pattern of no list."""
    kept = {pattern: count for pattern, count in sorted(counts.items(), reverse=True) if count > 0 and any(pattern)}
    return CaptureTable(tuple(lists), kept)


def tabulate(clusters: Iterable[Cluster], list_of: Mapping[str, str]) -> CaptureTable:
    """How many people stand on exactly which lists, by clusters and the list of each record; lists by name.

    A record that `list_of` lacks counts for nothing: it lies outside the place or the days that are asked for.
    """
    lists = tuple(sorted(set(list_of.values())))
    counts: Counter[Pattern] = Counter()
    for cluster in clusters:
        on = {list_of[record] for record in cluster.records if record in list_of}
        counts[tuple(name in on for name in lists)] += 1
    return make_table(lists, counts)


def leave_out(table: CaptureTable, name: str) -> CaptureTable:
    """The table as if there were no such list: who stands on it alone is gone."""
    left = table.lists.index(name)
    counts: Counter[Pattern] = Counter()
    for pattern, count in table.counts.items():
        counts[pattern[:left] + pattern[left + 1 :]] += count
    return make_table(table.lists[:left] + table.lists[left + 1 :], counts)


def drop_lists(table: CaptureTable, names: Iterable[str]) -> CaptureTable:
    """The table as if there were none of these lists; raises QuestionError for one that does not exist."""
    for name in names:
        if name not in table.lists:
            raise QuestionError(f"there is no list {name!r}; expected one of {', '.join(table.lists)}")
        table = leave_out(table, name)
    return table


def all_patterns(lists: int) -> npt.NDArray[np.bool_]:
    """Every pattern of at least one list, (2 ** lists - 1, lists)."""
    return np.array([pattern for pattern in product((True, False), repeat=lists) if any(pattern)], dtype=np.bool_)


def counts_of(table: CaptureTable) -> npt.NDArray[np.float64]:
    """The counts in the order of `all_patterns`, zeros included."""
    patterns = all_patterns(len(table.lists)).tolist()
    return np.array([table.counts.get(tuple(pattern), 0) for pattern in patterns], dtype=np.float64)


def list_sizes(table: CaptureTable) -> dict[str, int]:
    """How many people stand on each list."""
    return {
        name: sum(count for pattern, count in table.counts.items() if pattern[place])
        for place, name in enumerate(table.lists)
    }


def overlap_of(table: CaptureTable, one: int, other: int) -> int:
    """How many people stand on both of two lists, by their places in `lists`."""
    return sum(count for pattern, count in table.counts.items() if pattern[one] and pattern[other])
