"""How two words are tied, compiled: letter by letter, sound by sound, by short forms and by initials."""

import numpy as np

from habeas.linkage.name_table import BONES, LATIN, PLAIN, READINGS, SOUNDS, WordTable
from habeas.linkage.ragged import Numbers, Ragged
from habeas.match.compiled import compile_inner

# How two words are tied, from nothing in common to the same letters.
APART, NEAR, TYPO, INITIAL, FORM, SOUND, SAME = range(7)
_TYPO_FROM, _NEAR_FROM = 0.74, 0.62
_INITIAL_LIKENESS, _FORM_LIKENESS, _SOUND_LIKENESS = 0.85, 0.95, 0.97
_BONES_COUNT = 0.95
_LONG_WORD, _TOO_FAR = 12, 0.7
_MOST_EDITS, _MOST_EDITS_LONG = 2.5, 3.5
_LONG_ENOUGH, _LONG_NEAR_FROM = 6, 0.42
_ONE, _TWO, _FOUR, _TOP = np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)
_PAIRS, _NIBBLES = np.uint64(0x5555555555555555), np.uint64(0x3333333333333333)
_BYTES, _SUM = np.uint64(0x0F0F0F0F0F0F0F0F), np.uint64(0x0101010101010101)


@compile_inner
def tie_words(words: WordTable, one: int, other: int, room: Numbers) -> tuple[int, float]:
    """How two words (numbers in the table) are tied, and how alike they are, 0 to 1; room as `find_similarity` has."""
    if words.is_initial[one] or words.is_initial[other]:
        return (INITIAL, _INITIAL_LIKENESS) if words.firsts[one] & words.firsts[other] else (APART, 0.0)
    if words.texts[one, LATIN] == words.texts[other, LATIN]:
        return SAME, 1.0
    if not _are_of_a_kind(words, one, other):
        return APART, 0.0
    if _share_form(words, one, other):
        return FORM, _FORM_LIKENESS
    return _tie_letters(words, one, other, room)


@compile_inner
def _tie_letters(words: WordTable, one: int, other: int, room: Numbers) -> tuple[int, float]:
    """How two words are tied by their letters and sounds alone."""
    has_bones = _share_skeleton(words, one, other)
    if not has_bones and _bound_likeness(words, one, other) < _NEAR_FROM:
        return APART, 0.0
    like = _find_likeness(words, one, other, room)
    if has_bones and _sound_alike(words, one, other, like):
        return SOUND, max(like, _SOUND_LIKENESS)
    if like >= _NEAR_FROM:
        return (TYPO if like >= _TYPO_FROM else NEAR), like
    return APART, 0.0


@compile_inner
def find_similarity(words: WordTable, one: int, other: int, room: Numbers) -> float:
    """Optimal string alignment likeness of two texts (numbers), 0 to 1; `room` has three rows of the longest text."""
    if one == other:
        return 1.0
    starts = words.letters.starts
    longest = max(starts[one + 1] - starts[one], starts[other + 1] - starts[other])
    return float(1.0 - _count_edits(words.letters, one, other, room) / longest)


@compile_inner
def bound_similarity(words: WordTable, one: int, other: int) -> float:
    """No less than the likeness of two texts: by the letters that only one of them has."""
    if one == other:
        return 1.0
    starts = words.letters.starts
    lengths = starts[one + 1] - starts[one], starts[other + 1] - starts[other]
    bags = words.bags[one], words.bags[other]
    edits = max(_count_bits(bags[0] & ~bags[1]), _count_bits(bags[1] & ~bags[0]), abs(lengths[0] - lengths[1]))
    return float(1.0 - edits / max(lengths[0], lengths[1]))


@compile_inner
def _are_of_a_kind(words: WordTable, one: int, other: int) -> bool:
    # Names of letters say too little of two words of one script; that it is the same word was seen before.
    is_read = words.is_read[one] and words.is_read[other] and not (words.is_named[one] and words.is_named[other])
    return bool(is_read and words.is_patronymic[one] == words.is_patronymic[other])


@compile_inner
def _share_form(words: WordTable, one: int, other: int) -> bool:
    shared = np.uint64(0)
    for at in range(words.forms.shape[1]):
        shared |= words.forms[one, at] & words.forms[other, at]
    return bool(shared)


@compile_inner
def _share_skeleton(words: WordTable, one: int, other: int) -> bool:
    for mine in words.skeletons[one]:
        if mine < 0:
            return False
        for yours in words.skeletons[other]:
            if mine == yours:
                return True
    return False


