"""`habeas collect` and `habeas verify`: put reports into the store, and prove that nothing in it was changed."""

from typing import Annotated

import typer

from habeas.cli.options import Paths, PublicationDate, Publisher, ReaderName, StoreFolder
from habeas.exc import InputError, TamperError
from habeas.model.summary import Summary

_SHOWN = 20  # reasons listed in the summary; the store has them all


def collect_reports(
    paths: Paths,
    date: PublicationDate = None,
    publisher: Publisher = None,
    reader: ReaderName = "tables",
    store: StoreFolder = None,
) -> None:
    """Read reports and store their bytes, claims and statements; what is stored already is not read again.

    It can be interrupted at any moment and run again: nothing recorded is lost and nothing is doubled.
    Example: habeas collect reports/ --publisher "Demo Wire"
    """
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from habeas import pipeline
    from habeas.intake import IntakeOptions

    options = IntakeOptions(date=date, publisher=publisher)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("opening the store and the gazetteer")
        summary = pipeline.collect(
            paths,
            options,
            reader_name=reader,
            store_folder=store,
            progress=lambda so_far: bar.update(task, description=describe_progress(so_far)),
        )
    typer.echo("\n".join(describe_summary(summary)))
    if summary.is_interrupted:
        raise typer.Exit(130)
    if summary.failures:
        raise typer.Exit(InputError.exit_code)


def verify_store(
    store: StoreFolder = None,
    head: Annotated[
        str | None, typer.Option("--head", help="A hash printed by an earlier verify: it must still be in the ledger.")
    ] = None,
) -> None:
    """Check everything stored against ledger and archive, and name the first row that was changed.

    Write the hash it prints down somewhere else: with --head, rows cut off the end are found too.
    """
    from rich.progress import Progress

    from habeas import pipeline

    with Progress(transient=True) as bar:
        task = bar.add_task("checking", total=None)
        found = pipeline.verify(
            store, head=head, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if found.fault is not None:
        raise TamperError(f"not as it was recorded: {found.fault} ({found.rows:,} rows before it are sound)")
    typer.echo(f"{found.rows:,} rows agree with the ledger and the archive\nhead {found.head}")


def describe_progress(summary: Summary) -> str:
    """One line while a run goes on."""
    refused = sum(summary.failures.values())
    return (
        f"{summary.new:,} new, {summary.known:,} known, {summary.claims:,} claims, {refused:,} refused, "
        f"{summary.reports_per_second:,.0f} reports/s"
    )


def describe_summary(summary: Summary) -> list[str]:
    """The lines that end a run: what came in, and each reason for which something was refused."""
    lines = [
        f"{summary.documents:,} documents: {summary.new:,} new reports, {summary.known:,} known, "
        f"{sum(summary.failures.values()):,} refused",
        f"{summary.claims:,} new claims and {summary.statements:,} new statements in {summary.seconds:.1f} s "
        f"({summary.reports_per_second:,.0f} reports/s)",
    ]
    reasons = sorted(summary.failures.items(), key=lambda item: (-item[1], item[0]))
    lines.extend(f"  refused {count:,} times: {reason}" for reason, count in reasons[:_SHOWN])
    if len(reasons) > _SHOWN:
        lines.append(f"  and {len(reasons) - _SHOWN:,} more reasons")
    if summary.is_interrupted:
        lines.append("interrupted: what is counted here is stored; run the same command again to go on")
    return lines
