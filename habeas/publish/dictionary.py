"""The data dictionary: every column of every table, what it holds and its HXL tag."""

from habeas.model.edition import Edition
from habeas.publish.csv import write_csv
from habeas.publish.table import Cell, Column, Table
from habeas.publish.tables import TABLES

_KINDS = {
    "text": "text",
    "whole": "whole number",
    "number": "number",
    "flag": "true or false",
    "day": "day, YYYY-MM-DD",
    "instant": "date and time as far as known, ISO 8601",
}
_COLUMNS = tuple(
    Column(name, "text", tag, name, lambda row: row)
    for name, tag in (
        ("table", "#meta+table"),
        ("column", "#meta+column"),
        ("holds", "#meta+type"),
        ("tag", "#meta+tag"),
        ("about", "#description"),
    )
)


def export_dictionary(_: Edition) -> dict[str, bytes]:
    """The dictionary as a table and as a page; it is the same for every edition."""
    return {"dictionary.csv": write_csv(_COLUMNS, list_dictionary()), "dictionary.md": _write_page()}


def list_dictionary() -> list[list[Cell]]:
    """A row for every column: table, column, kind, tag, and what it holds."""
    return [
        [table.name, column.name, _KINDS[column.kind], column.tag, column.about]
        for table in TABLES.values()
        for column in table.columns
    ]


def _write_page() -> bytes:
    head = "# Data dictionary\n\nAn empty cell says that nothing is known; it never stands for zero.\n"
    return "\n".join([head, *(_section(table) for table in TABLES.values())]).encode()


def _section(table: Table) -> str:
    files = ", ".join(f"`{table.name}.{ending}`" for ending in _endings(whole=table.whole is not None))
    lines = [f"| `{each.name}` | {_KINDS[each.kind]} | {each.about} | `{each.tag}` |" for each in table.columns]
    rows = "\n".join(["| column | holds | about | tag |", "|---|---|---|---|", *lines])
    return f"## {table.name}\n\n{table.about}: {files}.\n\n{rows}\n"


def _endings(*, whole: bool) -> tuple[str, ...]:
    return ("csv", "parquet", "jsonl") if whole else ("csv", "parquet")
