"""The records of an edition's files, each a JSON value from which everything else in it follows."""

from dataclasses import dataclass

from habeas.model.edition import Edition, PreviousEdition, Scope
from habeas.model.stored import StoredClaim
from habeas.model.tally import Tally, TallyQuery
from habeas.model.voice import Origin

# Of the files an edition consists of; another form of them gets another number.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class PublicClaim:
    """A claim as it is published, with its origin: enough to check every figure that rests on it."""

    stored: StoredClaim
    origin: Origin


@dataclass(frozen=True, slots=True)
class PublicTally:
    """A figure with its id; `sheet` is the place of its sheet, from 0, in the edition's list of queries."""

    id: str
    sheet: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Aside:
    """A claim set aside; `tally` None where it entered no figure of the sheet."""

    sheet: int
    tally: str | None
    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Header:
    """What an edition says of itself: edition.json."""

    format: int
    id: str
    number: int
    title: str
    program: str
    scope: Scope
    queries: tuple[TallyQuery, ...]
    licences: tuple[tuple[str, str], ...]
    previous: PreviousEdition | None


def make_header(edition: Edition) -> Header:
    """The header of an edition."""
    return Header(
        format=FORMAT,
        id=edition.id,
        number=edition.number,
        title=edition.title,
        program=edition.program,
        scope=edition.scope,
        queries=tuple(sheet.query for sheet in edition.sheets),
        licences=edition.licences,
        previous=edition.previous,
    )
