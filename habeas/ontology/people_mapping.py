"""Mappings of lists of people: what the columns of somebody's list say of a person (sources/people/<name>.yml)."""

from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from habeas.model.person import Consent, StatusKind, Visibility
from habeas.ontology.calendar import Calendar
from habeas.ontology.mapping import Choice, Condition, Said, Words, list_columns
from habeas.ontology.mapping_file import find_mapping, read_mapping
from habeas.ontology.table_header import Entry, TableHeader


def _check_text(name: object) -> object:
    if isinstance(name, bool):
        raise ValueError("YAML takes yes and no for truth values: put the name of the column in quotes")
    return name


Column = Annotated[str, BeforeValidator(_check_text), Field(min_length=1, max_length=200)]
Order = Literal["day month year", "month day year", "year month day"]

NAMES = ("name", "given", "patronymic", "family")
_PLAIN_COLUMNS = (*NAMES, "age", "contact", "note")


class DateStyle(Entry):
    """How days are written.

    Without `order` a day is read where it can mean one only. Years of two digits are refused, or taken in the hundred
    years from `century` on.
    """

    calendar: Calendar = "gregorian"
    order: Order | None = None
    century: Annotated[int, Field(ge=1000, le=2100)] | None = None


class PersonDay(Entry):
    """A column of days; what it does not say of how they are written, the mapping's `dates` say."""

    column: Column
    calendar: Calendar | None = None
    order: Order | None = None
    century: Annotated[int, Field(ge=1000, le=2100)] | None = None

    def style(self, default: DateStyle) -> DateStyle:
        """How the days of this column are written."""
        own = self.model_dump(exclude={"column"}, exclude_none=True)
        return default.model_copy(update=own)


class StatusChoice(Choice[StatusKind]):
    """What happened, by a column; null for cells that tell of nothing that happened."""


class ConsentChoice(Choice[Consent]):
    """Whether the person agreed to be listed, by a column; a blank cell leaves it unknown."""


class VisibilityChoice(Choice[Visibility]):
    """Where the row may count, by a column; `blank` is what a blank cell means: nowhere, unless it says otherwise."""

    blank: Visibility = "closed"


class StatusMapping(Entry):
    """One thing that may have happened to each person.

    Where `kind` is the same for all rows, it happened to those for which `where` holds; without `where`, to those with
    a day, a facility or a term in its columns.
    """

    kind: StatusKind | StatusChoice
    at: PersonDay | None = None
    source: Said | None = None
    facility: Said | None = None
    term: Column | None = None
    where: Condition | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that tell of this."""
        return tuple(dict.fromkeys([*list_columns(self), *([self.term] if self.term else [])]))

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The columns in which something stands only where it happened; who told of it may stand there anyway."""
        facility = None if self.facility is None else self.facility.column
        told = (None if self.at is None else self.at.column, facility, self.term)
        return tuple(column for column in told if column is not None)

    @model_validator(mode="after")
    def check_told(self) -> Self:
        """Itself; ValueError where no column tells whether it happened."""
        if not isinstance(self.kind, StatusChoice) and self.where is None and not self.telling:
            raise ValueError(f"no column tells whether a person was {self.kind}: expected `at`, `where` or `term`")
        return self


class PersonColumns(Entry):
    """Who it is: `name` where the list does not take names apart. `birth` is a day, `age` whole years."""

    name: Column | None = None
    given: Column | None = None
    patronymic: Column | None = None
    family: Column | None = None
    birth: PersonDay | None = None
    age: Column | None = None
    contact: Column | None = None
    note: Column | None = None

    @model_validator(mode="after")
    def check_named(self) -> Self:
        """Itself; ValueError where no column holds a name: people without one cannot be told apart."""
        if self.name is None and self.given is None and self.family is None:
            raise ValueError("no column holds a name: expected `name`, `given` or `family`")
        return self


class PeopleMapping(TableHeader):
    """A mapping of a list of people; `list_name` names the list that its rows are of, by default the mapping's name.

    `sheet` is the sheet of a workbook that has several, `key` the column of the row's own number or name in the list,
    `kept` are columns that are sealed with the rest of the row without being read.
    """

    sealed: ClassVar[bool] = True

    list_name: Words | None = Field(default=None, alias="list", max_length=100)
    sheet: Words | None = None
    dates: DateStyle = DateStyle()
    key: Column | None = None
    person: PersonColumns
    place: tuple[Said, ...] = ()
    detained_at: PersonDay | None = None
    facility: Said | None = None
    body: Said | None = None
    statuses: tuple[StatusMapping, ...] = ()
    consent: Consent | ConsentChoice = "unknown"
    visibility: Visibility | VisibilityChoice = "counted"
    kept: tuple[Column, ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read or kept, in the order of the mapping."""
        plain = [getattr(self.person, name) for name in _PLAIN_COLUMNS]
        told = [column for status in self.statuses for column in status.columns]
        found = [self.key, *plain, *list_columns(self), *told, *self.kept]
        return tuple(dict.fromkeys(column for column in found if column is not None))

    @cached_property
    def styles(self) -> dict[str, DateStyle]:
        """How the days of each column are written."""
        return {day.column: day.style(self.dates) for day in self._days()}

    @model_validator(mode="after")
    def check_styles(self) -> Self:
        """Itself; ValueError where the days of a column are said to be written in two ways."""
        for day in self._days():
            if day.style(self.dates) != self.styles[day.column]:
                raise ValueError(f"the days of column {day.column!r} are said to be written in two ways")
        return self

    def _days(self) -> tuple[PersonDay, ...]:
        days = (self.person.birth, self.detained_at, *(status.at for status in self.statuses))
        return tuple(day for day in days if day is not None)


def load_people_mapping(name: str) -> PeopleMapping:
    """The mapping of this name or path; raises TableError naming the file, the key and what was expected."""
    return read_mapping(find_mapping(name, "people"), PeopleMapping)
