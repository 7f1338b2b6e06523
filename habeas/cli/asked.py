"""What a figure is asked for: the options that several commands share, and the question they make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar

import typer

from habeas.model import CONTEXTS
from habeas.model.instant import last_instant
from habeas.model.tally import MEASURES, By, TallyQuestion

Name = TypeVar("Name", bound=str)
Measure = Annotated[
    str | None,
    typer.Option("--measure", help=f"What is counted: {', '.join(MEASURES)}.", show_default="all, each by itself"),
]
PlaceName = Annotated[
    str | None, typer.Option("--place", help="A place name; what lies inside it counts. Everywhere by default.")
]
FirstDay = Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")]
LastDay = Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")]
InContext = Annotated[
    str | None, typer.Option("--context", help=f"Count only this context: {', '.join(CONTEXTS)}.", show_default="any")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help="Count only what had been published and judged by then: YYYY-MM-DD or YYYY-MM-DDTHH:MM.",
    ),
]
Groups = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        help="Beside the total, a figure for each place, for each day, for each place and day (both given), or for "
        "nothing else (total).",
        show_default="place",
    ),
]
Floor = Annotated[
    float,
    typer.Option("--floor", help="Claims with a lower score, 0 to 1, that nobody accepted count only as alleged."),
]
ConventionName = Annotated[
    str | None,
    typer.Option(
        "--convention",
        help='The table that says what "hundreds" or "about" mean in numbers; an unknown name lists those there are.',
        show_default="as each report was read",
    ),
]
Methods = Annotated[
    list[str] | None,
    typer.Option(
        "--method",
        help="Count only what this method read: neural-en@2, or neural-en in any version. May be given several times; "
        "of each report the newest reading counts.",
        show_default="any",
    ),
]
_GROUPS: dict[str, tuple[By, ...]] = {"place": ("place",), "day": ("day",), "total": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options that say what is counted, as they were given."""

    first: FirstDay
    last: LastDay
    measure: Measure = None
    place: PlaceName = None
    context: InContext = None
    as_of: AsOf = None
    floor: Floor = 0.5
    convention: ConventionName = None
    methods: Methods = None


def read_question(asked: Asked, groups: Iterable[str] | None = None) -> TallyQuestion:
    """The question; raises BadParameter where an option does not fit."""
    question = TallyQuestion(
        first=read_day("--from", asked.first),
        last=read_day("--to", asked.last),
        measure=None if asked.measure is None else one_of("--measure", asked.measure, MEASURES),
        place=asked.place,
        context=None if asked.context is None else one_of("--context", asked.context, CONTEXTS),
        as_of=None if asked.as_of is None else read_moment("--as-of", asked.as_of),
        by=_read_groups(["place"] if groups is None else groups),
        floor=asked.floor,
        convention=asked.convention,
        methods=tuple(asked.methods or ()),
    )
    if question.first > question.last:
        raise typer.BadParameter(f"--from {asked.first} is after --to {asked.last}")
    if not 0 <= asked.floor <= 1:
        raise typer.BadParameter(f"--floor {asked.floor}: expected a score from 0 to 1")
    return question


def read_day(option: str, value: str) -> date:
    """The day; raises BadParameter where it is none."""
    try:
        # Not the other ISO forms: 20220227, 2022-W08-7.
        return date.fromisoformat(value if value.count("-") == 2 and "W" not in value else "")
    except ValueError as error:
        raise typer.BadParameter(f"{option} {value!r}: expected a day as YYYY-MM-DD") from error


def read_moment(option: str, value: str) -> str:
    """The ISO 8601 prefix as it was given; raises BadParameter where it is none."""
    if last_instant(value) is None:
        raise typer.BadParameter(f"{option} {value!r}: expected YYYY-MM-DD or YYYY-MM-DDTHH:MM, with a zone or in UTC")
    return value


def _read_groups(given: Iterable[str]) -> tuple[By, ...]:
    chosen = {by for name in given for by in _GROUPS[one_of("--by", name, _GROUPS)]}
    order: tuple[By, ...] = ("place", "day")
    return tuple(by for by in order if by in chosen)


def one_of(option: str, value: str, allowed: Iterable[Name]) -> Name:
    """The value as one of those allowed; raises BadParameter naming them."""
    for name in allowed:
        if name == value:
            return name
    raise typer.BadParameter(f"{option} {value!r}: expected one of {', '.join(allowed)}")
