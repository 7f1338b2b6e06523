"""A row of a table before it is a report, and whether a table's columns are those that its mapping knows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.ontology.table_header import TableHeader

COLUMN_LIMIT = 10_000
_NAMED = 8


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells by column and the number of the row, the first below the names being 1; `fault` says what is wrong."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    fault: str | None = None


def find_column_fault(columns: Sequence[str], mapping: TableHeader) -> str | None:
    """What keeps columns of these names from being read by the mapping, each named; None where they fit."""
    if len(columns) > COLUMN_LIMIT:
        return f"has {len(columns):,} columns, expected at most {COLUMN_LIMIT:,}"
    there = Counter(columns)
    if there.keys() == mapping.known and len(there) == len(columns):
        return None
    faults = {
        "missing": [name for name in dict.fromkeys((*mapping.columns, *mapping.ignored)) if name not in there],
        "unknown": [name for name in there if name not in mapping.known],
        "twice": [name for name, times in there.items() if times > 1],
    }
    if mapping.sealed and mapping.known.isdisjoint(there):
        # What stands there may be a person rather than the names of columns.
        return f"the first row has none of the columns of mapping {mapping.name}: {_name(faults['missing'])}"
    told = "; ".join(f"{what} {_name(names)}" for what, names in faults.items() if names)
    return f"columns that are not those of mapping {mapping.name}, version {mapping.version}: {told}"


def _name(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name[:60]) for name in names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED:,} more"
