"""The store in one folder: a SQLite database through SQLAlchemy Core, the archive beside it.

Durability: write-ahead log with synchronous FULL. NORMAL would survive a killed process but may lose the last commits
when the power fails; one fsync a batch of reports costs little beside reading them.
Append-only: nothing here updates or deletes, and triggers in the database refuse both.
A store that may not be written (a disk kept as evidence) can still be counted and verified.
"""

import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, create_engine, event, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from habeas.exc import StoreError
from habeas.model import Report, StoredClaim
from habeas.model.document import Failure
from habeas.model.instant import now
from habeas.model.judgement import Judgement
from habeas.model.linking import Linking
from habeas.model.listed import ListEdition
from habeas.model.person import PersonRecord
from habeas.model.record import decode_value
from habeas.store.archive import Archive
from habeas.store.backlog import Waiting, count_backlog, count_readings, select_backlog, select_methods
from habeas.store.base import ClaimQuery, Entry, Row, RowKind, Stored, Verification, VerifyProgress
from habeas.store.ledger import GENESIS, Link, chain_hash, time_rows
from habeas.store.people import (
    select_editions,
    select_linkings,
    select_newest_person,
    select_newest_versions,
    select_person,
    select_persons,
    select_sealed,
)
from habeas.store.query import select_claim, select_claims, select_judgements
from habeas.store.rows import reading_id
from habeas.store.schema import VERSION, read_version, upgrade_schema
from habeas.store.tables import FAILURE, LEDGER, REPORT, STORED
from habeas.store.verify import verify_rows

_BUSY_SECONDS = 60
_IDS_A_QUERY = 500
# Rows that may be met again; claims and statements come with a reading that is new, so theirs are new too.
_SHARED: tuple[RowKind, ...] = ("document", "report", "reading", "failure", "judgement", "person", "linking", "edition")


