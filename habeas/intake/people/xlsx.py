"""Lists of people in workbooks: values only; a formula is never worked out, a macro or a link never looked at."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BufferedReader
from pathlib import Path
from typing import Any

from habeas.exc import InputError
from habeas.intake.people.merged import Merged
from habeas.intake.people.sheet import BROKEN, SheetCell, SheetRow, read_rows
from habeas.intake.people.workbook import check_workbook
from habeas.intake.row import TableRow, find_column_fault
from habeas.intake.stream import open_regular
from habeas.ontology.people_mapping import PeopleMapping

_SHEET_COLUMNS = 16_384  # as many as a sheet can have


def read_workbook(file: Path, path: str, mapping: PeopleMapping) -> Iterator[TableRow]:
    """Each row that is not blank; raises InputError where the workbook is hostile or the columns are others."""
    with open_regular(file, path) as stream:
        check_workbook(stream, path)
        book = _open(stream, path)
        with closing(book):
            yield from _read_sheet(_find_sheet(book, mapping, path), mapping, path)


def _open(stream: BufferedReader, path: str) -> Any:
    from openpyxl import load_workbook

    fault = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # Formulas come as such: what a program once worked them out to is not taken.
            return load_workbook(stream, read_only=True, data_only=False, keep_links=False, keep_vba=False)
        except BROKEN as error:
            fault = type(error).__name__
    raise InputError(path, f"is a broken workbook ({fault}), expected .xlsx")


def _find_sheet(book: Any, mapping: PeopleMapping, path: str) -> Any:
    sheets = list(book.worksheets)
    if mapping.sheet is not None:
        found = [sheet for sheet in sheets if sheet.title.strip() == mapping.sheet]
        if not found:
            raise InputError(path, f"has no sheet {mapping.sheet!r}, which mapping {mapping.name} names")
        return found[0]
    if not sheets:
        raise InputError(path, "has no sheet of cells")
    if len(sheets) != 1:
        raise InputError(path, f"has {len(sheets)} sheets, expected one, or its name under `sheet` in the mapping")
    return sheets[0]


def _read_sheet(sheet: Any, mapping: PeopleMapping, path: str) -> Iterator[TableRow]:
    columns, first = _read_header(sheet, mapping, path)
    merged, number = Merged(sheet, path), 0
    for row in read_rows(sheet, path, len(columns)):
        if row.at <= first or row.is_blank:
            continue
        number += 1
        faults = [*_list_faults(row, columns, mapping), *_list_covered(merged.find_covered(row.at), columns, mapping)]
        yield _make_row(row, number, columns, faults=faults)


def _read_header(sheet: Any, mapping: PeopleMapping, path: str) -> tuple[list[str], int]:
    """The names of the columns, and the row that they stand in."""
    for row in read_rows(sheet, path, _SHEET_COLUMNS, at_once=1):
        if row.is_wider:
            raise InputError(path, f"names a column beyond {_SHEET_COLUMNS:,}, the last that a sheet can have")
        if row.is_doubled:
            raise InputError(path, "has two names of one column in a row; save it anew in a spreadsheet program")
        if row.cells:
            blank = SheetCell("", "n")
            names = [row.cells.get(column, blank).text.strip() for column in range(1, max(row.cells) + 1)]
            fault = find_column_fault(names, mapping)
            if fault is not None:
                raise InputError(path, fault)
            return names, row.at
    raise InputError(path, "is empty, expected the names of the columns and rows below them")


def _list_faults(row: SheetRow, columns: Sequence[str], mapping: PeopleMapping) -> Iterator[str]:
    if row.is_wider:
        yield "has a cell beyond the last column that has a name"
    if row.is_doubled:
        yield "has two cells of one column"
    for column, cell in sorted(row.cells.items()):
        name = columns[column - 1]
        if cell.kind in _UNREAD and name not in mapping.ignored:
            yield f"column {name!r} holds {_UNREAD[cell.kind]}"


def _list_covered(covered: Sequence[int], columns: Sequence[str], mapping: PeopleMapping) -> Iterator[str]:
    for column in covered:
        if column <= len(columns) and columns[column - 1] not in mapping.ignored:
            yield f"column {columns[column - 1]!r} is merged with the row above: unmerge it, and fill in each cell"


def _make_row(row: SheetRow, number: int, columns: Sequence[str], *, faults: Sequence[str]) -> TableRow:
    if faults:
        return TableRow(number, fault="; ".join(faults), at=row.at)
    cells = dict.fromkeys(columns, "")
    cells |= {columns[column - 1]: cell.text for column, cell in row.cells.items()}
    return TableRow(number, cells, at=row.at)


_UNREAD = {
    "f": "a formula, expected a value (paste it as one)",
    "e": "an error of the spreadsheet program, or a day that it cannot show",
}
