"""What the user gives on the command line, and what of it can be read."""

import sys
from collections.abc import Iterable, Iterator

import typer

from habeas.cli.options import Given
from habeas.cli.printable import printable
from habeas.cli.render import name_report
from habeas.exc import InputError
from habeas.intake import IntakeOptions
from habeas.model import Reading
from habeas.ontology.mapping import load_mapping
from habeas.ontology.mapping_file import find_mapping


def intake_options(given: Given) -> IntakeOptions:
    """Options of the intake; raises BadParameter for an option that does not fit, TableError for a broken mapping."""
    if given.reader is not None and given.mapping is not None:
        raise typer.BadParameter(f"--reader {given.reader!r} reads prose, and rows of tables are none: leave it out")
    mapping = None if given.mapping is None else load_mapping(find_mapping(given.mapping))
    try:
        return IntakeOptions(date=given.date, publisher=given.publisher, mapping=mapping)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error


def keep_readings(stream: Iterator[Reading | InputError], refused: list[InputError]) -> Iterator[Reading]:
    """The readings of a stream; what was refused is named on standard error at once and kept for the exit code."""
    for item in stream:
        if isinstance(item, InputError):
            refused.append(item)
            print(printable(f"habeas: {item}"), file=sys.stderr)  # noqa: T201
            continue
        for warning in _fullest((*item.report.warnings, *item.warnings)):
            print(printable(f"habeas: {name_report(item.report)}: {warning}"), file=sys.stderr)  # noqa: T201
        yield item


def _fullest(warnings: Iterable[str]) -> list[str]:
    """Each warning once: one that another begins with says less."""
    given = list(dict.fromkeys(warnings))
    return [one for one in given if not any(other != one and other.startswith(one) for other in given)]
