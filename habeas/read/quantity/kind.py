"""What a number counts: people perhaps, or an age, a sum, a time …, so that no "16" of "16-year-old" becomes people."""

from collections.abc import Callable
from typing import Literal

from habeas.read.quantity.amount import Amount, Words

NumberKind = Literal[
    "count",
    "single",
    "none",
    "share",
    "age",
    "money",
    "percent",
    "time",
    "year",
    "date",
    "ordinal",
    "unit",
    "score",
    "address",
    "identifier",
    "decimal",
]

_OLDEST = 120
_MOST_AGES = 8  # of a list of persons; more are no list that anybody reads
_FIRST_YEAR, _FIRST_LIKELY_YEAR, _LAST_YEAR = 1000, 1900, 2100
_LAST_DAY = 31
_APPOSITION_ENDS = frozenset(',).;“"')
_NOUN_REACH = 4  # words looked at after a number for the noun that it counts


def classify_amount(words: Words, amount: Amount) -> NumberKind:
    """The kind of an amount: the first test in the order of `_TESTS` that holds, else "count"."""
    for kind, test in _TESTS:
        if test(words, amount):
            return kind
    return "count"


def _next(words: Words, amount: Amount) -> str:
    return words.tokens.word(_next_index(words, amount))


def _next_index(words: Words, amount: Amount) -> int:
    """The index of the word after an amount, after a hyphen, "of" or "more"."""
    index = words.tokens.after(amount.end)
    while words.tokens.word(index) in words.tables.hedges.between_noun:
        index += 1
    return index


def _previous(words: Words, amount: Amount) -> str:
    """The word before the number itself, hedges left out."""
    return words.tokens.word(_first(amount) - 1)


def _first(amount: Amount) -> int:
    return amount.numeral.start if amount.numeral else amount.start


def _is_money(words: Words, amount: Amount) -> bool:
    table = words.tables.not_counts
    tokens = words.tokens
    before = {tokens.word(amount.start - 1), _previous(words, amount)}
    if tokens.word(amount.start - 1) == ".":
        before.add(tokens.word(amount.start - 2))
    return not before.isdisjoint(table.currency_before) or _next(words, amount) in table.currency_after


def _is_percent(words: Words, amount: Amount) -> bool:
    return words.tokens.word(words.tokens.after(amount.end)) in words.tables.not_counts.percent


def _is_ordinal(words: Words, amount: Amount) -> bool:
    is_glued = words.tokens.touches(amount.end)
    return is_glued and words.tokens.word(amount.end) in words.tables.not_counts.ordinal_suffixes


def _is_age(words: Words, amount: Amount) -> bool:
    tokens, table = words.tokens, words.tables.not_counts
    after = _next_index(words, amount)
    is_aged = tokens.word(after) in table.age_units and tokens.word(tokens.after(after + 1)) in table.age_after
    before = tokens.word(amount.start - 1)
    if before in words.tables.words.of:
        before = tokens.word(amount.start - 2)
    return is_aged or before in table.age_before or _is_apposed_age(words, amount) or _is_further_age(words, amount)


def _is_further_age(words: Words, amount: Amount) -> bool:
    """ "Aged 24 and 31": an age joined to one before, where no noun for people follows."""
    tokens, index = words.tokens, amount.start
    joints = (*words.tables.words.conjunctions, *words.tables.ranges.joiners, ",")
    for _ in range(_MOST_AGES):
        if tokens.word(index - 1) not in joints:
            break
        index -= 1 + (tokens.word(index - 2) == ",")
        if not tokens.word(index - 1).isdigit():
            return False
        index -= 1
    is_joined = index < amount.start and tokens.word(index - 1) in words.tables.not_counts.age_before
    is_subject = tokens.word(amount.end) in words.tables.persons.verbs
    return is_joined and (is_subject or not _counts_people(words, amount.end))


def _is_apposed_age(words: Words, amount: Amount) -> bool:
    """ "Novak, 34," after a name."""
    tokens, start = words.tokens, amount.start
    is_between = tokens.word(start - 1) in (",", "(") and tokens.word(amount.end) in _APPOSITION_ENDS
    if not is_between or amount.numeral is None or not amount.numeral.in_digits or not amount.high:
        return False
    before = tokens.word(start - 2)
    is_name = before.isalpha() and before not in words.tables.words.numbers and not _is_place_list(words, start - 2)
    return amount.relation == "exact" and amount.high <= _OLDEST and is_name


