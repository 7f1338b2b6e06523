"""What is wrong with a row of a list of people, without a word of what stands in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be taken in: its number, the first below the names of the columns being 1, and what is wrong.

    `columns` pairs a column with what was expected of it, None with what is wrong of the row as a whole.
    """

    row: int
    columns: tuple[tuple[str | None, str], ...]

    def __str__(self) -> str:
        """All of it in one line."""
        told = (what if column is None else f"column {column!r}: {what}" for column, what in self.columns)
        return f"row {self.row}: {'; '.join(told)}"
