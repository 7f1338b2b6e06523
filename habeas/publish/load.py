"""An edition read back from its folder: from edition.json and the JSON Lines alone."""

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from habeas.exc import EditionError
from habeas.model.edition import Edition, Series
from habeas.model.record import decode_value
from habeas.model.tally import SetAside, Tally, TallySheet
from habeas.publish.bag import HEADER, TAG_MANIFEST
from habeas.publish.change_columns import NumberedStep
from habeas.publish.edition import Predecessor
from habeas.publish.record import FORMAT, Header
from habeas.publish.tables import TABLES


def read_predecessor(folder: Path) -> Predecessor:
    """The edition in a folder with its hash."""
    return Predecessor(read_edition(folder), hash_edition(folder))


def hash_edition(folder: Path) -> str:
    """The SHA-256 of an edition's tag manifest, by which the next edition names it."""
    return hashlib.sha256(_read(folder, TAG_MANIFEST)).hexdigest()


def read_edition(folder: Path) -> Edition:
    """The edition in a folder; raises EditionError naming the file, the line and what is wrong with it."""
    header = read_header(folder)
    values = {name: _read_values(folder, name, table.whole) for name, table in TABLES.items() if table.whole}
    claims = values["claims"]
    return Edition(
        id=header.id,
        number=header.number,
        title=header.title,
        program=header.program,
        scope=header.scope,
        sheets=_rebuild_sheets(header, values),
        claims=tuple(row.stored for row in claims),
        origins=tuple(row.origin for row in claims),
        events=tuple(values["events"]),
        judgements=tuple(values["judgements"]),
        places=tuple(values["places"]),
        series=_rebuild_series(values["series"]),
        corrections=tuple(row.correction for row in values["corrections"]),
        corrected=tuple(row.correction for row in values["corrections"] if row.is_new),
        changes=tuple(values["changes"]),
        licences=header.licences,
        previous=header.previous,
    )


def read_header(folder: Path) -> Header:
    """What an edition says of itself; raises EditionError where that is none, or of a form that this program lacks."""
    try:
        header = decode_value(_read(folder, HEADER), Header)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise EditionError(f"{folder / HEADER}: {error}") from error
    if header.format != FORMAT:
        raise EditionError(f"{folder / HEADER}: form {header.format}; this program reads form {FORMAT}")
    return header


def _read_values(folder: Path, name: str, kind: type[Any]) -> list[Any]:
    """The values of one table, in order."""
    path = f"data/{name}.jsonl"
    values: list[Any] = []
    for number, line in enumerate(_read(folder, path).splitlines(), 1):
        try:
            values.append(decode_value(line, kind))
        except (msgspec.DecodeError, ValueError, ArithmeticError, AssertionError, RecursionError) as error:
            raise EditionError(f"{folder / path}, line {number}: {error}") from error
    return values


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise EditionError(f"{folder / name}: cannot be read: {error.strerror}") from error


def _rebuild_sheets(header: Header, values: dict[str, list[Any]]) -> tuple[TallySheet, ...]:
    """The sheets in the order of the header's queries."""
    tallies: dict[int, list[Tally]] = defaultdict(list)
    aside: dict[int, list[SetAside]] = defaultdict(list)
    for row in values["tallies"]:
        tallies[row.sheet].append(row.tally)
    for row in values["set_aside"]:
        if row.tally is None:
            aside[row.sheet].append(SetAside(row.claim, row.reason))
    if not (tallies.keys() | aside.keys()) <= set(range(len(header.queries))):
        raise EditionError(f"data/tallies.jsonl: a sheet has no query in {HEADER}")
    return tuple(
        TallySheet(query, tuple(tallies[number]), tuple(aside[number])) for number, query in enumerate(header.queries)
    )


def _rebuild_series(steps: list[NumberedStep]) -> tuple[Series, ...]:
    by_tally: dict[str, list[NumberedStep]] = defaultdict(list)
    for row in steps:
        by_tally[row.tally].append(row)
    return tuple(Series(tally, tuple(row.step for row in rows)) for tally, rows in by_tally.items())
