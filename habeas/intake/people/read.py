"""Lists of people, row by row: an entry or a fault for each, whatever the other rows hold."""

from collections.abc import Iterator
from pathlib import Path

from habeas.intake.paths import show_path
from habeas.intake.people.cells import check_list_name
from habeas.intake.people.csv import read_csv_list
from habeas.intake.people.entry import make_person
from habeas.intake.people.fault import RowFault
from habeas.intake.people.workbook import is_workbook
from habeas.intake.people.xlsx import read_workbook
from habeas.intake.row import TableRow
from habeas.model.person import PersonEntry
from habeas.ontology.people_mapping import PeopleMapping


def read_list(file: Path, mapping: PeopleMapping, *, list_name: str | None = None) -> Iterator[PersonEntry | RowFault]:
    """The rows of a CSV file or workbook one after another, in bounded memory but for their keys.

    `list_name` is the list that they are of, by default the mapping's. Raises QuestionError where no list can be
    called so, InputError where the file is no list or its columns are not those of the mapping; nothing that is raised
    or listed holds a word of a cell.
    """
    path = show_path(str(file))
    name = check_list_name((mapping.list_name or mapping.name) if list_name is None else list_name)
    rows = (read_workbook if is_workbook(file, path) else read_csv_list)(file, path, mapping)
    keys: dict[int, int] = {}
    for row in rows:
        yield _read_row(row, mapping, name, keys=keys)


def _read_row(row: TableRow, mapping: PeopleMapping, list_name: str, *, keys: dict[int, int]) -> PersonEntry | RowFault:
    if row.fault is not None:
        return RowFault(row.number, ((None, row.fault),), row.at)
    entry = make_person(row.cells, mapping, list_name=list_name, row=row.number)
    if not isinstance(entry, PersonEntry):
        return RowFault(row.number, entry, row.at)
    if entry.key is not None and _is_other(entry, keys):
        return RowFault(row.number, ((mapping.key, "stands in a row above too, which says other things"),), row.at)
    return entry


def _is_other(entry: PersonEntry, keys: dict[int, int]) -> bool:
    """Whether a row above has the same key and other cells: as its next version it would hide that row.

    Of each row two numbers are kept, which are salted anew in every run of the program and tell nothing.
    """
    cells = hash(entry.identity.cells)
    return keys.setdefault(hash(entry.key), cells) != cells
