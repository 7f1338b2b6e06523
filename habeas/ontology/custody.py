"""The legal term of detention before a judge, by country and kind of case."""

from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from habeas.exc import TableError
from habeas.model.listed import CustodyKind
from habeas.ontology.table import read_table


class CustodyTerm(BaseModel):
    """So many hours at most in a country (ISO 3166) for a kind of case, by the article cited."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    kind: CustodyKind
    hours: Annotated[int, Field(gt=0, le=24 * 30)]
    article: Annotated[str, Field(min_length=1)]


@cache
def load_custody() -> tuple[CustodyTerm, ...]:
    """Every term of the table; raises TableError where one stands twice."""
    terms = read_table("custody.yml", TypeAdapter(tuple[CustodyTerm, ...]))
    keys = [(term.country, term.kind) for term in terms]
    twice = sorted({f"{country} {kind}" for country, kind in keys if keys.count((country, kind)) > 1})
    if twice:
        raise TableError(f"ontology/custody.yml: more than one term for {', '.join(twice)}")
    return terms


def find_term(country: str | None, kind: CustodyKind | None = None) -> CustodyTerm | None:
    """The term of a country; the longest where the kind of case is not known, None where the table has none."""
    terms = [term for term in load_custody() if term.country == country and kind in (None, term.kind)]
    if not terms and kind is not None:
        terms = [term for term in load_custody() if term.country == country and term.kind == "any"]
    return max(terms, key=lambda term: term.hours, default=None)
