"""The legal term of detention before a judge, by country and kind of case."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel, TypeAdapter

from habeas.exc import TableError
from habeas.model.listed import CustodyKind
from habeas.ontology.mapping_file import read_mapping
from habeas.ontology.table import read_table

# What stands beside every figure that a term of our own table gives.
UNCHECKED = "the table of terms has not been checked by a lawyer: have it checked, or give your own with --terms FILE"


class CustodyTerm(BaseModel):
    """So many hours at most in a country (ISO 3166) for a kind of case, by the article cited."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    kind: CustodyKind
    hours: Annotated[int, Field(gt=0, le=24 * 30)]
    article: Annotated[str, Field(pattern=r"\d")]


class CustodyTable(RootModel[tuple[CustodyTerm, ...]]):
    """A table of somebody's own."""


@cache
def load_custody() -> tuple[CustodyTerm, ...]:
    """Every term of the table; raises TableError where one stands twice."""
    terms = read_table("custody.yml", TypeAdapter(tuple[CustodyTerm, ...]))
    _refuse_twice(terms, "ontology/custody.yml")
    return terms


def read_terms(path: Path) -> tuple[CustodyTerm, ...]:
    """Every term of a table of somebody's own; raises TableError naming the file, the row and what does not fit."""
    terms = read_mapping(path, CustodyTable).root
    _refuse_twice(terms, str(path))
    return terms


def find_term(
    country: str | None, kind: CustodyKind | None = None, *, known: Sequence[CustodyTerm] | None = None
) -> CustodyTerm | None:
    """The term of a country; the longest where the kind of case is not known, None where the table has none.

    `known` are the terms of the table; None is our own.
    """
    table = load_custody() if known is None else known
    terms = [term for term in table if term.country == country and kind in (None, term.kind)]
    if not terms and kind is not None:
        terms = [term for term in table if term.country == country and term.kind == "any"]
    return max(terms, key=lambda term: term.hours, default=None)


def _refuse_twice(terms: Iterable[CustodyTerm], file: str) -> None:
    keys = [(term.country, term.kind) for term in terms]
    twice = sorted({f"{country} {kind}" for country, kind in keys if keys.count((country, kind)) > 1})
    if twice:
        raise TableError(f"{file}: more than one term for {', '.join(twice)}")
