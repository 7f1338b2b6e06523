"""The ledger: each row names what was recorded and carries the hash of the row before it.

Whoever changes a stored row must change its digest, then this row's hash, then every later one: the last hash,
written down elsewhere, stands for all that was recorded before it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from habeas.exc import StoreError
from habeas.store.base import Scalar

GENESIS = bytes(32)
_SET_BACK = timedelta(hours=1)
_ENCODER = msgspec.json.Encoder(order="sorted")
# Where and when a row was recorded is the ledger's own to say; the digest is of what the row says.
_NOT_DIGESTED = frozenset({"seq", "recorded_at"})


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the ledger before its hash."""

    seq: int
    recorded_at: str
    kind: str
    id: str
    digest: bytes


def time_rows(last: str | None, present: str) -> str:
    """When rows are recorded that follow one recorded at `last`: now, never before it; None where they are the first.

    A clock is set back by seconds now and then. Raises StoreError where it stands more than an hour before the last
    row: what was known when could no longer be told.
    """
    if last is None or present >= last:
        return present
    if datetime.fromisoformat(last) - datetime.fromisoformat(present) > _SET_BACK:
        raise StoreError(
            f"the clock of this machine says {present[:19]}Z, but the last row was recorded at {last[:19]}Z; nothing "
            "was stored. Set the clock right; if it was wrong then, collect the same files into a new store"
        )
    return last


def digest_row(kind: str, columns: Mapping[str, Scalar]) -> bytes:
    """The hash of a row's kind and columns; absent ones are left out, so that a migration may add columns."""
    said = {name: value for name, value in columns.items() if value is not None and name not in _NOT_DIGESTED}
    return hashlib.sha256(_ENCODER.encode([kind, said])).digest()


def chain_hash(link: Link, previous: bytes) -> bytes:
    """The hash of a ledger row, over its own fields and the hash of the row before."""
    parts = _ENCODER.encode([link.seq, link.recorded_at, link.kind, link.id, link.digest.hex(), previous.hex()])
    return hashlib.sha256(parts).digest()
