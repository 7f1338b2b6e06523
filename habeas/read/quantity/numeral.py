"""Numbers in digits and in words, to their value.

Own code and not text2num: that reads words to a value but gives no positions, refuses "two and a half thousand",
"half a million", "a hundred" and "two dozen", and has its words in code where ours are in the language's table. The
tests compare the two.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from habeas.lang.quantity import QuantityTables
from habeas.read.quantity.token import Tokens

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:\.\d{3}){2,}|[1-9]\d{0,2}\.000")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_MOST_DIGITS = 18  # a longer string of digits counts nothing
_GROUP = 3
_SPACES = frozenset(" \u00a0\u2009\u202f")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in tokens `start` to `end`; `value` is None for digits that are no number ("12.5.2011").

    `factor` is the scale word in it that stands last and could belong to two numbers ("2 to 3 million").
    """

    start: int
    end: int
    value: Fraction | None
    in_digits: bool
    factor: int = 1

    @property
    def count(self) -> int | None:
        """The value where it is a whole number."""
        return self.value.numerator if self.value is not None and self.value.denominator == 1 else None


def read_numeral(tokens: Tokens, index: int, table: QuantityTables) -> Numeral | None:
    """The number that begins at a token, None where none does."""
    if tokens.word(index)[:1].isdigit():
        return _read_digits(tokens, index, table)
    return _read_part(tokens, index, table) or _read_words(tokens, index, table)


def _read_digits(tokens: Tokens, index: int, table: QuantityTables) -> Numeral:
    value, end = _parse_digits(tokens.words[index]), index + 1
    grouped = _read_spaced(tokens, index, table)
    if grouped is not None:
        value, end = grouped
    suffix = tokens.word(end)
    if value is not None and _is_suffix(tokens, index, end, table):
        return Numeral(index, end + 1, value * table.words.suffixes[suffix], True, table.words.suffixes[suffix])
    return _multiply(tokens, Numeral(index, end, value, in_digits=True), table)


def _is_suffix(tokens: Tokens, start: int, index: int, table: QuantityTables) -> bool:
    """Whether letters that touch digits multiply them; "12m" are millions only of money or people, else metres."""
    suffix = tokens.word(index)
    if suffix not in table.words.suffixes or not tokens.touches(index):
        return False
    is_money = tokens.word(start - 1) in table.not_counts.currency_before
    return suffix not in table.unit_set or is_money or tokens.word(index + 1) in table.noun_set


def _parse_digits(word: str) -> Fraction | None:
    if len(word) > _MOST_DIGITS:
        return None
    if _GROUPED.fullmatch(word):
        whole, dot, rest = word.replace(",", "").partition(".")
        is_grouping = dot and word.count(",") == 0
        return Fraction(whole + rest.replace(".", "")) if is_grouping else Fraction(f"{whole}.{rest or 0}")
    return Fraction(word) if _PLAIN.fullmatch(word) else None


def _read_spaced(tokens: Tokens, index: int, table: QuantityTables) -> tuple[Fraction, int] | None:
    """Digits in groups of three with single spaces between, as in "115 000"."""
    end = index + 1
    is_day = tokens.word(index - 1) in table.not_counts.months
    if is_day or len(tokens.words[index]) > _GROUP or not tokens.words[index].isdigit():
        return None
    while _is_group(tokens, end) and end - index < _MOST_DIGITS // _GROUP:
        end += 1
    if end == index + 1 or tokens.words[index].startswith("0"):
        return None
    return Fraction("".join(tokens.words[index:end])), end


def _is_group(tokens: Tokens, index: int) -> bool:
    word = tokens.word(index)
    if len(word) != _GROUP or not word.isdigit():
        return False
    return tokens.text[tokens.ends[index - 1] : tokens.starts[index]] in _SPACES


def _multiply(tokens: Tokens, numeral: Numeral, table: QuantityTables) -> Numeral:
    """A number with the scale and group words behind it ("1.2 million", "two dozen", "2 hundred thousand")."""
    if numeral.value is None:
        return numeral
    factor, end = 1, numeral.end
    while (following := table.factors.get(tokens.word(tokens.after(end)))) is not None and factor < following:
        factor *= following
        end = tokens.after(end) + 1
    return Numeral(numeral.start, end, numeral.value * factor, numeral.in_digits, factor)


def _read_part(tokens: Tokens, index: int, table: QuantityTables) -> Numeral | None:
    """Part of a scale or group: "half a million", "half-dozen", "a quarter of a million"."""
    start = index
    if tokens.word(index) in table.words.articles:
        index += 1
    part = table.words.fractions.get(tokens.word(index))
    if part is None:
        return None
    index = tokens.after(index + 1)
    if tokens.word(index) in table.words.of:
        index += 1
    if tokens.word(index) in table.words.articles:
        index += 1
    factor = table.factors.get(tokens.word(index))
    if factor is None:
        return None
    return Numeral(start, index + 1, Fraction(*part) * factor, in_digits=False)


