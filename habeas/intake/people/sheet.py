"""The rows of a sheet as they stand in its part: none is passed over, and no cell of one.

The library's own rows leave out whatever does not come after the row before, the first of two cells of one column, and
all that stands beyond the columns asked for. So its parser is read, which is below them.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NamedTuple

from habeas.exc import InputError

LAST_ROW = 1_048_576
_BATCH = 500
_SAVE_ANEW = "programs read that differently: save it anew in a spreadsheet program"
# What a library raises on a workbook that no program wrote; the text of some of these holds the cell.
BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, SyntaxError, RuntimeError, AssertionError),
    *(EOFError, zipfile.BadZipFile, zlib.error),
)
# How a workbook writes a sign that XML cannot hold; a pair of them may be one sign.
_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")


class SheetCell(NamedTuple):
    """What stands in a cell, and the kind that the library gives it: "f" a formula, "e" an error."""

    text: str
    kind: str


class SheetRow(NamedTuple):
    """The number of a row, its cells by column, the first being 1, and what is odd about it.

    Blank cells are left out. `is_wider` says whether something stands beyond the columns asked for, `is_doubled`
    whether two cells stand in one column, `is_astray` whether a cell is of another row.
    """

    at: int
    cells: dict[int, SheetCell]
    is_wider: bool = False
    is_doubled: bool = False
    is_astray: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.cells or self.is_wider)


def read_rows(sheet: Any, path: str, width: int, *, at_once: int = _BATCH) -> Iterator[SheetRow]:
    """The rows of a sheet with the cells of so many columns; raises InputError where they cannot be told apart."""
    rows, last, fault = _parse(sheet, width), 0, None
    while fault is None:
        batch, fault = _take(rows, at_once)
        for row in batch:
            _refuse_strange(row, last, path)
            last = row.at
            yield row
        if not batch and fault is None:
            return
    raise InputError(path, f"is broken at row {last + 1:,} of its sheet ({fault}), expected .xlsx")


def _refuse_strange(row: SheetRow, last: int, path: str) -> None:
    if row.at > LAST_ROW:
        raise InputError(path, f"numbers a row beyond {LAST_ROW:,}, the last that a sheet can have")
    if row.at <= last:
        raise InputError(path, f"numbers a row {row.at:,} below row {last:,}; {_SAVE_ANEW}")
    if row.is_astray:
        raise InputError(path, f"has a cell of another row in row {row.at:,}; {_SAVE_ANEW}")


def _take(rows: Iterator[SheetRow], count: int) -> tuple[list[SheetRow], str | None]:
    """The next rows, and the kind of error that the library broke off with: what it says of it may hold a cell."""
    batch: list[SheetRow] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            batch.extend(islice(rows, count))
        except BROKEN as error:
            return batch, type(error).__name__
    return batch, None


def _parse(sheet: Any, width: int) -> Iterator[SheetRow]:
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    with sheet._get_source() as part:
        parser = WorkSheetParser(
            part,
            sheet._shared_strings,
            data_only=False,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for at, cells in parser.parse():
            yield _make_row(at, cells, width)


def _make_row(at: int, cells: list[dict[str, Any]], width: int) -> SheetRow:
    """Only what is needed is kept: a row of a hostile sheet may have a hundred thousand cells."""
    kept: dict[int, SheetCell] = {}
    is_wider = is_doubled = is_astray = False
    for cell in cells:
        is_astray = is_astray or cell["row"] != at
        text = "" if cell["value"] is None else _write_value(cell["value"])
        if not text.strip():
            continue
        column = cell["column"]
        if column > width:
            is_wider = True
            continue
        is_doubled = is_doubled or column in kept
        kept[column] = SheetCell(text, cell["data_type"])
    return SheetRow(at, kept, is_wider, is_doubled, is_astray)


def _write_value(value: object) -> str:
    """A value of a cell as its column would show it: a day in ISO form, a whole number without a fraction."""
    if isinstance(value, str):
        return _ESCAPED.sub(_unescape, value) if "_x" in value else value
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


def _unescape(escaped: re.Match[str]) -> str:
    units = (int(unit, 16) for unit in re.findall(r"_x(.{4})_", escaped[0]))
    return b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "surrogatepass")
