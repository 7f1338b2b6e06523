"""Reads ledger, tables and archive side by side and stops at the first row that is not as it was recorded.

Both sides come in the order of the ledger, one row at a time, so memory does not grow with the store.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from habeas.store.archive import Archive
from habeas.store.base import Fault, RowKind, Scalar, Verification, VerifyProgress
from habeas.store.ledger import GENESIS, Link, chain_hash, digest_row
from habeas.store.tables import LEDGER, STORED

_REPORT_EVERY = 1000
# Rows whose `sha256` names bytes in the archive.
_ARCHIVED: tuple[RowKind, ...] = ("document", "linking", "edition")


@dataclass(frozen=True, slots=True)
class _Found:
    """A stored row as it is now."""

    seq: int
    kind: RowKind
    columns: dict[str, Scalar]


class _Walk:
    """How far the ledger was followed: the hash of its last good row, and whether `head` was among them."""

    def __init__(self, connection: Connection, archive: Archive, head: str | None) -> None:
        self.stored = _PeekStored(connection)
        self.archive = archive
        self.head = head
        self.seq = 0
        self.hash = GENESIS
        self.is_head_met = head is None or head == GENESIS.hex()

    def check(self, entry: Row[Any]) -> Fault | None:
        """The fault of one ledger row or of what it stands for."""
        fault = self._check_link(entry) or self._check_stored(entry)
        if fault is None:
            self.seq, self.hash = entry.seq, entry.hash
            self.is_head_met = self.is_head_met or entry.hash.hex() == self.head
        return fault

    def check_end(self) -> Fault | None:
        """What is only seen once the ledger has ended."""
        extra = self.stored.peek()
        if extra is not None:
            return _fault(extra, "is not in the ledger: it was inserted, or the end of the ledger was removed")
        if not self.is_head_met:
            reason = f"the ledger ends without the head {self.head}: its end was removed, or its history rewritten"
            return Fault("ledger", None, self.seq + 1, reason)
        return None

    def _check_link(self, entry: Row[Any]) -> Fault | None:
        if entry.seq != self.seq + 1:
            return Fault("ledger", None, self.seq + 1, "the ledger's row was removed")
        if entry.previous != self.hash:
            return Fault("ledger", entry.id, entry.seq, "does not follow the row before it: changed, moved or replaced")
        link = Link(entry.seq, entry.recorded_at, entry.kind, entry.id, entry.digest)
        if entry.hash != chain_hash(link, entry.previous):
            return Fault("ledger", entry.id, entry.seq, "the ledger's row was changed")
        return None

    def _check_stored(self, entry: Row[Any]) -> Fault | None:
        found = self.stored.peek()
        if found is not None and found.seq < entry.seq:
            return _fault(found, "is not in the ledger: it was inserted")
        if found is None or found.seq > entry.seq:
            return Fault(entry.kind, entry.id, entry.seq, "was removed")
        change = _find_change(found, entry)
        if change is not None:
            return _fault(found, change)
        self.stored.skip()
        damage = self.archive.find_damage(str(found.columns["sha256"])) if found.kind in _ARCHIVED else None
        return None if damage is None else _fault(found, damage)


class _PeekStored:
    """All stored rows in ledger order, with a look at the next one."""

    def __init__(self, connection: Connection) -> None:
        self._rows = merge(*(_rows(connection, kind, table) for kind, table in STORED.items()), key=lambda row: row.seq)
        self._next = next(self._rows, None)

    def peek(self) -> _Found | None:
        """The next row, None after the last."""
        return self._next

    def skip(self) -> None:
        """Goes on to the row after it."""
        self._next = next(self._rows, None)


def verify_rows(
    connection: Connection, archive: Archive, *, head: str | None, progress: VerifyProgress | None
) -> Verification:
    """How far everything agrees, and the first row that does not."""
    total = connection.execute(select(func.count()).select_from(LEDGER)).scalar_one()
    walk = _Walk(connection, archive, head)
    for entry in connection.execution_options(yield_per=1000).execute(select(LEDGER).order_by(LEDGER.c.seq)):
        fault = walk.check(entry)
        if fault is not None:
            return Verification(walk.seq, walk.hash.hex(), fault)
        if progress is not None and walk.seq % _REPORT_EVERY == 0:
            progress(walk.seq, total)
    if progress is not None:
        progress(total, total)
    return Verification(walk.seq, walk.hash.hex(), walk.check_end())


def _rows(connection: Connection, kind: RowKind, table: Table) -> Iterator[_Found]:
    for row in connection.execution_options(yield_per=1000).execute(select(table).order_by(table.c.seq)):
        yield _Found(row.seq, kind, dict(row._mapping))


def _find_change(found: _Found, entry: Row[Any]) -> str | None:
    """How a stored row differs from the one that the ledger recorded in its place."""
    if found.kind != entry.kind or found.columns["id"] != entry.id:
        return f"stands where {entry.kind} {entry.id} was recorded: replaced or moved"
    if found.columns["recorded_at"] != entry.recorded_at:
        return f"recorded_at was changed: the ledger says {entry.recorded_at}"
    return "was changed" if digest_row(found.kind, found.columns) != entry.digest else None


def _fault(found: _Found, reason: str) -> Fault:
    return Fault(found.kind, str(found.columns["id"]), found.seq, reason)
