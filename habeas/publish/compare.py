"""Where a file of an edition differs from what the edition's claims and figures give."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import PurePath

from habeas.exc import EditionError
from habeas.publish.csv import write_cell
from habeas.publish.parquet import read_parquet
from habeas.publish.tables import TABLES

_MOST = 5  # differences named for each file
_PIXEL = 0.5  # less than that cannot be seen
_TAG = re.compile(r"<[^>]*>")
_LENGTH = re.compile(r"-?\d+\.\d+")
_ADDRESS = re.compile(r"href=\"[^\"]*\"")
_NUMBER = re.compile(r"<data [^>]*data-tally=\"(?P<tally>[^\"]*)\"[^>]*>[^<]*</data>")


def compare_file(name: str, content: bytes, expected: bytes) -> list[str]:
    """The differences in words.

    There are none where only the packing differs: Parquet of another library version, or a drawing whose lines another
    machine rounded otherwise.
    """
    path = PurePath(name)
    if path.suffix == ".parquet" and path.stem in TABLES:
        return _compare_parquet(path.stem, content, expected)
    if path.suffix == ".csv":
        return _compare_csv(content, expected)
    if path.suffix in (".html", ".md", ".svg"):
        return _compare_page(content.decode("utf-8", "replace"), expected.decode("utf-8", "replace"))
    return _name_lines(content, expected)


def _compare_parquet(table: str, content: bytes, expected: bytes) -> list[str]:
    columns = TABLES[table].columns
    names = [column.name for column in columns]
    try:
        rows = read_parquet(content, columns)
    except EditionError as error:
        return [str(error)]
    found, wanted = (
        [[write_cell(cell) for cell in row] for row in each] for each in (rows, read_parquet(expected, columns))
    )
    return _name_cells([names, *found], [names, *wanted])


def _compare_csv(content: bytes, expected: bytes) -> list[str]:
    """Cells that differ, however long (a voice of thousands of claims); lines where these are no rows."""
    csv.field_size_limit(max(csv.field_size_limit(), len(content), len(expected)))  # of the whole process
    try:
        return _name_cells(_parse(content), _parse(expected))
    except csv.Error:
        return _name_lines(content, expected)


def _parse(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline="")))


def _name_cells(found: Sequence[list[str]], wanted: Sequence[list[str]]) -> list[str]:
    """Row (the names are row 1), column and both cells of the first differences."""
    names = wanted[0]
    faults: list[str] = []
    pairs: Iterator[tuple[list[str], list[str]]] = zip_longest(found, wanted, fillvalue=[])
    for number, (row, right) in enumerate(pairs, 1):
        if row != right:
            faults += _name_row(number, row, right, names=names)
        if len(faults) >= _MOST:
            break
    return faults[:_MOST]


def _name_row(number: int, row: list[str], right: list[str], *, names: list[str]) -> Iterator[str]:
    if len(row) != len(right):
        yield f"row {number} has {len(row)} cells; expected {len(right)}"
        return
    for column, cell, wanted in zip(names, row, right, strict=True):
        if cell != wanted:
            yield f"row {number}, {column}: {cell!r}; the edition's claims and figures give {wanted!r}"


def _compare_page(found: str, wanted: str) -> list[str]:
    """Figures that read otherwise, by the ids of their tallies; else the first line that differs."""
    faults = [
        f"figure {right['tally']} reads {was[0]}; it is {right[0]}"
        for was, right in zip(_NUMBER.finditer(found), _NUMBER.finditer(wanted), strict=False)
        if was[0] != right[0]
    ]
    if faults or _is_same_drawing(found, wanted):
        return faults[:_MOST]
    return _name_lines(found.encode(), wanted.encode())


def _is_same_drawing(found: str, wanted: str) -> bool:
    """Whether all words are the same, and within tags all but the last digits of lengths."""
    if _TAG.sub("", found) != _TAG.sub("", wanted):
        return False
    tags, right = (" ".join(_TAG.findall(page)) for page in (found, wanted))
    if _LENGTH.sub("#", tags) != _LENGTH.sub("#", right):
        return False
    lengths = zip(_LENGTH.findall(tags), _LENGTH.findall(right), strict=True)
    near = all(abs(float(one) - float(other)) < _PIXEL for one, other in lengths)
    return near and _ADDRESS.findall(tags) == _ADDRESS.findall(right)


def _name_lines(content: bytes, expected: bytes) -> list[str]:
    """The first lines that differ."""
    pairs = zip_longest(content.splitlines(), expected.splitlines(), fillvalue=b"")
    differing = [number for number, (line, right) in enumerate(pairs, 1) if line != right]
    where = f"line {differing[0]}" if differing else "its line ends"
    return [f"{where} is not what the edition's claims and figures give"]
