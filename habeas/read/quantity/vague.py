"""Vague words to bounds by the convention: dozens, several hundred, tens of thousands, a handful, most of the 450."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from habeas.read.quantity.amount import Amount, Words
from habeas.read.quantity.numeral import read_numeral

_Share = tuple[tuple[int, int], int, bool]
"""Numerator and denominator, where the words end, and whether they are exceeded ("most")."""


def read_vague(words: Words, index: int) -> Amount | None:
    """The vague amount that begins at a token, joined to a larger one that follows ("dozens, if not hundreds")."""
    amount = _read_one(words, index)
    if amount is None or words.tokens.word(index - 1) in words.tables.vague.asking:
        return None
    joined = words.tables.perhaps.starting_at(words.tokens.words, amount.end)
    larger = _read_one(words, joined[0]) if joined else None
    return replace(amount, end=larger.end, high=None) if larger else amount


def read_share(words: Words, index: int) -> Amount | None:
    """A part of something: bounds where its whole is numbered ("most of the 450"), else only the share."""
    found = _find_share(words, index)
    if found is None:
        return None
    share, end, is_exceeded = found
    amount = Amount(index, end, None, None, "vague" if is_exceeded else "exact", share=share)
    whole = _read_whole(words, end)
    return take_part(replace(amount, end=whole[1]), whole[0]) if whole else amount


def take_part(amount: Amount, whole: int) -> Amount:
    """A share with the bounds that it has of a number; one that is exceeded ("most") may be all of it."""
    assert amount.share is not None
    part = Fraction(*amount.share) * whole
    if amount.relation == "vague":
        return replace(amount, low=floor(part) + 1, high=whole, share=None)
    low, high = floor(part), ceil(part)
    return replace(amount, low=low, high=high, relation="exact" if low == high else "between", share=None)


def _read_one(words: Words, index: int) -> Amount | None:
    return _read_multiplied(words, index) or _read_plural(words, index) or _read_phrase(words, index)


def _read_multiplied(words: Words, index: int) -> Amount | None:
    """ "Several hundred", "a few dozen", "many thousands"."""
    found = words.tables.multipliers.starting_at(words.tokens.words, index)
    if found is None:
        return None
    end, name = found
    low, factor = words.convention.vague[name][0], 1
    while (next_factor := _factor_at(words, end)) is not None:
        factor *= next_factor
        end += 1
    return Amount(index, end, low * factor, None, "vague") if factor > 1 else None


def _factor_at(words: Words, index: int) -> int | None:
    word = words.tokens.word(index)
    plural = words.tables.vague.plurals.get(word)
    return plural[1] if plural else words.tables.factors.get(word)


def _read_plural(words: Words, index: int) -> Amount | None:
    """ "Dozens", "tens of thousands"; "hundred of" for "hundreds of"."""
    tokens, plurals = words.tokens, words.tables.vague.plurals
    plural = plurals.get(tokens.word(index))
    end = index + 1
    if plural is None:
        return _read_singular(words, index)
    low, high = words.convention.vague[plural[0]]
    while tokens.word(end) in words.tables.words.of and (scale := plurals.get(tokens.word(end + 1))) is not None:
        low, high, end = low * scale[1], None, end + 2
    return Amount(index, end, low, high, "vague")


def _read_singular(words: Words, index: int) -> Amount | None:
    factor = words.tables.factors.get(words.tokens.word(index))
    if factor is None or words.tokens.word(index + 1) not in words.tables.words.of:
        return None
    names = [name for name, value in words.tables.vague.plurals.values() if value == factor]
    return Amount(index, index + 1, words.convention.vague[names[0]][0], None, "vague") if names else None


def _read_phrase(words: Words, index: int) -> Amount | None:
    found = words.tables.vague_phrases.starting_at(words.tokens.words, index)
    if found is None:
        return None
    end, name = found
    low, high = words.convention.vague[name]
    if words.tokens.word(end - 1) in words.tables.words.of:
        if _is_numbered(words, end):
            return None
        end -= 1
    return Amount(index, end, low, high, "vague")


def _is_numbered(words: Words, index: int) -> bool:
    """Whether a number follows, which says more than "a group of" before it."""
    return index < len(words.tokens.words) and read_numeral(words.tokens, index, words.tables) is not None


def _find_share(words: Words, index: int) -> _Share | None:
    table = words.tables.words
    word = words.tokens.word(index)
    if word in table.more_than:
        return _find_majority(words, index)
    if word in table.articles or word in table.numbers:
        return _find_fraction(words, index)
    fraction = table.fractions.get(word)
    return (fraction, index + 1, False) if fraction and fraction[1] == 2 else None


def _find_majority(words: Words, index: int) -> _Share | None:
    """ "Most", neither a superlative ("the most active") nor part of a hedge ("at most")."""
    tokens, table = words.tokens, words.tables.words
    is_superlative = tokens.word(index - 1) in table.determiners and tokens.word(index + 1) not in table.of
    is_hedge = words.tables.before.ending_at(tokens.words, index + 1) is not None
    return None if is_superlative or is_hedge else (table.more_than[tokens.word(index)], index + 1, True)


def _find_fraction(words: Words, index: int) -> _Share | None:
    """ "A third of", "two-thirds of"."""
    tokens, table = words.tokens, words.tables.words
    numerator = table.numbers.get(tokens.word(index), 1)
    position = tokens.after(index + 1)
    fraction = table.fractions.get(tokens.word(position))
    if fraction and 0 < numerator < fraction[1] and tokens.word(position + 1) in table.of:
        return (numerator, fraction[1]), position + 1, False
    return None


def _read_whole(words: Words, index: int) -> tuple[int, int] | None:
    """The number of what the share is of, and where it ends: "of the 450"."""
    tokens = words.tokens
    if tokens.word(index) in words.tables.words.of:
        index += 1
    if tokens.word(index) in words.tables.words.determiners:
        index += 1
    numeral = read_numeral(tokens, index, words.tables) if index < len(tokens.words) else None
    return (numeral.count, numeral.end) if numeral and numeral.count else None