class SqlStore:
    """A store in a folder on SQLite."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.archive = Archive(folder / "archive")
        with _store_errors(folder):
            # Where and when people were detained is in it: it is nobody else's to read, unless its owner says so.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_frozen = _is_frozen(folder, database)
            # Not written as one string: a folder's name may hold a question mark or a per cent sign.
            url = _frozen_url(folder / database) if is_frozen else URL.create("sqlite", database=str(folder / database))
            self._engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
            if not is_frozen:
                event.listen(self._engine, "connect", _prepare_connection)
            event.listen(self._engine, "begin", _begin)
            self._upgrade(is_frozen=is_frozen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives the database back."""
        self._engine.dispose()

    def record(self, entries: Sequence[Entry]) -> Stored:
        """How many rows were new; all of them are durable when this returns, or none is stored."""
        with _store_errors(self.folder):
            self.archive.sync()
        with self._writing() as connection:
            rows = _select_new(connection, entries)
            _append(connection, rows)
        return Stored(Counter(row.kind for row in rows))

    def known(self, reports: Iterable[str], method: str) -> set[str]:
        """Which of these reports have been read by this method."""
        readings = {reading_id(report, method): report for report in reports}
        with self._reading() as connection:
            return {readings[found] for found in _find_ids(connection, "reading", readings)}

    def claims(self, query: ClaimQuery) -> Iterator[StoredClaim]:
        """The claims that match, in the order they were recorded."""
        with self._reading() as connection:
            yield from select_claims(connection, query)

    def claim(self, claim_id: str) -> StoredClaim | None:
        """One stored claim, whichever reading it is of."""
        with self._reading() as connection:
            return select_claim(connection, claim_id)

    def judgements(self, as_of: str | None = None) -> Iterator[Judgement]:
        """What people had decided by then (an ISO 8601 prefix, None for all), in the order it was recorded."""
        with self._reading() as connection:
            yield from select_judgements(connection, as_of)

    def persons(self, recorded_by: str | None = None) -> Iterator[PersonRecord]:
        """The newest version of each row of a list, as recorded by then (an ISO 8601 prefix, None for now)."""
        with self._reading() as connection:
            yield from select_persons(connection, recorded_by)

    def person(self, person_id: str) -> PersonRecord | None:
        """One version of a row of a list, whether or not it is the newest."""
        with self._reading() as connection:
            return select_person(connection, person_id)

    def newest_person(self, row: str) -> PersonRecord | None:
        """The version of a row of a list that was recorded last."""
        with self._reading() as connection:
            return select_newest_person(connection, row)

    def newest_versions(self, rows: Iterable[str]) -> Iterator[PersonRecord]:
        """The highest version of each of these rows, of those that are there."""
        listed = list(rows)
        with self._reading() as connection:
            for start in range(0, len(listed), _IDS_A_QUERY):
                yield from select_newest_versions(connection, listed[start : start + _IDS_A_QUERY])

    def sealed_as(self, tokens: Iterable[str]) -> Iterator[PersonRecord]:
        """The records, of every version, whose identities these tokens find in the vault."""
        listed = list(tokens)
        with self._reading() as connection:
            for start in range(0, len(listed), _IDS_A_QUERY):
                yield from select_sealed(connection, listed[start : start + _IDS_A_QUERY])

    def linkings(self, recorded_by: str | None = None) -> Iterator[Linking]:
        """What linkage found, as recorded by then, the newest first; each is read only when it is asked for."""
        with self._reading() as connection:
            yield from select_linkings(connection, recorded_by, self.archive)

    def editions(self) -> Iterator[ListEdition]:
        """What editions told of people on lists, in the order they were published."""
        with self._reading() as connection:
            yield from select_editions(connection, self.archive)

    def methods(self) -> list[str]:
        """The methods that have read anything, the one that read last at the end."""
        with self._reading() as connection:
            return select_methods(connection)

    def reports_without(self, method: str) -> Iterator[tuple[str, Report]]:
        """Each report that this method has not read, with the path of its document, in the order recorded.

        A report is met once, whatever is recorded meanwhile; one text at a time is held.
        """
        page = self._page_without(method, 0)
        while page:
            for waiting in page:
                report = self.report(waiting.id)
                if report is not None:
                    yield waiting.path or waiting.id, report
            page = self._page_without(method, page[-1].seq)

    def count_with(self, method: str) -> int:
        """How many reports this method has read."""
        with self._reading() as connection:
            return count_readings(connection, method)

    def count_without(self, method: str) -> int:
        """How many reports this method has not read; rows of tables, which are no prose, apart."""
        with self._reading() as connection:
            return count_backlog(connection, method)

    def failures(self) -> Iterator[Failure]:
        """What could not be read, in the order it was recorded."""
        columns = [FAILURE.c[item.name] for item in fields(Failure)]
        with self._reading() as connection:
            for row in connection.execute(select(*columns).order_by(FAILURE.c.seq)):
                yield Failure(**row._mapping)

    def report(self, report_id: str) -> Report | None:
        """A stored report, exactly as it was read."""
        with self._reading() as connection:
            content = connection.execute(select(REPORT.c.content).where(REPORT.c.id == report_id)).scalar()
        return None if content is None else decode_value(content, Report)

    def counts(self) -> Stored:
        """How many rows of each kind are stored."""
        with self._reading() as connection:
            counted = {
                kind: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for kind, table in STORED.items()
            }
        return Stored(counted)

    def head(self) -> str:
        """The hash of the ledger's last row: it stands for everything stored so far."""
        with self._reading() as connection:
            return _read_head(connection)[1].hex()

    def verify(self, *, head: str | None = None, progress: VerifyProgress | None = None) -> Verification:
        """What everything stored looks like against ledger and archive; `head` must still be in the ledger."""
        with self._reading() as connection:
            return verify_rows(connection, self.archive, head=head, progress=progress)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Holds off other collects and rereads of the same store; raises StoreError where one is under way.

        The lock is SQLite's own on a file beside the database: on every system it ends with the process that holds it,
        however that ends. `record` needs no lock: two processes that write take turns.
        """
        with _store_errors(self.folder), closing(sqlite3.connect(self.folder / "collect.lock", timeout=0)) as lock:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                reason = f"another collect or reread is writing to this store ({error})"
                raise StoreError(f"{self.folder}: {reason}") from error
            self.archive.remove_leftovers()
            yield

    def _page_without(self, method: str, after: int) -> list[Waiting]:
        with self._reading() as connection:
            return select_backlog(connection, method, after)

    def _upgrade(self, *, is_frozen: bool) -> None:
        """Takes the writer's turn only where there is something to upgrade."""
        with self._reading() as connection:
            found = read_version(connection)
        if found is not None and found < VERSION and is_frozen:
            raise StoreError(
                f"{self.folder}: has version {found} and cannot be written to bring it to {VERSION}: copy it"
            )
        if found != VERSION:
            with self._writing() as connection:
                upgrade_schema(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _store_errors(self.folder), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            _store_errors(self.folder),
            self._engine.execution_options(is_writer=True).begin() as connection,
        ):
            yield connection