def _is_place_list(words: Words, index: int) -> bool:
    """Whether a name of one or two words stands after "in": "in Brest, 15, …" counts."""
    before = {words.tokens.word(index - 1), words.tokens.word(index - 2)}
    return not before.isdisjoint(words.tables.not_counts.place_before)


def _is_time(words: Words, amount: Amount) -> bool:
    tokens, numeral = words.tokens, amount.numeral
    if numeral is None:
        return False
    is_clock = _is_joined(words, amount, ":") and tokens.word(numeral.end - 1).isdigit()
    return is_clock or _next(words, amount) in words.tables.not_counts.time_after or _is_meridiem(words, amount)


def _is_meridiem(words: Words, amount: Amount) -> bool:
    """ "5 p.m.": letters with full stops."""
    tokens, end = words.tokens, amount.end
    spelled = "".join(tokens.words[end : end + 3])
    return spelled in words.tables.not_counts.time_after


def _is_joined(words: Words, amount: Amount, mark: str) -> bool:
    """Whether a mark joins the number to more digits on either side."""
    tokens, start, end = words.tokens, _first(amount), amount.end
    after = tokens.word(end) == mark and tokens.touches(end) and tokens.touches(end + 1)
    before = tokens.word(start - 1) == mark and tokens.touches(start) and tokens.touches(start - 1)
    return (after and tokens.word(end + 1)[:1].isdigit()) or (before and tokens.word(start - 2)[:1].isdigit())


def _is_year(words: Words, amount: Amount) -> bool:
    value = _four_digits(words, amount)
    if value is None:
        return False
    if _ends_date(words, _first(amount)):
        return True
    if amount.relation == "between" and amount.high is not None and amount.high >= _LAST_YEAR:
        return False
    return _may_be_year(words, amount, value) and not _counts_people(words, amount.end)


def _four_digits(words: Words, amount: Amount) -> int | None:
    """The number of an amount written in four digits."""
    numeral = amount.numeral
    if numeral is None or not numeral.in_digits or amount.relation not in ("exact", "between"):
        return None
    digits = words.tokens.words[numeral.start : numeral.end]
    if len(digits) != 1 or len(digits[0]) != 4 or not digits[0].isdigit():
        return None
    return int(digits[0])


def _may_be_year(words: Words, amount: Amount, value: int) -> bool:
    """Whether a number is a year by its size: an unlikely one needs "in" before it, a likely one is no subject."""
    is_dated = _previous(words, amount) in words.tables.not_counts.year_before
    if _FIRST_LIKELY_YEAR <= value < _LAST_YEAR:
        return is_dated or words.tokens.word(amount.end) not in words.tables.persons.verbs
    return is_dated and _FIRST_YEAR <= value < _LAST_YEAR


def _ends_date(words: Words, start: int) -> bool:
    """Whether a month, or a month and a day, stand before: "July 9, 2016"."""
    tokens, months = words.tokens, words.tables.not_counts.months
    day = start - 2 if tokens.word(start - 1) == "," else start - 1
    if tokens.word(start - 1) in months:
        return True
    before = tokens.word(day - 2 if tokens.word(day - 1) == "." else day - 1)
    return tokens.word(day).isdigit() and before in months


def _counts_people(words: Words, end: int) -> bool:
    nouns, tokens = words.tables.noun_set, words.tokens
    return tokens.word(end) in nouns or (tokens.word(end + 1) in nouns and tokens.word(end).isalpha())


def _is_date(words: Words, amount: Amount) -> bool:
    tokens, numeral = words.tokens, amount.numeral
    if numeral is None or not numeral.in_digits:
        return False
    if _is_joined(words, amount, "/") or _is_in_numeric_date(words, amount):
        return True
    if amount.high is None or amount.high > _LAST_DAY or amount.relation not in ("exact", "between"):
        return False
    months = words.tables.not_counts.months
    is_after = _month_before(words, amount) and not _counts_people(words, amount.end)
    return is_after or tokens.word(amount.end) in months


