"""`habeas publish`: editions that anyone can check."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from habeas.cli.asked import Asked, AsOf, ConventionName, Floor, Groups, InContext, Methods, PlaceName, read_question
from habeas.cli.options import StoreFolder
from habeas.cli.spread import spread_options
from habeas.model.edition import Order

Value = TypeVar("Value")
Out = Annotated[Path | None, typer.Option("--out", help="Folder of the edition; it must not be there yet.")]
MakeKey = Annotated[
    Path | None, typer.Option("--make-key", help="Make a key in this new file, print its public key, and stop.")
]
Key = Annotated[Path | None, typer.Option("--key", help="The file of the key that signs, mode 600.")]
Title = Annotated[
    str | None, typer.Option("--title", help="What the editions are called.", show_default="measures and place")
]
Previous = Annotated[
    Path | None, typer.Option("--previous", help="Folder of the edition before: what changed since then is told.")
]
Licences = Annotated[
    Path | None,
    typer.Option(
        "--licences",
        help="YAML file, publisher: SPDX id of an open licence. Sentences are printed of these publishers only.",
    ),
]
RoundLists = Annotated[
    int,
    typer.Option("--round-lists", min=1, max=100, help="Round counts from lists of people down to whole fives, tens …"),
]
Measures = Annotated[
    list[str] | None,
    typer.Option(
        "--measure", help="What is counted: detained, attended …; may be given several times.", show_default="all"
    ),
]
FirstDay = Annotated[str | None, typer.Option("--from", help="First day, YYYY-MM-DD.")]
LastDay = Annotated[str | None, typer.Option("--to", help="Last day, YYYY-MM-DD.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the edition is about, as it was given."""

    first: FirstDay = None
    last: LastDay = None
    measures: Measures = None
    place: PlaceName = None
    context: InContext = None
    as_of: AsOf = None
    groups: Groups = None
    floor: Floor = 0.5
    convention: ConventionName = None
    methods: Methods = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """How the edition is made, as it was given."""

    out: Out = None
    key: Key = None
    title: Title = None
    previous: Previous = None
    licences: Licences = None
    round_lists: RoundLists = 1
    make_key: MakeKey = None


@spread_options
def publish_edition(packing: Packing, wanted: Wanted, store: StoreFolder = None) -> None:
    """Write one signed edition: figures with their proofs, claims, changes, and the bulletin.

    Words that could name a private person are withheld. Nothing is written where a figure or a reference does not hold.
    The same store, --as-of and key give the same bytes.
    Example: habeas publish --out edition-1 --key desk.key --measure detained --place Russia --from 2022-02-24
    --to 2022-02-27 --as-of 2022-02-27T22:54
    """
    if packing.make_key is not None:
        from habeas.publish.sign import make_key

        typer.echo(f"public key {make_key(packing.make_key)}")
        return
    from habeas.cli.render import count
    from habeas.pipeline.publishing import publish

    published = publish(_read_order(packing, wanted), store)
    edition = published.edition
    figures = sum(len(sheet.tallies) for sheet in edition.sheets)
    typer.echo(
        f"{edition.title}, edition {edition.number} as of {edition.scope.as_of}: "
        f"{count(figures, 'figure')} from {count(len(edition.claims), 'claim')}\nhash {published.hash}"
    )


def _read_order(packing: Packing, wanted: Wanted) -> Order:
    """The order; raises BadParameter where an option is missing or does not fit."""
    first, last = _given("--from", wanted.first), _given("--to", wanted.last)
    asked = Asked(
        first=first,
        last=last,
        place=wanted.place,
        context=wanted.context,
        as_of=wanted.as_of,
        floor=wanted.floor,
        convention=wanted.convention,
        methods=wanted.methods,
    )
    measures = (read_question(replace(asked, measure=name)).measure for name in wanted.measures or ())
    return Order(
        question=read_question(asked, wanted.groups),
        measures=tuple(dict.fromkeys(measure for measure in measures if measure is not None)),
        out=_given("--out", packing.out),
        key=_given("--key", packing.key),
        title=packing.title,
        previous=packing.previous,
        licences=packing.licences,
        round_lists=packing.round_lists,
    )


def _given(option: str, value: Value | None) -> Value:
    if value is None:
        raise typer.BadParameter(f"{option} is missing")
    return value
