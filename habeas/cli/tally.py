"""`habeas tally`: a first count with its sources."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, TypeVar

import typer

from habeas.cli.options import Format, StoreFolder, end_with_pipe
from habeas.model.instant import last_instant

Name = TypeVar("Name", bound=str)
Measure = Annotated[
    str | None, typer.Option("--measure", help="What is counted: detained, attended, injured …; all by default.")
]
PlaceName = Annotated[
    str | None, typer.Option("--place", help="A place name; what lies inside it counts. Everywhere by default.")
]
FirstDay = Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")]
LastDay = Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="Count only what had been published by then: YYYY-MM-DD or YYYY-MM-DDTHH:MM."),
]


def tally_store(  # noqa: PLR0913  (each is an option of the command)
    *,
    first: FirstDay,
    last: LastDay,
    measure: Measure = None,
    place: PlaceName = None,
    as_of: AsOf = None,
    rule: Annotated[str, typer.Option("--rule", help="How figures are made: max-of-voices.")] = "max-of-voices",
    store: StoreFolder = None,
    brief: Annotated[bool, typer.Option("--brief", help="Print the figures alone, without the claims.")] = False,
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
) -> None:
    """Count one measure by place and day, with every claim used and set aside.

    Example: habeas tally --measure detained --place Russia --from 2022-02-24 --to 2022-02-27
    """
    from habeas import pipeline
    from habeas.cli.sheet import print_sheet, sheet_record
    from habeas.tally import RULES

    end_with_pipe()
    question = pipeline.TallyQuestion(
        first=_day("--from", first),
        last=_day("--to", last),
        measure=None if measure is None else _one_of("--measure", measure, pipeline.MEASURES),
        place=place,
        as_of=None if as_of is None else _instant("--as-of", as_of),
        rule=_one_of("--rule", rule, RULES),
    )
    if question.first > question.last:
        raise typer.BadParameter(f"--from {first} is after --to {last}")
    answer = pipeline.tally(question, store)
    if output is Format.json:
        import json

        typer.echo(json.dumps(sheet_record(answer), ensure_ascii=False, indent=1))
    else:
        print_sheet(answer, brief=brief)


def _day(option: str, value: str) -> date:
    try:
        return date.fromisoformat(
            value if value.count("-") == 2 else ""
        )  # not the other ISO forms, 20220227 or 2022-W08
    except ValueError as error:
        raise typer.BadParameter(f"{option} {value!r}: expected a day as YYYY-MM-DD") from error


def _instant(option: str, value: str) -> str:
    if last_instant(value) is None:
        raise typer.BadParameter(f"{option} {value!r}: expected YYYY-MM-DD or YYYY-MM-DDTHH:MM, with a zone or in UTC")
    return value


def _one_of(option: str, value: str, allowed: Iterable[Name]) -> Name:
    for name in allowed:
        if name == value:
            return name
    raise typer.BadParameter(f"{option} {value!r}: expected one of {', '.join(allowed)}")