def _is_in_numeric_date(words: Words, amount: Amount) -> bool:
    """Part of three numbers with hyphens, "2011-03-04"."""
    start, end = _first(amount), amount.end
    if _hyphenates(words, start - 1):
        return amount.relation == "between" or _hyphenates(words, start - 3) or _hyphenates(words, end)
    return _hyphenates(words, end) and (amount.relation == "between" or _hyphenates(words, end + 2))


def _hyphenates(words: Words, index: int) -> bool:
    """Whether the token at an index is a hyphen between two numbers."""
    tokens = words.tokens
    return tokens.is_hyphen(index) and tokens.word(index - 1)[:1].isdigit() and tokens.word(index + 1)[:1].isdigit()


def _month_before(words: Words, amount: Amount) -> bool:
    tokens = words.tokens
    index = amount.start - 1
    if tokens.word(index) == ".":
        index -= 1
    is_capital = index >= 0 and tokens.text[tokens.starts[index]].isupper()
    return is_capital and tokens.word(index) in words.tables.not_counts.months


def _is_unit(words: Words, amount: Amount) -> bool:
    word = _next(words, amount)
    is_rank = amount.single and word in words.tables.not_counts.ranks
    return word in words.tables.unit_set and not is_rank


def _is_score(words: Words, amount: Amount) -> bool:
    tokens, start = words.tokens, _first(amount)
    is_pair = tokens.is_hyphen(amount.end) and tokens.word(amount.end + 1)[:1].isdigit()
    is_pair = is_pair or (tokens.is_hyphen(start - 1) and tokens.word(start - 2)[:1].isdigit())
    before = tokens.words[max(0, amount.start - _NOUN_REACH) : amount.start]
    is_told = amount.relation == "between" and not set(before).isdisjoint(words.tables.not_counts.score_before)
    return is_pair or is_told


def _is_identifier(words: Words, amount: Amount) -> bool:
    """A number that names: "Flight 370", "B52", "F-16"."""
    tokens, start = words.tokens, _first(amount)
    if amount.numeral is None or amount.start != start:
        return False
    before = tokens.word(start - 1)
    is_glued = amount.numeral.in_digits and tokens.touches(start) and before.isalpha()
    is_glued = is_glued or (tokens.is_hyphen(start - 1) and tokens.word(start - 2).isalpha())
    is_glued = is_glued or (tokens.touches(amount.end) and tokens.word(amount.end).isalpha())
    return is_glued or _is_after_namer(words, start)


def _is_after_namer(words: Words, start: int) -> bool:
    tokens = words.tokens
    if tokens.word(start - 1) == "." and tokens.touches(start - 1):
        return tokens.word(start - 2) in words.tables.not_counts.identifier_abbreviated
    return tokens.word(start - 1) in words.tables.namer_set


def _is_address(words: Words, amount: Amount) -> bool:
    tokens = words.tokens
    names = tokens.words[amount.end + 1 : amount.end + 3]
    is_street = not set(names).isdisjoint(words.tables.not_counts.address_after)
    is_plain = amount.numeral is not None and amount.numeral.in_digits and amount.relation == "exact"
    return is_street and is_plain and tokens.text[tokens.starts[amount.end]].isupper()


def _is_single(_: Words, amount: Amount) -> bool:
    return amount.single


def _is_none(words: Words, amount: Amount) -> bool:
    return (
        amount.high == 0
        and amount.end == amount.start + 1
        and words.tokens.word(amount.start) in words.tables.persons.zero_before_noun
    )


def _is_share(_: Words, amount: Amount) -> bool:
    return amount.share is not None


def _is_unbounded(_: Words, amount: Amount) -> bool:
    return amount.low is None and amount.high is None


_TESTS: tuple[tuple[NumberKind, Callable[[Words, Amount], bool]], ...] = (
    ("money", _is_money),
    ("percent", _is_percent),
    ("age", _is_age),
    ("ordinal", _is_ordinal),
    ("time", _is_time),
    ("year", _is_year),
    ("unit", _is_unit),
    ("date", _is_date),
    ("score", _is_score),
    ("identifier", _is_identifier),
    ("address", _is_address),
    ("share", _is_share),
    ("none", _is_none),
    ("single", _is_single),
    ("decimal", _is_unbounded),
)
