"""A row of a table before it is a report, and whether a table's columns are those that its mapping knows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.ontology.table_header import TableHeader

COLUMN_LIMIT = 10_000
_NAMED = 8


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells by column and the number of the row, the first below the names being 1; `fault` says what is wrong.

    `at` is the row of a sheet, as spreadsheet programs count them.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    fault: str | None = None
    at: int | None = None


def find_column_fault(columns: Sequence[str], mapping: TableHeader) -> str | None:
    """What keeps columns of these names from being read by the mapping, each named; None where they fit."""
    if len(columns) > COLUMN_LIMIT:
        return f"has {len(columns):,} columns, expected at most {COLUMN_LIMIT:,}"
    there = Counter(columns)
    if there.keys() == mapping.known and len(there) == len(columns):
        return None
    missing = _name([name for name in dict.fromkeys((*mapping.columns, *mapping.ignored)) if name not in there])
    unknown = [name for name in there if name not in mapping.known]
    twice = [name for name, times in there.items() if times > 1 and (name in mapping.known or not mapping.sealed)]
    if mapping.sealed and mapping.known.isdisjoint(there):
        # What stands there may be a person rather than the names of columns.
        return f"the first row has none of the columns of mapping {mapping.name}: {missing}"
    # Of a list of people an unknown column is told by where it is: the first row may hold a person in part, too.
    strange = _place([name not in mapping.known for name in columns]) if mapping.sealed else _name(unknown)
    faults = {"missing": missing, "unknown": strange, "twice": _name(twice)}
    told = "; ".join(f"{what} {names}" for what, names in faults.items() if names)
    return f"columns that are not those of mapping {mapping.name}, version {mapping.version}: {told}"


def _name(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:60]) for name in names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED:,} more"


def _place(marked: Sequence[bool]) -> str:
    """Where the marked columns are, by number and by the letters that spreadsheets show."""
    found = [number for number, is_marked in enumerate(marked, 1) if is_marked]
    shown = ", ".join(f"{number} ({_letters(number)})" for number in found[:_NAMED])
    return shown if len(found) <= _NAMED else f"{shown} and {len(found) - _NAMED:,} more"


def _letters(number: int) -> str:
    rest, last = divmod(number - 1, 26)
    return f"{_letters(rest) if rest else ''}{chr(ord('A') + last)}"
