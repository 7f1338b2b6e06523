"""`habeas read`: what reports claim, without touching the store."""

from typing import Annotated

import typer

from habeas.cli.options import (
    Paths,
    PublicationDate,
    Publisher,
    ReaderName,
    RecordFormat,
    end_with_pipe,
)
from habeas.exc import InputError


def read_reports(
    paths: Paths,
    date: PublicationDate = None,
    publisher: Publisher = None,
    reader: ReaderName = None,
    output: Annotated[RecordFormat, typer.Option("--format", help="How to print.")] = RecordFormat.table,
) -> None:
    """Print the claims and statements of reports; nothing is stored.

    Example: habeas read report.txt --date 2022-02-27
    """
    from habeas import pipeline
    from habeas.cli.given import intake_options, keep_readings
    from habeas.cli.record import print_json
    from habeas.cli.render import print_readings
    from habeas.lang import load_language

    end_with_pipe()
    readings = pipeline.read_all(paths, intake_options(date, publisher), reader)
    refused: list[InputError] = []
    kept = keep_readings(readings, refused)
    if output is RecordFormat.table:
        print_readings(kept, load_language("en"))
    else:
        print_json(kept, as_lines=output is RecordFormat.jsonl)
    if refused:
        raise typer.Exit(InputError.exit_code)
