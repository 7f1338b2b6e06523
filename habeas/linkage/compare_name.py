"""How alike two names are: one comparison for linkage, measurement and explanation, that never says a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from habeas.linkage.name import Name
from habeas.linkage.name_table import Bools, Ints, NameTable, WordTable, make_name_table

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
# How two words are tied, from nothing in common to the same letters.
APART, NEAR, TYPO, INITIAL, FORM, SOUND, SAME = range(7)
_TYPO_FROM, _NEAR_FROM = 0.74, 0.62
_INITIAL_LIKENESS, _FORM_LIKENESS, _SOUND_LIKENESS = 0.85, 0.95, 0.97
_BONES_COUNT = 0.95
_NEAR_COUNTS = 0.7
_JOINED_FROM = 0.9
_LONG_WORD, _TOO_FAR = 12, 0.7
_LONG_ENOUGH, _LONG_NEAR_FROM = 6, 0.42
_ONE_WORD, _EXTRA = 0.25, 0.03
# Of two equally good pairings, the one that keeps words in their places.
_MOVED = 1e-6


@dataclass(frozen=True, slots=True)
class NameMatches:
    """Pairs of names word by word, one row a pair, one column a pairing of words: the best first, -1 for none.

    `ties` is how the words are tied, `likeness` how alike they are, `left` and `right` the numbers of the words;
    `left_over` counts the words without a partner on each side, and `is_joined` marks names that are alike once
    nothing stands between their words.
    """

    ties: Codes
    likeness: Floats
    left: Ints
    right: Ints
    left_over: Ints
    is_joined: Bools

    @property
    def conflicts(self) -> Ints:
        """Words that stand against one another: without a partner on both sides."""
        return np.asarray(self.left_over.min(axis=1), dtype=np.int64)

    @property
    def extra(self) -> Ints:
        """Words that only the longer name has."""
        return np.asarray(self.left_over.max(axis=1), dtype=np.int64) - self.conflicts


def compare_names(one: Name, other: Name) -> float:
    """How alike two names are, 0 to 1, without knowing how common they are."""
    table = make_name_table([one, other])
    return float(score_matches(match_names(table, np.array([0]), np.array([1])))[0])


def compare_name_pairs(pairs: Sequence[tuple[Name, Name]]) -> Floats:
    """How alike the names of each pair are, 0 to 1, without knowing how common they are."""
    table = make_name_table([name for pair in pairs for name in pair])
    numbers = np.arange(len(pairs)) * 2
    return score_matches(match_names(table, numbers, numbers + 1))


def score_matches(matches: NameMatches) -> Floats:
    """How alike the names are, 0 to 1: half the mean of their words, half the worst, less a little for extra words."""
    likeness = np.where(matches.ties == NEAR, _NEAR_COUNTS, 1.0) * matches.likeness
    is_paired = matches.ties >= 0
    words = is_paired.sum(axis=1) + matches.conflicts
    mean = np.where(is_paired, likeness, 0.0).sum(axis=1) / np.maximum(words, 1)
    worst = np.where(is_paired, likeness, 1.0).min(axis=1, initial=1.0) * (matches.conflicts == 0)
    score = 0.5 * mean + 0.5 * worst - _EXTRA * matches.extra - _ONE_WORD * ((words == 1) & (matches.extra > 0))
    is_spelt = (is_paired & (matches.ties != INITIAL)).any(axis=1)
    score = np.where(is_spelt, np.maximum(score, 0.0), 0.0)
    return np.where(matches.is_joined, np.maximum(score, _JOINED_FROM), score)


def match_names(table: NameTable, left: Ints, right: Ints) -> NameMatches:
    """Pairs of names (numbers in the table) word by word: greedily, the most alike first; what is apart stays alone.

    Where both names say who is whose child, words in another order are apart.
    """
    ties, likeness = _tie_all_words(table, left, right)
    ordered = table.is_chain[left] & table.is_chain[right]
    chosen = _pair_words(ties, likeness, ordered)
    cells = np.clip(chosen, 0, None)
    width = table.rows.shape[1]
    is_paired = chosen >= 0
    rows = np.arange(len(left))[:, None]
    paired = is_paired.sum(axis=1)
    lengths = table.lengths
    return NameMatches(
        ties=np.where(is_paired, ties[rows, cells], -1).astype(np.int8),
        likeness=np.where(is_paired, likeness[rows, cells], 0.0),
        left=np.where(is_paired, np.take_along_axis(table.rows[left], cells // width, axis=1), -1),
        right=np.where(is_paired, np.take_along_axis(table.rows[right], cells % width, axis=1), -1),
        left_over=np.stack([lengths[left] - paired, lengths[right] - paired], axis=1),
        is_joined=_find_joined(table, left, right),
    )


def _tie_all_words(table: NameTable, left: Ints, right: Ints) -> tuple[Codes, Floats]:
    """Every word of one name with every word of the other: ties and likenesses, (pairs, width * width)."""
    one, other = table.rows[left], table.rows[right]
    number = len(table.words.latin)
    shape = (len(left), one.shape[1] * other.shape[1])
    is_there = ((one >= 0)[:, :, None] & (other >= 0)[:, None, :]).reshape(shape)
    codes = (one[:, :, None] * number + other[:, None, :]).reshape(shape)
    distinct, places = np.unique(codes[is_there], return_inverse=True)
    tie, like = tie_words(table.words, distinct // max(number, 1), distinct % max(number, 1))
    ties = np.full(shape, APART, dtype=np.int8)
    likeness = np.full(shape, -1.0)
    ties[is_there] = tie[places]
    likeness[is_there] = like[places]
    return ties, likeness


def _pair_words(ties: Codes, likeness: Floats, ordered: Bools) -> Ints:
    """The cells paired, best first, -1 where no more words are tied; each word is in one pair at most."""
    width = int(np.sqrt(ties.shape[1]))
    one, other = np.divmod(np.arange(width * width), width)
    left = np.where(ties == APART, -1.0, likeness - _MOVED * np.abs(one - other))
    chosen = np.full((len(ties), width), -1, dtype=np.int64)
    rows = np.arange(len(ties))
    for turn in range(width):
        best = left.argmax(axis=1)
        is_tied = left[rows, best] >= 0
        if not is_tied.any():
            break
        chosen[is_tied, turn] = best[is_tied]
        row, column = (best // width)[:, None], (best % width)[:, None]
        is_gone = (one == row) | (other == column) | (ordered[:, None] & ((one < row) != (other < column)))
        left[is_gone] = -1.0
    return chosen


def tie_words(words: WordTable, left: Ints, right: Ints) -> tuple[Codes, Floats]:
    """How pairs of words are tied, and how alike they are, 0 to 1."""
    tie = np.full(len(left), APART, dtype=np.int8)
    like = np.zeros(len(left))
    shares_skeleton = (words.skeletons[left][:, :, None] == words.skeletons[right][:, None, :]) & (
        words.skeletons[left] >= 0
    )[:, :, None]
    same_bones = shares_skeleton.any(axis=(1, 2))
    is_initial = words.is_initial[left] | words.is_initial[right]
    is_read = words.is_read[left] & words.is_read[right] & ~(words.is_named[left] & words.is_named[right])
    is_rank = words.is_patronymic[left] == words.is_patronymic[right]
    spelt = ~is_initial & is_read & is_rank
    like[spelt] = _find_likeness(words, left[spelt], right[spelt])
    is_across = words.is_abjad[left] != words.is_abjad[right]
    _settle(tie, like, spelt & (like >= _NEAR_FROM), NEAR, None)
    _settle(tie, like, spelt & (like >= _TYPO_FROM), TYPO, None)
    _settle(
        tie, like, spelt & same_bones & (is_across | _sounds_alike(words, left, right, like)), SOUND, _SOUND_LIKENESS
    )
    _settle(tie, like, spelt & ((words.forms[left] & words.forms[right]) > 0).any(axis=1), FORM, _FORM_LIKENESS)
    _settle(tie, like, is_initial & ((words.firsts[left] & words.firsts[right]) > 0), INITIAL, _INITIAL_LIKENESS)
    _settle(tie, like, ~is_initial & (words.latin[left] == words.latin[right]), SAME, 1.0)
    return tie, np.where(tie == APART, 0.0, like)


def _settle(tie: Codes, like: Floats, where: Bools, code: int, least: float | None) -> None:
    """Writes one kind of tie over weaker ones, with no less than its likeness."""
    tie[where] = code
    if least is not None:
        like[where] = np.maximum(like[where], least) if code in (SOUND, SAME) else least


def _sounds_alike(words: WordTable, left: Ints, right: Ints, like: Floats) -> Bools:
    """Whether a reading of one, vowels and all, is one of the other; of long words, whether the letters are near."""
    shared = words.sounds[left][:, :, None] == words.sounds[right][:, None, :]
    is_long = np.minimum(words.lengths[left], words.lengths[right]) >= _LONG_ENOUGH
    near = like >= np.where(is_long, _LONG_NEAR_FROM, _NEAR_FROM)
    return near & (np.asarray(shared.any(axis=(1, 2)), dtype=np.bool_) | is_long)


def _find_likeness(words: WordTable, left: Ints, right: Ints) -> Floats:
    """The better of two likenesses: of letters, and of letters and sounds; of skeletons where vowels are left out."""
    letters = _similarity(words.latin[left], words.latin[right])
    # One letter of a script may be four in Latin, and a slip in it is still one.
    letters = np.maximum(letters, _similarity(words.plain[left], words.plain[right]))
    sounds = _best_reading(words.sounds, left, right)
    like = np.maximum(letters, 0.5 * letters + 0.5 * sounds)
    like[_count_edits(words, left, right, letters) > _most_edits(words, left, right)] *= _TOO_FAR
    across = np.flatnonzero(words.is_abjad[left] | words.is_abjad[right])
    bones = _BONES_COUNT * _best_reading(words.bones, left[across], right[across])
    like[across] = np.maximum(letters[across], bones)
    return like


def _count_edits(words: WordTable, left: Ints, right: Ints, letters: Floats) -> Floats:
    return (1 - letters) * _longer(words, left, right)


def _most_edits(words: WordTable, left: Ints, right: Ints) -> Floats:
    """How many letters may be wrong: two, or three in long words."""
    return np.where(_longer(words, left, right) < _LONG_WORD, 2.5, 3.5)


def _longer(words: WordTable, left: Ints, right: Ints) -> Ints:
    return np.maximum(words.lengths[left], words.lengths[right])


def _best_reading(readings: npt.NDArray[np.object_], left: Ints, right: Ints) -> Floats:
    columns = range(readings.shape[1])
    best = np.zeros(len(left))
    for one in columns:
        for other in columns:
            best = np.maximum(best, _similarity(readings[left, one], readings[right, other]))
    return best


def _find_joined(table: NameTable, left: Ints, right: Ints) -> Bools:
    """Which pairs are alike once their words are written together, of those with a different number of words."""
    joined = np.zeros(len(left), dtype=np.bool_)
    lengths = table.lengths
    unequal = np.flatnonzero((lengths[left] != lengths[right]) & (lengths[left] > 0) & (lengths[right] > 0))
    alike = _similarity(table.joined[left[unequal]], table.joined[right[unequal]])
    joined[unequal] = alike >= _JOINED_FROM
    return joined


def _similarity(one: npt.NDArray[np.object_], other: npt.NDArray[np.object_]) -> Floats:
    """Optimal string alignment likeness of each pair of texts, 0 to 1."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    if not len(one):
        return np.zeros(0)
    found: Any = cpdist(one, other, scorer=OSA.normalized_similarity, dtype=np.float64)
    return np.asarray(found, dtype=np.float64)
