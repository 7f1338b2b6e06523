"""What of a record is encoded, and by what it is salted: stable fields, of which two lists have one in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from habeas.linkage.fields import read_facility
from habeas.linkage.private.libraries import load_clkhash
from habeas.linkage.private.names import FoldedName, fold_name
from habeas.model.linking import LinkRecord

INITIALS = 2  # of the longest words, which no list writes as initials
# How many salts of a kind each record has: an age leaves two birth years open, a detention at night is on one list a
# day later; each of these goes with each initial.
SLOTS: dict[str, int] = {"born": 2 * INITIALS, "day": 2 * INITIALS, "place": INITIALS}

# Letters that transliterations and typing confuse at the beginning of a name count as one.
_CLASSES = str.maketrans("eiouyjkqxzchw", "aaaaaaccscccv")
# Bigrams of names; half years of birth and days of detention that are near share tokens (Vatsalan and Christen 2016).
_COMPARISONS: dict[str, dict[str, object]] = {
    "names": {"type": "ngram", "n": 2},
    "born": {"type": "numeric", "thresholdDistance": 6, "resolution": 3},
    "day": {"type": "numeric", "thresholdDistance": 4, "resolution": 2},
}
_WHOLE_DATE = len("2022-02-24")


@dataclass(frozen=True, slots=True)
class Fields:
    """A record without its spelling: the tokens of its fields by name, and its salts by the field they come from."""

    tokens: dict[str, tuple[str, ...]]
    salts: dict[str, tuple[str, ...]]


def read_fields(record: LinkRecord) -> Fields | None:
    """The fields of a record, None where it has no name, or nothing to salt it by: no birth year, day and place."""
    name = fold_name(record.identity)
    day, halves = _read_day(record), _list_half_years(record)
    known: dict[str, Iterable[str]] = {
        "born": [f"{year}" for year in sorted({half // 2 for half in halves})],
        "day": [f"{day + timedelta(days=later)}" for later in range(2)] if day else [],
        "place": [record.place] if record.place else [],
    }
    salts = {field: tuple(_add_initials(values, name)) for field, values in known.items()}
    if not any(salts.values()):
        return None
    tokens = {
        "family": _tokenise("names", " ".join(name.family)),
        "given": _tokenise("names", " ".join(name.given)),
        "patronymic": _tokenise("names", " ".join(name.patronymic)),
        "birthday": _list_birthday(record),
        "facility": _list_facility(record),
        "born": _tokenise("born", f"{sum(halves) // len(halves)}" if halves else ""),
        "day": _tokenise("day", f"{day.toordinal()}" if day else ""),
        "place": _list_places(record),
    }
    return Fields(tokens, salts)


def _tokenise(kind: str, text: str) -> tuple[str, ...]:
    return tuple(_comparison(kind).tokenize(text)) if text else ()


@cache
def _comparison(kind: str) -> Any:  # clkhash has no types
    return load_clkhash().comparators.get_comparator(_COMPARISONS[kind])


def _list_birthday(record: LinkRecord) -> tuple[str, ...]:
    birth = record.identity.birth or ""
    return (birth[len("2022-") : _WHOLE_DATE],) if len(birth) >= _WHOLE_DATE else ()


def _list_facility(record: LinkRecord) -> tuple[str, ...]:
    """The numbers of the facility, and where it has none its words: all lists write the number, each in its words."""
    facility = read_facility(record.identity.facility or "")
    return (" ".join(sorted(facility.numbers or facility.words)),) if facility else ()


def _list_places(record: LinkRecord) -> tuple[str, ...]:
    """The place and what it lies in, but for the widest, which says nothing: one list names a place, one its region."""
    return (record.place, *record.within[:-1]) if record.place else ()


def _add_initials(values: Iterable[str], name: FoldedName) -> list[str]:
    """Each value with the initial of each of the longest words; none where there is no name."""
    longest = sorted(name.words, key=lambda word: (-len(word), word))[:INITIALS]
    initials = sorted({word[0].casefold().translate(_CLASSES) for word in longest})
    return [f"{value} {initial}" for value in values for initial in initials]


def _read_day(record: LinkRecord) -> date | None:
    return date.fromisoformat(record.day[:_WHOLE_DATE]) if record.day and len(record.day) >= _WHOLE_DATE else None


def _list_half_years(record: LinkRecord) -> tuple[int, ...]:
    """When the person may have been born, in half years: the middle of a year is odd."""
    birth, age = record.identity.birth, record.identity.age
    if birth is not None:
        return (2 * int(birth[:4]) + 1,)
    if age is None or record.day is None:
        return ()
    year = int(record.day[:4]) - age
    return (2 * year - 1, 2 * year + 1)
