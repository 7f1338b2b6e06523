"""`habeas people add` and `habeas people import`: people into the vault, and what may be counted into the store."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.options import StoreFolder
from habeas.cli.printable import printable
from habeas.exc import InputError

ListFile = Annotated[Path, typer.Argument(metavar="FILE", help="A list of people, .csv or .xlsx.")]
MappingName = Annotated[
    str, typer.Option("--mapping", help="The .yml file that says what its columns mean; a shipped one by its name.")
]
ListName = Annotated[
    str | None, typer.Option("--list", help="The list that the rows are of.", show_default="as the mapping says")
]
FormList = Annotated[str, typer.Option("--list", help="The list that the person is put on.")]
Updates = Annotated[
    str | None, typer.Option("--update", help="Id of a person added so before: only what is given now changes.")
]
_MOST_BYTES = 1_000_000
_INTERRUPTED = 130  # as a shell reports Ctrl-C


def add_person(list_name: FormList = "hotline", update: Updates = None, *, store: StoreFolder = None) -> None:
    """Add one person, asked for field by field, or given as a JSON object on standard input; nothing is an argument.

    Arguments are seen by every user of the machine and kept by the shell.
    Example: habeas people add --list hotline
    """
    from habeas.cli.key_access import reach_key
    from habeas.pipeline import people

    fields = _ask_fields() if sys.stdin.isatty() else _read_fields()
    if update is None:
        record, state = people.add_person(fields, list_name, access=reach_key(), folder=store)
    else:
        record, state = people.update_person(update, fields, access=reach_key(), folder=store)
    typer.echo(printable(f"{state}: {record.id}, version {record.version}, list {record.list}"))


def import_list(file: ListFile, mapping: MappingName, list_name: ListName = None, *, store: StoreFolder = None) -> None:
    """Take in the rows of a list that are new or changed; a row that is known already adds nothing.

    It can be interrupted at any moment and run again. Rows with faults are named by their number, and left out.
    Example: habeas people import calls.csv --mapping hotline
    """
    from habeas.cli.key_access import reach_key
    from habeas.cli.people_told import ImportTeller, describe_import
    from habeas.cli.progress import show_words
    from habeas.intake.people import load_people_mapping
    from habeas.pipeline import people

    source = people.ListSource(file, load_people_mapping(mapping), list_name)
    with show_words("opening the vault") as show:
        teller = ImportTeller(str(file), show)
        summary = people.import_list(source, access=reach_key(), folder=store, progress=teller.tell)
    typer.echo("\n".join(describe_import(summary)))
    if summary.is_interrupted:
        raise typer.Exit(_INTERRUPTED)
    if summary.faults:
        raise typer.Exit(InputError.exit_code)


def _ask_fields() -> dict[str, str]:
    """Each field of the form as it is typed; what is left blank is left out."""
    from habeas.intake.people.form import load_form

    given = {name: typer.prompt(name, default="", show_default=False, err=True) for name in load_form().columns}
    return {name: value for name, value in given.items() if value.strip()}


def _read_fields() -> dict[str, str]:
    """The fields on standard input; raises InputError without a word of what stands there."""
    fields = _decode_fields(sys.stdin.buffer.read(_MOST_BYTES))
    if fields is None:
        raise InputError(
            "standard input", 'expected one JSON object, each field once, field to text: {"name": "…", "place": "…"}'
        )
    return fields


def _decode_fields(content: bytes) -> dict[str, str] | None:
    """None where it is no such object: the error of a decoder may hold what it failed at."""
    import msgspec

    try:
        fields = msgspec.json.decode(content, type=dict[str, str])
        pairs = json.loads(content, object_pairs_hook=list)
    except (msgspec.MsgspecError, ValueError):
        return None
    # A field that is there twice would silently be the later one.
    return fields if len(pairs) == len(fields) else None