def _read_words(tokens: Tokens, index: int, table: QuantityTables) -> Numeral | None:
    if tokens.word(index) in table.words.articles:
        return _read_after_article(tokens, index, table)
    state = _Words()
    end = index
    position = index
    while _take(state, tokens.word(position), table):
        end = position + 1
        position = _next_word(tokens, end, table)
    if end == index:
        return None
    factor = table.factors.get(tokens.word(end - 1), 1)
    numeral = Numeral(index, end, Fraction(state.sum), False, factor)
    return _read_and_half(tokens, numeral, table) or _close_words(tokens, numeral, table)


def _close_words(tokens: Tokens, numeral: Numeral, table: QuantityTables) -> Numeral:
    index = tokens.after(numeral.end)
    factor = table.words.groups.get(tokens.word(index))
    if factor is None or numeral.value is None:
        return numeral
    return Numeral(numeral.start, index + 1, numeral.value * factor, False, factor)


def _read_after_article(tokens: Tokens, index: int, table: QuantityTables) -> Numeral | None:
    """ "A hundred and five", "a dozen": the article stands for one."""
    word = tokens.word(index + 1)
    if word in table.words.groups:
        return Numeral(index, index + 2, Fraction(table.words.groups[word]), in_digits=False)
    if word not in table.words.hundred and word not in table.words.scales:
        return None
    numeral = read_scale(tokens, index + 1, table)
    return replace(numeral, start=index) if numeral else None


def read_scale(tokens: Tokens, index: int, table: QuantityTables) -> Numeral | None:
    """The number that begins with a scale word for one of it ("hundred and fifty", "thousand")."""
    if tokens.word(index) not in table.factors:
        return None
    state = _Words(current=1)
    end = position = index
    while _take(state, tokens.word(position), table):
        end = position + 1
        position = _next_word(tokens, end, table)
    if end > index:
        return Numeral(index, end, Fraction(state.sum), in_digits=False)
    return Numeral(index, index + 1, Fraction(table.factors[tokens.word(index)]), in_digits=False)


def _read_and_half(tokens: Tokens, numeral: Numeral, table: QuantityTables) -> Numeral | None:
    """ "Two and a half thousand"."""
    index = numeral.end
    if tokens.word(index) not in table.words.conjunctions or tokens.word(index + 1) not in table.words.articles:
        return None
    part = table.words.fractions.get(tokens.word(index + 2))
    factor = table.factors.get(tokens.word(index + 3))
    if part is None or factor is None or numeral.value is None:
        return None
    value = (numeral.value + Fraction(*part)) * factor
    return Numeral(numeral.start, index + 4, value, in_digits=False)


@dataclass(slots=True)
class _Words:
    """Number words read so far: finished scales, what stands before the next, and the last scale."""

    total: int = 0
    current: int = 0
    last: int | None = None
    taken: int = 0

    @property
    def sum(self) -> int:
        return self.total + self.current


def _take(state: _Words, word: str, table: QuantityTables) -> bool:
    """Whether a word continues the number; the state then includes it."""
    if word in table.words.numbers:
        return _take_number(state, table.words.numbers[word])
    if word in table.words.hundred:
        return _take_hundred(state, table.words.hundred[word])
    return word in table.words.scales and _take_scale(state, table.words.scales[word])


def _take_number(state: _Words, value: int) -> bool:
    rest = state.current % 100
    fits = rest == 0 or (rest >= 20 and rest % 10 == 0 and 0 < value < 10)
    if not fits or (value == 0 and state.taken):
        return False
    if state.taken and state.sum == 0:
        return False
    state.current += value
    state.taken += 1
    return True


def _take_hundred(state: _Words, factor: int) -> bool:
    if not 0 < state.current < factor:
        return False
    state.current *= factor
    state.taken += 1
    return True


def _take_scale(state: _Words, scale: int) -> bool:
    if state.current == 0 or (state.last is not None and scale >= state.last):
        return False
    state.total += state.current * scale
    state.current = 0
    state.last = scale
    state.taken += 1
    return True


def _next_word(tokens: Tokens, end: int, table: QuantityTables) -> int:
    """Where the number may go on: after a hyphen, or after "and" behind a hundred or a scale."""
    position = tokens.after(end)
    before = tokens.word(end - 1)
    if tokens.word(position) not in table.words.conjunctions or (
        before not in table.words.hundred and before not in table.words.scales
    ):
        return position
    return position + 1 if tokens.word(position + 1) in table.words.numbers else position
