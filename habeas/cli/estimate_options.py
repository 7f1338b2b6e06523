"""The options of `habeas estimate`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.asked import PlaceName
from habeas.cli.options import Format, StoreFolder
from habeas.cli.people_counts import FirstDay, LastDay


@dataclass(frozen=True, slots=True)
class EstimateOptions:
    """From which lists to estimate, how, and what to show."""

    table: Annotated[
        Path | None,
        typer.Option(
            "--table",
            help="CSV file of overlaps: a column of 0 and 1 for each list, and how many people stand on exactly these.",
            exists=True,
            dir_okay=False,
            show_default="the linked lists of the store",
        ),
    ] = None
    place: PlaceName = None
    first: FirstDay = None
    last: LastDay = None
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="Lists and links as recorded by then: YYYY-MM-DD or YYYY-MM-DDTHH:MM."),
    ] = None
    store: StoreFolder = None
    draws: Annotated[
        int, typer.Option("--draws", min=0, help="Ways to link the records, whose doubt is in the limits; 0 for none.")
    ] = 20
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            help="averaged, dga, lcmcr, loglinear, loglinear-average, chao or chapman.",
            show_default="chapman for two lists, averaged for more",
        ),
    ] = None
    without: Annotated[list[str] | None, typer.Option("--without", help="Leave this list out; may be given again.")] = (
        None
    )
    leave_out: Annotated[
        bool,
        typer.Option("--leave-out", help="Show the estimate without each list in turn, too; links are the likeliest."),
    ] = False
    compare: Annotated[
        bool, typer.Option("--compare", help="Show what every method says, too; links are the likeliest.")
    ] = False
    seed: Annotated[int, typer.Option("--seed", min=0, help="The seed of methods that draw at random.")] = 1
    svg: Annotated[
        Path | None,
        typer.Option("--svg", help="Write the lists and the estimate as pictures into this folder.", file_okay=False),
    ] = None
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table