def _is_frozen(folder: Path, database: str) -> bool:
    """Whether a database is there that nobody can be writing to, as far as this process may see."""
    log = folder / f"{database}-wal"
    if not (folder / database).exists() or os.access(folder, os.W_OK):
        return False
    if log.exists() and log.stat().st_size:
        raise StoreError(f"{folder}: cannot be written, and its last commits are still in {log.name}: copy the folder")
    return True


def _frozen_url(database: Path) -> URL:
    """SQLite reads a database in write-ahead mode without writing beside it only where told that it does not change."""
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=database.absolute().as_uri(), query=query)


def _prepare_connection(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once, so that what it reads cannot change before it writes."""
    is_writer = connection.get_execution_options().get("is_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


@contextmanager
def _store_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        reason = getattr(error, "orig", None) or error
        raise StoreError(f"{folder}: {reason}") from error
    except OSError as error:
        raise StoreError(f"{error.filename or folder}: {error.strerror or error}") from error


def _select_new(connection: Connection, entries: Sequence[Entry]) -> list[Row]:
    """The rows to append, in order, each once."""
    seen = _known_ids(connection, entries)
    new: list[Row] = []
    for entry in entries:
        if entry.key in seen:
            continue
        rows = [row for row in entry.rows if row.id not in seen]
        seen.update(row.id for row in rows)
        new += rows
    return new


def _known_ids(connection: Connection, entries: Sequence[Entry]) -> set[str]:
    wanted: defaultdict[RowKind, list[str]] = defaultdict(list)
    for entry in entries:
        for row in entry.rows:
            wanted[row.kind].append(row.id)
    return {found for kind in _SHARED for found in _find_ids(connection, kind, wanted[kind])}


def _find_ids(connection: Connection, kind: RowKind, ids: Iterable[str]) -> Iterator[str]:
    column = STORED[kind].c.id
    listed = list(ids)
    for start in range(0, len(listed), _IDS_A_QUERY):
        found = select(column).where(column.in_(listed[start : start + _IDS_A_QUERY]))
        yield from connection.execute(found).scalars()


def _append(connection: Connection, rows: Sequence[Row]) -> None:
    """Appends the rows, each with its place in the ledger, and the ledger rows that chain them to all before."""
    last, previous, last_at = _read_head(connection)
    recorded_at = time_rows(last_at, now())
    values: defaultdict[RowKind, list[dict[str, Any]]] = defaultdict(list)
    links: list[dict[str, Any]] = []
    for seq, row in enumerate(rows, last + 1):
        link = Link(seq, recorded_at, row.kind, row.id, row.digest)
        values[row.kind].append({"seq": seq, "recorded_at": recorded_at, **row.values})
        chained = chain_hash(link, previous)
        columns = {"seq": seq, "recorded_at": recorded_at, "kind": row.kind, "id": row.id, "digest": row.digest}
        links.append({**columns, "previous": previous, "hash": chained})
        previous = chained
    for kind, table in STORED.items():
        if values[kind]:
            connection.execute(insert(table), values[kind])
    if links:
        connection.execute(insert(LEDGER), links)


def _read_head(connection: Connection) -> tuple[int, bytes, str | None]:
    wanted = select(LEDGER.c.seq, LEDGER.c.hash, LEDGER.c.recorded_at).order_by(LEDGER.c.seq.desc()).limit(1)
    last = connection.execute(wanted).first()
    return (0, GENESIS, None) if last is None else (last.seq, last.hash, last.recorded_at)
