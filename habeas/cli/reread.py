"""`habeas reread`: read what is stored with another reader, beside what was read before."""

from typing import Annotated

import typer

from habeas.cli.options import ReaderName, StoreFolder

Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Stop after so many reports; all by default.")]


def reread_reports(reader: ReaderName = None, store: StoreFolder = None, limit: Limit = None) -> None:
    """Read every stored report with another or newer reader and add what it finds; older readings stay as they are.

    It can be interrupted at any moment and run again: it goes on where it was. Until it has come to a report, the older
    reading of that report counts. Example: habeas reread --reader tables
    """
    from habeas import pipeline
    from habeas.cli.progress import show_reread
    from habeas.cli.summary import describe_reread, end_run

    with show_reread(limit) as narrator:
        summary = pipeline.reread(reader, store_folder=store, limit=limit, progress=narrator.tell)
    end_run(summary, describe_reread(summary))
