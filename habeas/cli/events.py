"""`habeas events`: what happened, each event with its claims and why they are taken for one."""

from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from habeas.cli.asked import AsOf, FirstDay, LastDay, PlaceName, one_of, read_day, read_moment
from habeas.cli.options import Format, StoreFolder, end_with_pipe
from habeas.cli.printable import print_record, printable
from habeas.cli.spread import spread_options
from habeas.model import EVENT_TYPES, StoredClaim
from habeas.model.event import Event
from habeas.model.record import claim_record

TypeName = Annotated[
    str | None, typer.Option("--type", help=f"Only events of this type: {', '.join(EVENT_TYPES)}.", show_default="all")
]
Output = Annotated[Format, typer.Option("--format", help="How to print.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events are wanted, as it was given."""

    first: FirstDay
    last: LastDay
    place: PlaceName = None
    type: TypeName = None
    as_of: AsOf = None


@spread_options
def list_events(wanted: Wanted, store: StoreFolder = None, *, output: Output = Format.table) -> None:
    """List what happened: claims that tell of one happening, and for each tie how sure it is and why.

    Example: habeas events --place Russia --from 2022-02-24 --to 2022-02-27 --type attended
    """
    from habeas.cli.render import count
    from habeas.pipeline.judging import EventsQuestion, find_events

    end_with_pipe()
    question = EventsQuestion(
        read_day("--from", wanted.first),
        read_day("--to", wanted.last),
        wanted.place,
        None if wanted.type is None else one_of("--type", wanted.type, EVENT_TYPES),
        None if wanted.as_of is None else read_moment("--as-of", wanted.as_of),
    )
    answer = find_events(question, store)
    if output is Format.json:
        records = [_event_record(event, answer.claims) for event in answer.events]
        print_record(records)
        return
    if answer.place is not None and answer.place.place is not None:
        typer.echo(printable(f"{wanted.place} is {answer.place.place.name}: {answer.place.reason}"))
    for event in answer.events:
        _print_event(event, answer.claims)
    typer.echo(f"{count(len(answer.events), 'event')}, {count(len(answer.claims), 'claim')}")


def _print_event(event: Event, claims: dict[str, StoredClaim]) -> None:
    typer.echo(printable(f"{event.label}  {event.id}"))
    for name in event.claims:
        stored = claims[name]
        told = f"{stored.publisher or 'publisher unknown'}, {stored.published_at or 'undated'}"
        typer.echo(printable(f"  {name}  {told}: {stored.sentence}"))
    for tie in event.ties:
        typer.echo(printable(f"  {tie.score:.2f}  {tie.one} and {tie.other}: {tie.reason}"))
    typer.echo("")


def _event_record(event: Event, claims: dict[str, StoredClaim]) -> dict[str, object]:
    told = [_told(claims[name]) for name in event.claims]
    return {**asdict(event), "first": event.first.isoformat(), "last": event.last.isoformat(), "claims": told}


def _told(stored: StoredClaim) -> dict[str, object]:
    return {
        "id": stored.claim.id,
        "report": stored.claim.report,
        "publisher": stored.publisher,
        "published_at": stored.published_at,
        "sentence": stored.sentence,
        **claim_record(stored.claim),
    }
