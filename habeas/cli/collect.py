"""`habeas collect` and `habeas verify`: put reports into the store, and prove that nothing in it was changed."""

from typing import Annotated

import typer

from habeas.cli.options import Given, Paths, StoreFolder
from habeas.cli.spread import spread_options
from habeas.exc import TamperError


@spread_options
def collect_reports(
    paths: Paths,
    *,
    given: Given,
    store: StoreFolder = None,
) -> None:
    """Read reports and store their bytes, claims and statements; what is stored already is not read again.

    It can be interrupted at any moment and run again: nothing recorded is lost and nothing is doubled.
    Rows of a table are read by a mapping of its columns: habeas collect figures.csv --mapping ledger.
    Example: habeas collect reports/ --publisher "Demo Wire"
    """
    from habeas import pipeline
    from habeas.cli.given import intake_options
    from habeas.cli.progress import show_run
    from habeas.cli.summary import describe_collect, end_run

    options = intake_options(given)
    with show_run() as narrator:
        summary = pipeline.collect(paths, options, reader_name=given.reader, store_folder=store, progress=narrator.tell)
    end_run(summary, describe_collect(summary))


def verify_store(
    store: StoreFolder = None,
    head: Annotated[
        str | None, typer.Option("--head", help="A hash printed by an earlier verify: it must still be in the ledger.")
    ] = None,
) -> None:
    """Check everything stored against ledger and archive, and name the first row that was changed.

    Write the hash it prints down somewhere else: with --head, rows cut off the end are found too.
    """
    from rich.console import Console
    from rich.progress import Progress

    from habeas import pipeline

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("checking", total=None)
        found = pipeline.verify(
            store, head=head, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if found.fault is not None:
        raise TamperError(f"not as it was recorded: {found.fault} ({found.rows:,} rows before it are sound)")
    typer.echo(f"{found.rows:,} rows agree with the ledger and the archive\nhead {found.head}")
