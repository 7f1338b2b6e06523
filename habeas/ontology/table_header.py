"""What every mapping says: its own name, how its table is written, and which columns the table has."""

import codecs
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


class Entry(BaseModel):
    """Base of what stands in a mapping."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _check_encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise ValueError(f"encoding {name!r} is unknown") from error


class TableHeader(Entry):
    """Base of a mapping; where the table is `sealed`, no fault shows what stands in it."""

    sealed: ClassVar[bool] = False

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
    version: Annotated[int, Field(ge=1)]
    description: str
    encoding: Annotated[str, AfterValidator(_check_encoding)] | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    blank: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that are read, in the order of the mapping."""
        raise NotImplementedError

    @cached_property
    def known(self) -> frozenset[str]:
        """The columns that a table has to have, and no others."""
        return frozenset((*self.columns, *self.ignored))

    @cached_property
    def blanks(self) -> frozenset[str]:
        """Cells that say nothing, in small letters."""
        return frozenset({"", *(words.strip().casefold() for words in self.blank)})

    @model_validator(mode="after")
    def check_columns(self) -> Self:
        """Itself; ValueError where columns are both used and ignored."""
        twice = [column for column in self.ignored if column in self.columns]
        if twice:
            raise ValueError(f"{', '.join(map(repr, twice))} stand under `ignored` but are used")
        return self
