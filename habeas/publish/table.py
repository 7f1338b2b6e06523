"""What a table of an edition is: columns that are filled from the values of an edition, one row a value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from habeas.model.edition import Edition

Cell = str | int | float | bool | None
# A day is written YYYY-MM-DD; an instant is as long as it is known.
Kind = Literal["text", "whole", "number", "flag", "day", "instant"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its HXL tag, what it holds in one sentence, and how a row's cell is read off its value."""

    name: str
    kind: Kind
    tag: str
    about: str
    read: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `rows` are its values in order; `whole` is their type where they are also written as JSON Lines.

    The rows of a table that is not written whole are parts of another table's values.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Edition], Iterable[Any]]
    whole: type[Any] | None = None


def read_rows(table: Table, edition: Edition) -> list[list[Cell]]:
    """Every row of a table, a cell a column."""
    return [[column.read(value) for column in table.columns] for value in table.rows(edition)]
