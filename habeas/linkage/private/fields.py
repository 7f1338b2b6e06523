"""What of a record is encoded, and by what it is salted: a stable field that both lists have where they know it."""

from dataclasses import dataclass
from datetime import date, timedelta

from habeas.linkage.private.names import FoldedName, fold_name
from habeas.model.linking import LinkRecord

YEARS = 2  # an age leaves two birth years open
DAYS = 2  # a detention at night is on one list a day later


@dataclass(frozen=True, slots=True)
class Fields:
    """A record without its spelling: the texts of the fields in the order of the recipe, and its salts.

    `years` are the birth years it may have, `days` the days of detention with the initials of the name.
    """

    texts: tuple[str, ...]
    years: tuple[str, ...]
    days: tuple[str, ...]


def read_fields(record: LinkRecord) -> Fields | None:
    """The fields of a record, None where it has no name or neither a birth year nor a day of detention."""
    name = fold_name(record.identity)
    if not name.words:
        return None
    years, days = _list_years(record), _list_days(record, name)
    if not years and not days:
        return None
    texts = (" ".join(sorted(name.words)), name.patronymic, record.day or "", record.place or "")
    return Fields(texts, years, days)


def _list_years(record: LinkRecord) -> tuple[str, ...]:
    birth, age = record.identity.birth, record.identity.age
    if birth is not None:
        return (birth[:4],)
    if age is None or record.day is None:
        return ()
    year = int(record.day[:4]) - age
    return (f"{year - 1}", f"{year}")


def _list_days(record: LinkRecord, name: FoldedName) -> tuple[str, ...]:
    if record.day is None or len(record.day) < len("2022-02-24"):
        return ()
    day = date.fromisoformat(record.day[:10])
    initials = "".join(sorted({word[0] for word in name.ends}))
    return tuple(f"{day + timedelta(days=later)} {initials}" for later in range(DAYS))
