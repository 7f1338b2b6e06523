"""Rows of lists without names, which of them are one person, and what editions told of them, as they were stored."""

import gzip
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, select

from habeas.exc import TamperError
from habeas.model.linking import Linking
from habeas.model.listed import ListEdition
from habeas.model.person import PersonRecord
from habeas.model.record import decode_value
from habeas.store.archive import Archive
from habeas.store.query import end_of_second, read_instant
from habeas.store.tables import EDITION, LINKING, PERSON

Kept = TypeVar("Kept", Linking, ListEdition)


def select_persons(connection: Connection, recorded_by: str | None) -> Iterator[PersonRecord]:
    """The newest version of each row as of then, in the order these were recorded.

    Newest by place in the ledger, since a clock may be set back.
    """
    later = PERSON.alias()
    known = later.c.row == PERSON.c.row, later.c.seq > PERSON.c.seq
    wanted = select(PERSON.c.content).order_by(PERSON.c.seq)
    if recorded_by is None:
        wanted = wanted.where(~select(later.c.seq).where(*known).exists())
    else:
        limit = end_of_second(read_instant(recorded_by))
        replaced = select(later.c.seq).where(*known, later.c.recorded_at <= limit).exists()
        wanted = wanted.where(PERSON.c.recorded_at <= limit, ~replaced)
    for content in connection.execution_options(yield_per=1000).execute(wanted).scalars():
        yield decode_value(content, PersonRecord)


def select_person(connection: Connection, person_id: str) -> PersonRecord | None:
    """One version of a row by its id, whether or not it is the newest."""
    content = connection.execute(select(PERSON.c.content).where(PERSON.c.id == person_id)).scalar()
    return None if content is None else decode_value(content, PersonRecord)


def select_newest_person(connection: Connection, row: str) -> PersonRecord | None:
    """The version of a row that was recorded last."""
    wanted = select(PERSON.c.content).where(PERSON.c.row == row).order_by(PERSON.c.seq.desc()).limit(1)
    content = connection.execute(wanted).scalar()
    return None if content is None else decode_value(content, PersonRecord)


def select_newest_versions(connection: Connection, rows: list[str]) -> Iterator[PersonRecord]:
    """The highest version of each of these rows, of those that are there."""
    later = PERSON.alias()
    is_replaced = select(later.c.seq).where(later.c.row == PERSON.c.row, later.c.version > PERSON.c.version).exists()
    wanted = select(PERSON.c.content).where(PERSON.c.row.in_(rows), ~is_replaced)
    for content in connection.execute(wanted).scalars():
        yield decode_value(content, PersonRecord)


def select_sealed(connection: Connection, tokens: list[str]) -> Iterator[PersonRecord]:
    """The records whose identities these tokens find."""
    for content in connection.execute(select(PERSON.c.content).where(PERSON.c.sealed.in_(tokens))).scalars():
        yield decode_value(content, PersonRecord)


def select_linkings(connection: Connection, recorded_by: str | None, archive: Archive) -> Iterator[Linking]:
    """The linkings as of then, the newest first, each read only when it is asked for."""
    wanted = select(LINKING.c.id, LINKING.c.sha256).order_by(LINKING.c.seq.desc())
    if recorded_by is not None:
        wanted = wanted.where(LINKING.c.recorded_at <= end_of_second(read_instant(recorded_by)))
    for row in connection.execute(wanted).all():
        yield _read_kept(row.id, row.sha256, archive, kind=Linking)


def select_editions(connection: Connection, archive: Archive) -> Iterator[ListEdition]:
    """What editions told, in the order they were published, each read only when it is asked for."""
    for row in connection.execute(select(EDITION.c.id, EDITION.c.sha256).order_by(EDITION.c.seq)).all():
        yield _read_kept(row.id, row.sha256, archive, kind=ListEdition)


def _read_kept(row_id: str, sha256: str, archive: Archive, *, kind: type[Kept]) -> Kept:
    damage = archive.find_damage(sha256)
    if damage is not None:
        raise TamperError(f"{row_id}: {damage}")
    try:
        return decode_value(gzip.decompress(archive.path(sha256).read_bytes()), kind)
    except (OSError, EOFError, msgspec.MsgspecError) as error:
        raise TamperError(f"{row_id}: {archive.path(sha256)}: cannot be read: {error}") from error
