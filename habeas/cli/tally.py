"""`habeas tally`: a first count with its sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

import typer

from habeas.cli.options import Format, StoreFolder, end_with_pipe
from habeas.cli.spread import spread_options
from habeas.model import EVENT_TYPES
from habeas.model.instant import last_instant
from habeas.model.tally import TallyQuestion

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
Rule = Annotated[str, typer.Option("--rule", help="How figures are made: max-of-voices.")]
Methods = Annotated[
    list[str] | None,
    typer.Option(
        "--method",
        help="Count only what this method read: neural-en@1, or neural-en in any version. May be given several times; "
        "of each report the newest reading counts.",
        show_default="any",
    ),
]
Brief = Annotated[bool, typer.Option("--brief", help="Print the figures alone, without the claims.")]
Output = Annotated[Format, typer.Option("--format", help="How to print.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options that say what is counted, as they were given."""

    first: FirstDay
    last: LastDay
    measure: Measure = None
    place: PlaceName = None
    as_of: AsOf = None
    rule: Rule = "max-of-voices"
    methods: Methods = None


@spread_options
def tally_store(
    asked: Asked, store: StoreFolder = None, *, brief: Brief = False, output: Output = Format.table
) -> None:
    """Count one measure by place and day, with every claim used and set aside.

    Example: habeas tally --measure detained --place Russia --from 2022-02-24 --to 2022-02-27
    """
    from habeas import pipeline
    from habeas.cli.sheet import print_sheet, sheet_record

    end_with_pipe()
    answer = pipeline.tally(_read_question(asked), store)
    if output is Format.json:
        import json

        typer.echo(json.dumps(sheet_record(answer), ensure_ascii=False, indent=1))
    else:
        print_sheet(answer, brief=brief)


def _read_question(asked: Asked) -> TallyQuestion:
    """The question; raises BadParameter where an option does not fit."""
    from habeas.tally import RULES

    question = TallyQuestion(
        first=_day("--from", asked.first),
        last=_day("--to", asked.last),
        measure=None if asked.measure is None else _one_of("--measure", asked.measure, EVENT_TYPES),
        place=asked.place,
        as_of=None if asked.as_of is None else _instant("--as-of", asked.as_of),
        rule=_one_of("--rule", asked.rule, RULES),
        methods=tuple(asked.methods or ()),
    )
    if question.first > question.last:
        raise typer.BadParameter(f"--from {asked.first} is after --to {asked.last}")
    return question


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
