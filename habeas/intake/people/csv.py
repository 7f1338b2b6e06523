"""Lists of people in CSV: rows one after another, whatever the encoding, the delimiter and the line ends."""

from collections.abc import Iterator
from pathlib import Path

from habeas.intake.document import Content
from habeas.intake.mapped_csv import read_csv_rows
from habeas.intake.row import TableRow
from habeas.intake.stream import open_regular, read_chunks
from habeas.ontology.people_mapping import PeopleMapping


def read_csv_list(file: Path, path: str, mapping: PeopleMapping) -> Iterator[TableRow]:
    """Each row that is not blank; raises InputError where the columns are not the mapping's."""
    with open_regular(file, path) as stream:
        yield from read_csv_rows(Content(path, "", mapping.name, read_chunks(stream, path)), mapping)
