"""Lines of a CSV file to rows of cells; below a broken row, reading goes on."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from habeas.intake.document import LINE_LIMIT

DELIMITERS = ",;\t|"
# A cell of a report may run over many lines; a quote that is never closed would run over all of them.
ROW_LINES_LIMIT = 2000


class Line(NamedTuple):
    """One line of the file with its number; None is a line over the limit."""

    number: int
    text: str | None


class Row(NamedTuple):
    """Cells and the line they begin at; `fault` says what is wrong with the row."""

    number: int
    cells: list[str]
    fault: str | None = None


class _NeverClosedError(Exception):
    """A quote that runs on for longer than any cell."""


def split_rows(lines: Iterator[Line], delimiter: str, width: int) -> Iterator[Row]:
    """Rows with the lines they begin at; after a broken row of several lines, reading goes on at its second line."""
    again: deque[Line] = deque()
    while True:
        taken: list[Line] = []
        row = _next_row(_feed(again, lines, taken), delimiter, taken)
        if not taken:
            return
        if row.fault is None and len(row.cells) not in (0, width):
            row = row._replace(fault=f"the row has {len(row.cells)} cells, the header {width}")
        if row.fault is not None:
            again.extendleft(reversed(taken[1:]))
        yield row


def _next_row(feed: Iterator[str], delimiter: str, taken: list[Line]) -> Row:
    fault, cells = None, list[str]()
    try:
        cells = next(csv.reader(feed, delimiter=delimiter, strict=True), [])
    except _NeverClosedError:
        fault = "a quote is opened and never closed"
    except csv.Error as error:
        fault = "a quote is opened and never closed" if "unexpected end" in str(error) else f"broken row ({error})"
    if taken and any(line.text is None for line in taken):
        fault = f"over {LINE_LIMIT // 2**20} MiB, expected one report; passed over"
    return Row(taken[0].number if taken else 0, cells, fault)


def _feed(again: deque[Line], lines: Iterator[Line], taken: list[Line]) -> Iterator[str]:
    """The lines that one row needs, kept in `taken`."""
    while True:
        line = again.popleft() if again else next(lines, None)
        if line is None:
            return
        taken.append(line)
        if len(taken) > ROW_LINES_LIMIT or line.text is None:
            raise _NeverClosedError
        yield line.text