@compile_inner
def _sound_alike(words: WordTable, one: int, other: int, like: float) -> bool:
    """Whether words of one skeleton are one by sound: always where one side leaves vowels out.

    Else a reading of one, vowels and all, is one of the other; of long words it is enough that the letters are near.
    """
    if words.is_abjad[one] != words.is_abjad[other]:
        return True
    if min(words.lengths[one], words.lengths[other]) >= _LONG_ENOUGH:
        return like >= _LONG_NEAR_FROM
    return like >= _NEAR_FROM and _share_sound(words, one, other)


@compile_inner
def _share_sound(words: WordTable, one: int, other: int) -> bool:
    for mine in range(READINGS):
        for yours in range(READINGS):
            if words.texts[one, SOUNDS + mine] == words.texts[other, SOUNDS + yours]:
                return True
    return False


@compile_inner
def _find_likeness(words: WordTable, one: int, other: int, room: Numbers) -> float:
    """The better of two likenesses: of letters, and of letters and sounds; of skeletons where vowels are left out."""
    mine, yours = words.texts[one], words.texts[other]
    letters = find_similarity(words, mine[LATIN], yours[LATIN], room)
    # One letter of a script may be four in Latin, and a slip in it is still one.
    letters = max(letters, find_similarity(words, mine[PLAIN], yours[PLAIN], room))
    if words.is_abjad[one] or words.is_abjad[other]:
        return max(letters, _BONES_COUNT * _best_reading(words, mine[BONES:], yours[BONES:], room))
    like = max(letters, 0.5 * letters + 0.5 * _best_reading(words, mine[SOUNDS:], yours[SOUNDS:], room))
    longer = max(words.lengths[one], words.lengths[other])
    most = _MOST_EDITS if longer < _LONG_WORD else _MOST_EDITS_LONG
    return like * _TOO_FAR if (1 - letters) * longer > most else like


@compile_inner
def _bound_likeness(words: WordTable, one: int, other: int) -> float:
    """No less than the likeness of two words, many times as fast."""
    mine, yours = words.texts[one], words.texts[other]
    letters = bound_similarity(words, mine[LATIN], yours[LATIN])
    letters = max(letters, bound_similarity(words, mine[PLAIN], yours[PLAIN]))
    if words.is_abjad[one] or words.is_abjad[other]:
        return max(letters, _BONES_COUNT * _bound_reading(words, mine[BONES:], yours[BONES:]))
    return max(letters, 0.5 * letters + 0.5 * _bound_reading(words, mine[SOUNDS:], yours[SOUNDS:]))


@compile_inner
def _best_reading(words: WordTable, mine: Numbers, yours: Numbers, room: Numbers) -> float:
    best = 0.0
    for one in range(READINGS):
        for other in range(READINGS):
            if bound_similarity(words, mine[one], yours[other]) > best:
                best = max(best, find_similarity(words, mine[one], yours[other], room))
    return best


@compile_inner
def _bound_reading(words: WordTable, mine: Numbers, yours: Numbers) -> float:
    best = 0.0
    for one in range(READINGS):
        for other in range(READINGS):
            best = max(best, bound_similarity(words, mine[one], yours[other]))
    return best


@compile_inner
def _count_edits(letters: Ragged, one: int, other: int, room: Numbers) -> int:
    """Letters left out, added, changed or exchanged with the next, each place edited once."""
    mine = letters.values[letters.starts[one] : letters.starts[one + 1]]
    yours = letters.values[letters.starts[other] : letters.starts[other + 1]]
    before, last, row = room[0], room[1], room[2]
    for at in range(yours.size + 1):
        last[at] = at
    for i in range(mine.size):
        row[0] = i + 1
        for j in range(yours.size):
            is_changed = mine[i] != yours[j]
            edits = min(last[j] + is_changed, last[j + 1] + 1, row[j] + 1)
            if i and j and is_changed and mine[i] == yours[j - 1] and mine[i - 1] == yours[j]:
                edits = min(edits, before[j - 1] + 1)
            row[j + 1] = edits
        before, last, row = last, row, before
    return int(last[yours.size])


@compile_inner
def _count_bits(bits: np.uint64) -> int:
    halves = bits - ((bits >> _ONE) & _PAIRS)
    nibbles = (halves & _NIBBLES) + ((halves >> _TWO) & _NIBBLES)
    return int((((nibbles + (nibbles >> _FOUR)) & _BYTES) * _SUM) >> _TOP)
