"""Values of an edition as JSON: canonical, whole, and read back as the same values."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from habeas.model.edition import Edition, PreviousEdition, Scope
from habeas.model.stored import StoredClaim
from habeas.model.tally import Tally, TallyQuery
from habeas.model.voice import Origin

# Of the files an edition consists of; another form of them gets another number.
FORMAT = 1

Value = TypeVar("Value")


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


def encode_line(value: object) -> bytes:
    """Canonical JSON on one line: the same value always gives the same bytes; a fraction is "3/2"."""
    return _encoder().encode(value)


def decode_line(content: bytes, kind: type[Value]) -> Value:
    """The value that `encode_line` wrote; raises msgspec.ValidationError or DecodeError where it does not fit."""
    value: Value = _decoder(cast(Any, kind)).decode(content)
    return value


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(enc_hook=_write, order="deterministic")


@cache
def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, dec_hook=_read)


def _write(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"no JSON for {type(value).__name__}")


def _read(kind: type[Any], text: object) -> object:
    if kind is Fraction and isinstance(text, str):
        return Fraction(text)
    raise NotImplementedError(f"no {kind.__name__} from {text!r}")
