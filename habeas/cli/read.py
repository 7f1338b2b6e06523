"""`habeas read`: what reports claim, without touching the store."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from habeas.cli.options import Paths, PublicationDate, Publisher, ReaderName, RecordFormat
from habeas.exc import InputError
from habeas.model.reading import Reading


def read_reports(
    paths: Paths,
    date: PublicationDate = None,
    publisher: Publisher = None,
    reader: ReaderName = "tables",
    output: Annotated[RecordFormat, typer.Option("--format", help="How to print.")] = RecordFormat.table,
) -> None:
    """Print the claims and statements of reports; nothing is stored.

    Example: habeas read report.txt --date 2022-02-27
    """
    from habeas import pipeline
    from habeas.cli.record import print_json
    from habeas.cli.render import print_readings
    from habeas.intake import IntakeOptions

    readings = pipeline.read_all(paths, IntakeOptions(date=date, publisher=publisher), reader)
    refused: list[InputError] = []
    kept = _keep_readings(readings, refused)
    if output is RecordFormat.table:
        print_readings(kept)
    else:
        print_json(kept, as_lines=output is RecordFormat.jsonl)
    if refused:
        raise typer.Exit(InputError.exit_code)


def _keep_readings(stream: Iterator[Reading | InputError], refused: list[InputError]) -> Iterator[Reading]:
    """The readings of a stream; what was refused is named on standard error at once and kept for the exit code."""
    for item in stream:
        if isinstance(item, InputError):
            refused.append(item)
            print(f"habeas: {item}", file=sys.stderr)  # noqa: T201
            continue
        for warning in item.warnings:
            print(f"habeas: {item.report.address or item.report.id}: {warning}", file=sys.stderr)  # noqa: T201
        yield item
