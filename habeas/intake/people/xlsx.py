"""Lists of people in workbooks: values only; a formula is never worked out, a macro or a link never looked at."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Any

from habeas.exc import InputError
from habeas.intake.people.workbook import ROWS_LIMIT, check_workbook
from habeas.intake.row import COLUMN_LIMIT, TableRow, find_column_fault
from habeas.intake.stream import open_regular
from habeas.ontology.people_mapping import PeopleMapping

# Beyond the named columns so many more are looked at: what stands there would otherwise be lost unseen.
_BEYOND = 100
_HEADER_ROWS = 50
_SHEET_COLUMNS = 16_384  # as many as a sheet can have
_BATCH = 500
# What a library raises on a workbook that no program wrote; the text of some of these holds the cell.
_BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, SyntaxError, RuntimeError, AssertionError),
    *(EOFError, zipfile.BadZipFile, zlib.error),
)


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
        except _BROKEN as error:
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
    # The size that a sheet states of itself may be a lie, by which rows would be lost.
    sheet.reset_dimensions()
    columns, first = _read_header(sheet, mapping, path)
    rows = sheet.iter_rows(min_row=first, max_row=ROWS_LIMIT, max_col=min(len(columns) + _BEYOND, COLUMN_LIMIT))
    number, blank = 0, None
    for at, row in enumerate(_step(rows, path, first), first):
        if at == ROWS_LIMIT:
            # The library stops at a row of a higher number, and passes over all that stand below.
            raise InputError(path, f"numbers a row beyond {ROWS_LIMIT - 1:,}, the last that a sheet can have")
        # Rows that are not there come as one and the same: a million of them lie between two by a slip of the hand.
        if row is blank or all(cell.value is None for cell in row):
            blank = row
            continue
        number += 1
        yield replace(_make_row(row, number, columns, mapping=mapping), at=at)


def _read_header(sheet: Any, mapping: PeopleMapping, path: str) -> tuple[list[str], int]:
    """The names of the columns, and the row below them."""
    rows = sheet.iter_rows(min_row=1, max_row=_HEADER_ROWS, max_col=_SHEET_COLUMNS)
    for number, row in enumerate(_step(rows, path, 1), 1):
        names = ["" if cell.value is None else str(cell.value).strip() for cell in row]
        while names and not names[-1]:
            names.pop()
        if names:
            fault = find_column_fault(names, mapping)
            if fault is not None:
                raise InputError(path, fault)
            return names, number + 1
    raise InputError(path, "is empty, expected the names of the columns and rows below them")


def _step(rows: Iterator[Any], path: str, first: int) -> Iterator[Any]:
    """The rows, of which the first stands in row `first` of the sheet."""
    number, fault = first, None
    while fault is None:
        batch, fault = _take(rows)
        yield from batch
        number += len(batch)
        if not batch and fault is None:
            return
    raise InputError(path, f"is broken at row {number:,} of its sheet ({fault}), expected .xlsx")


def _take(rows: Iterator[Any]) -> tuple[list[Any], str | None]:
    """The next rows, and the kind of error that the library broke off with: what it says of it may hold a cell."""
    batch: list[Any] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            batch.extend(islice(rows, _BATCH))
        except _BROKEN as error:
            return batch, type(error).__name__
    return batch, None


def _make_row(row: Sequence[Any], number: int, columns: Sequence[str], *, mapping: PeopleMapping) -> TableRow:
    if any(cell.value is not None for cell in row[len(columns) :]):
        return TableRow(number, fault="has a cell beyond the last column that has a name")
    cells, faults = dict.fromkeys(columns, ""), []
    for column, cell in zip(columns, row, strict=False):
        if cell.data_type in ("f", "e") and column not in mapping.ignored:
            faults.append(f"column {column!r} holds {_UNREAD[cell.data_type]}")
        elif cell.value is not None:
            cells[column] = _write_value(cell.value)
    return TableRow(number, fault="; ".join(faults)) if faults else TableRow(number, cells)


_UNREAD = {
    "f": "a formula, expected a value (paste it as one)",
    "e": "an error of the spreadsheet program, or a day that it cannot show",
}


def _write_value(value: object) -> str:
    """A value of a cell as its column would show it: a day in ISO form, a whole number without a fraction."""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
