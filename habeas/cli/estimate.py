"""`habeas estimate`: how many people are on no list, beside how many are documented."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.options import Format
from habeas.cli.spread import spread_options


@dataclass(frozen=True, slots=True)
class EstimateOptions:
    """From which lists to estimate, how, and what to show."""

    table: Annotated[
        Path,
        typer.Option(
            "--table",
            help="CSV file of overlaps: a column of 0 and 1 for each list, and how many people stand on exactly these.",
            exists=True,
            dir_okay=False,
        ),
    ]
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
        bool, typer.Option("--leave-out", help="Show the estimate without each list in turn, too.")
    ] = False
    seed: Annotated[int, typer.Option("--seed", min=0, help="The seed of methods that draw at random.")] = 1
    svg: Annotated[
        Path | None,
        typer.Option("--svg", help="Write the lists and the estimate as pictures into this folder.", file_okay=False),
    ] = None
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table


@spread_options
def estimate_people(options: EstimateOptions) -> None:
    """Estimate how many people there are by lists that overlap, or say why that cannot be said.

    Documented and estimated people are always shown side by side; an estimate is never a count.
    Example: habeas estimate --table overlap.csv --leave-out --svg pictures
    """
    from habeas.cli.estimate_print import estimated_record, print_estimated
    from habeas.cli.printable import print_record
    from habeas.pipeline.estimating import draw_pictures, estimate_file

    estimated = estimate_file(
        options.table, options.without or [], options.method, is_leaving_out=options.leave_out, seed=options.seed
    )
    if options.output is Format.json:
        print_record(estimated_record(estimated))
    else:
        print_estimated(estimated)
    if options.svg:
        for path in draw_pictures(estimated, options.svg):
            typer.echo(str(path), err=options.output is Format.json)
