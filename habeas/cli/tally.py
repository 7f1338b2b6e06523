"""`habeas tally`: figures with their proofs."""

from dataclasses import dataclass
from typing import Annotated

import typer

from habeas.cli.asked import Asked, Groups, read_question
from habeas.cli.options import Format, StoreFolder, end_with_pipe
from habeas.cli.spread import spread_options

Explain = Annotated[
    bool,
    typer.Option(
        "--explain", help="Print the proof of each figure as arithmetic, and what is left without each voice."
    ),
]
WithSeries = Annotated[
    bool,
    typer.Option("--series", help="Print how each total moved as more became known, with the claim behind each step."),
]
Brief = Annotated[bool, typer.Option("--brief", help="Print the figures alone, without the claims.")]
Output = Annotated[Format, typer.Option("--format", help="How to print.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The options that say what of the answer is shown."""

    explain: Explain = False
    series: WithSeries = False
    brief: Brief = False
    output: Output = Format.table


@spread_options
def tally_store(asked: Asked, groups: Groups = None, *, shown: Shown, store: StoreFolder = None) -> None:
    """Figures by measure, place and day that can be proved: at least, at most, and what holds if one voice is wrong.

    Example: habeas tally --measure detained --place Russia --from 2022-02-24 --to 2022-02-27 --by day
    """
    from habeas import pipeline

    end_with_pipe()
    answer = pipeline.tally(read_question(asked, groups), store, with_series=shown.series)
    if shown.output is Format.json:
        from habeas.cli.printable import print_record
        from habeas.cli.sheet_record import sheet_record

        print_record(sheet_record(answer))
        return
    from habeas.cli.sheet import Parts, print_sheet

    print_sheet(answer, Parts(grounds=not (shown.brief or shown.explain or shown.series), proofs=shown.explain))
