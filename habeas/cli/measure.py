"""What `habeas evaluate` prints, and the progress of long measurements on the error stream."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

import typer

from habeas.cli.options import Format
from habeas.cli.printable import print_record, printable
from habeas.evaluate.compare import (
    Measured,
    calibration_tables,
    error_rows,
    interval_rows,
    list_examples,
    measured_record,
    score_rows,
)
from habeas.evaluate.gate import Finding
from habeas.lang import load_language


@contextmanager
def watch() -> Iterator[Callable[[str, int], None]]:
    """Shows on the error stream, where that is a terminal, which reader reads and how many texts are done."""
    from habeas.cli.progress import show_words

    with show_words("opening the reader") as show:
        yield lambda method, done: show(f"{method}: {done:,} texts")


def print_measured(measured: Sequence[Measured], limit: int, *, intervals: bool, calibration: bool) -> None:
    """Print readers measured on one corpus: scores, what else was asked for, errors by class with examples."""
    tables = [score_rows(measured)]
    tables += [interval_rows(measured)] if intervals else []
    tables += calibration_tables(measured) if calibration else []
    for table in (*tables, error_rows(measured)):
        print_rows(table)
        typer.echo("")
    for one in measured if limit else ():
        for name, examples in list_examples(one, load_language("en"), limit).items():
            typer.echo(f"{name} ({one.method})" if len(measured) > 1 else name)
            typer.echo("\n".join(printable(line) for example in examples for line in example.lines()) + "\n")


def print_measured_json(measured: Sequence[Measured], limit: int) -> None:
    """Print everything measured as one JSON list, a reader each."""
    records = [measured_record(one, list_examples(one, load_language("en"), limit)) for one in measured]
    print_record(records)


def print_findings(findings: Sequence[Finding], output: Format) -> None:
    """Print what the gate measured beside its floors."""
    if output is Format.json:
        print_record([{**asdict(one), "is_missed": one.is_missed} for one in findings])
        return
    print_rows([("corpus", "reader", "measure", "expected", "measured", ""), *(one.row() for one in findings)])


def print_rows(rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo(printable("  ".join(cells).rstrip()))
