"""`habeas people list`, `show`, `find` and `shred`: records without names, and the one identity that is asked for."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from habeas.cli.asked import read_moment
from habeas.cli.options import RecordFormat, StoreFolder, end_with_pipe
from habeas.cli.printable import printable
from habeas.exc import QuestionError

PersonId = Annotated[str, typer.Argument(metavar="ID", help="The id of a person, like person-0123456789abcdef0123.")]
RecordedBy = Annotated[
    str | None, typer.Option("--recorded-by", help="As the store was then: YYYY-MM-DD.", show_default="now")
]
OfList = Annotated[str | None, typer.Option("--list", help="Only this list.", show_default="all")]
Output = Annotated[RecordFormat, typer.Option("--format", help="How to print.")]
ShowNames = Annotated[
    bool, typer.Option("--show-names", help="Print who it is although the output is no terminal: a file keeps it.")
]
Close = Annotated[bool, typer.Option("--close", help="Count the row nowhere any more, too.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before.")]


def list_people(
    list_name: OfList = None,
    recorded_by: RecordedBy = None,
    *,
    output: Output = RecordFormat.table,
    store: StoreFolder = None,
) -> None:
    """List the rows of all lists without a name: place, days, what happened; the key is not needed."""
    from collections import Counter

    from habeas.cli.people_told import describe_record
    from habeas.cli.record import print_records
    from habeas.cli.render import count
    from habeas.pipeline import identities

    end_with_pipe()
    moment = None if recorded_by is None else read_moment("--recorded-by", recorded_by)
    found = identities.list_people(store, recorded_by=moment)
    wanted = (record for record in found if list_name in (None, record.list))
    if output is not RecordFormat.table:
        print_records((asdict(record) for record in wanted), as_lines=output is RecordFormat.jsonl)
        return
    counts: Counter[str] = Counter()
    for record in wanted:
        counts[record.list] += 1
        typer.echo(printable(describe_record(record)))
    for name, number in sorted(counts.items()):
        typer.echo(printable(f"{count(number, 'row')} of {name}"))
    typer.echo(f"{count(counts.total(), 'row')} of {count(len(counts), 'list')}")


def show_person(person: PersonId, show_names: ShowNames = False, *, store: StoreFolder = None) -> None:
    """Open one identity for somebody with the key: on a terminal, and not into a file unless that is asked for."""
    if not (show_names or sys.stdout.isatty()):
        raise QuestionError(
            "the output is no terminal: --show-names prints who it is all the same, and a file keeps it"
        )
    from habeas.cli.key_access import reach_key
    from habeas.cli.people_told import describe_identity, describe_record
    from habeas.pipeline import identities

    record, entry = identities.open_person(person, access=reach_key(), folder=store)
    typer.echo(printable(describe_record(record)))
    for line in describe_identity(entry):
        typer.echo(printable(line))


def find_person(store: StoreFolder = None) -> None:
    """Find a person by name, asked for or read from standard input: the ids of the rows that have all of its words.

    Case, accents and the order of words mean nothing; arguments would be seen by others and kept by the shell.
    """
    from habeas.cli.key_access import reach_key
    from habeas.cli.people_told import describe_record
    from habeas.cli.render import count
    from habeas.pipeline import identities

    name = typer.prompt("Name", err=True) if sys.stdin.isatty() else _read_name()
    found = identities.find_people(name, access=reach_key(), folder=store)
    for record in found:
        typer.echo(printable(describe_record(record)))
    typer.echo(count(len(found), "row"), err=True)


def shred_person(person: PersonId, close: Close = False, yes: Yes = False, *, store: StoreFolder = None) -> None:
    """Destroy for good who a row is about, in all its versions; the key is not needed, and nothing brings it back.

    What the store has of it without a name stays, and counts until lists are linked again; with --close it counts
    nowhere at once.
    """
    from habeas.cli.render import count
    from habeas.pipeline import identities

    if not yes:
        typer.confirm(f"Destroy for good who {printable(person)} is?", abort=True, err=True)
    done = identities.shred_person(person, store, is_closed=close)
    stays = f"stays {done.record.visibility} until lists are linked again: then it counts nowhere"
    counts = "is counted nowhere" if done.record.visibility == "closed" else stays
    told = f"{count(done.versions, 'version')} destroyed" if done.versions else "was shredded before"
    typer.echo(printable(f"{done.record.id}: {told}; the row without a name {counts}"))
    from habeas.pipeline import linking  # who is to be forgotten does not wait for it

    typer.echo(printable(_tell_linked(linking.find_linked(done.record.id, store))))


def _tell_linked(records: tuple[str, ...] | None) -> str:
    """Which rows still say who it was: whoever has the key opens these."""
    if records is None:
        return "no linking has this row: whether others are of the same person, and still sealed, is not known"
    if not records:
        return "no other row that is still sealed is linked to it"
    return f"{len(records):,} linked to it still sealed; who has the key can read the name there: {' '.join(records)}"


def _read_name() -> str:
    """The first line of standard input; what is no UTF-8 in it fits no name, and no error holds it."""
    return sys.stdin.buffer.readline().decode("utf-8", "replace")
