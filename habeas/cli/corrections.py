"""`habeas corrections`: what was corrected, when and why."""

from typing import Annotated

import typer

from habeas.cli.asked import Asked, read_moment, read_question
from habeas.cli.options import Format, StoreFolder, end_with_pipe
from habeas.cli.spread import spread_options

Since = Annotated[
    str | None,
    typer.Option(
        "--since", help="Only what became known after this moment, as for --as-of.", show_default="from the beginning"
    ),
]
Output = Annotated[Format, typer.Option("--format", help="How to print.")]


@spread_options
def list_corrections(
    asked: Asked, since: Since = None, store: StoreFolder = None, *, output: Output = Format.table
) -> None:
    """Every claim replaced, rejected or withdrawn, and every figure that changed for a day that was over.

    Example: habeas corrections --measure detained --place Russia --from 2022-02-24 --to 2022-02-27
    """
    from habeas import pipeline

    end_with_pipe()
    since = None if since is None else read_moment("--since", since)
    answer = pipeline.corrections(read_question(asked), store, since=since)
    if output is Format.json:
        from habeas.cli.corrections_sheet import corrections_record
        from habeas.cli.printable import print_record

        print_record(corrections_record(answer))
        return
    from habeas.cli.corrections_sheet import print_corrections

    print_corrections(answer)
