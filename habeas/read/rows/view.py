"""A printed row as its mapping sees it: blanks left out, every word with its span."""

from dataclasses import dataclass
from typing import TypeVar

from habeas.model import Mention, Report, Span
from habeas.model.row import Cell, Row
from habeas.ontology.mapping import Choice, Condition, Mapping, Said

Term = TypeVar("Term")
_SHOWN = 80


class RowFaultError(ValueError):
    """A row that makes no sense to its mapping; names the column, its value and what was expected."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One report that is a row."""

    report: Report
    row: Row
    mapping: Mapping

    def cell(self, column: str) -> Cell | None:
        """The cell of a column; None where it is blank, which is not zero."""
        cell = self.row.cells.get(column)
        if cell is None:
            raise RowFaultError(f"column {column!r} is not in the stored row: collect its file again")
        return None if cell.value.casefold() in self.mapping.blanks else cell

    def mention(self, start: int, end: int) -> Mention:
        """The characters of the row from start to end."""
        return Mention(self.report.text[start:end], Span(self.report.id, start, end))

    def words(self, role: str, said: Said | None) -> Mention | None:
        """The words of a role: of its cell, or stated for every row."""
        if said is None:
            return None
        if said.words is not None:
            return self.mention(*self.row.stated[role, said.words].value_at)
        assert said.column is not None
        cell = self.cell(said.column)
        if cell is None:
            return None
        start, end = cell.value_at
        return self.mention(start, end) if said.separator is None else self._first(start, end, said.separator)

    def choose(self, choice: "Term | Choice[Term] | None") -> Term | None:
        """The term that holds for this row; None where the column is blank, or has it that there is no claim."""
        if not isinstance(choice, Choice):
            return choice
        cell = self.cell(choice.column)
        if cell is None:
            return None
        key = cell.value.casefold()
        if key not in choice.values:
            raise RowFaultError(f"{say_cell(cell)}, expected one of {', '.join(map(repr, choice.values))}")
        return choice.values[key]

    def holds(self, condition: Condition | None) -> bool:
        """Whether the row has what is asked for."""
        if condition is None:
            return True
        cell = self.cell(condition.column)
        if cell is None:
            return False
        parts = [cell.value] if condition.separator is None else cell.value.split(condition.separator)
        wanted = {word.casefold() for word in condition.has}
        return any(part.strip().casefold() in wanted for part in parts)

    def _first(self, start: int, end: int, separator: str) -> Mention | None:
        """The first part that is not empty."""
        at = start
        for part in self.report.text[start:end].split(separator):
            words = part.strip()
            if words:
                first = at + part.index(words)
                return self.mention(first, first + len(words))
            at += len(part) + len(separator)
        return None


def say_cell(cell: Cell) -> str:
    """'column "arrests" holds "-3"', for an error."""
    value = cell.value if len(cell.value) <= _SHOWN else f"{cell.value[:_SHOWN]}…"
    return f"column {cell.name!r} holds {value!r}"
