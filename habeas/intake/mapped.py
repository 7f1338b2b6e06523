"""Tables whose columns a mapping explains: each row becomes a report whose text is its cells, one a line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from habeas.exc import InputError
from habeas.intake.dates import parse_published
from habeas.intake.document import Content, IntakeOptions
from habeas.intake.finish import Position, name_place
from habeas.intake.mapped_csv import read_csv_rows
from habeas.intake.mapped_jsonl import read_jsonl_rows
from habeas.intake.mapped_parquet import read_parquet_rows
from habeas.intake.record import RecordError
from habeas.intake.row import TableRow
from habeas.model import Block, Report
from habeas.model.report import report_id
from habeas.model.row import print_row
from habeas.ontology.mapped_day import read_day
from habeas.ontology.mapping import Day, Said
from habeas.ontology.mapping import Mapping as TableMapping

_ROWS: dict[str, Callable[[Content, TableMapping], Iterator[TableRow]]] = {
    "csv": read_csv_rows,
    "jsonl": read_jsonl_rows,
    "parquet": read_parquet_rows,
}


def read_mapped(content: Content, options: IntakeOptions, kind: str) -> Iterator[Report | InputError]:
    """A report or an error for each row that is not blank; raises InputError where columns are not the mapping's."""
    assert options.mapping is not None, "called with a mapping only"
    if kind not in _ROWS:
        raise InputError(content.path, f"is {kind}; a mapping explains tables: {', '.join(_ROWS)}")
    source = _Source(content, options, options.mapping)
    for row in _ROWS[kind](content, options.mapping):
        if row.fault is not None:
            yield InputError(content.path, f"row {row.number}: {row.fault}")
        elif any(value.strip() for value in row.cells.values()):
            yield _read_row(row, source)


@dataclass(frozen=True, slots=True)
class _Source:
    """What all rows of a table share."""

    content: Content
    options: IntakeOptions
    mapping: TableMapping


def _read_row(row: TableRow, source: _Source) -> Report | InputError:
    try:
        return _make_report(row, source)
    except RecordError as error:
        return InputError(source.content.path, f"row {row.number}: {error}")


def _make_report(row: TableRow, source: _Source) -> Report:
    mapping, options, content = source.mapping, source.options, source.content
    text = print_row(((column, row.cells[column]) for column in mapping.columns), mapping.stated)
    if "\0" in text:
        raise RecordError("holds a zero character")
    published = _publication(row.cells, source)
    publisher = _words(row.cells, mapping.outlet, mapping) or options.publisher
    own_name = None if mapping.id is None else _cell(row.cells, mapping.id, mapping)
    return Report(
        id=report_id(publisher, published, text),
        text=text,
        published_at=published,
        publisher=publisher,
        address=_words(row.cells, mapping.address, mapping),
        blocks=(Block("body", 0, len(text)),),
        cites=_list_cited(row.cells, mapping),
        external_id=own_name or name_place(content.path, Position(line=row.number)),
        sha256=content.sha256,
        part=f"row {row.number}",
        reader=mapping.method,
        warnings=() if published else ("no publication date",),
    )


def _publication(cells: Mapping[str, str], source: _Source) -> str | None:
    day, options = source.mapping.published, source.options
    words = None if day is None else _read_moment(cells, day, source.mapping)
    if words is None and options.date is not None:
        return parse_published(options.date, "--date")
    return words


def _read_moment(cells: Mapping[str, str], day: Day, mapping: TableMapping) -> str | None:
    if day.column is None:
        return None if day.day is None else day.day.isoformat()
    words = _cell(cells, day.column, mapping)
    if words is None:
        return None
    try:
        return read_day(words, day)
    except ValueError as error:
        raise RecordError(f"column {day.column!r} holds {words[:80]!r}: {error}") from error


def _words(cells: Mapping[str, str], said: Said | None, mapping: TableMapping) -> str | None:
    parts = _split(cells, said, mapping)
    return parts[0] if parts else None


def _list_cited(cells: Mapping[str, str], mapping: TableMapping) -> tuple[str, ...]:
    return tuple(_split(cells, mapping.cites, mapping))


def _split(cells: Mapping[str, str], said: Said | None, mapping: TableMapping) -> list[str]:
    if said is None or said.column is None:
        return [said.words] if said and said.words else []
    cell = _cell(cells, said.column, mapping)
    parts = [] if cell is None else cell.split(said.separator) if said.separator else [cell]
    return [part.strip() for part in parts if part.strip()]


def _cell(cells: Mapping[str, str], column: str, mapping: TableMapping) -> str | None:
    value = cells[column].strip()
    return None if value.casefold() in mapping.blanks else value
