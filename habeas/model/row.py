"""A row of a table as the text of a report: one line a cell, so that a span can point at the characters of a cell.

    city: Kazan
    detained: 12

    stated for every row
    country: Russia

What the mapping states for every row stands below the cells. A line break inside a cell goes on in a line that begins
with a tab; a column whose name could be taken for something else is printed as a JSON string.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from habeas.model.report import Report

METHOD_PREFIX = "table:"
_STATED = "stated for every row"
_ODD = frozenset(':\r\n\t"\\\v\f\x1c\x1d\x1e\x85\u2028\u2029')


def is_row(report: Report) -> bool:
    """Whether a report is a row of a table, and so neither prose nor anybody's reprint."""
    return report.reader is not None and report.reader.startswith(METHOD_PREFIX)


class Cell(NamedTuple):
    """What one line of a printed row says, and where its name and its value stand, white space around it left out."""

    name: str
    value: str
    name_at: tuple[int, int]
    value_at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a printed row by column, and by role and words what is stated for every row."""

    cells: dict[str, Cell]
    stated: dict[tuple[str, str], Cell]


def print_row(cells: Iterable[tuple[str, str]], stated: Iterable[tuple[str, str]]) -> str:
    """The text of a row: (column, value) and (role, words) in the order given."""
    lines = [_print_cell(name, value) for name, value in cells]
    below = [_print_cell(role, words) for role, words in stated]
    return "\n".join([*lines, *(["", _STATED, *below] if below else [])])


def parse_row(text: str) -> Row:
    """The row that was printed as this text."""
    cells, stated = dict[str, Cell](), dict[tuple[str, str], Cell]()
    is_below, start = False, 0
    for line in text.replace("\n\t", "\t\t").split("\n"):
        end = start + len(line)
        if not line:
            is_below = True
        elif not (is_below and line == _STATED):
            cell = _parse_cell(text, start, end)
            if is_below:
                stated[cell.name, cell.value] = cell
            else:
                cells[cell.name] = cell
        start = end + 1
    return Row(cells, stated)


def _print_cell(name: str, value: str) -> str:
    shown = json.dumps(name) if not name or not _ODD.isdisjoint(name) else name
    return f"{shown}: {value}".replace("\n", "\n\t")


def _parse_cell(text: str, start: int, end: int) -> Cell:
    colon = text.index(":", start, end) if text[start] != '"' else _end_of_quoted(text, start)
    name = text[start:colon] if text[start] != '"' else json.loads(text[start:colon])
    value = text[colon + 1 : end]
    first = colon + 1 + len(value) - len(value.lstrip())
    kept = value.strip()
    return Cell(name, kept, (start, colon), (first, first + len(kept)))


def _end_of_quoted(text: str, start: int) -> int:
    _, end = json.JSONDecoder().raw_decode(text, start)
    return int(end)
