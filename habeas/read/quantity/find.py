"""Quantities in text: how many, as precisely as the words say, with every number that counts no people told apart."""

from dataclasses import dataclass, replace

from habeas.lang import Language
from habeas.model import Relation
from habeas.ontology import Convention, load_convention
from habeas.read.quantity.amount import Amount, Words
from habeas.read.quantity.hedge import add_hedges
from habeas.read.quantity.kind import NumberKind, classify_amount
from habeas.read.quantity.numeral import Numeral, read_numeral, read_scale
from habeas.read.quantity.span import join_range
from habeas.read.quantity.token import tokenize
from habeas.read.quantity.vague import read_share, read_vague

_MOST = 10**15  # larger numbers count no people


@dataclass(frozen=True, slots=True)
class QuantityMatch:
    """Characters `start` to `end` say how many, hedges included; a final "of" ("dozens of") is not.

    `kind` "count" may count people; "single" ("a", "one", "another", "both") and "none" ("no" before a noun) do so
    only if a noun for people follows; "share" is a part of something not numbered beside it (`share`: numerator and
    denominator); every other kind counts no people. Bounds are both None where the kind has no number to give.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    relation: Relation
    kind: NumberKind
    convention: str
    share: tuple[int, int] | None = None


def find_quantities(text: str, language: Language, convention: Convention | None = None) -> list[QuantityMatch]:
    """The quantities of a text in order, without overlap; vague and hedged words are bounded by the convention."""
    words = Words(tokenize(text), language.quantity, convention or load_convention())
    heads = words.tables.heads
    matches: list[QuantityMatch] = []
    reached = 0
    for index, word in enumerate(words.tokens.words):
        if index < reached or not (word in heads or word[0].isdigit()):
            continue
        amount = _read_amount(words, index)
        if amount is None:
            continue
        match = _match_amount(words, amount)
        _drop_covered(matches, _start_with_ignored(words, amount, match))
        matches.append(match)
        reached = amount.end
    return matches


def _read_amount(words: Words, index: int) -> Amount | None:
    """The amount that begins at a token, with its hedges, which may stand before the token."""
    amount = read_share(words, index) or _read_number(words, index) or read_vague(words, index)
    if amount is None:
        return _read_none(words, index) or _read_single(words, index)
    return add_hedges(words, join_range(words, amount))


def _read_number(words: Words, index: int) -> Amount | None:
    numeral = read_numeral(words.tokens, index, words.tables) or _read_scale(words, index)
    if numeral is None:
        return None
    count = numeral.count if numeral.count is None or numeral.count <= _MOST else None
    is_one = count == 1 and not numeral.in_digits
    return Amount(numeral.start, numeral.end, count, count, "exact", numeral=_checked(numeral, count), single=is_one)


def _read_scale(words: Words, index: int) -> Numeral | None:
    """A number without "a", where a hedge before it or a noun after it shows that it counts ("over thousand")."""
    numeral = read_scale(words.tokens, index, words.tables)
    if numeral is None:
        return None
    is_hedged = words.tables.before.ending_at(words.tokens.words, index) is not None
    return numeral if is_hedged or words.tokens.word(numeral.end) in words.tables.noun_set else None


def _checked(numeral: Numeral, count: int | None) -> Numeral:
    is_too_large = count is None and numeral.count is not None
    return replace(numeral, value=None) if is_too_large else numeral


def _read_none(words: Words, index: int) -> Amount | None:
    """Nobody: "no one", "none", and "no" before a noun."""
    found = words.tables.zero.starting_at(words.tokens.words, index)
    if found:
        return Amount(index, found[0], 0, 0, "exact")
    persons, after = words.tables.persons, words.tokens.word(index + 1)
    if words.tokens.word(index) not in persons.zero_before_noun or after in persons.not_zero_before:
        return None
    return Amount(index, index + 1, 0, 0, "exact") if after.isalpha() else None


def _read_single(words: Words, index: int) -> Amount | None:
    pair = words.tables.pairs.starting_at(words.tokens.words, index)
    if pair:
        return Amount(index, pair[0], 2, 2, "exact", single=True)
    is_initial = words.tokens.word(index + 1) == "." and words.tokens.touches(index + 1)
    if words.tokens.word(index) not in words.tables.persons.singles or is_initial:
        return None
    return Amount(index, index + 1, 1, 1, "exact", single=True)


def _match_amount(words: Words, amount: Amount) -> QuantityMatch:
    kind = classify_amount(words, amount)
    starts, ends = words.tokens.starts, words.tokens.ends
    return QuantityMatch(
        starts[amount.start],
        ends[amount.end - 1],
        amount.low,
        amount.high,
        amount.relation,
        kind,
        words.convention.name,
        amount.share,
    )


def _start_with_ignored(words: Words, amount: Amount, match: QuantityMatch) -> int:
    """Where words begin that belong to a count without being part of it: the "another" of "another 12"."""
    found = words.tables.ignored.ending_at(words.tokens.words, amount.start)
    return words.tokens.starts[found[0]] if found and match.kind == "count" else match.start


def _drop_covered(matches: list[QuantityMatch], start: int) -> None:
    while matches and matches[-1].end > start:
        matches.pop()
