"""Mappings: what the columns of somebody's table mean in terms of claims (sources/…/<name>.yml)."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Generic, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator

from habeas.exc import TableError
from habeas.model import Context, EventType, Modality, Relation, Scope
from habeas.model.row import METHOD_PREFIX
from habeas.ontology.convention import DEFAULT_CONVENTION, load_convention
from habeas.ontology.mapping_file import read_mapping
from habeas.ontology.table_header import Entry, TableHeader

# Roles of a claim that words of the row name, places apart.
ROLES = ("speaker", "via", "whom", "by")

Term = TypeVar("Term")


def _write_keys(table: object) -> object:
    """YAML reads 1 as a number and no as a truth value; cells are texts."""
    if not isinstance(table, dict):
        return table
    for key in table:
        if isinstance(key, bool) or key is None:
            raise ValueError(f"the key {key!r} is no text: put it in quotes")
    return {str(key).strip().casefold(): value for key, value in table.items()}


def _check_format(pattern: str) -> str:
    try:
        day = datetime(2003, 2, 1, tzinfo=None)  # noqa: DTZ001  (the day alone is compared)
        is_sound = datetime.strptime(day.strftime(pattern), pattern).year == 2003  # noqa: DTZ007
    except ValueError:
        is_sound = False
    if not is_sound or "%" not in pattern:
        raise ValueError(f'{pattern!r} is no format of dates with a year, such as "%d/%m/%Y" or "%Y-%m-%d %H:%M"')
    return pattern


def _check_convention(name: str) -> str:
    try:
        return load_convention(name).name
    except TableError as error:
        raise ValueError(str(error)) from error


Values = Annotated[dict[str, Term], BeforeValidator(_write_keys)]
Format = Annotated[str, AfterValidator(_check_format)]
Words = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"^\S(?:[^\n\x00]*\S)?$")]
Bounds = tuple[Annotated[int, Field(ge=0)] | None, Annotated[int, Field(ge=0)] | None]


class Said(Entry):
    """Words: of a column (the first part before a `separator`), or the same for every row."""

    column: str | None = None
    words: Words | None = Field(default=None, alias="is")
    separator: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def check_one(self) -> Self:
        """Itself; ValueError where it names both a column and words, or neither."""
        if (self.column is None) == (self.words is None):
            raise ValueError("expected either `column` or `is`")
        return self


class Choice(Entry, Generic[Term]):
    """A term that a column decides, by what stands in it; None for what makes no claim."""

    column: str
    values: Values[Term | None]


class TypeChoice(Choice[EventType]):
    """The type of a claim by a column."""


class ModalityChoice(Choice[Modality]):
    """The modality of a claim by a column."""


class ScopeChoice(Choice[Scope]):
    """The scope of a claim by a column."""


class ContextChoice(Choice[Context]):
    """The context of a claim by a column."""


class Day(Entry):
    """A day or moment of a column, or the same for every row.

    Without a `format` of its own a cell is read where it can mean one day only; `zone` is that of times that name none.
    """

    column: str | None = None
    format: Format | None = None
    zone: Annotated[str, Field(pattern=r"^(?:[+-]\d\d:\d\d|Z)$")] | None = None
    day: date | None = Field(default=None, alias="is")

    @model_validator(mode="after")
    def check_one(self) -> Self:
        """Itself; ValueError where it names both a column and a day, or neither."""
        if (self.column is None) == (self.day is None):
            raise ValueError("expected either `column` or `is`")
        return self


class Period(Entry):
    """First and last day; where the cell of the last is blank, the row is refused unless it may be the first."""

    start: Day
    end: Day
    blank_end_is_start: bool = False


class Figure(Entry):
    """Where the number stands: in a column, or in two that bound it; `values` are codes with the bounds they mean.

    `count` is the figure of a table in which each row is so many.
    """

    column: str | None = None
    low: str | None = None
    high: str | None = None
    values: Values[Bounds] = Field(default_factory=dict)
    count: Annotated[int, Field(ge=1)] | None = Field(default=None, alias="is")

    @model_validator(mode="after")
    def check_one(self) -> Self:
        """Itself; ValueError where it says nothing, or two things."""
        ways = (self.column is not None, self.low is not None or self.high is not None, self.count is not None)
        if sum(ways) != 1:
            raise ValueError("expected `column`, `low` and `high`, or `is`")
        if any(low is not None and high is not None and low > high for low, high in self.values.values()):
            raise ValueError("a code whose lower bound is above its upper one")
        return self


class Qualifier(Entry):
    """A column of words about the number ("at least", ">"), with the relations of words that are no English."""

    column: str
    values: Values[Relation] = Field(default_factory=dict)


class Unit(Entry):
    """How many people one is: by a column."""

    column: str
    values: Values[Annotated[int, Field(ge=1)]]


class Condition(Entry):
    """Holds for rows with one of these in a column, whole or as one of the parts between separators."""

    column: str
    has: tuple[str, ...] = Field(min_length=1)
    separator: str | None = Field(default=None, min_length=1)


class Row(Entry):
    """What is said of a claim; what stands beside `claims` holds for all of them that do not say it themselves."""

    when: Day | Period | None = None
    place: tuple[Said, ...] | None = None
    speaker: Said | None = None
    via: Said | None = None
    whom: Said | None = None
    by: Said | None = None
    modality: Modality | ModalityChoice | None = None
    scope: Scope | ScopeChoice | None = None
    context: Context | ContextChoice | None = None
    relation: Relation | None = None
    qualifier: Qualifier | None = None
    unit: Annotated[int, Field(ge=1)] | Unit | None = None
    most: Annotated[int, Field(ge=1)] | None = None


class ClaimMapping(Row):
    """One claim of each row. `trigger` are the words that stand for it, by default the name of its column."""

    type: EventType | TypeChoice
    figure: Figure
    trigger: Said | None = None
    where: Condition | None = None


class Mapping(TableHeader, Row):
    """A mapping; `method` is what its claims are made by."""

    convention: Annotated[str, AfterValidator(_check_convention)] = DEFAULT_CONVENTION
    thousands: Annotated[str, Field(min_length=1, max_length=1, pattern=r"[., '’]")] = ","
    id: str | None = None
    outlet: Said | None = None
    published: Day | None = None
    address: Said | None = None
    cites: Said | None = None
    claims: tuple[ClaimMapping, ...] = Field(min_length=1)
    shown: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """ "table:" with name and version."""
        return f"{METHOD_PREFIX}{self.name}@{self.version}"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read, in the order in which a row is printed."""
        identity = [self.id] if self.id is not None else []
        return tuple(dict.fromkeys([*identity, *list_columns(self), *self.shown]))

    @cached_property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """Role and words of what is the same for every row and stands in no cell."""
        found = [pair for entry in (self, *self.claims) for pair in _list_stated(entry)]
        return tuple(dict.fromkeys(found))

    @model_validator(mode="after")
    def check_whole(self) -> Self:
        """Itself; ValueError where a claim lacks what it must say."""
        for number, claim in enumerate(self.claims, 1):
            for name in ("scope", "context"):
                if getattr(claim, name) is None and getattr(self, name) is None:
                    raise ValueError(f"claim {number} has no `{name}`, and there is none for all")
            if claim.figure.count is not None and claim.trigger is None and claim.where is None:
                raise ValueError(f"claim {number} counts rows: it needs a `trigger`, the words that it stands for")
            if (claim.relation or self.relation) in ("between", "vague"):
                raise ValueError(f"claim {number}: `relation` of a bare number is {claim.relation or self.relation!r}")
        return self


def load_mapping(path: Path) -> Mapping:
    """The mapping in a file; raises TableError naming the file, the key and what was expected."""
    return read_mapping(path, Mapping)


def _list_stated(entry: Row) -> Iterator[tuple[str, str]]:
    for role in (*ROLES, "trigger"):
        said = getattr(entry, role, None)
        if isinstance(said, Said) and said.words is not None:
            yield role, said.words
    for place in entry.place or ():
        if place.words is not None:
            yield "place", place.words


def list_columns(entry: BaseModel) -> Iterator[str]:
    """The columns that an entry of a mapping names, in the order of its fields."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in ("column", "low", "high") and isinstance(value, str):
            yield value
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from list_columns(inner)
