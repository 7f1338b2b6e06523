"""What `habeas people` tells: how an import goes on and ends, records without a name, and an opened identity."""

from collections.abc import Callable, Iterator, Sequence

import typer

from habeas.cli.printable import printable
from habeas.cli.render import count
from habeas.intake.people import RowFault
from habeas.model.person import Identity, PersonEntry, PersonRecord, Status
from habeas.pipeline.people import Imported

_NAMED = 100  # rows with faults named one by one
_MANY = 1_000
_NAMES = ("name", "given", "patronymic", "family", "birth", "age", "place", "facility", "body", "contact", "note")


class ImportTeller:
    """Hears of each batch; names rows with faults on standard error, a hundred of them, and then how many more."""

    def __init__(self, path: str, show: Callable[[str], None]) -> None:
        self._path, self._show = path, show
        self._named = 0

    def tell(self, summary: Imported, faults: Sequence[RowFault]) -> None:
        """One batch more."""
        self._show(f"{count(summary.rows, 'row')}, {summary.rows_per_second:,.0f} rows/s")
        for fault in faults:
            self._named += 1
            if self._named <= _NAMED:
                typer.echo(printable(f"habeas: {self._path}, {fault}"), err=True)
            elif self._named == _NAMED + 1:
                typer.echo(f"habeas: over {_NAMED} rows with faults; the rest is counted below", err=True)


def describe_import(summary: Imported) -> Iterator[str]:
    """The lines that end an import."""
    yield (
        f"{count(summary.rows, 'row')}: {summary.new:,} new, {summary.changed:,} changed, {summary.known:,} known, "
        f"{summary.faults:,} with faults"
    )
    if summary.shredded:
        yield f"{count(summary.shredded, 'row')} shredded before, and not taken in again"
    if summary.rows >= _MANY:  # over a few rows the rate is that of starting up
        yield f"{summary.seconds:.1f} s ({summary.rows_per_second:,.0f} rows/s)"
    if summary.is_interrupted:
        yield "interrupted: what is counted here is kept; run the same command again to go on"


def describe_record(record: PersonRecord) -> str:
    """One line without a name: id, list, day, place, what happened, and where it counts."""
    steps = ", ".join(f"{step.kind} {step.at or 'undated'}" for step in record.steps) or "nothing further known"
    place = "place unknown" if record.place is None else record.place.name
    told = f"{record.list}  {record.detained_at or 'undated'}  {place}  {steps}  {record.visibility}"
    return f"{record.id}  {told}"


def describe_identity(entry: PersonEntry) -> Iterator[str]:
    """The lines of an opened identity: what its list said, and every cell as it stood there."""
    identity = entry.identity
    if entry.key is not None:
        yield f"key: {entry.key}"
    for name in _NAMES:
        value = getattr(identity, name)
        if value is not None:
            yield f"{name}: {value}"
    yield from map(_describe_status, identity.statuses)
    yield from _describe_cells(identity)


def _describe_cells(identity: Identity) -> Iterator[str]:
    for column, text in identity.cells:
        if text:
            yield f"cell {column}: {text}"


def _describe_status(status: Status) -> str:
    parts = (status.at or "undated", status.facility, status.term, status.source and f"told by {status.source}")
    return f"{status.kind}: {', '.join(part for part in parts if part)}"
