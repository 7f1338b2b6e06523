"""Publication dates: an ISO 8601 prefix as long as is known, and nothing that could be read in two ways."""

from habeas.exc import InputError
from habeas.model.written import understand_date

EXPECTED = 'expected a date such as "2022-02-27", "2022-02" or "2022-02-27T22:54+03:00"'

_YEARS = range(1800, 2201)  # outside them a year is a slip of the pen


def parse_published(words: str, path: str, line: int | None = None) -> str:
    """The date as an ISO 8601 prefix; raises InputError where it does not exist or could mean two days."""
    stripped = words.strip()
    try:
        found = understand_date(stripped)
    except ValueError as error:
        raise InputError(path, f"date {_shorten(words)}: {error}; {EXPECTED}", line) from error
    if found is None:
        raise InputError(path, f"date {_shorten(words)} is not understood; {EXPECTED}", line)
    if int(found[:4]) not in _YEARS:
        raise InputError(path, f"date {_shorten(words)}: the year is not between 1800 and 2200", line)
    return found


def _shorten(words: str) -> str:
    return repr(words if len(words) <= 80 else f"{words[:80]}…")
