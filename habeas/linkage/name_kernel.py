"""How alike two names are, compiled: words are paired from best to worst, and what is left over counts against them."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from habeas.linkage.name_table import NameTable
from habeas.linkage.ragged import Ints, Numbers
from habeas.linkage.word_kernel import APART, INITIAL, NEAR, bound_similarity, find_similarity, tie_words
from habeas.match.compiled import compile_inner, compile_loop

Floats = npt.NDArray[np.float64]
_NEAR_COUNTS = 0.7
_JOINED_FROM = 0.9
_ONE_WORD, _EXTRA = 0.25, 0.03
# Of two equally good pairings, the one that keeps words in their places.
_MOVED = 1e-6


class Room(NamedTuple):
    """Where one thread writes while it compares: how the words of two names are tied, and which are paired.

    `edits` has three rows for the letters of the longest text. `ties`, `likes` and `scores` have a row a word of one
    name and a column a word of the other; a score below nought is of words apart or gone. The first rows of `pairs`
    are the numbers of the two words that are paired and their tie, the best first, with `likeness` beside them.
    """

    edits: Numbers
    ties: Ints
    likes: Floats
    scores: Floats
    pairs: Ints
    likeness: Floats


def make_room(table: NameTable) -> Room:
    """Room to compare any two names of a table."""
    width = table.rows.shape[1]
    longest = int(np.diff(table.words.letters.starts).max(initial=0))
    cells = np.zeros((3, width, width))
    edits = np.zeros((3, longest + 1), dtype=np.int32)
    ties = np.zeros((width, width), dtype=np.int64)
    return Room(edits, ties, cells[0], cells[1], np.zeros((width, 3), dtype=np.int64), np.zeros(width))


@compile_inner
def pair_names(table: NameTable, left: int, right: int, room: Room) -> int:
    """How many words of two names (numbers in the table) are paired, which are written into the room.

    Where both names say who is whose child, words in another order are apart.
    """
    _tie_all(table, left, right, room)
    is_ordered = table.is_chain[left] and table.is_chain[right]
    one, other = table.lengths[left], table.lengths[right]
    paired = 0
    while paired < min(one, other):
        row, column = _find_best(room.scores, one, other)
        if row < 0:
            break
        room.pairs[paired, 0], room.pairs[paired, 1] = table.rows[left, row], table.rows[right, column]
        room.pairs[paired, 2], room.likeness[paired] = room.ties[row, column], room.likes[row, column]
        paired += 1
        _take_out(room.scores, row, column, is_ordered)
    return paired


@compile_inner
def are_joined(table: NameTable, left: int, right: int, room: Room) -> bool:
    """Whether names of a different number of words are alike once their words are written together."""
    one, other = table.lengths[left], table.lengths[right]
    if one == other or not one or not other:
        return False
    texts = table.joined[left], table.joined[right]
    if bound_similarity(table.words, texts[0], texts[1]) < _JOINED_FROM:
        return False
    return find_similarity(table.words, texts[0], texts[1], room.edits) >= _JOINED_FROM


@compile_inner
def score_names(table: NameTable, left: int, right: int, room: Room) -> float:
    """How alike two names are, 0 to 1: half the mean of their words, half the worst, less a little for extra words."""
    paired = pair_names(table, left, right, room)
    score = _score_words(paired, table.lengths[left] - paired, table.lengths[right] - paired, room)
    return max(score, _JOINED_FROM) if are_joined(table, left, right, room) else score


@compile_inner
def _score_words(paired: int, one: int, other: int, room: Room) -> float:
    """How alike names are by the words paired, and by how many are left over on each side."""
    total, worst, spelt = 0.0, 1.0, 0
    for at in range(paired):
        spelt += room.pairs[at, 2] != INITIAL
        like = room.likeness[at] * (_NEAR_COUNTS if room.pairs[at, 2] == NEAR else 1.0)
        total, worst = total + like, min(worst, like)
    against, extra = min(one, other), abs(one - other)
    if not spelt:
        return 0.0
    score = 0.5 * total / (paired + against) + (0.0 if against else 0.5 * worst) - _EXTRA * extra
    return max(score - _ONE_WORD if paired + against == 1 and extra else score, 0.0)


@compile_loop
def score_pairs(table: NameTable, left: Ints, right: Ints, room: Room) -> Floats:
    """How alike the names of each pair are, 0 to 1."""
    scores = np.zeros(left.size)
    for at in range(left.size):
        scores[at] = score_names(table, left[at], right[at], room)
    return scores


@compile_inner
def _tie_all(table: NameTable, left: int, right: int, room: Room) -> None:
    """Every word of one name with every word of the other."""
    for row in range(table.lengths[left]):
        for column in range(table.lengths[right]):
            tie, like = tie_words(table.words, table.rows[left, row], table.rows[right, column], room.edits)
            room.ties[row, column], room.likes[row, column] = tie, like
            room.scores[row, column] = -1.0 if tie == APART else like - _MOVED * abs(row - column)


@compile_inner
def _find_best(scores: Floats, one: int, other: int) -> tuple[int, int]:
    """The row and the column of the best score; -1 where no more words are tied."""
    best, found = -1.0, (-1, -1)
    for row in range(one):
        for column in range(other):
            if scores[row, column] >= 0 and scores[row, column] > best:
                best, found = scores[row, column], (row, column)
    return found


@compile_inner
def _take_out(scores: Floats, row: int, column: int, is_ordered: bool) -> None:
    """Words that are paired are gone, and in order also those that would cross them."""
    for one in range(scores.shape[0]):
        for other in range(scores.shape[1]):
            is_crossing = is_ordered and (one < row) != (other < column)
            if one == row or other == column or is_crossing:
                scores[one, other] = -1.0
