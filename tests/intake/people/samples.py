"""A small list, the mapping that explains it, and what intake makes of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from habeas.exc import InputError
from habeas.intake.people import PeopleMapping, RowFault, read_list
from habeas.model.person import PersonEntry
from tests.mapping import write_csv

# Words that stand in no code, and so in no fault unless a cell is shown.
CANARY = "Канарейкин-Xyzzyplugh"
PLAIN: dict[str, Any] = {
    "name": "plain",
    "version": 1,
    "description": "A list of a desk.",
    "blank": ["-", "?"],
    "dates": {"order": "day month year"},
    "key": "file",
    "person": {"name": "person", "age": "age", "birth": {"column": "born"}},
    "place": [{"column": "city"}, {"is": "Russia"}],
    "detained_at": {"column": "detained"},
    "facility": {"column": "station"},
    "statuses": [{"kind": "released", "at": {"column": "released"}, "source": {"is": "desk"}}],
    "consent": {"column": "agreed", "values": {"yes": "given", "no": "refused"}},
    "visibility": {"column": "share", "values": {"all": "shared", "count": "counted"}},
}
CELLS = {
    "file": "1",
    "person": "Тестов Иван",
    "age": "34",
    "born": "",
    "city": "Perm",
    "detained": "27.02.2022",
    "station": "Example station",
    "released": "",
    "agreed": "",
    "share": "",
}


def plain(**changes: Any) -> PeopleMapping:
    """The plain mapping with some of its keys said otherwise; one that is None is left out."""
    said = {name: value for name, value in {**PLAIN, **changes}.items() if value is not None}
    return PeopleMapping.model_validate(said)


def row(**cells: str) -> dict[str, str]:
    """The plain row with some of its cells said otherwise."""
    return {**CELLS, **cells}


def write_list(folder: Path, rows: Sequence[Mapping[str, str]], name: str = "list.csv") -> Path:
    """The rows as a CSV file."""
    file = folder / name
    file.write_text(write_csv([dict(one) for one in rows]), encoding="utf-8")
    return file


def take_in(file: Path, mapping: PeopleMapping | None = None) -> list[PersonEntry | RowFault]:
    """What intake makes of a list."""
    return list(read_list(file, mapping or plain()))


def take_one(folder: Path, mapping: PeopleMapping | None = None, **cells: str) -> PersonEntry:
    """The entry of the plain row with some of its cells said otherwise."""
    [entry] = take_in(write_list(folder, [row(**cells)]), mapping)
    assert isinstance(entry, PersonEntry), str(entry)
    return entry


def refuse_one(folder: Path, mapping: PeopleMapping | None = None, **cells: str) -> str:
    """What is wrong with the plain row with some of its cells said otherwise."""
    [fault] = take_in(write_list(folder, [row(**cells)]), mapping)
    assert isinstance(fault, RowFault)
    return str(fault)


def refuse_file(file: Path, mapping: PeopleMapping | None = None) -> InputError:
    """The error that stops a file."""
    try:
        take_in(file, mapping)
    except InputError as error:
        return error
    raise AssertionError(f"{file.name} was read")
