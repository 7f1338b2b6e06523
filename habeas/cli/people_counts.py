"""`habeas people counts`: what lists say in numbers, for the desk: nothing is held back, and no name is needed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.asked import Groups, PlaceName, one_of, read_day, read_moment
from habeas.cli.options import RecordFormat, StoreFolder, end_with_pipe
from habeas.cli.printable import printable
from habeas.cli.spread import spread_options
from habeas.model.listed import CUSTODY_KINDS, ListQuestion

FirstDay = Annotated[str | None, typer.Option("--from", help="First day, YYYY-MM-DD.", show_default="first known")]
LastDay = Annotated[str | None, typer.Option("--to", help="Last day, YYYY-MM-DD.", show_default="last known")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Who is held at that moment.", show_default="now")]
RecordedBy = Annotated[
    str | None, typer.Option("--recorded-by", help="As the store was then: YYYY-MM-DD.", show_default="now")
]
IsOverdue = Annotated[
    bool,
    typer.Option(
        "--overdue",
        help="Those held past the legal term before a judge, by place, with hours over; "
        "no lawyer has checked our table of terms.",
    ),
]
Terms = Annotated[
    Path | None, typer.Option("--terms", help="Your own table of legal terms (YAML).", show_default="ours, unchecked")
]
Kind = Annotated[
    str | None,
    typer.Option("--kind", help=f"The term for this kind of case: {', '.join(CUSTODY_KINDS)}.", show_default="longest"),
]
Output = Annotated[RecordFormat, typer.Option("--format", help="How to print.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted, as it was given."""

    first: FirstDay = None
    last: LastDay = None
    place: PlaceName = None
    as_of: AsOf = None
    recorded_by: RecordedBy = None
    groups: Groups = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Whether those past the legal term are asked for, and by which terms."""

    overdue: IsOverdue = False
    kind: Kind = None
    terms: Terms = None


@spread_options
def count_people(
    counted: Counted,
    clock: Clock,
    *,
    output: Output = RecordFormat.table,
    store: StoreFolder = None,
) -> None:
    """Count distinct people, detentions and people still held on all lists, by place and day; no key is needed.

    These are the desk's own numbers: small ones are shown. Figures and editions leave out who refused; editions also
    keep small numbers from being told.
    Example: habeas people counts --place Russia --from 2022-02-24 --to 2022-02-27 --by place --by day
    """
    from habeas.cli import people_counted
    from habeas.ontology.custody import UNCHECKED
    from habeas.pipeline.counting_people import count_lists, find_overdue, list_every

    end_with_pipe()
    listed = count_lists(_read_question(counted), store)
    if clock.overdue:
        kind = None if clock.kind is None else one_of("--kind", clock.kind, CUSTODY_KINDS)
        found = find_overdue(listed, kind, terms=clock.terms)
        rows, lines = people_counted.record_overdue(found), people_counted.describe_overdue(found, listed)
        if clock.terms is None:
            typer.echo(f"note: {UNCHECKED}", err=True)
    else:
        groups = counted.groups or ["place"]
        shown = [count for count in list_every(listed) if people_counted.is_asked(count, listed.table.scope, groups)]
        rows, lines = people_counted.record_counts(shown), people_counted.describe_counts(shown, listed)
    if output is RecordFormat.table:
        for line in lines:
            typer.echo(printable(line))
        return
    from habeas.cli.record import print_records

    print_records(rows, as_lines=output is RecordFormat.jsonl)


def _read_question(counted: Counted) -> ListQuestion:
    for group in counted.groups or ():
        one_of("--by", group, ("place", "day", "total"))
    return ListQuestion(
        first=None if counted.first is None else read_day("--from", counted.first),
        last=None if counted.last is None else read_day("--to", counted.last),
        place=counted.place,
        as_of=None if counted.as_of is None else read_moment("--as-of", counted.as_of),
        recorded_by=None if counted.recorded_by is None else read_moment("--recorded-by", counted.recorded_by),
    )
