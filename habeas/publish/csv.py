"""CSV: names in the first row, HXL tags (hxlstandard.org, 1.1) in the second; no program takes a cell for a formula."""

import csv
import io
import re
from collections.abc import Iterable

from habeas.model.edition import Edition
from habeas.publish.table import Cell, Column, read_rows
from habeas.publish.tables import TABLES

# What makes a spreadsheet take text for a formula or a command (OWASP, CSV injection), blanks before it or not.
_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")
# Where a comma is the decimal sign, spreadsheets end a cell at each semicolon, and quotes do not hold it together.
_INSIDE = re.compile(rf"([;\t\r\n][\s\"]*)(?=[{re.escape(''.join(_FORMULAS))}])")
# Control characters are no text, and some programs end a file at the first of them.
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "\ufffd")


def export_csv(edition: Edition) -> dict[str, bytes]:
    """A file for each table."""
    return {f"{name}.csv": write_csv(table.columns, read_rows(table, edition)) for name, table in TABLES.items()}


def write_csv(columns: tuple[Column, ...], rows: Iterable[list[Cell]]) -> bytes:
    """A table with its two rows of names and tags, in UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerow([column.tag for column in columns])
    writer.writerows([write_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def write_cell(cell: Cell) -> str:
    """What stands in the file: nothing for None, true or false, and an apostrophe before what looks like a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return str(cell)
    clean = _INSIDE.sub(r"\1'", cell.translate(_CONTROLS))
    return f"'{clean}" if clean.startswith(_BREAKS) or clean.lstrip().startswith(_FORMULAS) else clean
