"""Conventions: versioned tables that turn words of number into bounds."""

from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from habeas.exc import TableError
from habeas.ontology.table import read_table

DEFAULT_CONVENTION = "guidelines-1"

Percent = Annotated[int, Field(ge=0, le=100)]
Bounds = tuple[int, int | None]


class Convention(BaseModel):
    """What "about", "nearly" and vague words mean in numbers under one name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    description: str
    about: Percent
    nearly: Percent
    vague: dict[str, Bounds]

    @model_validator(mode="after")
    def check_bounds(self) -> "Convention":
        """The convention itself; ValueError where a class's bounds are the wrong way round."""
        for name, (low, high) in self.vague.items():
            if low < 0 or (high is not None and high < low):
                raise ValueError(f"vague class {name!r}: {low} to {high}")
        return self

    def bound_about(self, value: int) -> tuple[int, int]:
        """Both bounds of "about `value`", rounded half to even."""
        return _share(value, 100 - self.about), _share(value, 100 + self.about)

    def bound_nearly(self, value: int) -> tuple[int, int]:
        """Both bounds of "nearly `value`"."""
        return _share(value, 100 - self.nearly), value


def list_conventions() -> tuple[str, ...]:
    """Names of the conventions there are."""
    return tuple(sorted(_load_conventions()))


def load_convention(name: str = DEFAULT_CONVENTION) -> Convention:
    """The convention of this name; raises TableError naming those there are."""
    conventions = _load_conventions()
    if name not in conventions:
        raise TableError(f"convention {name!r} is unknown; there are {', '.join(sorted(conventions))}")
    return conventions[name]


@cache
def _load_conventions() -> dict[str, Convention]:
    return {convention.name: convention for convention in read_table("conventions.yml", TypeAdapter(list[Convention]))}


def _share(value: int, percent: int) -> int:
    whole, rest = divmod(value * percent, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2 == 1))
