"""Numbers and times for sentences of our own, with the bounds and days that the annotation guidelines give them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
Days = tuple[date, date]

_WORDS = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_VAGUE = {
    "dozens of": 24, "scores of": 40, "hundreds of": 200, "several": 3, "several hundred": 300, "several dozen": 36,
    "thousands of": 2000, "many": 3,
}  # fmt: skip
_VAGUE_CROWDS = {
    "hundreds of": 200, "thousands of": 2000, "tens of thousands of": 20000, "several thousand": 3000,
    "hundreds of thousands of": 200000, "several hundred": 300,
}  # fmt: skip
_PARTS = ("morning", "evening", "afternoon", "night")
_EXPONENTS = {
    "n": (0.4, 3.8), "bare": (0.4, 3.8), "small": (0.4, 1.5), "few": (1.1, 1.8), "total": (1.8, 3.8),
    "digits": (1.8, 3.8),
}  # fmt: skip
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a slot: `words` are annotated, `before` and `after` stand beside them in the text."""

    words: str
    before: str = ""
    after: str = ""
    quantity: Json | None = None
    days: Days | None = None

    @property
    def lead(self) -> int:
        """How far into the slot the annotated words begin."""
        return len(self.before)


def draw_number(kind: str, rng: random.Random) -> Filling:
    """A number of people in one of its forms; "bare" and "small" stand without a noun as well."""
    if kind == "none":
        return _number(rng.choice(["no one", "nobody"]), 0, 0, "exact")
    if kind == "one":
        return _number(rng.choice(["a", "a", "one"]), 1, 1, "exact")
    size = _size(kind, rng)
    if kind in ("digits", "few") or (kind != "big" and rng.random() < 0.45):
        return _number(_plain(size, rng, kind), size, size, "exact")
    if kind in ("n", "big") and rng.random() < 0.25:
        words, low = rng.choice(list((_VAGUE if kind == "n" else _VAGUE_CROWDS).items()))
        return _number(words, low, None, "vague")
    return rng.choice(_HEDGED)(size, rng)


def _size(kind: str, rng: random.Random) -> int:
    if kind == "big":
        return int(10 ** rng.uniform(0.5, 3.4)) * 100
    least, most = _EXPONENTS[kind]
    return max(2, int(10 ** rng.uniform(least, most)))


def _plain(size: int, rng: random.Random, kind: str) -> str:
    if size <= 20 and (size < 10 or rng.random() < 0.4) and kind not in ("digits", "few"):
        return _WORDS[size - 2]
    return f"{size:,}" if rng.random() < 0.85 else str(size)


def _number(words: str, low: int | None, high: int | None, relation: str) -> Filling:
    return Filling(words, quantity={"low": low, "high": high, "relation": relation})


