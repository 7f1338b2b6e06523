"""Which records are compared with which, and how: pair by pair on all cores, without ever holding all pairs."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from habeas.linkage.block import Bools, Family, block_records, narrow_family
from habeas.linkage.columns import Columns
from habeas.linkage.key_kernel import INITIAL, PAIR, WORD, Written, key_records
from habeas.linkage.keys import key_words, list_starts
from habeas.linkage.level_kernel import SIZES
from habeas.linkage.name import Word
from habeas.linkage.name_kernel import make_room
from habeas.linkage.pair_kernel import Company, Pad, code_pairs, compare_lefts, place_members
from habeas.linkage.ragged import Ints, Numbers

CODES = int(np.prod(SIZES))
_AT_A_TIME = 8_192
_ROOM = 1 << 18


class Found(NamedTuple):
    """Pairs of records (numbers, the smaller left) that are kept with the codes of their levels.

    `counts` says how many pairs have each code, kept or not, and `done` how many records were compared with theirs.
    """

    left: Numbers
    right: Numbers
    code: Numbers
    counts: Ints
    done: int


class Desk(NamedTuple):
    """Records ready to be compared: their columns, those that stand for their copies, and who is compared with whom.

    Nobody is compared with more than `most`.
    """

    columns: Columns
    first: Ints
    alone: Ints
    company: Company
    most: int
    left_out: int


def make_desk(columns: Columns, words: Sequence[Word]) -> Desk:
    """What is to be compared; of records alike in every field only the first. `words` are those of the names."""
    first = _find_first(columns)
    alone = np.flatnonzero(first == np.arange(len(first)))
    written = Written(columns.names, columns.name, key_words(words), list_starts(words))
    blocks = block_records(_list_families(columns, written, alone), len(first))
    places, starts, most = place_members(blocks.members, blocks.after, len(first))
    has_initial = np.any(np.append(columns.names.words.is_initial, False)[columns.names.rows], axis=1)
    company = Company(
        members=blocks.members,
        after=blocks.after,
        places=places,
        starts=starts,
        short_from=blocks.ends[-2],
        is_short=np.asarray(has_initial)[columns.name],
    )
    return Desk(columns, first, alone, company, most, len(blocks.left_out))


def compare_some(desk: Desk, lefts: Ints, *, most: int) -> Found:
    """All pairs of the first of these records with their company, until there are about so many."""
    pad = _make_pad(desk, room=most)
    done, kept = compare_lefts(desk.columns, desk.company, lefts, np.ones(CODES, dtype=np.bool_), pad)
    return Found(pad.left[:kept], pad.right[:kept], pad.code[:kept], pad.counts, done)


def compare_all(desk: Desk, is_kept: Bools) -> Found:
    """The pairs of all records whose code is kept, whatever the number of cores in the same order."""
    parts = (desk.alone[at : at + _AT_A_TIME] for at in range(0, len(desk.alone), _AT_A_TIME))
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        found = list(threads.map(lambda lefts: _compare_part(desk, lefts, is_kept), parts))
    return _join_found(each for part in found for each in part)


def code_all(desk: Desk, left: Ints, right: Ints) -> Numbers:
    """The codes of these pairs of records."""
    return code_pairs(desk.columns, left, right, make_room(desk.columns.names))


def draw_records(desk: Desk, seed: int) -> Ints:
    """The records that are compared, in an order drawn at random."""
    return np.random.default_rng(seed).permutation(desk.alone)


def _list_families(columns: Columns, written: Written, records: Ints) -> Iterator[Family]:
    """Two words alike, or one word and the day, the place or the birth; each with what can narrow it further.

    The last family is a word and the initial of another.
    """
    day, place, year = columns.day, columns.place, columns.year
    yield _key_family(written, records, [day, place, year], kind=PAIR)
    for column, narrowing in ((day, [place, year]), (place, [day, year]), (columns.birth, [day, place])):
        yield narrow_family(_key_family(written, records, narrowing, kind=WORD), column)
    yield _key_family(written, records, [day, place, year], kind=INITIAL)


def _key_family(written: Written, records: Ints, narrowing: Sequence[Ints], *, kind: int) -> Family:
    sizes, keys = key_records(written, records, kind)
    return Family(np.repeat(records, sizes), keys, narrowing)


def _compare_part(desk: Desk, lefts: Ints, is_kept: Bools) -> list[Found]:
    found: list[Found] = []
    pad = _make_pad(desk, room=_ROOM)
    while len(lefts):
        pad.counts[:] = 0
        done, kept = compare_lefts(desk.columns, desk.company, lefts, is_kept, pad)
        left, right, code = (column[:kept].copy() for column in (pad.left, pad.right, pad.code))
        found.append(Found(left, right, code, pad.counts.copy(), done))
        lefts = lefts[done:]
    return found


def _join_found(found: Iterable[Found]) -> Found:
    """All of them, one after another."""
    counts, done, parts = np.zeros(CODES, dtype=np.int64), 0, [np.zeros((3, 0), dtype=np.int32)]
    for each in found:
        counts += each.counts
        done += each.done
        parts.append(np.stack([each.left, each.right, each.code]))
    left, right, code = np.concatenate(parts, axis=1)
    return Found(left, right, code, counts, done)


def _make_pad(desk: Desk, *, room: int) -> Pad:
    seen = np.full(len(desk.first), -1, dtype=np.int32)
    pairs = np.zeros((3, max(room, desk.most)), dtype=np.int32)
    others = np.zeros(desk.most, dtype=np.int32)
    counts = np.zeros(CODES, dtype=np.int64)
    return Pad(make_room(desk.columns.names), seen, others, counts, *pairs)


def _find_first(columns: Columns) -> Ints:
    """For each record the first one that is alike in every field, list and all; itself where it has no name."""
    fields = [columns.list, columns.name, columns.birth, columns.day, columns.place, columns.facility]
    rows = np.stack(fields, axis=1)
    _, firsts, places = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    first = firsts[places.reshape(-1)]
    is_nameless = columns.names.lengths[columns.name] == 0
    return np.where(is_nameless, np.arange(len(rows)), first).astype(np.int64)
