"""Two numbers as the ends of one quantity: "between 200 and 300", "200-300", "two or three hundred"."""

from habeas.read.quantity.amount import Amount, Words
from habeas.read.quantity.numeral import Numeral, read_numeral
from habeas.read.quantity.token import HYPHENS

_CHANGE_REACH = 8  # words looked at before "from 25 to 45"


def join_range(words: Words, amount: Amount) -> Amount:
    """The range that an amount opens, the amount itself where it opens none."""
    first = amount.numeral
    if first is None or first.value is None:
        return amount
    is_opened = words.tokens.word(first.start - 1) in words.tables.ranges.openers
    second = _read_second(words, first, is_opened)
    if second is None or second.count is None or _tells_change(words, first):
        return amount
    low = _scale_first(words, first, second)
    if low is None or low >= second.count:
        return amount
    start = first.start - 1 if is_opened else first.start
    return Amount(start, second.end, low, second.count, "between", numeral=first)


def _read_second(words: Words, first: Numeral, is_opened: bool) -> Numeral | None:
    tokens, ranges = words.tokens, words.tables.ranges
    at = first.end
    if tokens.is_hyphen(at) and tokens.word(at + 1) in ranges.joiners:
        at += 1
    joiner = tokens.word(at)
    if joiner not in (ranges.opened_by if is_opened else ranges.joiners):
        return None
    if joiner in HYPHENS and not tokens.is_hyphen(at):
        return None
    index = tokens.after(at + 1)
    hedge = _skip_hedge(words, index)
    return read_numeral(tokens, hedge, words.tables) if hedge < len(tokens.words) else None


def _skip_hedge(words: Words, index: int) -> int:
    """Where the second number stands after a hedge of its own ("100 to over 120")."""
    for end in range(index + 1, index + 4):
        found = words.tables.before.ending_at(words.tokens.words, end)
        if found and found[0] == index:
            return end
    return index


def _scale_first(words: Words, first: Numeral, second: Numeral) -> int | None:
    """The lower end: in "2 to 3 million" and "10-15,000" the scale belongs to both."""
    assert first.value is not None and second.value is not None
    value, base = first.value, second.value / second.factor
    if first.factor == 1 and second.factor > 1 and value < base:
        value *= second.factor
    elif _shares_thousands(words, first, second):
        value *= 1000
    return value.numerator if value.denominator == 1 else None


def _shares_thousands(words: Words, first: Numeral, second: Numeral) -> bool:
    assert first.value is not None and second.value is not None
    is_grouped = words.tokens.word(second.start).endswith(",000") and words.tokens.is_hyphen(first.end)
    return is_grouped and first.factor == 1 and first.value < second.value / 1000


def _tells_change(words: Words, first: Numeral) -> bool:
    """Whether "from 25 to 45" is a change of one number ("rose from 25 to 45")."""
    if words.tokens.word(first.start - 1) not in words.tables.ranges.from_words:
        return False
    before = words.tokens.words[max(0, first.start - 1 - _CHANGE_REACH) : first.start - 1]
    return not set(before).isdisjoint(words.tables.ranges.changes)
