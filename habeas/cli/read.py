"""`habeas read`: what reports claim, without touching the store."""

from typing import Annotated

import typer

from habeas.cli.options import Given, Paths, RecordFormat, end_with_pipe
from habeas.cli.spread import spread_options
from habeas.exc import InputError


@spread_options
def read_reports(
    paths: Paths,
    *,
    given: Given,
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
    readings = pipeline.read_all(paths, intake_options(given), given.reader)
    refused: list[InputError] = []
    kept = keep_readings(readings, refused)
    if output is RecordFormat.table:
        print_readings(kept, load_language("en"))
    else:
        print_json(kept, as_lines=output is RecordFormat.jsonl)
    if refused:
        raise typer.Exit(InputError.exit_code)