def _tens(size: int) -> int:
    """A number that hedges suit: tens, or hundreds where it is large."""
    step = 10 if size < 500 else 100 if size < 10_000 else 1000
    return max(20, size // step * step)


def _at_least(size: int, rng: random.Random) -> Filling:
    lead = rng.choice(["at least", "at least", "at least", "no fewer than", "not less than"])
    return _number(f"{lead} {_plain(size, rng, 'n')}", size, None, "at_least")


def _fewer_than(size: int, rng: random.Random) -> Filling:
    size = _tens(size)
    return _number(f"{rng.choice(['fewer than', 'less than'])} {size:,}", None, size - 1, "fewer_than")


def _more_than(size: int, rng: random.Random) -> Filling:
    size = _tens(size)
    return _number(f"{rng.choice(['more than', 'more than', 'over'])} {size:,}", size + 1, None, "more_than")


def _about(size: int, rng: random.Random) -> Filling:
    size = _tens(size)
    lead = rng.choice(["about", "around", "some", "roughly", "approximately"])
    return _number(f"{lead} {size:,}", size * 9 // 10, size * 11 // 10, "about")


def _nearly(size: int, rng: random.Random) -> Filling:
    size = _tens(size)
    return _number(f"{rng.choice(['nearly', 'almost', 'close to'])} {size:,}", size * 9 // 10, size, "nearly")


def _at_most(size: int, rng: random.Random) -> Filling:
    size = _tens(size)
    return _number(f"{rng.choice(['up to', 'as many as'])} {size:,}", None, size, "at_most")


def _between(size: int, rng: random.Random) -> Filling:
    size = _tens(size)
    return _number(f"between {size:,} and {size * 2:,}", size, size * 2, "between")


_HEDGED: tuple[Callable[[int, random.Random], Filling], ...] = (
    _at_least, _at_least, _at_least, _more_than, _more_than, _about, _about, _nearly, _nearly, _at_most, _between,
    _fewer_than,
)  # fmt: skip


def draw_time(kind: str, published: date, rng: random.Random) -> Filling:
    """A time in words, with its first and last day against the day of publication."""
    return _DRAWN[kind](published, rng)


def _day(published: date, rng: random.Random) -> Filling:
    day = published - timedelta(days=rng.choice([0, 0, 1, 1, 1, 2, 3, 4, 5, 6]))
    return Filling(rng.choice([*[f"on {_weekday(day)}"] * 4, *_forms(day, rng)]), days=(day, day))


def _today(published: date, rng: random.Random) -> Filling:
    if rng.random() < 0.4:
        day = published - timedelta(days=1)
        return Filling("yesterday", days=(day, day))
    return Filling(rng.choice(["today", "this morning", "this evening"]), days=(published, published))


def _forms(day: date, rng: random.Random) -> list[str]:
    name, month = _weekday(day), _MONTHS[day.month - 1]
    return [
        f"on {name} {rng.choice(_PARTS)}",
        f"late on {name}",
        f"on {day.day} {month}",
        f"on {day.day} {month}",
        f"on {month} {day.day}",
        f"on {name}, {day.day} {month}",
    ]


def _by(published: date, rng: random.Random) -> Filling:
    day = published - timedelta(days=rng.choice([0, 0, 1, 1, 2]))
    name, part = _weekday(day), rng.choice(["evening", "midday", "noon", "midnight", "late evening", "early afternoon"])
    lead = rng.choice(["by", "by", "as of"])
    words, before = rng.choice(
        [(f"on {name}", f"{lead} {part} "), (f"on {name}", f"{lead} {rng.randint(1, 11)} p.m. ")]
    )
    if rng.random() < 0.3:
        words, before = f"{lead} {name} {rng.choice(_PARTS)}", ""
    return Filling(words, before=before, days=(day, day))


def _past(published: date, rng: random.Random) -> Filling:
    year = published.year - rng.randint(1, 9)
    day = date(year, rng.randint(1, 12), rng.randint(1, 28))
    month = _MONTHS[day.month - 1]
    if rng.random() < 0.4:
        return Filling(f"in {year}", days=(date(year, 1, 1), date(year, 12, 31)))
    if rng.random() < 0.3:
        return Filling(f"in {month} {year}", days=_month_of(day))
    return Filling(rng.choice([f"on {day.day} {month} {year}", f"on {month} {day.day}, {year}"]), days=(day, day))


def _month(published: date, rng: random.Random) -> Filling:
    first = (published.replace(day=1) - timedelta(days=rng.randint(1, 200))).replace(day=1)
    return Filling(f"in {_MONTHS[first.month - 1]}", days=_month_of(first))


def _month_of(day: date) -> Days:
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day.replace(day=1), following - timedelta(days=1)


def _since(published: date, rng: random.Random) -> Filling:
    day = published - timedelta(days=rng.randint(2, 6))
    words = rng.choice(
        [f"since {_weekday(day)}", f"since {_weekday(day)}", f"since {day.day} {_MONTHS[day.month - 1]}"]
    )
    return Filling(words, days=(day, published))


def _span(published: date, rng: random.Random) -> Filling:
    words = rng.choice(list(_COUNTS))
    lead = rng.choice(["over the past", "in the past", "over the last", "during the past"])
    first = published - timedelta(days=_COUNTS[words] - 1)
    return Filling(f"{lead} {words} days", days=(first, published))


def _range(published: date, rng: random.Random) -> Filling:
    last = published - timedelta(days=rng.randint(1, 6))
    first = last - timedelta(days=rng.randint(2, 5))
    if first.month != last.month:
        return Filling(f"from {_weekday(first)} to {_weekday(last)}", days=(first, last))
    month = _MONTHS[last.month - 1]
    forms = [f"between {first.day} and {last.day} {month}", f"from {first.day} to {last.day} {month}"]
    return Filling(rng.choice(forms), days=(first, last))


def _future(published: date, rng: random.Random) -> Filling:
    day = published + timedelta(days=rng.randint(1, 6))
    forms = [f"on {_weekday(day)}", f"on {_weekday(day)}", *_forms(day, rng)]
    return Filling(rng.choice(forms), days=(day, day))


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


_DRAWN: dict[str, Callable[[date, random.Random], Filling]] = {
    "day": _day, "today": _today, "by": _by, "past": _past, "month": _month, "since": _since, "span": _span,
    "range": _range, "future": _future,
}  # fmt: skip
